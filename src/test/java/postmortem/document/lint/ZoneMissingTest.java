package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneMissingTest {

  private static final String RULE = "zone-missing";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Ablauf\n\n- 09:12: Timeouts",
        "## Timeline\n\n- 10:05 the first error",
        "## Timeline\n\n| Time | Event |\n|---|---|\n| 10:05 | the first error |",
        "## Timeline\n\n- 10:05 the first error\n\n```\n2025-02-09T10:05:00Z error\n```",
        "**Timeline:**\n\n- **10:05:** the first error\n- **10:40:** over",
        "## Timeline\n\n- 10:05 POST /pay fails, the LAST good one was 10:04"
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Ablauf\n\n- 09:12 MESZ: Timeouts",
        "## Timeline (UTC)\n\n- 10:05 the first error",
        "## Timeline\n\n_All times US/Pacific._\n\n- 10:05 the first error",
        "## Timeline\n\n- 10:05 AM EAT the first error",
        "## Timeline\n\n- 2025-02-09 10:05 +01:00 the first error",
        "## Timeline\n\n- the first error",
        "From 10:05 on requests failed."
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }
}
