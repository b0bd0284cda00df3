package postmortem.document.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import postmortem.event.Attribute;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.timeline.Scene;

/** One thing that the evidence tells in several rows is told once, and nothing else is. */
final class ShownOnceTest {

  private static Scene afternoon() {
    return new Scene("2026-03-12")
        .rate("web/shop.log", "14:00:10", "14:33:00", "shop", 900, "errors per minute")
        .alert(EventType.ALERT_FIRED, "14:02:30", "ShopErrors", "shop", Severity.CRITICAL)
        .alert(EventType.ALERT_RESOLVED, "14:36:30", "ShopErrors", "shop", Severity.INFO);
  }

  /** How many events the row cites that holds a text. */
  private static long cited(String document, String text) {
    String row = document.lines().filter(line -> line.contains(text)).findFirst().orElseThrow();
    return Pattern.compile("\\(#e-").matcher(row).results().count();
  }

  private static Scene restart(Scene scene, String time, String what) {
    return scene.fact("web/shop.log", time, EventType.RESTART, "shop", what, e -> e);
  }

  @Test
  void three_restarts_of_one_process_are_one_row_with_a_count() {
    Scene scene = afternoon();
    restart(scene, "14:10:00", "Started again: shop in 8.9 seconds");
    restart(scene, "14:12:00", "Started again: shop in 9.1 seconds");
    restart(scene, "14:14:00", "Started again: shop in 9.4 seconds");
    String document = SceneDocument.of(scene);
    assertThat(document)
        .containsOnlyOnce("| Started again: shop")
        .contains("in 8.9 seconds; 3 times, the last at 2026-03-12 14:14:00 |");
    assertThat(cited(document, "| Started again: shop")).isEqualTo(2);
  }

  @Test
  void two_restarts_and_restarts_of_two_pods_stay_rows_of_their_own() {
    Scene scene = afternoon();
    restart(scene, "14:10:00", "Pod shop-0: Killing");
    restart(scene, "14:12:00", "Pod shop-1: Killing");
    restart(scene, "14:14:00", "Pod shop-0: Killing");
    assertThat(SceneDocument.of(scene)).doesNotContain("times, the last at");
  }

  @Test
  void a_metric_that_rises_in_steps_is_one_measurement() {
    Scene scene =
        afternoon()
            .shift("prometheus/p99.json", "14:00:00", "shop", "request_p99", "0.2", "4")
            .shift("prometheus/p99.json", "14:06:00", "shop", "request_p99", "4", "21")
            .shift("prometheus/p99.json", "14:18:00", "shop", "request_p99", "21", "72")
            .recovery("prometheus/p99.json", "14:34:00", "shop", "request_p99", "72", "0.2");
    String document = SceneDocument.of(scene);
    assertThat(document)
        .contains(
            "| request_p99 (shop) | 0.2 | in steps to 72 | 2026-03-12 14:00:00 | 2026-03-12"
                + " 14:34:00 |")
        .doesNotContain("| request_p99 (shop) | 4 |");
    assertThat(cited(document, "in steps to 72")).isEqualTo(2);
  }

  @Test
  void a_metric_that_was_back_in_between_rose_twice() {
    Scene scene =
        afternoon()
            .shift("prometheus/p99.json", "14:00:00", "shop", "request_p99", "0.2", "4")
            .recovery("prometheus/p99.json", "14:05:00", "shop", "request_p99", "4", "0.2")
            .shift("prometheus/p99.json", "14:18:00", "shop", "request_p99", "0.2", "5")
            .recovery("prometheus/p99.json", "14:34:00", "shop", "request_p99", "5", "0.2");
    assertThat(SceneDocument.of(scene)).doesNotContain("in steps to");
  }

  @Test
  void what_became_of_another_alert_stands_in_its_row() {
    Scene scene =
        afternoon()
            .page(EventType.PAGED, "14:05:00", "I7", "mailer", "Mails are late")
            .page(EventType.ACKNOWLEDGED, "14:07:00", "I7", "mailer", "Acknowledged")
            .page(EventType.INCIDENT_RESOLVED, "14:20:00", "I7", "mailer", "Resolved");
    String document = SceneDocument.of(scene);
    assertThat(document)
        .contains(
            "| Mails are late; acknowledged at 2026-03-12 14:07:00; over at 2026-03-12 14:20:00 |");
    assertThat(cited(document, "| Mails are late")).isEqualTo(3);
  }

  @Test
  void a_rise_while_alerts_were_kept_quiet_is_told_with_the_silence() {
    Scene scene =
        afternoon()
            .rate("web/shop.log", "20:10:00", "20:13:00", "shop", 90, "errors per minute")
            .fact(
                "alertmanager/silences.json",
                "20:00:00",
                EventType.ALERT_NOTE,
                "shop",
                "Silenced: shop: new disks",
                e ->
                    e.attribute(Attribute.QUIET, "silence")
                        .until(java.time.Instant.parse("2026-03-12T21:00:00Z")));
    assertThat(SceneDocument.of(scene))
        .contains("alerts were kept quiet, at another time as well")
        .contains(
            "alerts were kept quiet from 2026-03-12 20:00:00 to 2026-03-12 21:00:00 UTC: Silenced:"
                + " shop: new disks");
  }

  /** An alert that knows only the machine. */
  private static Scene alertOfMachine(Scene scene) {
    return scene.fact(
        "zabbix/events.json",
        "14:03:00",
        EventType.ALERT_FIRED,
        "web-1",
        "Shop is not running",
        e ->
            e.severity(Severity.CRITICAL)
                .attribute(Attribute.INCIDENT, "77")
                .attribute("host", "web-1"));
  }

  @Test
  void programs_of_the_machine_and_machines_are_no_services() {
    Scene scene =
        afternoon()
            .firstSeen("journal/web-1.json", "14:00:09", "kernel", 3, "Out of memory: Killed shop");
    String services =
        SceneDocument.of(alertOfMachine(scene))
            .lines()
            .filter(line -> line.startsWith("- **Services**"))
            .findFirst()
            .get();
    assertThat(services).contains("shop").doesNotContain("kernel").doesNotContain("web-1");
  }

  @Test
  void a_machine_is_named_where_nothing_says_more() {
    assertThat(SceneDocument.of(alertOfMachine(new Scene("2026-03-12"))))
        .contains("- **Services**: web-1");
  }
}
