package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleRootCauseTest {

  private static final String RULE = "single-root-cause";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The root cause was a missing index.",
        "## Root cause\n\nA missing index.",
        "## Contributing factors\n\n- A missing index.",
        "## Contributing factors\n\n- A missing index.\n\nThe root cause was that.",
        "## Root cause and resolution\n\n- Root cause: the pool was too small\n- Resolution: the pool was widened"
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "There is no single root cause.",
        "The root cause analysis is below.",
        "## Contributing factors\n\n- A missing index.\n- A pool without a timeout.\n\nThe root cause was both.",
        "## Contributing factors\n\n- A missing index.\n  - _Question: How did it get through review?_",
        "What was the root cause?",
        "## Root cause\n\nThe pool was too small.\n\n## Contributing factors\n\nThe image of the tests is another one.\n\nThe alert measures the wrong thing."
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }
}
