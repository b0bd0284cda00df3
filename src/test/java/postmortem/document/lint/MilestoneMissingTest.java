package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MilestoneMissingTest {

  private static final String RULE = "milestone-missing";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "## Timeline\n\n| Time (UTC) | What happened |\n|---|---|\n| 2025-02-09 10:05 | First error |",
        "Detected at 10:06. Acknowledged at 10:07. Mitigated at 10:20.\n\nThe office opens at 10:00 and closes early."
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "| Milestone | Time |\n|---|---|\n| Impact start | 2025-12-09T16:00Z |\n| Detected | 2025-12-09T16:04Z |\n| Acknowledged | 2025-12-09T16:05Z |\n| Mitigated | 2025-12-09T16:40Z |\n| Resolved | 2025-12-09T17:10Z |",
        "**Beginn:** 09:12\n\n**Erkannt:** 09:20\n\n**Angenommen:** 09:21\n\n**Rollback:** 09:41\n\n**Behoben:** 09:58",
        "- Impact start: 10:05\n- Detection: 10:06\n- Acknowledgement: 10:12\n- Mitigation: unknown\n- Resolution: 10:40",
        "## Timeline\n\n| Time (UTC) | What happened |\n|---|---|\n| 10:05 | First error |\n| 10:06 | An alert fired |\n| 10:12 | Acknowledged |\n| 10:22 | Rolled back |\n| 10:40 | Resolved |",
        "Detected at 10:06. Acknowledged at 10:07. Mitigated at 10:20.\n\nThe outage lasted from 10:00 UTC to 10:40 UTC.",
        "Detected at 10:06. Acknowledged at 10:07. Mitigated at 10:20.\n\n**Duration:** March 7, 2025, 9:50 AM - 10:40 AM (UTC)"
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }

  @Test
  void names_what_is_missing() {
    assertThat(
            Linted.by(
                RULE,
                "## Timeline\n\n| Time (UTC) | What happened |\n|---|---|\n| 10:05 | Impact started |\n| 10:06 | Detected |\n| 10:40 | Resolved |"))
        .containsExactly("1:4 no time and no “unknown” is given for: acknowledgement, mitigation");
  }
}
