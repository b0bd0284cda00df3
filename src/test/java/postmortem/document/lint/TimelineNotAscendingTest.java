package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineNotAscendingTest {

  private static final String RULE = "timeline-not-ascending";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Timeline\n\n| Time (UTC) | What happened |\n|---|---|\n| 2025-02-09 10:12 | a |\n| 2025-02-09 10:06 | b |",
        "## Timeline\n\n| Time (UTC) | What happened |\n|---|---|\n| 2025-02-10 00:12 | a |\n| 2025-02-09 23:59 | b |",
        "## Timeline\n\n- 2025-02-09 10:12 a\n- 2025-02-09 10:06 b",
        "## Timeline\n\n### 2025-02-28 14:09\n\na\n\n### 2025-02-11 14:15\n\nb",
        "## Timeline\n\n- March 7, 2025 1:05 PM: a\n- March 7, 2025 11:50 AM: b",
        "**Timeline:**\n\n- 2025-02-09 10:12 a\n- 2025-02-09 10:06 b"
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Timeline\n\n| Time (UTC) | What happened |\n|---|---|\n| 2025-02-09 10:06 | a |\n| 2025-02-09 10:06 | b |\n| 2025-02-09 10:12 | c |",
        "## Timeline\n\n| Time (UTC) | What happened |\n|---|---|\n| 23:59 | a |\n| 00:05 | b |",
        "## Timeline\n\n| Time (UTC) | What happened |\n|---|---|\n| 2025-02-09 10:12 | a |\n\n## Timeline of the follow-up\n\n| Time (UTC) | What happened |\n|---|---|\n| 2025-02-09 10:00 | b |",
        "## Timeline\n\n- **March 7, 2025 11:50 AM**: a\n- **7 March 2025 12:05 PM**: b\n- 2025-03-07 1:05 pm: c",
        "## Timeline\n\n### The first outage\n\n- 2025-02-09 10:12 a\n\n### How it began\n\n- 2025-02-09 10:06 b",
        "**Timeline:**\n\n- 2025-02-09 10:06 a\n- 2025-02-09 10:12 b\n\n**What came before:**\n\n- 2025-02-09 09:12 c"
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }

  @Test
  void names_both_times() {
    assertThat(
            Linted.by(
                RULE,
                "## Timeline\n\n| Time (UTC) | What happened |\n|---|---|\n| 2025-02-09 10:12:00 | a |\n| 2025-02-09 10:06:45 | b |"))
        .containsExactly(
            "6:3 2025-02-09 10:06:45 stands below 2025-02-09 10:12:00, which is later");
  }
}
