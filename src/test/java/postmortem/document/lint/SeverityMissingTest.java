package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeverityMissingTest {

  private static final String RULE = "severity-missing";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\ntitle: x\nseverity:\n---\n\ntext",
        "text",
        "---\nseverity: TBD\n---\n\ntext",
        "The error was severe."
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\nseverity: 2\n---\n\ntext",
        "**Severity**: major",
        "It was a SEV-2.",
        "It was declared sev1 at noon."
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }
}
