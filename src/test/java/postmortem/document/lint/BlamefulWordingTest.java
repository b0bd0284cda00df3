package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlamefulWordingTest {

  private static final String RULE = "blameful-wording";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The engineer failed to notice it.",
        "We failed to verify the chart.",
        "The on-call engineer on duty repeatedly failed to answer.",
        "The database team broke the replica.",
        "Somebody forgot to renew it.",
        "That was careless.",
        "The team wrongly assumed a limit.",
        "Operations is to blame.",
        "The reviewer overlooked the missing index.",
        "Our team is solely responsible.",
        "This was my own fault.",
        "The problem came from the changes made by the front end team."
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The probe failed to start.",
        "The deploy team's probe failed to start.",
        "They failed to start within a minute.",
        "Requests failed to reach the database.",
        "The team broke for lunch at noon.",
        "```\nthe engineer failed to notice\n```",
        "He wrote \"you forgot the index\".",
        "Nobody was to blame.",
        "The probe overlooked the pod.",
        "The problem came from the changes made on Monday.",
        "The team is responsible for backups.",
        "The fault was found at noon."
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }

  @Test
  void points_at_the_words() {
    assertThat(Linted.by(RULE, "A responder failed to see the page."))
        .containsExactly("1:13 “failed to” blames whoever it was");
  }
}
