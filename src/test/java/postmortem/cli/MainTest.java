package postmortem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void exists() {
    assertThat(Main.class).isFinal();
  }
}
