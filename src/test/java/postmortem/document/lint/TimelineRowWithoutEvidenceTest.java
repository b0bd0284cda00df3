package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineRowWithoutEvidenceTest {

  private static final String RULE = "timeline-row-without-evidence";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Timeline\n\n| Time (UTC) | What happened | Evidence |\n|---|---|---|\n| 2025-02-09 10:06 | a | [log](#e-43a5643e1441) |\n| 2025-02-09 10:07 | b | |",
        "## Timeline\n\n| Time (UTC) | What happened | Evidence |\n|---|---|---|\n| 2025-02-09 10:06 | a | |\n| 2025-02-09 10:07 | b | |\n| 2025-02-09 10:08 | c | |",
        "## Timeline\n\n- 10:05 the first error\n- 10:40 over",
        "## Timeline\n\n### 2025-02-09 10:05\n\nThe first error, see #12.\n\n### 2025-02-09 10:40\n\nOver."
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Timeline\n\n| Time | Event |\n|---|---|\n| | |",
        "## Timeline\n\n| Time (UTC) | What happened | Evidence |\n|---|---|---|\n| 2025-02-09 10:06 | a | [log](#e-43a5643e1441) |",
        "## Timeline\n\n| Time (UTC) | What happened | Evidence |\n|---|---|---|\n| 2025-02-09 10:06 | a | [log](#e-43a5643e1441) |\n| 2025-02-09 10:07 | see https://example.org/1 | |\n| 2025-02-09 10:08 | merged #42 | |",
        "## Impact\n\n| Measured | Before |\n|---|---|\n| errors | 0 |",
        "## Timeline\n\n- 10:05 the first error, see #12\n- 10:40 over\n\n  ![the graph](errors.png)",
        "## Timeline\n\n- the first error\n- over",
        "## Schedule\n\n- 10:05 breakfast"
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }
}
