package postmortem.document.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.incident.Person;
import postmortem.timeline.Scene;

/** Nobody is named in prose, and a word is not taken for somebody because somebody is called so. */
final class PeopleTest {

  private static People people(String... handles) {
    return new People(
        Arrays.stream(handles).map(handle -> new Person(handle, null, null)).toList(), List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "40 records per minute | 40 records per minute",
        "max connections reached | max connections reached",
        "Mark the node as failed | Mark the node as failed",
        "Acknowledged by per | Acknowledged by a responder",
        "Notified max by push | Notified a responder by push",
        "Escalated to [mark] by rule | Escalated to [a responder] by rule",
        "Reassigned to max | Reassigned to a responder",
        "session opened for user per(uid=0) | session opened for user a responder(uid=0)",
        "asking @max and @per | asking a responder and a responder",
        "max acknowledged the alert | A responder acknowledged the alert",
        "ann.lee and jonas answered | A responder and a responder answered"
      })
  void a_handle_that_is_a_word_is_a_name_where_the_text_treats_it_as_one(
      String text, String shown) {
    assertThat(people("per", "max", "mark", "ann.lee", "jonas").unnamed(text)).isEqualTo(shown);
  }

  @Test
  void what_the_document_says_itself_stays_when_somebody_is_called_like_one_of_its_words() {
    String document =
        SceneDocument.of(
            new Scene("2026-03-12")
                .rate("web/shop.log", "14:00:10", "14:33:00", "shop", 900, "errors per minute")
                .alert(EventType.ALERT_FIRED, "14:02:30", "ShopErrors", "shop", Severity.CRITICAL)
                .say("inc-shop", "14:03:00", "per", "the shop fails with errors"));
    assertThat(document).contains("errors per minute").contains("**per**: the shop fails");
  }
}
