package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownStatusTest {

  private static final String RULE = "unknown-status";

  @ParameterizedTest
  @ValueSource(strings = {"finished", "publishd", "[a, b]", "in--review", "\"<b>draft</b>\"", "1"})
  void flags(String status) {
    assertThat(Linted.by(RULE, "---\nstatus: " + status + "\n---\n\ntext")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "draft", "In review", "in-review", "PUBLISHED", "\"closed\""})
  void accepts(String status) {
    assertThat(Linted.by(RULE, "---\nstatus: " + status + "\n---\n\ntext")).isEmpty();
  }
}
