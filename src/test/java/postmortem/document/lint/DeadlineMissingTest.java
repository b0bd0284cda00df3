package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineMissingTest {

  private static final String RULE = "deadline-missing";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | kim | | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | kim | soon | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | kim | next sprint | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | kim | 2025-02-30 | used |",
        "## Action items\n\n| ID | Action | Owner |\n|---|---|---|\n| 1 | Add an index | kim |",
        "## Follow-ups\n\n- Add an index",
        "## Action items\n\n- Add an index @kim\n- Set a limit @kim\n- Alert on the queue @kim"
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Actions\n\n- Add an index\n  - Owner: dana\n  - Due: 2025-07-21",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | kim | 2025-03-01 | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | kim | 1 March | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | kim | 2025-W10 | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | kim | 01.03.2025 | used |",
        "## Follow-ups\n\n- Add an index (due 2025-03-01)",
        "| Action Item | Owner | Target Date |\n|---|---|---|\n| Add an index | kim | 2025-03-01 |",
        "## Action items\n\n- Add an index, DONE"
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }
}
