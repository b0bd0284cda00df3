package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VagueActionTest {

  private static final String RULE = "vague-action";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Improve monitoring | kim | 2025-03-01 |  |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | We should look into the pool | kim | 2025-03-01 | done |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Make the pool more robust | kim | 2025-03-01 | - |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Better alerting | kim | 2025-03-01 |  |",
        "## Action items\n\n- Investigate the memory leak",
        "## Action items\n\n- Consider a cache",
        "## Action items\n\n- Set up better dashboards",
        "## Preventative measures\n\n- Enhance monitoring"
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Improve the p95 to below 300 ms | kim | 2025-03-01 |  |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Improve monitoring | kim | 2025-03-01 | an alert fires in the game day |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add a monitor for the pool | kim | 2025-03-01 |  |",
        "## Action items\n\n- Monitor the pool and page when it is empty",
        "## Action items\n\n- Remove the considered cache",
        "## Impact\n\n- Improve your day: orders failed",
        "## Action items\n\n- [x] Improve the dashboards",
        "## Action items\n\n- Set up a dashboard of the queue"
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }
}
