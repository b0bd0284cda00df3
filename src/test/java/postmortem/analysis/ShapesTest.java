package postmortem.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static postmortem.event.EventType.ACKNOWLEDGED;
import static postmortem.event.EventType.ALERT_FIRED;
import static postmortem.event.EventType.ALERT_RESOLVED;
import static postmortem.event.EventType.DEPLOY;
import static postmortem.event.EventType.INCIDENT_RESOLVED;
import static postmortem.event.EventType.PAGED;
import static postmortem.event.EventType.UPSTREAM_DEGRADED;
import static postmortem.incident.Milestone.ACKNOWLEDGEMENT;
import static postmortem.incident.Milestone.DETECTION;
import static postmortem.incident.Milestone.IMPACT_START;
import static postmortem.incident.Milestone.MITIGATION;
import static postmortem.incident.Milestone.RESOLUTION;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import postmortem.event.Attribute;
import postmortem.event.Severity;
import postmortem.incident.Incident;
import postmortem.timeline.Scene;
import postmortem.timeline.Scenes;

/** Incidents of other shapes than the examples. */
final class ShapesTest {

  private static Analysis analyze(Scene scene) {
    return Analyzer.analyze(scene.timeline(), scene.incident());
  }

  private static Scene outage() {
    return new Scene("2025-10-04")
        .firstSeen("app/pay.log", "12:00:05", "payments", 900, "Card gateway timed out")
        .rate("app/pay.log", "12:00:05", "12:40:31", "payments", 900, "errors per minute")
        .alert(ALERT_FIRED, "12:03:00", "PaymentsFailing", "payments", Severity.CRITICAL);
  }

  @Test
  void without_page_and_metric_only_what_is_known_is_stated() {
    Analysis analysis = analyze(outage());
    assertThat(MilestonesTest.milestones(outage()))
        .containsExactly(
            Map.entry(IMPACT_START, "12:00:05 first-error"),
            Map.entry(DETECTION, "12:03:00 first-alert"),
            Map.entry(MITIGATION, "12:40:31 error-rate-ended"));
    assertThat(analysis.durations()).containsOnlyKeys(Measure.TTD, Measure.TTM);
    assertThat(analysis.changes()).isEmpty();
    assertThat(analysis.factors().get(0).isQuestion()).isTrue();
  }

  @Test
  void the_end_of_all_alerts_stands_in_for_a_closed_incident() {
    Scene scene =
        outage()
            .alert(ALERT_RESOLVED, "12:44:00", "PaymentsFailing", "payments", Severity.CRITICAL);
    assertThat(MilestonesTest.milestones(scene))
        .containsEntry(RESOLUTION, "12:44:00 alert-resolved");
  }

  @Test
  void an_alert_before_any_error_in_the_evidence_begins_the_impact() {
    Scene scene =
        outage().alert(ALERT_FIRED, "11:58:00", "CheckoutSlow", "payments", Severity.CRITICAL);
    assertThat(MilestonesTest.milestones(scene))
        .containsEntry(IMPACT_START, "11:58:00 first-alert")
        .containsEntry(DETECTION, "11:58:00 first-alert");
    Scene only =
        new Scene("2025-10-04")
            .firstSeen("app/pay.log", "12:00:05", "payments", 900, "Card gateway timed out")
            .alert(ALERT_FIRED, "11:58:00", "CheckoutSlow", "payments", Severity.CRITICAL);
    assertThat(MilestonesTest.milestones(only))
        .containsEntry(IMPACT_START, "11:58:00 first-alert")
        .containsEntry(DETECTION, "11:58:00 first-alert");
  }

  @Test
  void of_two_incidents_at_once_the_one_with_most_errors_is_told() {
    Scene scene =
        outage()
            .firstSeen("app/search.log", "11:52:00", "search", 12, "Index shard missing")
            .page(PAGED, "11:55:00", "S1", "search", "SearchDegraded")
            .page(ACKNOWLEDGED, "11:56:00", "S1", "search", "Acknowledged")
            .page(INCIDENT_RESOLVED, "13:30:00", "S1", "search", "Resolved")
            .page(PAGED, "12:03:20", "P1", "payments", "PaymentsFailing")
            .page(ACKNOWLEDGED, "12:05:00", "P1", "payments", "Acknowledged")
            .page(INCIDENT_RESOLVED, "12:50:00", "P1", "payments", "Resolved");
    assertThat(MilestonesTest.milestones(scene))
        .containsExactly(
            Map.entry(IMPACT_START, "12:00:05 first-error"),
            Map.entry(DETECTION, "12:03:00 first-alert"),
            Map.entry(ACKNOWLEDGEMENT, "12:05:00 first-acknowledgement"),
            Map.entry(MITIGATION, "12:40:31 error-rate-ended"),
            Map.entry(RESOLUTION, "12:50:00 incident-resolved"));
  }

  @Test
  void a_recovery_that_did_not_stay_is_no_mitigation() {
    Scene scene =
        outage()
            .shift("prom/e.json", "12:00:30", "payments", "error_ratio", "0", "0.3")
            .recovery("prom/e.json", "12:15:00", "payments", "error_ratio", "0.3", "0")
            .shift("prom/e.json", "12:19:00", "payments", "error_ratio", "0", "0.2")
            .recovery("prom/e.json", "12:41:00", "payments", "error_ratio", "0.2", "0");
    assertThat(MilestonesTest.milestones(scene))
        .containsEntry(MITIGATION, "12:41:00 error-metrics-normal");
  }

  @Test
  void an_error_metric_that_never_recovers_leaves_mitigation_unknown() {
    Scene scene = outage().shift("prom/e.json", "12:00:30", "payments", "error_ratio", "0", "0.3");
    assertThat(MilestonesTest.milestones(scene)).doesNotContainKey(MITIGATION);
  }

  @Test
  void an_error_blip_long_before_does_not_begin_the_impact() {
    Scene scene =
        outage().rate("app/pay.log", "10:10:00", "10:12:00", "payments", 60, "errors per minute");
    assertThat(MilestonesTest.milestones(scene))
        .containsEntry(IMPACT_START, "12:00:05 first-error");
  }

  @Test
  void what_a_person_states_wins_over_the_evidence() {
    Scene scene = outage();
    scene.incident(
        new Incident(
            null,
            null,
            null,
            List.of(),
            null,
            null,
            null,
            List.of(),
            List.of(),
            Map.of(IMPACT_START, scene.at("11:59:00"), RESOLUTION, scene.at("13:00:00")),
            null,
            List.of()));
    Analysis analysis = analyze(scene);
    assertThat(MilestonesTest.milestones(scene))
        .containsEntry(IMPACT_START, "11:59:00 stated")
        .containsEntry(RESOLUTION, "13:00:00 stated");
    assertThat(analysis.durations().values())
        .extracting(span -> span.measure() + " " + span.value())
        .contains("TTR " + Duration.ofMinutes(61));
    assertThat(analysis.window().from()).isEqualTo(scene.at("10:59:00"));
    assertThat(analysis.window().to()).isEqualTo(scene.at("13:30:00"));
  }

  @Test
  void a_report_of_users_before_any_alert_is_the_detection() {
    Scene scene =
        outage()
            .say("help", "12:01:10", "u1", "Customers report errors when paying, anybody else?");
    assertThat(MilestonesTest.milestones(scene))
        .containsEntry(DETECTION, "12:01:10 report-in-chat");
    assertThat(analyze(scene).factors().get(2).text())
        .startsWith(
            "The first sign that reached people was a message in chat at 2025-10-04 12:01:10 UTC");
  }

  @Test
  void a_provider_that_was_degraded_is_ranked_among_the_changes() {
    Scene scene =
        outage()
            .change(DEPLOY, "11:20:00", "newsletter", "newsletter v3 deployed")
            .fact(
                "statuspage/history.json",
                "11:57:00",
                UPSTREAM_DEGRADED,
                null,
                "CardNet: elevated errors of the card gateway",
                e -> e.severity(Severity.WARNING));
    assertThat(analyze(scene).changes().get(0))
        .satisfies(
            first -> {
              assertThat(first.change().type()).isEqualTo(UPSTREAM_DEGRADED);
              assertThat(first.terms()).containsKey("upstream");
            });
  }

  @Test
  void a_commit_seconds_before_that_was_never_deployed_stands_behind_the_release() {
    Scene scene =
        outage()
            .change(
                DEPLOY, "11:30:00", "payments", "payments v2 deployed", Attribute.VERSION, "v2.0")
            .change(
                postmortem.event.EventType.COMMIT,
                "12:00:03",
                "payments",
                "Tidy the importer",
                Attribute.FILES,
                "src/importer.py");
    assertThat(analyze(scene).changes())
        .extracting(change -> change.change().summary())
        .containsExactly("payments v2 deployed", "Tidy the importer");
  }

  @Test
  void an_unrelated_file_changes_no_milestone() {
    for (Scene scene : List.of(Scenes.slowQuery(), Scenes.flag(), outage())) {
      Map<?, ?> before = MilestonesTest.milestones(scene);
      scene
          .firstSeen("other/thermostat.log", "00:10:00", "thermostat", 40, "Sensor <*> lost")
          .say("random", "23:00:00", "u9", "Who took my mug?")
          .change(DEPLOY, "01:00:00", "thermostat", "thermostat v1 deployed");
      assertThat(MilestonesTest.milestones(scene)).isEqualTo(before);
    }
  }
}
