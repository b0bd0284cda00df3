package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationDisagreesWithTimelineTest {

  private static final String RULE = "duration-disagrees-with-timeline";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- Impact start: 2025-02-09 10:05:23 UTC\n- Detection: 2025-02-09 10:06:45 UTC\n- Acknowledgement: 2025-02-09 10:12:00 UTC\n- Resolution: 2025-02-09 10:40:00 UTC\n\nThe time to resolve was 1 h 35 min.",
        "- Impact start: 2025-02-09 10:05:23 UTC\n- Detection: 2025-02-09 10:06:45 UTC\n- Acknowledgement: 2025-02-09 10:12:00 UTC\n- Resolution: 2025-02-09 10:40:00 UTC\n\nTTD was 2 hours, TTR 35 min.",
        "- Impact start: 2025-02-09 10:05:23 UTC\n- Detection: 2025-02-09 10:06:45 UTC\n- Acknowledgement: 2025-02-09 10:12:00 UTC\n- Resolution: 2025-02-09 10:40:00 UTC\n\nThe outage lasted 3 hours.",
        "## Timeline\n\n| Time (UTC) | What happened |\n|---|---|\n| 2025-02-09 10:05 | a |\n| 2025-02-09 10:40 | b |\n\nThe outage lasted 1 h 35 min.",
        "## Timeline\n\n| Time (UTC) | What happened |\n|---|---|\n| 2025-02-09 10:05 | a |\n| 2025-02-09 10:40 | b |\n\nTime to recovery: 95 minutes",
        "Errors rose from 10:05 to 10:40, for 45 minutes.",
        "Between 23:50 and 00:20 UTC (50 min) nothing was written.",
        "| Measure | Value | From (UTC) | To (UTC) |\n|---|---|---|---|\n| TTR, time to resolve | 1 h 35 min | 2025-02-09 10:05:23, a | 2025-02-09 10:40:00, b |",
        "- Impact start: 2025-02-09 10:05:23 UTC\n- Detection: 2025-02-09 10:06:45 UTC\n- Acknowledgement: 2025-02-09 10:12:00 UTC\n- Resolution: 2025-02-09 10:40:00 UTC\n\n- **Mitigation**: 2025-02-09 10:35:00 UTC, 39 min 37 s after impact start. Back.",
        "- Impact start: 2025-02-09 10:05:23 UTC\n- Detection: 2025-02-09 10:06:45 UTC\n- Acknowledgement: 2025-02-09 10:12:00 UTC\n- Resolution: 2025-02-09 10:40:00 UTC\n\nTTR: PT1H35M",
        "The outage lasted 1 hour, from 9:30 AM to 1:30 PM.",
        "The outage lasted 1 hour, from 3:31 to 6:02 pm."
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- Impact start: 2025-02-09 10:05:23 UTC\n- Detection: 2025-02-09 10:06:45 UTC\n- Acknowledgement: 2025-02-09 10:12:00 UTC\n- Resolution: 2025-02-09 10:40:00 UTC\n\nThe time to resolve was 34 min 37 s.",
        "- Impact start: 2025-02-09 10:05:23 UTC\n- Detection: 2025-02-09 10:06:45 UTC\n- Acknowledgement: 2025-02-09 10:12:00 UTC\n- Resolution: 2025-02-09 10:40:00 UTC\n\nThe time to resolve was 35 minutes.",
        "- Impact start: 2025-02-09 10:05:23 UTC\n- Detection: 2025-02-09 10:06:45 UTC\n- Acknowledgement: 2025-02-09 10:12:00 UTC\n- Resolution: 2025-02-09 10:40:00 UTC\n\nTTR was about half an hour, or about 30 min.",
        "- Impact start: 2025-02-09 10:05:23 UTC\n- Detection: 2025-02-09 10:06:45 UTC\n- Acknowledgement: 2025-02-09 10:12:00 UTC\n- Resolution: 2025-02-09 10:40:00 UTC\n\nTTD was under 2 minutes, TTA 5 min 15 s.",
        "- Impact start: 2025-02-09 10:05:23 UTC\n- Detection: 2025-02-09 10:06:45 UTC\n- Acknowledgement: 2025-02-09 10:12:00 UTC\n- Resolution: 2025-02-09 10:40:00 UTC\n\nIt took more than 30 min to resolve; TTR over 30 min.",
        "## Timeline\n\n| Time (UTC) | What happened |\n|---|---|\n| 2025-02-09 10:05 | a |\n| 2025-02-09 10:40 | b |\n\nTime to recovery: 20 minutes",
        "Errors rose from 10:05 to 10:40, for about 35 minutes.",
        "The alert needs 30 minutes of errors, and 10:05 was the first.",
        "The pool waits 5 s and retries from 10:05 to 10:40 every 2 min for 35 min.",
        "Between 23:50 and 00:20 UTC (30 min) nothing was written.",
        "| Measure | Value | From (UTC) | To (UTC) |\n|---|---|---|---|\n| TTR, time to resolve | 34 min 37 s | 2025-02-09 10:05:23, a | 2025-02-09 10:40:00, b |",
        "| Measure | Value | From (UTC) | To (UTC) |\n|---|---|---|---|\n| TTM, time to mitigate | unknown | no mitigation is known | |",
        "> TTR was 9 h",
        "- Impact start: 2025-02-09 10:05:23 UTC\n- Detection: 2025-02-09 10:06:45 UTC\n- Acknowledgement: 2025-02-09 10:12:00 UTC\n- Resolution: 2025-02-09 10:40:00 UTC\n\nCould TTR be 5 min next time?",
        "## Timeline\n\n| Time (UTC) | What happened |\n|---|---|\n| 10:05 | a |\n| 10:40 | b |\n\nThe outage lasted 30 min.",
        "The outage lasted 4 hours, from 9:30 AM to 1:30 PM.",
        "The outage lasted 2 hours 31 minutes, from 3:31 to 6:02 pm.",
        "The outage lasted 80 minutes, from 11:50 to 1:10 pm.",
        "The outage lasted 30 minutes, from 12:15 AM to 12:45 AM."
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }

  @Test
  void prints_both_values() {
    assertThat(
            Linted.by(
                RULE,
                "- Impact start: 2025-02-09 10:05:23 UTC\n- Detection: 2025-02-09 10:06:45 UTC\n- Acknowledgement: 2025-02-09 10:12:00 UTC\n- Resolution: 2025-02-09 10:40:00 UTC\n\nTTR was 1 h 35 min."))
        .containsExactly(
            "6:9 1 h 35 min is written, but from 2025-02-09 10:05:23 to 2025-02-09 10:40:00 it is 34 min 37 s");
  }

  @Test
  void compares_with_the_span_of_the_rows_when_no_milestone_is_stated() {
    assertThat(
            Linted.by(
                RULE,
                "## Timeline\n\n| Time (UTC) | What happened |\n|---|---|\n| 2025-02-09 10:05 | a |\n| 2025-02-09 10:40 | b |\n\nThe incident duration was 1 h 35 min."))
        .containsExactly(
            "8:27 1 h 35 min is written, but the timeline's rows span 35 min, from 2025-02-09 10:05 to 2025-02-09 10:40");
  }
}
