package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CarefulHumanActionTest {

  private static final String RULE = "careful-human-action";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Ma\u00dfnahmen\n\n- Besser aufpassen",
        "## Action items\n\n- Be more careful when draining nodes",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Remind the team to check the plan | kim | 2025-03-01 | said |",
        "## Action items\n\n| ID | Action | Owner | Deadline | Done when |\n|---|---|---|---|---|\n| 1 | Retrain the operators | kim | 2025-03-01 | done |",
        "## Action items\n\n- Pay attention to the dashboard",
        "## Next steps\n\n- Everyone has to double-check the host",
        "## Action items\n\n- Tell engineers to be cautious",
        "## Action items\n\n- More carefully review code before deploys",
        "## Action items\n\n- Follow directions more thoroughly"
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Action items\n\n- Retrain the ranking model on the new data",
        "## Action items\n\n- Add a bot that reminds the owner of a certificate",
        "## Action items\n\n- Refuse to drain the last node",
        "## What went well\n\n- We were more careful and paid attention",
        "## Action items\n\n- Review the more expensive queries",
        "## Action items\n\n- Monitor the queue"
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }
}
