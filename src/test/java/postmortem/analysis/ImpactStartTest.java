package postmortem.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import postmortem.event.Attribute;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.incident.Milestone;
import postmortem.timeline.Scene;

/** Users are hit when what they ask for fails, not when the system begins to struggle inside. */
final class ImpactStartTest {

  private static final String INSIDE = "02:56:16 first-error";
  private static final String REQUESTS = "03:00:12 first-failed-request";

  /** A database cancels statements; requests fail from a certain time on. */
  private static Scene locked(String failed) {
    return new Scene("2026-09-17")
        .rate("postgres/postgresql.log", "02:56:16", "03:37:44", null, 151, "errors per minute")
        .fact(
            "tomcat/access.log",
            failed,
            EventType.RATE_ONSET,
            null,
            "errors per minute rose",
            e ->
                e.severity(Severity.ERROR)
                    .count(131)
                    .attribute(Attribute.METRIC, "errors per minute")
                    .attribute(Attribute.REQUESTS, "233")
                    .attribute(Attribute.REQUESTS_FAILED, "131"))
        .alert(EventType.ALERT_FIRED, "03:06:40", "PickingFails", "erp", Severity.CRITICAL)
        .alert(EventType.ALERT_RESOLVED, "03:44:40", "PickingFails", "erp", Severity.INFO);
  }

  private static String start(Scene scene) {
    return MilestonesTest.milestones(scene).getOrDefault(Milestone.IMPACT_START, "unknown");
  }

  /** A firewall refuses customers; no server fails. */
  private static Scene refused() {
    return new Scene("2026-09-17")
        .fact(
            "edge/access.log",
            "02:50:00",
            EventType.RATE_ONSET,
            null,
            "HTTP 403 rose",
            e ->
                e.severity(Severity.WARNING)
                    .count(900)
                    .attribute(Attribute.METRIC, "HTTP 403 per minute")
                    .attribute(Attribute.REQUESTS, "2700")
                    .attribute(Attribute.REQUESTS_REFUSED, "900"));
  }

  @Test
  void refused_requests_begin_the_impact_where_somebody_noticed_them() {
    assertThat(
            start(
                refused()
                    .alert(EventType.ALERT_FIRED, "03:06:40", "Logins", "erp", Severity.CRITICAL)))
        .isEqualTo("02:50:00 first-error");
  }

  @Test
  void refused_requests_that_nobody_noticed_may_be_those_of_robots() {
    assertThat(start(refused())).isEqualTo("unknown");
  }

  @Test
  void refused_requests_beside_failed_ones_do_not_begin_the_impact() {
    assertThat(
            start(
                refused()
                    .rate("app/app.log", "02:55:00", "03:10:00", "erp", 99, "errors per minute")
                    .alert(EventType.ALERT_FIRED, "03:06:40", "Logins", "erp", Severity.CRITICAL)))
        .isEqualTo("02:55:00 first-error");
  }

  @Test
  void requests_that_were_answered_minutes_longer_begin_the_impact() {
    assertThat(start(locked("03:00:12"))).isEqualTo(REQUESTS);
  }

  @Test
  void requests_that_fail_with_the_errors_are_the_same_failure() {
    assertThat(start(locked("02:57:50"))).isEqualTo(INSIDE);
  }

  @Test
  void requests_that_fail_much_later_may_have_another_reason() {
    assertThat(start(locked("03:12:00"))).isEqualTo(INSIDE);
  }

  @Test
  void a_slow_answer_before_them_is_noticed_by_users() {
    assertThat(
            start(
                locked("03:00:12")
                    .shift("prometheus/p95.json", "02:58:00", "erp", "latency p95", "0.2", "4.1")))
        .isEqualTo(INSIDE);
  }

  @Test
  void an_alert_or_a_report_before_them_is_not_before_the_impact() {
    assertThat(
            start(
                locked("03:00:12")
                    .alert(
                        EventType.ALERT_FIRED, "02:58:30", "LockWaits", "erp", Severity.CRITICAL)))
        .isEqualTo(INSIDE);
    assertThat(
            start(
                locked("03:00:12")
                    .say("ops", "02:58:30", "ann", "a customer says the app shows an error")))
        .isEqualTo(INSIDE);
  }

  private static Scene trickle(String rise, long all, long inRise) {
    return new Scene("2026-05-21")
        .fact(
            "web/a.log",
            "13:00:25",
            EventType.FIRST_SEEN,
            null,
            "First seen: query failed",
            e -> e.severity(Severity.ERROR).count(all).until(Instant.parse("2026-05-21T16:09:27Z")))
        .rate("web/a.log", rise, "16:09:27", null, inRise, "errors per minute")
        .alert(EventType.ALERT_FIRED, "15:43:20", "SearchFails", null, Severity.CRITICAL);
  }

  @Test
  void errors_that_came_again_and_again_before_they_rose_begin_the_impact() {
    assertThat(start(trickle("13:20:23", 410, 394))).isEqualTo("13:00:25 first-error");
  }

  @Test
  void errors_that_came_now_and_then_or_rose_before_do_not() {
    assertThat(start(trickle("13:20:23", 396, 394))).isEqualTo("13:20:23 first-error");
    Scene twice =
        trickle("15:20:23", 500, 394)
            .rate("web/a.log", "13:01:25", "13:02:40", null, 90, "errors per minute");
    assertThat(start(twice)).isEqualTo("15:20:23 first-error");
    assertThat(start(trickle("15:20:23", 500, 394))).isEqualTo("13:00:25 first-error");
  }
}
