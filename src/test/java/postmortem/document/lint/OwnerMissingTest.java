package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerMissingTest {

  private static final String RULE = "owner-missing";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# Exports\n\n| Action | DRI | Due |\n|---|---|---|\n| Add a test | kim | 2025-03-01 |",
        "---\ntitle: x\nowner:\n---\n\ntext",
        "---\ntitle: x\n---\n\ntext",
        "text",
        "---\nowner: TBD\n---\n\ntext"
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# Exports\n\n**Status**: Final | **DRI**: @maria",
        "---\nowner: kim\n---\n\ntext",
        "**Owner**: database lead",
        "| Owner | kim |\n|---|---|"
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }

  @Test
  void points_at_the_empty_value() {
    assertThat(Linted.by(RULE, "---\ntitle: x\nowner:\n---\n"))
        .containsExactly("3:1 nobody owns this post-mortem");
  }
}
