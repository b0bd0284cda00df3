package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerlessActionTest {

  private static final String RULE = "ownerless-action";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Actions\n\n1. Prevent\n   1. Add an index\n      - Due: 2025-07-21",
        "## Actions\n\n- Add an index\n  - Owner: TBD",
        "## Follow-up\n\n- [ ] Add an index (Redis, no backup)",
        "| Ma\u00dfnahme | Verantwortlich | Frist |\n|---|---|---|\n| Index anlegen | | 16.05.2025 |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | | 2025-03-01 | it is used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | TBD | 2025-03-01 | it is used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | the platform team | 2025-03-01 | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | ines & jonas | 2025-03-01 | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | ines, jonas | 2025-03-01 | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | everyone | 2025-03-01 | used |",
        "## Action items\n\n| ID | Action | Deadline |\n|---|---|---|\n| 1 | Add an index | 2025-03-01 |",
        "## Action items\n\n- Add an index",
        "**Corrective and preventive measures:**\n\n- Add an index",
        "## Recommendations\n\n- Add an index",
        "## Action items\n\n- Add an index\n- Set a limit\n- Alert on the queue",
        "## Action items\n\n- Make sure that restores are done"
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Actions\n\n1. Prevent\n   1. Add an index\n      - Owner: dana\n      - Due: 2025-07-21",
        "## Actions\n\n- Add an index\n  - **Owner:** dana\n  - **Status:** open",
        "## Follow-up\n\n- [ ] Add an index (Nigel, by 17/06/2025)",
        "| Action | Owner | Due | Status |\n|---|---|---|---|\n| Rewrite the cache | | | Won't do |",
        "| Ma\u00dfnahme | Verantwortlich | Frist |\n|---|---|---|\n| Index anlegen | petra | 16.05.2025 |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | kim | 2025-03-01 | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | search and ranking lead | 2025-03-01 | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Add an index | database lead | 2025-03-01 | used |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n|  | | | |  |",
        "## Action items\n\n- Add an index (owner: kim)",
        "## Action items\n\n- @kim: add an index",
        "## Action items\n\n- _Question: What will be done?_",
        "## Impact\n\n- Add to cart failed",
        "## Action items\n\n- [x] Add an index",
        "## Action items\n\n- Add an index (done during the incident)",
        "## Action items\n\n- Added an index",
        "## Action items\n\n- The index was added on Monday",
        "## Action items\n\n- In the code of the loaders:",
        "### Actions taken\n\n- Block of the address",
        "## Corrective actions\n\n### Completed\n\n- the change is gone",
        "| Action | Owner | Due | Status |\n|---|---|---|---|\n| Add an index | Backend Team | 2025-03-01 | ✅ Completed |",
        "## What could be improved\n\n- The page came late"
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }
}
