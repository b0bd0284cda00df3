package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterfactualWordingTest {

  private static final String RULE = "counterfactual-wording";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We should have tested it.",
        "The alert could've fired.",
        "It wouldn’t have happened.",
        "They ought to test that.",
        "If only the index had been there.",
        "This could easily have been seen.",
        "The limit ought to have been lower.",
        "The alert should have fired at noon."
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What would have cut that time in half?",
        "_Question: What should have been known?_",
        "The pool should have a timeout.",
        "You would have an index then.",
        "It could have no timeout.",
        "> You should have called us.",
        "It may have been the cache.",
        "The timeout ought to be shorter than the one of uploads.",
        "You would have had to switch the option on.",
        "The log shows where an error could have occurred.",
        "Every member got the invite that they should have received."
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }
}
