package postmortem.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.event.Attribute;
import postmortem.event.EventType;
import postmortem.event.Severity;

final class SignificanceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "billing-api v4.7.0",
        "Find invoices",
        "GET /invoices/find 504",
        "Pool exhausted",
        "Slow query",
        "http_error_ratio rose",
        "http_error_ratio back",
        "HighErrorRate started",
        "HighErrorRate: billing-api",
        "Acknowledged",
        "Resolved",
        "v4.7.1 deployed",
        "I see slow queries on db-1",
        "Error rate is going down"
      })
  void what_tells_of_the_incident_stands_in_the_document(String summary) {
    assertThat(Scenes.slowQuery().significance(summary)).isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Relay <*> refused",
        "Watchdog",
        "ProbeSlow",
        "Disk is 80 % full",
        "Lunch at 12",
        "thanks everybody",
        "web-shop v9.1",
        "letters v2"
      })
  void noise_and_chatter_do_not(String summary) {
    assertThat(Scenes.slowQuery().significance(summary)).isLessThan(PlacedEvent.SHOWN);
  }

  @Test
  void a_bot_that_repeats_an_alert_of_the_evidence_is_not_shown() {
    assertThat(Scenes.slowQuery().significance("HighErrorRate firing")).isLessThan(0.5);
  }

  @Test
  void the_flag_and_the_release_before_the_impact_are_shown() {
    Scene scene = Scenes.flag();
    assertThat(scene.significance("useBasketCache turned on")).isGreaterThanOrEqualTo(0.5);
    assertThat(scene.significance("basket-service v3.2.0")).isGreaterThanOrEqualTo(0.5);
    assertThat(scene.significance("newFooter")).isLessThan(0.5);
  }

  @Test
  void of_alerts_that_have_no_end_those_of_the_same_service_near_the_first_are_shown() {
    Scene open =
        new Scene("2026-05-05")
            .alert(EventType.ALERT_FIRED, "03:00:00", "DiskFull", "api", Severity.WARNING)
            .alert(EventType.ALERT_FIRED, "03:04:30", "ApiErrors", "api", Severity.CRITICAL)
            .alert(EventType.ALERT_FIRED, "03:05:00", "ApiLatency", "api", Severity.CRITICAL)
            .alert(EventType.ALERT_FIRED, "03:06:00", "MailSlow", "mail", Severity.WARNING)
            .alert(EventType.ALERT_FIRED, "09:00:00", "ApiSlow", "api", Severity.WARNING);
    assertThat(open.significance("DiskFull")).isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
    assertThat(open.significance("ApiErrors")).isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
    assertThat(open.significance("ApiLatency")).isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
    assertThat(open.significance("MailSlow")).isLessThan(PlacedEvent.SHOWN);
    assertThat(open.significance("ApiSlow")).isLessThan(PlacedEvent.SHOWN);
  }

  private static Scene talkAlone() {
    return new Scene("2026-03-04")
        .say("login", "14:02:06", "j\u00f6rg", "Kunden melden: Login geht nicht mehr")
        .say("login", "14:15:39", "ines", "rolle das Zertifikat zur\u00fcck")
        .say("login", "14:21:13", "ines", "ok")
        .say("login", "14:31:00", "ines", "thanks all, lunch at twelve then");
  }

  @Test
  void a_short_conversation_by_itself_is_shown_in_any_language() {
    assertThat(talkAlone().significance("Kunden")).isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
    assertThat(talkAlone().significance("rolle")).isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
    assertThat(talkAlone().significance("ok")).isLessThan(PlacedEvent.SHOWN);
    assertThat(talkAlone().significance("lunch")).isLessThan(PlacedEvent.SHOWN);
  }

  @Test
  void beside_other_evidence_a_conversation_has_to_be_about_it() {
    Scene scene =
        talkAlone()
            .alert(EventType.ALERT_FIRED, "14:00:00", "LoginFails", "login", Severity.CRITICAL);
    assertThat(scene.significance("rolle")).isLessThan(PlacedEvent.SHOWN);
  }

  /**
   * What an orchestrator says, and a person's note on a graph: both without an alert of their own.
   */
  private static Scene noted() {
    return Scenes.slowQuery()
        .fact(
            "kubernetes/events.json",
            "09:05:21",
            EventType.ALERT_NOTE,
            "node",
            "Node prod/node-3: OOMKilling: Memory cgroup out of memory: Killed process 4123 (java)",
            e -> e.severity(Severity.WARNING))
        .fact(
            "kubernetes/events.json",
            "09:06:00",
            EventType.ALERT_NOTE,
            "billing-api",
            "Pod prod/billing-api-7d9f6c8b54-x2k9p: BackOff: Back-off restarting failed container",
            e -> e.severity(Severity.WARNING))
        .fact(
            "kubernetes/events.json",
            "09:06:30",
            EventType.ALERT_NOTE,
            "billing-api",
            "Pod prod/billing-api-7d9f6c8b54-mwqzr: BackOff: Back-off restarting failed container",
            e -> e.severity(Severity.WARNING))
        .fact(
            "kubernetes/events.json",
            "09:20:00",
            EventType.ALERT_NOTE,
            "letters",
            "Pod prod/letters-5c7b9d6f88-abcde: Unhealthy: Readiness probe failed: refused",
            e -> e.severity(Severity.WARNING))
        .fact(
            "grafana/annotations.json",
            "09:14:00",
            EventType.ALERT_NOTE,
            null,
            "migration 0412 found to rename a column that older workers still use",
            e -> e.actor("kai"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Node prod/node-3", "billing-api-7d9f6c8b54-x2k9p", "migration 0412"})
  void what_orchestrators_and_people_note_of_the_failing_service_or_at_its_onset_is_shown(
      String summary) {
    assertThat(noted().significance(summary)).isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"billing-api-7d9f6c8b54-mwqzr", "letters-5c7b9d6f88"})
  void the_same_of_another_instance_and_notes_of_other_services_are_not(String summary) {
    assertThat(noted().significance(summary)).isLessThan(PlacedEvent.SHOWN);
  }

  @Test
  void what_an_orchestrator_does_all_day_is_no_change_that_a_reader_needs() {
    Scene scene =
        Scenes.flag()
            .fact(
                "kubernetes/events.json",
                "11:40:00",
                EventType.INFRASTRUCTURE,
                "basket-service",
                "CronJob basket: SawCompletedJob",
                e -> e.severity(Severity.DEBUG))
            .fact(
                "kubernetes/events.json",
                "11:41:00",
                EventType.INFRASTRUCTURE,
                "basket-service",
                "Deployment basket: ScalingReplicaSet",
                e -> e.severity(Severity.INFO));
    assertThat(scene.significance("SawCompletedJob")).isLessThan(PlacedEvent.SHOWN);
    assertThat(scene.significance("ScalingReplicaSet")).isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
  }

  @Test
  void a_conversation_about_little_else_needs_no_words_of_the_errors() {
    Scene scene =
        new Scene("2026-01-10")
            .shift("prometheus/e.json", "06:00:00", "www", "http_error_ratio", "0", "0.3")
            .recovery("prometheus/e.json", "07:10:00", "www", "http_error_ratio", "0.3", "0")
            .say("19:abc@thread", "06:22:00", "u1", "Customers report 502 everywhere")
            .say(
                "19:abc@thread",
                "06:31:00",
                "u2",
                "The certificate of ledger expired, nothing has renewed it")
            .say("19:abc@thread", "06:40:00", "u2", "The renewal fails since Sunday")
            .say(
                "19:abc@thread", "06:58:00", "u1", "New certificate is issued, reloading the proxy")
            .say("19:abc@thread", "07:05:00", "u3", "Is there still soup in the kitchen?");
    assertThat(scene.significance("The certificate of ledger")).isGreaterThanOrEqualTo(0.5);
    assertThat(scene.significance("New certificate is issued")).isGreaterThanOrEqualTo(0.5);
    assertThat(scene.significance("Is there still soup")).isLessThan(0.5);
  }

  @Test
  void what_a_responder_says_in_a_short_conversation_is_shown_in_whatever_words() {
    Scene scene =
        new Scene("2026-07-18")
            .rate("cms/app.log", "03:20:40", "04:10:20", "cms", 900, "errors per minute")
            .page(EventType.PAGED, "03:22:00", "91", "cms", "cms cannot write")
            .fact(
                "pagerduty/log.json",
                "03:51:20",
                EventType.ACKNOWLEDGED,
                "cms",
                "Acknowledged",
                e -> e.actor("yan").attribute(Attribute.INCIDENT, "91"))
            .say("night", "03:53:00", "Yan", "awake now. the disk is full")
            .say("night", "04:06:00", "Yan", "the journals of last week go to the archive now")
            .say("kitchen", "04:07:00", "zoe", "the oven is still on, whoever used it last")
            .say("night", "09:30:00", "Yan", "the train is late once more, I start at ten");
    assertThat(scene.significance("the journals of last week")).isGreaterThanOrEqualTo(0.5);
    assertThat(scene.significance("the oven is still on")).isLessThan(0.5);
    assertThat(scene.significance("the train is late")).isLessThan(0.5);
  }

  @Test
  void how_it_went_is_shown_of_a_short_conversation_and_a_greeting_hides_nothing() {
    Scene scene =
        Scenes.slowQuery()
            .say("inc-orders", "09:07:00", "kim", "we see timeouts since this morning")
            .say("inc-orders", "09:12:00", "kim", "restart did not help")
            .say("inc-orders", "09:20:00", "ana", "timeouts are gone since 09:19, we did nothing")
            .say("inc-orders", "09:21:00", "ana", "my bike has a flat tyre");
    assertThat(scene.significance("we see timeouts")).isGreaterThanOrEqualTo(0.5);
    assertThat(scene.significance("restart did not")).isGreaterThanOrEqualTo(0.5);
    assertThat(scene.significance("timeouts are gone")).isGreaterThanOrEqualTo(0.5);
    assertThat(scene.significance("my bike")).isLessThan(0.5);
  }

  @Test
  void what_an_orchestrator_does_to_one_pod_after_the_other_is_told_of_the_first_of_them() {
    Scene scene = Scenes.slowQuery();
    for (int pod = 1; pod <= 5; pod++) {
      String number = "0" + pod;
      scene.fact(
          "kubernetes/events.json",
          "09:05:" + number,
          EventType.ALERT_NOTE,
          "shop-" + "abcde".charAt(pod - 1),
          "Pod " + "abcde".charAt(pod - 1) + ": Evicted: the node was low on memory, out of " + pod,
          e -> e.severity(Severity.WARNING).attribute("reason", "Evicted"));
    }
    long shown =
        scene.timeline().events().stream()
            .filter(p -> p.event().summary().contains("Evicted") && p.isShown())
            .count();
    assertThat(shown).isEqualTo(2);
  }

  private static Scene entries(int rows, Severity severity) {
    Scene scene = Scenes.slowQuery();
    for (int i = 0; i < rows; i++) {
      scene.fact(
          "till.csv",
          "09:1%d:%02d".formatted(i / 50, i % 50),
          EventType.ENTRY,
          "till",
          "Row %d of till".formatted(i),
          e -> e.severity(severity));
    }
    return scene;
  }

  @Test
  void all_rows_of_a_table_that_is_short_enough_to_be_written_by_hand_are_shown() {
    assertThat(entries(12, Severity.UNKNOWN).significance("Row 7 of"))
        .isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
    assertThat(entries(90, Severity.UNKNOWN).significance("Row 7 of"))
        .isLessThan(PlacedEvent.SHOWN);
    assertThat(entries(12, Severity.INFO).significance("Row 7 of")).isLessThan(PlacedEvent.SHOWN);
  }

  private static Scene talk() {
    return new Scene("2026-04-09")
        .firstSeen("app/pay.log", "10:03:10", "checkout", 500, "card refused")
        .rate("app/pay.log", "10:03:10", "10:47:40", "checkout", 500, "errors per minute")
        .alert(EventType.ALERT_FIRED, "10:05:20", "Checkout5xx", "checkout", Severity.CRITICAL)
        .alert(EventType.ALERT_RESOLVED, "10:55:00", "Checkout5xx", "checkout", Severity.INFO)
        .say("ops", "09:20:00", "bo", "who blocked the good meeting room?")
        .say("ops", "09:22:00", "bo", "checkout is slow for me today")
        .say("ops", "10:06:40", "kim", "card payments fail in checkout")
        .say("ops", "10:20:00", "kim", "the connection is refused by the other side")
        .say("ops", "10:48:40", "kim", "checkout is back to normal")
        .say("ops", "11:20:00", "bo", "the printer is down, who fixes it?")
        .say("ops", "11:21:00", "kim", "cards stay limited in checkout until tomorrow")
        .say("sofa", "09:50:00", "pat", "I rolled back my chair into the plant")
        .say("sofa", "10:30:00", "pat", "the list is back up on the board")
        .say("sofa", "10:40:00", "pat", "my keys are stuck in the lock again");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkout is slow for me",
        "card payments fail",
        "the connection is refused",
        "checkout is back",
        "cards stay limited"
      })
  void what_is_said_with_the_words_of_the_incident_is_shown_at_any_time(String said) {
    assertThat(talk().significance(said)).isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"who blocked", "the printer is down", "I rolled back", "my keys are stuck"})
  void what_is_said_of_something_else_at_another_time_or_elsewhere_is_not(String said) {
    assertThat(talk().significance(said)).isLessThan(PlacedEvent.SHOWN);
  }
}
