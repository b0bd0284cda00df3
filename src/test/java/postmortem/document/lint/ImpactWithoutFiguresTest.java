package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImpactWithoutFiguresTest {

  private static final String RULE = "impact-without-figures";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Summary\n\nExports came out empty; 45 whole minutes were lost.",
        "## Impact\n\nSome customers could not pay.",
        "## Summary\n\nThe disk was full at 10:05, for 40 minutes.",
        "## Impact\n\nMany users were affected.\n\n## Action items\n\n- Page at 5 % of errors",
        "## Summary\n\nNo error message was shown, and all the core pods were restarted."
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Summary\n\nExports came out empty; 312 nightly exports were affected.",
        "## Impact\n\n12 % of the payments failed.",
        "## Impact\n\nAbout 1,840 customers could not pay.",
        "## Impact\n\nAll users were logged out.",
        "## Impact\n\nThe two admin accounts were locked.",
        "## Impact\n\nHow many were affected is unknown.",
        "## Impact\n\n- _Question: How many users were affected?_",
        "The disk was full.",
        "## Impact\n\nEUR only: € 4,000 of orders.",
        "## Impact\n\n3 hosts were away."
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }
}
