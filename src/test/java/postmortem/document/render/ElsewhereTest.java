package postmortem.document.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.incident.Incident;
import postmortem.incident.Milestone;
import postmortem.timeline.Scene;

final class ElsewhereTest {

  private static Scene morning() {
    return new Scene("2026-10-15")
        .rate("web/a.log", "07:41:02", "08:24:25", "shop", 5331, "errors per minute")
        .alert(EventType.ALERT_FIRED, "07:44:30", "ShopErrors", "shop", Severity.CRITICAL)
        .alert(EventType.ALERT_RESOLVED, "08:29:30", "ShopErrors", "shop", Severity.INFO)
        .rate("web/a.log", "14:10:40", "14:57:12", "shop", 871, "errors per minute");
  }

  @Test
  void a_second_rise_of_errors_with_an_alert_is_told() {
    Scene scene =
        morning()
            .alert(EventType.ALERT_FIRED, "14:13:30", "ShopErrors", "shop", Severity.CRITICAL)
            .alert(EventType.ALERT_RESOLVED, "15:01:30", "ShopErrors", "shop", Severity.INFO);
    assertThat(SceneDocument.of(scene))
        .contains("- **Resolution**: 2026-10-15 08:29:30 UTC")
        .contains(
            "Errors rose, and an alert or a message of an incident came, at another time as well")
        .contains(
            "- 2026-10-15 14:10:40 UTC: errors per minute rose; the alert at 2026-10-15 14:13:30");
  }

  @Test
  void a_rise_that_nobody_was_alerted_to_is_not() {
    assertThat(SceneDocument.of(morning())).doesNotContain("at another time as well");
  }

  private static final String GUESS =
      "Something went wrong at another time as well, and nothing here says which of them was the incident";

  @Test
  void of_two_rises_that_nobody_noticed_the_one_that_is_not_shown_is_told() {
    Scene scene =
        new Scene("2026-10-15")
            .rate("web/a.log", "07:41:02", "08:24:25", "shop", 5331, "errors per minute")
            .rate("web/a.log", "14:10:40", "14:57:12", "shop", 871, "errors per minute");
    assertThat(SceneDocument.of(scene))
        .contains("- **Impact start**: 2026-10-15 07:41:02 UTC")
        .contains("- **Which incident**: something went wrong at [another time](#timeline) as well")
        .contains(GUESS)
        .contains("- 2026-10-15 14:10:40 UTC: errors per minute rose");
  }

  private static Incident stating(Milestone milestone, String at) {
    Incident no = Incident.EMPTY;
    return new Incident(
        null,
        null,
        null,
        no.services(),
        null,
        null,
        null,
        no.sources(),
        no.people(),
        Map.of(milestone, Instant.parse(at)),
        null,
        no.notes());
  }

  @Test
  void what_somebody_says_the_incident_was_is_no_guess() {
    Scene scene =
        new Scene("2026-10-15")
            .rate("web/a.log", "07:41:02", "08:24:25", "shop", 5331, "errors per minute")
            .rate("web/a.log", "14:10:40", "14:57:12", "shop", 871, "errors per minute")
            .incident(stating(Milestone.IMPACT_START, "2026-10-15T14:10:00Z"));
    assertThat(SceneDocument.of(scene)).doesNotContain("Which incident", GUESS);
  }

  @Test
  void of_alerts_alone_the_longest_is_shown_and_others_as_grave_are_told() {
    Scene scene =
        new Scene("2026-10-15")
            .alert(EventType.ALERT_FIRED, "07:12:00", "SitemapLate", "sitemap", Severity.CRITICAL)
            .alert(EventType.ALERT_RESOLVED, "07:24:00", "SitemapLate", "sitemap", Severity.INFO)
            .alert(EventType.ALERT_FIRED, "11:00:00", "DiskFull", "log-store", Severity.WARNING)
            .alert(EventType.ALERT_RESOLVED, "11:10:00", "DiskFull", "log-store", Severity.INFO)
            .alert(EventType.ALERT_FIRED, "14:04:05", "ShopErrors", "shop", Severity.CRITICAL)
            .alert(EventType.ALERT_RESOLVED, "14:49:05", "ShopErrors", "shop", Severity.INFO);
    assertThat(SceneDocument.of(scene))
        .contains("- **Detection**: 2026-10-15 14:04:05 UTC")
        .contains(GUESS)
        .contains("- 2026-10-15 07:12:00 UTC: SitemapLate")
        .doesNotContain("- 2026-10-15 11:00:00 UTC");
  }

  @Test
  void what_fires_for_days_is_no_likelier_for_that() {
    Scene scene =
        new Scene("2026-10-15")
            .alert(EventType.ALERT_FIRED, "01:12:00", "OldNode", "sitemap", Severity.CRITICAL)
            .alert(EventType.ALERT_RESOLVED, "23:24:00", "OldNode", "sitemap", Severity.INFO)
            .alert(EventType.ALERT_FIRED, "14:04:05", "ShopErrors", "shop", Severity.CRITICAL)
            .alert(EventType.ALERT_RESOLVED, "14:49:05", "ShopErrors", "shop", Severity.INFO);
    assertThat(SceneDocument.of(scene)).contains("- **Detection**: 2026-10-15 14:04:05 UTC");
  }
}
