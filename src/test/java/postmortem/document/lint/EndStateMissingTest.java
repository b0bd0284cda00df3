package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndStateMissingTest {

  private static final String RULE = "end-state-missing";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | kim | 2025-03-01 |  |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | kim | 2025-03-01 | ? |",
        "## Action items\n\n| ID | Action | Owner |\n|---|---|---|\n| 1 | Add an index | kim |",
        "## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n| Add an index | kim | 2025-03-01 |\n| Set a limit | kim | 2025-03-01 |\n| Alert | kim | 2025-03-01 |"
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | kim | 2025-03-01 | the plan uses it |",
        "## Action items\n\n- Add an index",
        "## Action items\n\n| Action | Owner | Due | Status |\n|---|---|---|---|\n| Add an index | kim | 2025-03-01 | done |"
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }
}
