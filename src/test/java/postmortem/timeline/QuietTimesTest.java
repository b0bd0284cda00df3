package postmortem.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.incident.Incident;

class QuietTimesTest {

  /** Work on the shop that was planned and is over, and an incident an hour later. */
  private static Scene afternoon(String of) {
    return new Scene("2026-03-12")
        .firstSeen("web/shop.log", "13:05:10", "shop", 900, "no answer of the database")
        .rate("web/shop.log", "13:05:10", "13:24:00", "shop", 900, "errors per minute")
        .rate("web/shop.log", "13:50:10", "14:24:00", "shop", 400, "errors per minute")
        .alert(EventType.ALERT_FIRED, "13:52:30", "ShopErrors", "shop", Severity.CRITICAL)
        .alert(EventType.ALERT_RESOLVED, "14:29:30", "ShopErrors", "shop", Severity.INFO)
        .fact(
            "alertmanager/silences.json",
            "13:00:00",
            EventType.ALERT_NOTE,
            of,
            "Silenced: " + of + ": new disks",
            e -> e.attribute(Attribute.QUIET, "silence"));
  }

  private static Episode episode(Scene scene, String until) {
    List<Event> events =
        scene.events().stream()
            .map(
                event ->
                    event.attributes().containsKey(Attribute.QUIET)
                        ? event.change().until(scene.at(until)).build()
                        : event)
            .toList();
    return Episode.of(events, Incident.EMPTY, scene.accounts());
  }

  @Test
  void errors_of_planned_work_are_no_part_of_the_incident_after_it() {
    Scene scene = afternoon("shop");
    assertThat(episode(scene, "13:30:00").from()).isEqualTo(scene.at("13:50:10"));
  }

  @Test
  void a_silence_of_another_service_says_nothing() {
    Scene scene = afternoon("mailer");
    assertThat(episode(scene, "13:30:00").from()).isEqualTo(scene.at("13:05:10"));
  }

  @Test
  void errors_that_outlast_the_planned_work_count() {
    Scene scene = afternoon("shop");
    assertThat(episode(scene, "13:15:00").from()).isEqualTo(scene.at("13:05:10"));
  }
}
