package postmortem.document.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.timeline.Scene;

/** A message that a milestone rests on is shown, and what it says against somebody is not. */
final class BlameNotQuotedTest {

  private static String document(String said) {
    return SceneDocument.of(
            new Scene("2026-03-12")
                .rate("web/shop.log", "14:00:10", "14:33:00", "shop", 900, "errors per minute")
                .alert(EventType.ALERT_FIRED, "14:02:30", "ShopErrors", "shop", Severity.CRITICAL)
                .say("inc-shop", "14:03:00", "ana", "the shop fails with errors")
                .say("inc-shop", "14:04:00", "bo", said))
        .replaceAll("(?s)\n## Excerpts.*", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I am on it. It is Ana's fault, she deployed it",
        "It's Ana's fault! I'm on it.",
        "ana broke the shop again.\nI'm on it."
      })
  void the_sentence_that_blames_is_left_out(String said) {
    assertThat(document(said))
        .contains("**Acknowledgement**: 2026-03-12 14:04:00 UTC")
        .containsIgnoringCase("on it.")
        .doesNotContainPattern("\\bfault|broke");
  }

  @Test
  void a_message_that_does_nothing_else_is_not_quoted() {
    assertThat(document("I'm on it, this is ana's fault"))
        .contains("A message in chat ([")
        .contains("| **bo**: a message that is not quoted, as it blames somebody |")
        // A default is nobody's.
        .doesNotContainPattern("\\bfault");
  }

  @Test
  void what_blames_a_system_or_nobody_is_quoted_as_it_is() {
    String said = "I'm on it; the cache broke the shop. Nobody should wait for me";
    assertThat(document(said)).contains("**bo**: " + said);
  }
}
