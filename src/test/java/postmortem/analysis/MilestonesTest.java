package postmortem.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static postmortem.incident.Milestone.ACKNOWLEDGEMENT;
import static postmortem.incident.Milestone.DETECTION;
import static postmortem.incident.Milestone.IMPACT_START;
import static postmortem.incident.Milestone.MITIGATION;
import static postmortem.incident.Milestone.RESOLUTION;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import postmortem.event.Attribute;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.incident.Milestone;
import postmortem.timeline.PlacedEvent;
import postmortem.timeline.Scene;
import postmortem.timeline.Scenes;

final class MilestonesTest {

  static Map<Milestone, String> milestones(Scene scene) {
    Map<Milestone, String> found = new TreeMap<>();
    Analyzer.analyze(scene.timeline(), scene.incident())
        .milestones()
        .forEach(
            (milestone, reached) ->
                found.put(
                    milestone,
                    EventTime.format(reached.at()).substring(11, 19) + " " + reached.rule()));
    return found;
  }

  @Test
  void errors_begin_the_impact_not_the_warnings_before_them() {
    assertThat(milestones(Scenes.slowQuery()))
        .containsExactly(
            Map.entry(IMPACT_START, "09:05:23 first-error"),
            Map.entry(DETECTION, "09:06:45 first-alert"),
            Map.entry(ACKNOWLEDGEMENT, "09:12:00 first-acknowledgement"),
            Map.entry(MITIGATION, "09:35:00 error-metrics-normal"),
            Map.entry(RESOLUTION, "09:40:00 incident-resolved"));
  }

  @Test
  void one_stray_record_before_the_errors_is_no_impact() {
    assertThat(milestones(Scenes.flag()))
        .containsExactly(
            Map.entry(IMPACT_START, "11:45:12 first-error"),
            Map.entry(DETECTION, "11:45:42 first-alert"),
            Map.entry(ACKNOWLEDGEMENT, "11:46:20 first-acknowledgement"),
            Map.entry(MITIGATION, "11:47:30 error-metrics-normal"),
            Map.entry(RESOLUTION, "11:52:00 incident-resolved"));
  }

  private static Scene unanswered() {
    return new Scene("2026-03-17")
        .rate("app/a.log", "09:31:00", "12:22:00", "quotes", 3000, "errors per minute")
        .alert(EventType.ALERT_FIRED, "10:02:00", "QuotesFail", "quotes", Severity.CRITICAL)
        .alert(EventType.ALERT_RESOLVED, "12:29:00", "QuotesFail", "quotes", Severity.INFO);
  }

  @Test
  void who_takes_the_incident_on_in_chat_acknowledges_it_where_no_page_was_answered() {
    assertThat(
            milestones(
                unanswered()
                    .say("ops", "10:01:00", "ann", "I take the last biscuit")
                    .say("ops", "10:03:00", "bea", "that disk has no space left on it")
                    .say("ops", "10:04:00", "Datadog", "Ack: QuotesFail")
                    .say("ops", "10:06:10", "ann", "I take it, I am incident lead.")))
        .containsEntry(ACKNOWLEDGEMENT, "10:06:10 response-in-chat");
  }

  @Test
  void who_says_to_take_it_in_other_words_takes_it_on_too() {
    for (String said :
        new String[] {
          "Paged: quotes fail with 502. Taking it.",
          "I have it. Quotes above 1 MB fail.",
          "Got the page: quotes fail"
        }) {
      assertThat(milestones(unanswered().say("ops", "10:06:10", "ann", said)))
          .containsEntry(ACKNOWLEDGEMENT, "10:06:10 response-in-chat");
    }
    for (String said : new String[] {"Taking it back now", "I have it on my list, next week"}) {
      assertThat(milestones(unanswered().say("ops", "10:06:10", "ann", said)))
          .doesNotContainKey(ACKNOWLEDGEMENT);
    }
  }

  private static Scene unresolved() {
    return new Scene("2026-05-06")
        .rate("app/a.log", "09:31:00", "10:22:00", "quotes", 3000, "errors per minute")
        .alert(EventType.ALERT_FIRED, "09:32:00", "QuotesFail", "quotes", Severity.CRITICAL);
  }

  @Test
  void who_says_that_it_is_over_resolves_it_where_no_alert_tells() {
    for (String said :
        new String[] {
          "Resolved. We need an alert on that.",
          "Closing, resolved.",
          "ok, all clear",
          "now it is really resolved",
          "it's finally resolved, thanks to all",
          "The incident is resolved."
        }) {
      assertThat(milestones(unresolved().say("ops", "10:30:00", "ann", said)))
          .containsEntry(RESOLUTION, "10:30:00 resolved-in-chat");
    }
    for (String said :
        new String[] {
          "resolved?",
          "not resolved yet",
          "now it is not really resolved",
          "is it really resolved",
          "it will be resolved when the index is built",
          "DNS resolved to 10.0.0.1"
        }) {
      assertThat(milestones(unresolved().say("ops", "10:30:00", "ann", said)))
          .doesNotContainKey(RESOLUTION);
    }
    assertThat(milestones(unresolved().say("ops", "10:10:00", "ann", "Resolved.")))
        .doesNotContainKey(RESOLUTION);
    assertThat(
            milestones(
                unresolved()
                    .say("ops", "10:30:00", "ann", "Resolved.")
                    .alert(
                        EventType.ALERT_RESOLVED,
                        "10:25:00",
                        "QuotesFail",
                        "quotes",
                        Severity.INFO)))
        .containsEntry(RESOLUTION, "10:25:00 alert-resolved");
  }

  @Test
  void a_fall_of_what_is_delivered_ends_when_it_is_first_back() {
    assertThat(
            milestones(
                new Scene("2026-02-18")
                    .shift("m.csv", "03:32:00", "mail", "mails sent per minute", "161", "18")
                    .recovery("m.csv", "04:23:00", "mail", "mails sent per minute", "18", "256")
                    .recovery("m.csv", "05:02:00", "mail", "mails sent per minute", "256", "161")
                    .alert(EventType.ALERT_FIRED, "03:44:12", "Lag", "mail", Severity.CRITICAL)))
        .containsEntry(IMPACT_START, "03:32:00 first-error")
        .containsEntry(MITIGATION, "04:23:00 error-metrics-normal");
  }

  /** A burst of errors that was over in the morning, and another one without an alert. */
  private static Scene twoIncidents() {
    return new Scene("2026-09-15")
        .rate("auth/a.log", "06:30:12", "06:51:40", "auth-gw", 8200, "errors per minute")
        .alert(EventType.ALERT_FIRED, "06:33:10", "AuthFails", "auth-gw", Severity.CRITICAL)
        .alert(EventType.ALERT_RESOLVED, "06:53:00", "AuthFails", "auth-gw", Severity.INFO)
        .rate("docs/a.log", "11:07:05", "11:41:50", "documents", 640, "errors per minute");
  }

  @Test
  void a_channel_that_was_opened_for_an_incident_tells_which_burst_of_errors_is_meant() {
    assertThat(
            milestones(
                twoIncidents()
                    .say("inc-881", "11:12:30", "bo", "three customers report that uploads fail")
                    .say("inc-881", "11:17:50", "nadia", "I have it.")
                    .say("inc-881", "12:04:20", "nadia", "Resolved.")))
        .containsEntry(IMPACT_START, "11:07:05 first-error")
        .containsEntry(DETECTION, "11:12:30 report-in-chat")
        .containsEntry(ACKNOWLEDGEMENT, "11:17:50 response-in-chat")
        .containsEntry(RESOLUTION, "12:04:20 resolved-in-chat");
    assertThat(
            milestones(
                twoIncidents()
                    .say("ops", "11:12:30", "bo", "a partner sends new files")
                    .say("ops", "11:17:50", "nadia", "fine")
                    .say("ops", "12:04:20", "nadia", "and done")))
        .containsEntry(IMPACT_START, "06:30:12 first-error");
  }

  /** Two that were answered, the second one with many more errors. */
  private static Scene oneAndAnother(String channel) {
    return new Scene("2026-09-15")
        .rate("docs/a.log", "11:07:05", "11:41:50", "documents", 640, "errors per minute")
        .alert(EventType.ALERT_FIRED, "11:13:40", "Uploads", "documents", Severity.CRITICAL)
        .alert(EventType.ALERT_RESOLVED, "12:04:00", "Uploads", "documents", Severity.INFO)
        .say(channel, "11:17:50", "nadia", "I have it.")
        .say(channel, "11:30:00", "bo", "three customers report that uploads fail")
        .say(channel, "12:04:20", "nadia", "Resolved.")
        .rate("auth/a.log", "15:30:12", "15:51:40", "auth-gw", 8200, "errors per minute")
        .alert(EventType.ALERT_FIRED, "15:33:10", "AuthFails", "auth-gw", Severity.CRITICAL)
        .alert(EventType.ALERT_RESOLVED, "15:53:00", "AuthFails", "auth-gw", Severity.INFO);
  }

  @Test
  void what_fires_after_the_talk_of_an_incident_is_not_what_it_is_about() {
    assertThat(milestones(oneAndAnother("inc-881")))
        .containsEntry(IMPACT_START, "11:07:05 first-error")
        .containsEntry(DETECTION, "11:13:40 first-alert");
    assertThat(milestones(oneAndAnother("ops")))
        .containsEntry(IMPACT_START, "15:30:12 first-error");
  }

  @Test
  void what_users_cannot_do_is_a_report_too() {
    assertThat(
            milestones(
                unanswered()
                    .say("support", "09:40:00", "helen", "customers say that titles do not start")))
        .containsEntry(DETECTION, "09:40:00 report-in-chat");
    assertThat(
            milestones(
                unanswered()
                    .say(
                        "support", "09:40:00", "helen", "customers say that they like the titles")))
        .containsEntry(DETECTION, "10:02:00 first-alert");
  }

  @Test
  void an_alert_of_a_service_that_the_errors_wait_for_is_one_of_the_incident() {
    for (String service : new String[] {"tax-service", "mail-service"}) {
      assertThat(
              milestones(
                  new Scene("2026-03-03")
                      .firstSeen(
                          "k/checkout.log",
                          "16:07:11",
                          "checkout-api",
                          700,
                          "no answer of tax-service")
                      .rate(
                          "k/checkout.log",
                          "16:07:11",
                          "16:45:25",
                          "checkout-api",
                          700,
                          "errors per minute")
                      .alert(EventType.ALERT_FIRED, "16:08:45", "Slow", service, Severity.ERROR)
                      .alert(
                          EventType.ALERT_FIRED,
                          "16:11:15",
                          "Errors",
                          "checkout-api",
                          Severity.CRITICAL)))
          .containsEntry(
              DETECTION, (service.startsWith("tax") ? "16:08:45" : "16:11:15") + " first-alert");
    }
  }

  /** One program lets another fail, whose log does not say which service it is of. */
  private static Scene handedOn(String log) {
    return new Scene("2026-05-06")
        .change(EventType.DEPLOY, "08:36:41", "payments-enricher", "v2.41.0 deployed")
        .rate("pods/p.log", "08:39:30", "09:21:49", "payments-enricher", 861, "errors per minute")
        .rate(log, "08:44:03", "09:44:10", null, 942, "errors per minute")
        .alert(EventType.ALERT_FIRED, "08:46:30", "Refusals", "ledger-api", Severity.CRITICAL)
        .alert(EventType.ALERT_FIRED, "08:47:10", "Lag of the enricher", null, Severity.CRITICAL)
        .alert(EventType.ALERT_RESOLVED, "09:46:30", "Refusals", "ledger-api", Severity.INFO)
        .alert(EventType.ALERT_RESOLVED, "09:48:10", "Lag of the enricher", null, Severity.INFO);
  }

  @Test
  void an_alert_of_the_service_in_whose_log_the_errors_stand_is_one_of_the_incident() {
    assertThat(milestones(handedOn("ledger-api/ledger-api.log.1")))
        .containsEntry(DETECTION, "08:46:30 first-alert")
        .containsEntry(RESOLUTION, "09:48:10 alert-resolved");
    assertThat(milestones(handedOn("reporting/app.log")))
        .containsEntry(DETECTION, "08:47:10 first-alert");
  }

  @Test
  void where_no_alert_says_which_service_fails_the_one_whose_errors_rose_first_does() {
    Scene scene = handedOn("ledger-api/ledger-api.log.1");
    assertThat(Analyzer.analyze(scene.timeline(), scene.incident()).changes())
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.terms())
                    .hasEntrySatisfying(
                        "service",
                        term ->
                            assertThat(term.reason()).isEqualTo("touches the failing service")));
  }

  @Test
  void who_takes_a_look_takes_it_on_unless_at_something_else() {
    assertThat(milestones(unanswered().say("ops", "10:06:10", "ann", "taking a look")))
        .containsEntry(ACKNOWLEDGEMENT, "10:06:10 response-in-chat");
    assertThat(
            milestones(unanswered().say("ops", "10:06:10", "ann", "taking a look at the invoice")))
        .doesNotContainKey(ACKNOWLEDGEMENT);
  }

  @Test
  void where_the_logs_end_before_the_errors_do_people_tell_how_it_went_on() {
    Scene scene =
        new Scene("2026-02-03")
            .rate("edge/access.log", "18:20:44", "", null, 125, "errors per minute")
            .say("ops", "18:24:00", "wim", "a customer says the app shows an error")
            .say("ops", "18:25:00", "anouk", "on it")
            .say("ops", "18:55:00", "wim", "app works again")
            .say("ops", "23:10:00", "wim", "customers get an error on the bill of today");
    assertThat(milestones(scene))
        .containsEntry(DETECTION, "18:24:00 report-in-chat")
        .containsEntry(ACKNOWLEDGEMENT, "18:25:00 response-in-chat");
    assertThat(Analyzer.analyze(scene.timeline(), scene.incident()).window().to())
        .isEqualTo(scene.at("19:25:00"));
  }

  @Test
  void an_alert_that_fires_again_hours_later_is_of_another_incident() {
    Scene scene =
        unanswered()
            .rate("app/a.log", "17:10:00", "17:50:00", "quotes", 900, "errors per minute")
            .alert(EventType.ALERT_FIRED, "17:13:00", "QuotesFail", "quotes", Severity.CRITICAL)
            .alert(EventType.ALERT_RESOLVED, "18:01:00", "QuotesFail", "quotes", Severity.INFO);
    assertThat(milestones(scene))
        .containsExactly(
            Map.entry(IMPACT_START, "17:10:00 first-error"),
            Map.entry(DETECTION, "17:13:00 first-alert"),
            Map.entry(MITIGATION, "17:50:00 error-rate-ended"),
            Map.entry(RESOLUTION, "18:01:00 alert-resolved"));
  }

  @Test
  void an_alert_that_fires_again_soon_ends_the_incident_with_its_last_end() {
    Scene scene =
        unanswered()
            .alert(EventType.ALERT_FIRED, "13:05:00", "QuotesFail", "quotes", Severity.CRITICAL)
            .alert(EventType.ALERT_RESOLVED, "13:20:00", "QuotesFail", "quotes", Severity.INFO);
    assertThat(milestones(scene)).containsEntry(RESOLUTION, "13:20:00 alert-resolved");
  }

  @Test
  void talk_about_something_else_acknowledges_nothing() {
    assertThat(milestones(unanswered().say("ops", "10:06:10", "ann", "I'll take it to lunch")))
        .doesNotContainKey(ACKNOWLEDGEMENT);
  }

  @Test
  void a_person_who_passes_on_what_users_see_detects_it() {
    assertThat(
            milestones(
                unanswered()
                    .say("ops", "09:58:20", "bea", "Havila calls: quotes time out for them")))
        .containsEntry(DETECTION, "09:58:20 report-in-chat");
  }

  @Test
  void a_page_that_somebody_answered_is_no_mere_information_however_it_is_rated() {
    Scene scene =
        unanswered()
            .fact(
                "oncall/a.json",
                "09:33:00",
                EventType.PAGED,
                "quotes",
                "Page: quotes fail",
                e -> e.severity(Severity.INFO).attribute(Attribute.INCIDENT, "7"))
            .fact(
                "oncall/a.json",
                "09:35:00",
                EventType.ACKNOWLEDGED,
                "quotes",
                "Acknowledged: quotes fail",
                e -> e.attribute(Attribute.INCIDENT, "7"));
    assertThat(milestones(scene)).containsEntry(DETECTION, "09:33:00 first-alert");
  }

  /** Errors, and alerts of Opsgenie whose log does not say of which alert it is. */
  private static Scene keyless(String acknowledged) {
    return new Scene("2026-09-15")
        .rate("app/a.log", "13:03:09", "13:57:30", "projector", 3000, "errors per minute")
        .fact(
            "opsgenie/alerts.json",
            "13:14:20",
            EventType.ALERT_FIRED,
            "projector",
            "projector lag",
            e -> e.severity(Severity.CRITICAL).attribute(Attribute.INCIDENT, "2291"))
        .fact(
            "opsgenie/alerts.json",
            "14:24:10",
            EventType.ALERT_RESOLVED,
            "projector",
            "projector lag closed",
            e -> e.severity(Severity.INFO).attribute(Attribute.INCIDENT, "2291"))
        .fact(
            "opsgenie/logs.json",
            acknowledged,
            EventType.ACKNOWLEDGED,
            null,
            "Alert acknowledged via mobile",
            e -> e);
  }

  @Test
  void a_log_of_the_same_on_call_system_tells_the_acknowledgement_while_its_alert_is_open() {
    assertThat(milestones(keyless("13:19:05")))
        .containsEntry(ACKNOWLEDGEMENT, "13:19:05 first-acknowledgement");
    assertThat(keyless("13:19:05").significance("Alert acknowledged"))
        .isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
    assertThat(milestones(keyless("14:50:00"))).doesNotContainKey(ACKNOWLEDGEMENT);
  }

  @Test
  void a_ticket_is_not_called_an_alert_and_one_before_it_is_shown() {
    Scene scene =
        new Scene("2026-02-12")
            .rate("app/a.log", "05:25:59", "11:22:11", "thumbs", 300, "errors per minute")
            .fact(
                "jira/tickets.csv",
                "08:47:00",
                EventType.PAGED,
                null,
                "SUP-881: Pictures are grey",
                e ->
                    e.severity(Severity.ERROR)
                        .attribute(Attribute.INCIDENT, "SUP-881")
                        .attribute(Attribute.TICKET, "SUP-881"))
            .fact(
                "jira/tickets.csv",
                "09:20:00",
                EventType.PAGED,
                "thumbs",
                "OPS-512: thumbs is killed",
                e ->
                    e.severity(Severity.CRITICAL)
                        .attribute(Attribute.INCIDENT, "OPS-512")
                        .attribute(Attribute.TICKET, "OPS-512"));
    assertThat(milestones(scene)).containsEntry(DETECTION, "09:20:00 first-ticket");
    assertThat(FactorTreeTest.all(scene))
        .extracting(Factor::text)
        .anyMatch(text -> text.startsWith("No alert of the incident came before the ticket"))
        .noneMatch(text -> text.startsWith("The first alert"));
    assertThat(scene.significance("SUP-881")).isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
  }

  @Test
  void a_metric_of_an_exporter_belongs_to_the_service_that_its_labels_name() {
    Scene scene =
        keyless("13:19:05")
            .shift(
                "prometheus/lag.json",
                "13:03:30",
                "kafka-exporter",
                "kafka_consumergroup_lag{group=projector}",
                "40",
                "20000")
            .shift(
                "prometheus/lag.json",
                "13:03:31",
                "kafka-exporter",
                "kafka_consumergroup_lag{group=mailer}",
                "40",
                "20000");
    assertThat(scene.significance("group=projector")).isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
    assertThat(scene.significance("group=mailer")).isLessThan(PlacedEvent.SHOWN);
  }

  /** The errors of a proxy, beside those of its log of requests, which end at 10:44:08. */
  private static Scene proxy(String evidence, String latest) {
    return new Scene("2026-01-20")
        .rate("nginx/access.log", "10:38:20", "10:44:08", "images", 358, "errors per minute")
        .fact(
            evidence,
            "10:38:20",
            EventType.RATE_ONSET,
            "images",
            "errors rose",
            e ->
                e.severity(Severity.ERROR)
                    .count(358)
                    .attribute("metric", "errors")
                    .attribute("latest", "2026-01-20T" + latest + "Z"))
        .alert(EventType.ALERT_FIRED, "10:39:00", "Images502", "images", Severity.CRITICAL);
  }

  @Test
  void a_log_of_errors_ends_with_its_last_one_where_another_log_shows_their_end() {
    assertThat(milestones(proxy("nginx/error.log", "10:44:08")))
        .containsEntry(MITIGATION, "10:44:08 error-rate-ended");
    assertThat(milestones(proxy("nginx/error.log", "10:43:30")))
        .containsEntry(MITIGATION, "10:44:08 error-rate-ended");
  }

  @Test
  void errors_that_a_log_holds_to_its_end_are_not_over_because_those_of_another_are() {
    assertThat(milestones(proxy("nginx/error.log", "10:50:00"))).doesNotContainKey(MITIGATION);
    assertThat(milestones(proxy("nginx/error.log", "10:44:50"))).doesNotContainKey(MITIGATION);
    assertThat(milestones(proxy("nginx/error.log", "10:41:00"))).doesNotContainKey(MITIGATION);
  }

  @Test
  void errors_that_come_and_go_are_one_impact_which_ends_with_the_last_of_them() {
    Scene scene = new Scene("2026-04-14");
    for (String[] burst :
        new String[][] {
          {"14:10:22", "14:12:09"}, {"15:24:51", "15:26:31"}, {"16:41:37", "16:43:21"}
        }) {
      scene.fact(
          "gateway/a.log",
          burst[0],
          EventType.RATE_ONSET,
          "gateway",
          "errors rose at " + burst[0],
          e -> e.severity(Severity.ERROR).count(36).attribute("test", "burst"));
      scene.fact(
          "gateway/a.log",
          burst[1],
          EventType.RATE_END,
          "gateway",
          "errors went back at " + burst[1],
          e -> e.severity(Severity.INFO));
    }
    scene.alert(EventType.ALERT_FIRED, "15:33:40", "Many503", "gateway", Severity.CRITICAL);

    assertThat(milestones(scene))
        .containsEntry(IMPACT_START, "14:10:22 first-error")
        .containsEntry(MITIGATION, "16:43:21 error-rate-ended");
  }

  @Test
  void a_page_of_something_else_during_the_incident_stands_in_the_document() {
    Scene scene =
        unanswered().page(EventType.PAGED, "10:20:00", "Q2", "postgres", "Leader changed again");
    assertThat(scene.significance("Leader changed")).isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
  }

  @Test
  void slow_requests_end_with_their_log_whichever_replica_was_quick_first() {
    Scene scene =
        new Scene("2026-06-02")
            .rate("web/a.log", "11:41:00", "12:20:00", "web", 900, "errors per minute");
    for (EventType type : new EventType[] {EventType.METRIC_SHIFT, EventType.METRIC_RECOVERY}) {
      boolean shift = type == EventType.METRIC_SHIFT;
      scene.fact(
          shift ? "web/2/a.log" : "web/1/a.log",
          shift ? "11:41:20" : "12:21:00",
          type,
          null,
          shift ? "p95 duration rose" : "p95 duration back to normal",
          e ->
              e.severity(shift ? Severity.ERROR : Severity.INFO)
                  .attribute(Attribute.METRIC, "p95 duration")
                  .attribute(Attribute.LOGS, "web/*/a.log")
                  .attribute(Attribute.BEFORE, shift ? "100" : "5000")
                  .attribute(Attribute.AFTER, shift ? "5000" : "100"));
    }
    assertThat(Analyzer.analyze(scene.timeline(), scene.incident()).milestones().values())
        .filteredOn(reached -> reached.milestone() == MITIGATION)
        .extracting(Reached::what)
        .containsExactly("p95 duration back to normal");
  }

  @Test
  void who_answers_somebody_by_name_takes_it_on_too() {
    Scene scene =
        new Scene("2026-06-02")
            .rate("web/a.log", "11:41:00", "12:20:00", "web", 900, "errors per minute")
            .alert(EventType.ALERT_FIRED, "11:43:00", "Errors", "web", Severity.ERROR)
            .fact(
                "teams/messages.json",
                "11:45:00",
                EventType.MESSAGE,
                null,
                "@Ana Vogel I am looking at it",
                e -> e.actor("Moni Orth"));
    assertThat(milestones(scene)).containsEntry(ACKNOWLEDGEMENT, "11:45:00 response-in-chat");
  }

  @Test
  void who_looks_at_the_alarm_takes_it_on_and_who_looks_at_something_else_does_not() {
    for (String said :
        new String[] {"I am looking at the queue alarm", "I'm looking into these 502 errors"}) {
      assertThat(milestones(unanswered().say("ops", "10:06:10", "ann", said)))
          .as(said)
          .containsEntry(ACKNOWLEDGEMENT, "10:06:10 response-in-chat");
    }
    for (String said :
        new String[] {
          "I am looking at the menu", "I am looking at the errors of last week's review"
        }) {
      assertThat(milestones(unanswered().say("ops", "10:06:10", "ann", said)))
          .as(said)
          .doesNotContainKey(ACKNOWLEDGEMENT);
    }
  }

  private static Scene alertOver(String at) {
    return unresolved()
        .alert(EventType.ALERT_RESOLVED, at, "QuotesFail", "quotes", Severity.INFO)
        .say("ops", "10:40:00", "ann", "Resolved.");
  }

  @Test
  void an_alert_that_ended_long_before_the_errors_does_not_resolve_the_incident() {
    assertThat(milestones(alertOver("09:50:00")))
        .containsEntry(MITIGATION, "10:22:00 error-rate-ended")
        .containsEntry(RESOLUTION, "10:40:00 resolved-in-chat");
    // Rates are looked at over minutes, which alerts and logs do not share.
    assertThat(milestones(alertOver("10:20:00")))
        .containsEntry(RESOLUTION, "10:20:00 alert-resolved");
  }
}
