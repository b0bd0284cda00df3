package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionWithoutReasonTest {

  private static final String RULE = "suppression-without-reason";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text <!-- lint-disable blameful-wording -->",
        "text <!-- lint-disable blameful-wording: -->"
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text <!-- lint-disable blameful-wording: they say so themselves -->",
        "```\n<!-- lint-disable blameful-wording -->\n```",
        "<!-- a comment -->"
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }

  @Test
  void takes_nothing_away() {
    assertThat(
            Linted.by(
                "blameful-wording", "That was careless. <!-- lint-disable blameful-wording -->"))
        .hasSize(1);
  }
}
