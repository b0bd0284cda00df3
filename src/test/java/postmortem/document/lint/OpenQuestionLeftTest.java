package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenQuestionLeftTest {

  private static final String RULE = "open-question-left";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_Question: What happened?_",
        "- **Detection**: _Question: What would have shown it?_"
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What happened? Nobody knows.",
        "> Question: what happened?",
        "The question: was it the cache?"
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }

  @Test
  void repeats_the_question() {
    assertThat(Linted.by(RULE, "- _Question: What was surprising?_"))
        .containsExactly("1:4 a question is still open: What was surprising?");
  }
}
