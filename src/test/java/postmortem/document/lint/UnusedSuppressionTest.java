package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnusedSuppressionTest {

  private static final String RULE = "unused-suppression";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Fine. <!-- lint-disable blameful-wording: nothing is here -->",
        "Careless. <!-- lint-disable counterfactual-wording: the wrong rule -->",
        "Careless.\n\n<!-- lint-disable blameful-wording: the wrong block -->\nFine."
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Careless. <!-- lint-disable blameful-wording: their word -->",
        "<!-- lint-disable blameful-wording: their word -->\n\nA long\nand careless\nparagraph."
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }

  @Test
  void knows_the_rules() {
    assertThat(Linted.by(RULE, "Fine. <!-- lint-disable blame: what -->"))
        .containsExactly("1:7 no rule is called blame");
  }

  @Test
  void a_used_one_takes_the_findings_of_its_block_away_and_no_others() {
    String text = "<!-- lint-disable blameful-wording: their word -->\nCareless.\n\nCareless.\n";

    assertThat(Linted.by("blameful-wording", text))
        .containsExactly("4:1 \u201cCareless\u201d blames whoever it was");
  }
}
