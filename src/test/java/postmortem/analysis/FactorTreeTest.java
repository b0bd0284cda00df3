package postmortem.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postmortem.analysis.Factor.Category;
import postmortem.event.Attribute;
import postmortem.event.Basis;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Precision;
import postmortem.event.Severity;
import postmortem.timeline.Scene;
import postmortem.timeline.Scenes;

final class FactorTreeTest {

  static List<Factor> all(Scene scene) {
    List<Factor> all = new ArrayList<>();
    collect(Analyzer.analyze(scene.timeline(), scene.incident()).factors(), all);
    return all;
  }

  private static void collect(List<Factor> factors, List<Factor> all) {
    for (Factor factor : factors) {
      all.add(factor);
      collect(factor.whys(), all);
    }
  }

  private static List<String> statements(Scene scene) {
    return all(scene).stream()
        .filter(f -> !f.isQuestion())
        .map(f -> f.id() + " " + f.text())
        .toList();
  }

  @Test
  void first_whys_state_facts_with_times_and_leave_causes_open() {
    assertThat(statements(Scenes.flag()))
        .contains(
            "F1 useBasketCache turned on in production: false \u2192 true at 2026-06-02 11:32:00 UTC, 13 min 12 s"
                + " before impact start; it touches the failing service through the code behind it, touches"
                + " basket.ts, which the error names, shares with the errors: redis; taken back at"
                + " 2026-06-02 11:46:55 UTC, before the recovery.",
            "F3 The first alert of the incident, \u201cHighErrorRate\u201d, began at 2026-06-02 11:45:42 UTC, 30 s after"
                + " impact start.",
            "F4 The page was acknowledged at 2026-06-02 11:46:20 UTC, 38 s after the first alert.",
            "F5.1 useBasketCache turned off in production: true \u2192 false at 2026-06-02 11:46:55 UTC, 35 s before"
                + " that.");
  }

  @Test
  void warnings_that_lasted_into_the_impact_are_a_latent_condition() {
    assertThat(statements(Scenes.slowQuery()))
        .contains(
            "F2 First seen: Slow query <*> ms at 2025-05-20 08:59:30 UTC, 5 min 53 s before impact start, 400 records"
                + " in all.");
  }

  @Test
  void a_single_error_before_the_impact_is_a_latent_condition_unless_its_zone_is_assumed() {
    assertThat(statements(lease(Basis.OFFSET, Duration.ofSeconds(1))))
        .anyMatch(
            text -> text.startsWith("F2 First seen: lease lost at 2026-03-18 19:01:30 UTC, 44 s"));
    assertThat(statements(lease(Basis.ZONE_ASSUMED, Duration.ofHours(14))))
        .noneMatch(text -> text.contains("lease lost at 2026-03-18 19:01:30 UTC, 44 s"));
  }

  @Test
  void records_are_counted_in_all_and_not_at_the_moment_of_the_first() {
    Scene scene =
        lease(Basis.OFFSET, Duration.ofSeconds(1))
            .fact(
                "db/b.log",
                "19:01:40",
                EventType.FIRST_SEEN,
                "shop",
                "First seen: pool exhausted; 1,702 records, 3 templates",
                e -> e.severity(Severity.ERROR).count(1702));
    assertThat(all(scene))
        .extracting(Factor::text)
        .contains(
            "What failed points to one: First seen: pool exhausted at 2026-03-18 19:01:40 UTC, when the impact began,"
                + " 1,702 records in all.");
  }

  @Test
  void what_began_with_the_impact_or_after_it_is_no_latent_condition() {
    Scene scene =
        new Scene("2026-03-18")
            .firstSeen("web/a.log", "19:02:14", "shop", 900, "pool exhausted")
            .rate("web/a.log", "19:02:14", "19:12:50", "shop", 900, "errors per minute")
            .fact(
                "m.json",
                "19:01:40",
                EventType.METRIC_SHIFT,
                "shop",
                "queue_lag rose",
                e -> e.severity(Severity.WARNING).attribute(Attribute.METRIC, "queue_lag"))
            .alert(EventType.ALERT_FIRED, "19:04:05", "ShopFails", "shop", Severity.CRITICAL);
    assertThat(statements(scene)).noneMatch(text -> text.startsWith("F2 "));
    assertThat(statements(scene)).noneMatch(text -> text.contains("queue_lag"));
    assertThat(statements(scene))
        .anyMatch(text -> text.startsWith("F2.1 First seen: pool exhausted at 2026-03-18"));
  }

  private static Scene lease(Basis basis, Duration bound) {
    Instant at = Instant.parse("2026-03-18T19:01:30Z");
    return new Scene("2026-03-18")
        .fact(
            "db/a.log",
            "19:01:30",
            EventType.FIRST_SEEN,
            "shop",
            "First seen: lease lost",
            e ->
                e.severity(Severity.ERROR)
                    .count(1)
                    .time(new EventTime(at, Precision.SECOND, List.of(basis), bound, "")))
        .rate("web/a.log", "19:02:14", "19:12:50", "shop", 330, "errors per minute")
        .alert(EventType.ALERT_FIRED, "19:04:05", "ShopFails", "shop", Severity.CRITICAL)
        .alert(EventType.ALERT_RESOLVED, "19:30:00", "ShopFails", "shop", Severity.INFO);
  }

  @Test
  void what_started_before_the_errors_rose_once_more_did_not_end_them() {
    Scene scene =
        new Scene("2026-03-18")
            .rate("web/a.log", "19:02:14", "19:02:50", "shop", 330, "errors per minute")
            .rate("web/a.log", "19:17:21", "19:19:01", "shop", 400, "errors per minute")
            .alert(EventType.ALERT_FIRED, "19:04:05", "ShopFails", "shop", Severity.CRITICAL)
            .alert(EventType.ALERT_RESOLVED, "19:30:00", "ShopFails", "shop", Severity.INFO)
            .fact("db/a.log", "19:02:59", EventType.RESTART, null, "Started again: a", e -> e)
            .fact("db/b.log", "19:18:10", EventType.RESTART, null, "Started again: b", e -> e);

    assertThat(all(scene))
        .extracting(Factor::text)
        .noneMatch(text -> text.startsWith("Started again: a"))
        .anyMatch(
            text -> text.startsWith("Started again: b at 2026-03-18 19:18:10 UTC, 51 s before"));
  }

  @Test
  void without_any_evidence_all_branches_are_questions() {
    Scene empty = new Scene("2025-01-01");
    assertThat(Analyzer.analyze(empty.timeline(), empty.incident()).factors())
        .extracting(Factor::id, Factor::isQuestion)
        .containsExactly(
            tuple("F1", true),
            tuple("F2", true),
            tuple("F3", true),
            tuple("F4", true),
            tuple("F5", true));
  }

  @Test
  void how_well_the_alert_spoke_is_asked_only_where_an_alert_was() {
    String question = "How well did the alert describe what users saw?";
    Scene unnoticed =
        new Scene("2026-03-18")
            .firstSeen("web/a.log", "19:02:14", "shop", 900, "pool exhausted")
            .rate("web/a.log", "19:02:14", "19:12:50", "shop", 900, "errors per minute");
    assertThat(all(unnoticed)).extracting(Factor::text).doesNotContain(question);
    assertThat(
            all(
                unnoticed.alert(
                    EventType.ALERT_FIRED, "19:04:05", "ShopFails", "shop", Severity.CRITICAL)))
        .extracting(Factor::text)
        .contains(question);
  }

  @Test
  void nobody_is_named_and_nothing_is_called_a_cause() {
    Scene scene =
        Scenes.flag()
            .fact(
                "launchdarkly/x.json",
                "11:46:56",
                EventType.CONFIGURATION,
                "basket-service",
                "kim.b raised the pool by kim.b",
                e -> e.actor("kim.b"));
    for (Factor factor : all(scene)) {
      assertThat(factor.text())
          .doesNotContain("kim.b")
          .doesNotContainPattern(
              "(?i)caused|root cause|should have|could have|\\bwho\\b|\\bwhy\\b");
    }
  }

  @ParameterizedTest
  @EnumSource(Category.class)
  void every_branch_has_questions_in_how_or_what_form(Category category) {
    List<QuestionBank.Question> questions = QuestionBank.builtIn().all(category);
    assertThat(questions).isNotEmpty();
    for (QuestionBank.Question question : questions) {
      assertThat(question.ask())
          .endsWith("?")
          .containsPattern("(?i)\\b(how|what|which)\\b")
          .doesNotContainPattern(
              "(?i)\\b(who|why|should have|could have|would have|fail(ed)? to|caused)\\b");
    }
  }

  @Test
  void every_condition_is_used_by_a_question() {
    List<QuestionBank.Condition> used = new ArrayList<>();
    for (Category category : Category.values()) {
      QuestionBank.builtIn().all(category).forEach(question -> used.addAll(question.when()));
    }
    assertThat(used).contains(QuestionBank.Condition.values());
  }

  private static Scene release(String time) {
    return new Scene("2026-07-14")
        .change(EventType.DEPLOY, time, "gateway", "gateway v118 deployed")
        .firstSeen("app/gateway.log", "12:47:30", "gateway", 640, "object store read timed out")
        .rate("app/gateway.log", "12:47:30", "13:38:20", "gateway", 640, "errors per minute")
        .alert(EventType.ALERT_FIRED, "12:51:15", "Errors", "gateway", Severity.CRITICAL);
  }

  @Test
  void that_the_failing_service_was_released_in_the_morning_is_no_lead() {
    assertThat(statements(release("12:20:00"))).anyMatch(s -> s.startsWith("F1 gateway v118"));
    assertThat(all(release("08:20:00")).get(0).isQuestion()).isTrue();
  }

  @Test
  void what_responders_say_to_take_back_was_named_by_them() {
    Scene scene =
        new Scene("2026-06-03")
            .change(EventType.DEPLOY, "06:55:20", "logging", "logging deployed")
            .change(EventType.DEPLOY, "07:30:20", "storefront", "storefront deployed")
            .firstSeen("app/gateway.log", "07:41:52", "gateway", 640, "no healthy upstream")
            .rate("app/gateway.log", "07:41:52", "08:21:20", "gateway", 640, "errors per minute")
            .say("ops", "08:05:00", "emil", "shall we roll back storefront?")
            .say("ops", "08:17:50", "emil", "reverting logging and deleting the buffers");
    assertThat(statements(scene))
        .anyMatch(
            s ->
                s.startsWith("F1 logging deployed")
                    && s.endsWith("it was named in chat during the incident."));
  }

  @Test
  void tickets_of_the_time_are_told_where_no_alert_was() {
    Scene scene =
        new Scene("2026-09-30")
            .firstSeen("app/mail.log", "16:10:10", "billing", 1112, "mail was not accepted")
            .rate("app/mail.log", "16:10:10", "17:43:20", "billing", 1112, "errors per minute")
            .fact(
                "jira/issues.json",
                "16:52:00",
                EventType.ALERT_NOTE,
                null,
                "SUP-3301: the same invoice nine times",
                e -> e.attribute(Attribute.TICKET, "SUP-3301"));
    assertThat(statements(scene))
        .anyMatch(s -> s.contains("One ticket was opened") && s.contains("SUP-3301"));
    assertThat(scene.significance("SUP-3301")).isGreaterThanOrEqualTo(0.5);
  }

  @Test
  void a_release_that_was_under_way_when_it_began_did_not_bring_the_recovery_about() {
    Scene scene =
        new Scene("2026-04-09")
            .change(
                EventType.DEPLOY,
                "20:02:31",
                "orders",
                "orders v7.14.0 deployed",
                Attribute.STARTED,
                "2026-04-09T20:00:22Z")
            .firstSeen("app/orders.log", "20:01:55", "orders", 154, "lock wait timeout exceeded")
            .rate("app/orders.log", "20:01:55", "20:27:20", "orders", 154, "errors per minute");
    assertThat(all(scene))
        .filteredOn(f -> f.category() == Category.RECOVERY)
        .noneMatch(f -> f.text().contains("v7.14.0"));
  }

  @Test
  void a_change_that_says_to_revert_is_no_way_forward() {
    assertThat(all(recovered("Revert \"new labels\" deployed")))
        .noneMatch(f -> f.text().contains("instead of taking the last one back"));
    assertThat(all(recovered("labels v2.1 deployed")))
        .anyMatch(f -> f.text().contains("instead of taking the last one back"));
  }

  private static Scene recovered(String deployed) {
    return new Scene("2026-04-09")
        .rate("app/a.log", "20:01:55", "20:27:20", "maps", 154, "errors per minute")
        .change(EventType.DEPLOY, "20:20:00", "maps", deployed);
  }

  private static Scene expired() {
    String tail =
        ", client: 10.0.0.1, server: meter.example, request: \"GET /\", host: \"meter.example\"";
    return new Scene("2026-06-02")
        .firstSeen(
            "edge/error.log",
            "11:41:00",
            null,
            900,
            "upstream SSL certificate verify error: (10:certificate has expired)" + tail)
        .rate("edge/error.log", "11:41:00", "12:20:00", null, 900, "errors per minute");
  }

  @Test
  void a_certificate_that_the_errors_call_expired_stands_with_the_trigger() {
    assertThat(statements(expired()))
        .anyMatch(text -> text.contains("The errors say that a certificate had expired"));
    assertThat(all(expired()))
        .extracting(Factor::text)
        .contains(
            "What renews this certificate, and what tells the team in time that it was not renewed?");
  }

  private static Scene cardsFail(String error, String said) {
    return new Scene("2026-04-09")
        .firstSeen("app/pay.log", "10:03:10", "checkout", 500, error)
        .rate("app/pay.log", "10:03:10", "10:47:40", "checkout", 500, "errors per minute")
        .alert(EventType.ALERT_FIRED, "10:05:20", "Checkout5xx", "checkout", Severity.CRITICAL)
        .alert(EventType.ALERT_RESOLVED, "10:55:00", "Checkout5xx", "checkout", Severity.INFO)
        .change(EventType.DEPLOY, "09:48:30", "checkout", "checkout 7.3.1 went live")
        .fact(
            "statuspage/cardco.json",
            said,
            EventType.UPSTREAM_DEGRADED,
            "Card API",
            "CardCo: cards are declined",
            e ->
                e.severity(Severity.ERROR)
                    .attribute("provider", "CardCo")
                    .attribute(Attribute.INCIDENT, "i1"));
  }

  @Test
  void a_provider_that_the_errors_name_stands_before_a_release_that_shares_only_the_service() {
    assertThat(all(cardsFail("payment failed: CardCo::Timeout", "10:14:00")))
        .extracting(Factor::id, Factor::text)
        .contains(
            tuple(
                "F1.1",
                "The errors name CardCo, whose status page first told of a trouble at"
                    + " 2026-04-09 10:14:00 UTC, 10 min 50 s after impact start: CardCo: cards are"
                    + " declined."));
    assertThat(statements(cardsFail("payment failed: CardCo::Timeout", "10:14:00")))
        .noneMatch(text -> text.startsWith("F1 "));
  }

  @Test
  void a_provider_that_no_error_names_or_that_spoke_afterwards_changes_no_trigger() {
    for (Scene scene :
        List.of(
            cardsFail("payment failed: Timeout", "10:14:00"),
            cardsFail("payment failed: CardCo::Timeout", "14:14:00"))) {
      assertThat(statements(scene))
          .anyMatch(text -> text.startsWith("F1 checkout 7.3.1 went live"))
          .noneMatch(text -> text.contains("status page"));
    }
  }

  /** A release to a part of the hosts, to all of them, and the one before again. */
  private static Scene inTwoSteps(String last) {
    return new Scene("2026-04-09")
        .rate("app/a.log", "20:01:55", "20:27:20", "maps", 154, "errors per minute")
        .change(EventType.DEPLOY, "15:00:00", "maps", "maps v2.0 deployed", "version", "v2.0")
        .change(
            EventType.DEPLOY, "20:01:30", "maps", "maps v2.1 deployed to one", "version", "v2.1")
        .change(
            EventType.DEPLOY, "20:10:00", "maps", "maps v2.1 deployed to all", "version", "v2.1")
        .change(EventType.DEPLOY, "20:10:05", null, "v2.1 (c3d4c3d) deployed", "version", "v2.1")
        .change(EventType.DEPLOY, "20:26:40", "maps", "maps deployed: " + last, "version", last);
  }

  @Test
  void what_was_itself_taken_back_is_no_part_of_the_recovery() {
    assertThat(all(inTwoSteps("v2.0")))
        .extracting(Factor::text)
        .anyMatch(text -> text.startsWith("maps deployed: v2.0 at"))
        .noneMatch(text -> text.startsWith("maps v2.1 deployed to all at"))
        .noneMatch(text -> text.startsWith("v2.1 (c3d4c3d) deployed at"))
        .noneMatch(text -> text.contains("instead of taking the last one back"));
    assertThat(all(inTwoSteps("v2.2")))
        .extracting(Factor::text)
        .anyMatch(text -> text.startsWith("maps v2.1 deployed to all at"))
        .anyMatch(text -> text.contains("instead of taking the last one back"));
  }

  private static Scene warmed(String what) {
    return new Scene("2026-03-18")
        .rate("lb/a.log", "22:04:50", "22:36:24", "catalog", 900, "errors per minute")
        .change(
            EventType.INFRASTRUCTURE,
            "22:44:30",
            null,
            what,
            Attribute.STARTED,
            "2026-03-18T22:29:40Z");
  }

  @Test
  void a_job_on_what_failed_that_was_under_way_at_the_end_may_have_brought_it() {
    assertThat(all(warmed("Warm catalog cache ran")))
        .extracting(Factor::text)
        .anyMatch(
            text ->
                text.startsWith(
                    "Warm catalog cache ran, which began at 2026-03-18 22:29:40 UTC, 6 min"))
        .noneMatch(text -> text.contains("What brought the recovery about"));
    assertThat(all(warmed("Rotate certificates ran")))
        .extracting(Factor::text)
        .noneMatch(text -> text.startsWith("Rotate certificates"))
        .anyMatch(text -> text.contains("What brought the recovery about"));
  }

  @Test
  void a_flag_that_was_opened_further_and_then_switched_off_did_not_bring_the_recovery() {
    Scene scene =
        new Scene("2026-05-21")
            .rate("lb/a.log", "13:00:25", "14:09:31", "search", 394, "errors per minute")
            .change(
                EventType.FLAG, "13:00:02", null, "search from 0 to 5 %", Attribute.FLAG, "search")
            .change(
                EventType.FLAG, "13:40:09", null, "search from 5 to 50 %", Attribute.FLAG, "search")
            .change(
                EventType.FLAG,
                "14:09:30",
                null,
                "search turned off",
                Attribute.FLAG,
                "search",
                Attribute.BEFORE,
                "true",
                Attribute.AFTER,
                "false");
    assertThat(all(scene))
        .extracting(Factor::text)
        .anyMatch(text -> text.startsWith("search turned off at"))
        .noneMatch(text -> text.startsWith("search from 5 to 50 %"))
        .noneMatch(text -> text.contains("did not end it"))
        .noneMatch(text -> text.contains("instead of taking the last one back"));
  }

  @Test
  void where_errors_rose_it_is_not_said_that_the_evidence_holds_none() {
    assertThat(all(recovered("labels v2.1 deployed")))
        .extracting(Factor::text)
        .noneMatch(text -> text.contains("holds no error"))
        .anyMatch(text -> text.startsWith("The evidence shows what failed"));
  }

  private static Scene committed(String deployed) {
    return new Scene("2026-11-03")
        .rate("app/a.log", "15:12:35", "15:40:34", "gateway", 1234, "errors per minute")
        .change(
            EventType.COMMIT,
            "15:10:30",
            "gateway",
            "gateway: deny egress by default",
            Attribute.COMMIT,
            "b41c9e0c1e2f3a4b")
        .change(
            EventType.ROLLBACK,
            "15:39:30",
            null,
            "Revert \"gateway: deny egress by default\"",
            Attribute.COMMIT,
            "5e20d77c1e2f3a4b")
        .change(
            EventType.DEPLOY,
            "15:40:10",
            "gateway",
            deployed + " deployed",
            Attribute.COMMIT,
            deployed);
  }

  @Test
  void a_deployment_of_the_commit_that_takes_another_back_is_no_way_forward() {
    assertThat(all(committed("5e20d77c1e2f3a4b")))
        .extracting(Factor::text)
        .anyMatch(text -> text.startsWith("5e20d77c1e2f3a4b deployed at"))
        .noneMatch(text -> text.contains("instead of taking the last one back"));
  }
}
