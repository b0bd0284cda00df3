package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HumanErrorAsCauseTest {

  private static final String RULE = "human-error-as-cause";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Ursachen\n\nMenschliches Versagen.",
        "## Causes\n\nErreur humaine.",
        "Human error during the failover.",
        "The cause was user error.",
        "## Root cause\n\nUser error in the console.",
        "It came from an engineer's mistake.",
        "A typo by one of our operators took it down.",
        "The operator made a mistake.",
        "The value was fat-fingered.",
        "The drop was due to operator error: a wrong host."
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This was not human error.",
        "We do not accept human error as an answer.",
        "The user error rate rose to 8 %.",
        "User error messages were misleading because of the cache.",
        "The error of the operator CRD was logged by the operator error handler.",
        "> Human error, says the vendor.",
        "The log says `human error`.",
        "The vendor calls it \"human error\"."
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }

  @Test
  void names_the_words_and_their_place() {
    assertThat(Linted.by(RULE, "## Causes\n\nIn the end it was Human Error."))
        .containsExactly("3:19 “Human Error” is given as a cause");
  }
}
