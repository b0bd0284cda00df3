package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerlessActionTest {

  private static final String RULE = "ownerless-action";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | | 2025-03-01 | it is used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | TBD | 2025-03-01 | it is used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | the platform team | 2025-03-01 | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | ines & jonas | 2025-03-01 | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | ines, jonas | 2025-03-01 | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | everyone | 2025-03-01 | used |",
        "## Action items\n\n| ID | Action | Deadline |\n|---|---|---|\n| 1 | Add an index | 2025-03-01 |",
        "## Action items\n\n- Add an index"
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | kim | 2025-03-01 | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | search and ranking lead | 2025-03-01 | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | database lead | 2025-03-01 | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n|  | | | |  |",
        "## Action items\n\n- Add an index (owner: kim)",
        "## Action items\n\n- @kim: add an index",
        "## Action items\n\n- _Question: What will be done?_",
        "## Impact\n\n- Add to cart failed"
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }
}
