package postmortem.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import postmortem.event.Attribute;
import postmortem.event.Basis;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Precision;
import postmortem.event.Severity;
import postmortem.incident.Milestone;
import postmortem.timeline.PlacedEvent;
import postmortem.timeline.Scene;

/** What was only near in time, or taken back without effect, is not made the story. */
final class RedHerringTest {

  /** Errors of the gateway for an hour, and the alert that they raised. */
  private static Scene gateway(String error) {
    return new Scene("2026-05-04")
        .firstSeen("gateway/error.log", "09:00:02", "gateway", 8000, error)
        .rate("gateway/error.log", "09:00:02", "10:03:10", "gateway", 8000, "errors per minute")
        .alert(EventType.ALERT_FIRED, "09:04:20", "Many502", "gateway", Severity.CRITICAL);
  }

  /** The same; a deployment of something else shortly before. */
  private static Scene expiry(String rollback) {
    Scene scene =
        gateway("handshake refused <*>")
            .change(
                EventType.DEPLOY,
                "08:41:30",
                "ledger",
                "ledger v5.12.0 deployed",
                Attribute.VERSION,
                "v5.12.0",
                Attribute.ENVIRONMENT,
                "production");
    if (!rollback.isEmpty()) {
      scene.change(
          EventType.ROLLBACK,
          rollback,
          "ledger",
          "ledger v5.11.3 rolled back",
          Attribute.VERSION,
          "v5.11.3",
          Attribute.ENVIRONMENT,
          "production");
    }
    return scene
        .change(EventType.DEPLOY, "09:58:30", "edge", "edge 9f2c1e7 deployed: new chain")
        .alert(EventType.ALERT_RESOLVED, "10:08:00", "Many502", "gateway", Severity.INFO);
  }

  private static Analysis analysis(Scene scene) {
    return Analyzer.analyze(scene.timeline(), scene.incident());
  }

  private static RankedChange.Term reverted(String rollback) {
    return Objects.requireNonNull(
        analysis(expiry(rollback)).changes().get(0).terms().get("reverted"));
  }

  @Test
  void a_change_that_was_taken_back_while_the_errors_went_on_loses_points_for_it() {
    RankedChange.Term term = reverted("09:22:10");
    assertThat(term.points()).isNegative();
    assertThat(term.reason())
        .isEqualTo("taken back at 2026-05-04 09:22:10 UTC, but it went on for 41 min");
  }

  @Test
  void a_change_that_was_taken_back_shortly_before_the_recovery_gains_points_for_it() {
    RankedChange.Term term = reverted("09:55:00");
    assertThat(term.points()).isPositive();
  }

  @Test
  void what_piled_up_may_take_as_long_to_be_worked_off_as_it_took_to_pile_up() {
    RankedChange.Term term = reverted("09:38:10");
    assertThat(term.points()).isBetween(0.0, 1.0);
    assertThat(term.reason())
        .isEqualTo("taken back at 2026-05-04 09:38:10 UTC, 25 min before the recovery");
    Factor trigger = analysis(expiry("09:38:10")).factors().get(0);
    assertThat(trigger.isQuestion()).isTrue();
  }

  @Test
  void what_is_changed_where_users_do_not_come_is_no_part_of_the_recovery() {
    Scene scene =
        gateway("label creation failed")
            .change(
                EventType.FLAG,
                "09:58:30",
                null,
                "Flag labels turned on in development",
                Attribute.ENVIRONMENT,
                "development");
    assertThat(analysis(scene).factors().get(4).whys())
        .noneMatch(why -> why.text().contains("Flag labels"));
  }

  @Test
  void
      a_certificate_that_ended_as_the_impact_began_is_more_than_near_and_a_new_one_is_no_release() {
    Scene scene =
        gateway("label creation failed")
            .change(EventType.DEPLOY, "08:41:00", "catalog", "catalog v2 deployed")
            .fact(
                "certs/old.pem",
                "09:00:00",
                EventType.CERTIFICATE,
                null,
                "Certificate of labels expires",
                e -> e.severity(Severity.WARNING))
            .fact(
                "certs/new.pem",
                "09:58:00",
                EventType.CERTIFICATE,
                null,
                "Certificate of labels is valid from now on",
                e -> e.severity(Severity.INFO));
    assertThat(analysis(scene).factors().get(0).text()).startsWith("Certificate of labels expires");
    assertThat(analysis(scene).factors().get(4).whys())
        .noneMatch(why -> why.text().startsWith("What spoke for going forward"));
  }

  @Test
  void that_nothing_fails_any_more_is_no_lack() {
    Scene scene =
        gateway("label creation failed")
            .say("ops", "10:04:00", "kim", "All tasks are new, no timeouts since 10:03.");
    assertThat(analysis(scene).factors().get(1).isQuestion()).isTrue();
  }

  @Test
  void taking_a_change_back_in_vain_is_no_going_forward() {
    Scene scene = new Scene("2026-09-15");
    scene
        .change(EventType.DEPLOY, "13:00:00", "projector", "projector v2 deployed")
        .rate("app/a.log", "13:03:09", "13:57:30", "projector", 3000, "errors per minute")
        .change(EventType.ROLLBACK, "13:12:00", "projector", "projector v1 is back");
    assertThat(FactorTreeTest.all(scene))
        .extracting(Factor::text)
        .noneMatch(text -> text.contains("going forward with a new change"));
  }

  @Test
  void a_change_that_was_only_near_in_time_stands_below_a_question_not_as_the_trigger() {
    for (String rollback : List.of("", "09:22:10")) {
      Factor trigger = analysis(expiry(rollback)).factors().get(0);
      assertThat(trigger.isQuestion()).isTrue();
      assertThat(trigger.text()).startsWith("No change before the impact shares more with it");
      assertThat(trigger.whys().get(0).text()).startsWith("ledger v5.12.0 deployed at");
    }
  }

  @Test
  void what_went_live_just_before_the_errors_ended_is_told_whatever_its_service() {
    Scene scene = expiry("09:22:10");
    assertThat(FactorTreeTest.all(scene))
        .extracting(Factor::text)
        .contains(
            "edge 9f2c1e7 deployed: new chain at 2026-05-04 09:58:30 UTC, 4 min 40 s before that.");
    assertThat(scene.significance("edge 9f2c1e7")).isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
    assertThat(scene.significance("ledger v5.11.3")).isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
  }

  @Test
  void what_people_put_live_is_told_before_what_the_platform_restarted() {
    Scene scene = new Scene("2026-09-15");
    scene.rate("app/a.log", "13:03:09", "13:57:30", "projector", 3000, "errors per minute");
    for (int i = 10; i < 15; i++) {
      scene.change(
          EventType.INFRASTRUCTURE, "13:" + i + ":00", "projector", "Killing container " + i);
    }
    scene.change(EventType.DEPLOY, "13:57:40", "projector", "projector v3.8.1 deployed");
    List<String> told = FactorTreeTest.all(scene).stream().map(Factor::text).toList();
    assertThat(told)
        .contains("projector v3.8.1 deployed at 2026-09-15 13:57:40 UTC, 10 s after that.")
        .noneMatch(text -> text.startsWith("Killing container 10"));
  }

  @Test
  void a_version_is_named_in_chat_with_and_without_its_v() {
    assertThat(List.of("v5.12.0", "5.12.0")).allMatch(RedHerringTest::isMentionedAs);
    assertThat(List.of("5.12.01", "15.12.0", "5.12.0.7", "2.5.12.0"))
        .noneMatch(RedHerringTest::isMentionedAs);
  }

  private static boolean isMentionedAs(String version) {
    Scene scene =
        expiry("").say("inc", "09:10:00", "kim", "Is it " + version + ", out since 08:41?");
    return analysis(scene).changes().get(0).terms().containsKey("mentioned");
  }

  @Test
  void errors_that_were_there_a_day_before_are_a_latent_condition_and_a_question() {
    Scene scene =
        new Scene("2026-02-12")
            .fact(
                "journal/host.log",
                "2026-02-11T04:12:33Z",
                EventType.FIRST_SEEN,
                "thumbs",
                "First seen: thumbs invoked oom-killer",
                e ->
                    e.severity(Severity.ERROR)
                        .count(4)
                        .until(Instant.parse("2026-02-12T11:22:07Z")))
            .rate("docker/thumbs.log", "05:25:59", "11:22:11", "thumbs", 300, "errors per minute");
    Factor latent = analysis(scene).factors().get(1);
    assertThat(latent.text())
        .startsWith(
            "First seen: thumbs invoked oom-killer at 2026-02-11 04:12:33 UTC, 1 d 1 h before");
    assertThat(latent.whys())
        .extracting(Factor::text)
        .anyMatch(text -> text.startsWith("Such errors were seen long before impact start"));
  }

  @Test
  void a_name_is_left_out_and_other_words_that_hold_its_letters_stay() {
    Scene scene =
        new Scene("2026-09-15")
            .rate("app/a.log", "13:03:09", "13:57:30", "writer", 3000, "errors per minute")
            .fact(
                "gitlab/deployments.json",
                "13:43:30",
                EventType.DEPLOY,
                "writer",
                "Release 4.6.3 deployed by lea (lea: please watch)",
                e -> e.actor("lea"));
    assertThat(FactorTreeTest.all(scene))
        .extracting(Factor::text)
        .anyMatch(text -> text.startsWith("Release 4.6.3 deployed (somebody: please watch) at"));
  }

  @Test
  void a_log_in_an_assumed_zone_does_not_begin_the_impact_hours_before_those_that_state_theirs() {
    Scene scene =
        new Scene("2026-05-04")
            .fact(
                "nginx/error.log",
                "09:00:02",
                EventType.FIRST_SEEN,
                null,
                "First seen: handshake refused",
                e ->
                    e.severity(Severity.ERROR)
                        .count(5000)
                        .time(
                            new EventTime(
                                Instant.parse("2026-05-04T09:00:02Z"),
                                Precision.SECOND,
                                List.of(Basis.ZONE_ASSUMED),
                                Duration.ofHours(14),
                                "2026/05/04 09:00:02")))
            .rate("nginx/access.log", "12:00:02", "", null, 5000, "errors per minute")
            .page(EventType.PAGED, "12:04:20", "8812", "payouts", "Page: payouts 502");
    assertThat(MilestonesTest.milestones(scene))
        .containsEntry(Milestone.IMPACT_START, "12:00:02 first-error");
  }

  @Test
  void a_message_that_blames_a_person_is_not_quoted_and_one_about_a_deployment_is() {
    Scene scene =
        expiry("")
            .say("inc-gateway", "09:05:10", "rui", "gateway handshake errors, looking into it")
            .say("inc-gateway", "09:06:10", "kim", "rui broke it again, gateway handshake fails")
            .say("inc-gateway", "09:07:10", "kim", "the deploy broke it, gateway handshake fails");
    assertThat(scene.significance("rui broke it")).isLessThan(PlacedEvent.SHOWN);
    assertThat(scene.significance("the deploy broke it")).isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
  }

  @Test
  void what_was_under_way_when_the_impact_began_is_ranked_by_its_beginning() {
    Scene scene =
        new Scene("2026-06-09")
            .firstSeen("app/a.log", "07:30:34", "booking-api", 9000, "no connection in 30 s")
            .rate("app/a.log", "07:30:34", "07:58:50", "booking-api", 9000, "errors per minute")
            .alert(EventType.ALERT_FIRED, "07:34:12", "Slow", "booking-api", Severity.CRITICAL)
            .change(
                EventType.DEPLOY_FAILED,
                "07:58:27",
                "booking-api",
                "booking-api: Deploy #1204 failed",
                Attribute.STARTED,
                "2026-06-09T09:28:10+02:00")
            .change(
                EventType.DEPLOY_FAILED,
                "07:50:00",
                "booking-api",
                "booking-api: Deploy #1205 failed",
                Attribute.STARTED,
                "2026-06-09T07:45:00Z")
            .alert(EventType.ALERT_RESOLVED, "08:10:00", "Slow", "booking-api", Severity.INFO);
    Analysis analysis = analysis(scene);
    assertThat(analysis.changes()).hasSize(1);
    RankedChange first = analysis.changes().get(0);
    assertThat(first.at()).isEqualTo(Instant.parse("2026-06-09T07:28:10Z"));
    assertThat(first.terms().keySet()).contains("under-way", "proximity", "service");
    assertThat(analysis.factors().get(0).text())
        .contains("which began at 2026-06-09 07:28:10 UTC, 2 min 24 s before impact start");
  }

  @Test
  void what_only_failed_is_no_latent_condition() {
    Factor latent = analysis(expiry("")).factors().get(1);
    assertThat(latent.isQuestion()).isTrue();
    assertThat(latent.whys().get(0).text()).startsWith("First seen: handshake refused");
    latent = analysis(gateway("label creation failed")).factors().get(1);
    assertThat(latent.isQuestion()).isTrue();
    assertThat(latent.text()).startsWith("The evidence shows what failed, not what made that");
    assertThat(latent.whys()).allMatch(Factor::isQuestion);
  }

  @Test
  void what_people_found_missing_is_told_as_said_and_blame_is_not() {
    Scene scene =
        gateway("label creation failed")
            .say("inc", "09:40:00", "rui", "Found it. The address is hard-coded, nobody knew!")
            .say("inc", "09:50:00", "rui", "kim has no tests, kim broke it with no check at all")
            .say("inc", "09:55:00", "kim", "no errors in the metrics any more, and no new alerts");
    Factor latent = analysis(scene).factors().get(1);
    assertThat(latent.text())
        .isEqualTo(
            "Said in chat at 2026-05-04 09:40:00 UTC, 39 min 58 s after impact start: "
                + "\u201cThe address is hard-coded, nobody knew!\u201d.");
    assertThat(latent.whys()).noneMatch(why -> why.text().contains("kim"));
  }

  @Test
  void the_name_of_the_folder_of_a_log_ties_a_change_no_closer_than_that_of_a_service() {
    for (String log : List.of("payments/app.log", "logs/app.log")) {
      Scene scene =
          new Scene("2026-08-27")
              .rate(log, "14:07:10", "14:31:08", null, 395, "errors per minute")
              .firstSeen(log, "14:07:10", null, 395, "payments write timed out")
              .alert(EventType.ALERT_FIRED, "14:09:30", "Gateway", null, Severity.CRITICAL)
              .change(EventType.DEPLOY, "14:01:10", null, "Payments: new wording of receipts");
      RankedChange first = Analyzer.analyze(scene.timeline(), scene.incident()).changes().get(0);
      assertThat(first.terms().containsKey("words")).isEqualTo(log.startsWith("logs"));
    }
  }
}
