package postmortem.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import postmortem.event.Attribute;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.incident.Milestone;
import postmortem.timeline.Scene;

/** What nothing but a request to support tells of is known by it, if people took it up. */
final class NamedTicketsTest {

  private static Scene opened(String key) {
    return new Scene("2026-06-09")
        .fact(
            "jira/search.json",
            "09:10:22",
            EventType.ALERT_NOTE,
            null,
            key + ": no invoice came this month",
            e ->
                e.severity(Severity.INFO)
                    .attribute(Attribute.INCIDENT, key)
                    .attribute(Attribute.TICKET, key));
  }

  private static Scene answered(Scene scene) {
    return scene
        .say("billing", "09:14:40", "ola", "looking")
        .say("billing", "09:50:00", "ola", "Resolved, I think")
        .say("billing", "10:04:00", "per", "two accounts are still missing")
        .say("billing", "10:30:05", "ola", "all customers were told. Resolved")
        .say("billing", "11:40:00", "ola", "Resolved is also what the lunch question is now");
  }

  @Test
  void a_ticket_that_people_name_in_chat_is_how_it_was_noticed() {
    Scene scene =
        answered(
            opened("SUP-812").say("billing", "09:13:00", "per", "did it run tonight? see SUP-812"));
    assertThat(MilestonesTest.milestones(scene))
        .containsExactly(
            Map.entry(Milestone.IMPACT_START, "09:10:22 first-alert"),
            Map.entry(Milestone.DETECTION, "09:10:22 first-ticket"),
            Map.entry(Milestone.ACKNOWLEDGEMENT, "09:14:40 response-in-chat"),
            Map.entry(Milestone.RESOLUTION, "10:30:05 resolved-in-chat"));
  }

  @Test
  void how_long_nobody_noticed_is_not_known_where_only_the_ticket_tells_of_it() {
    Scene scene = answered(opened("SUP-812").say("billing", "09:13:00", "per", "see SUP-812"));
    Analysis analysis = Analyzer.analyze(scene.timeline(), scene.incident());
    assertThat(analysis.durations())
        .containsOnlyKeys(Measure.TTA, Measure.TTR)
        .extractingByKey(Measure.TTA)
        .extracting(Span::fromWhat)
        .isEqualTo("first ticket");
    assertThat(analysis.isImpactKnownByDetection()).isTrue();
  }

  @Test
  void a_ticket_that_nobody_names_soon_is_none_of_it() {
    assertThat(MilestonesTest.milestones(answered(opened("SUP-812")))).isEmpty();
    assertThat(
            MilestonesTest.milestones(
                answered(
                    opened("SUP-81")
                        .say("billing", "09:13:00", "per", "see SUP-812 and XSUP-81")
                        .say("billing", "16:13:00", "per", "and what about SUP-81"))))
        .isEmpty();
    assertThat(
            MilestonesTest.milestones(
                answered(opened("812").say("billing", "09:13:00", "per", "812 accounts are due"))))
        .isEmpty();
  }

  @Test
  void beside_an_alert_a_ticket_is_not_how_it_was_noticed() {
    Scene scene =
        answered(opened("SUP-812").say("billing", "09:13:00", "per", "see SUP-812"))
            .alert(EventType.ALERT_FIRED, "09:12:00", "NoInvoices", "billing", Severity.CRITICAL);
    assertThat(MilestonesTest.milestones(scene))
        .containsEntry(Milestone.DETECTION, "09:12:00 first-alert");
  }

  private static Scene ofOneTenant(Severity alert, String says) {
    return new Scene("2026-06-09")
        .firstSeen("app/a.log", "08:41:42", null, 258, "schema tenant_nordfjord is missing")
        .rate("app/a.log", "08:42:05", "10:00:48", null, 258, "errors per minute")
        .alert(EventType.ALERT_FIRED, "09:00:00", "ImportSlow", "import", alert)
        .alert(EventType.ALERT_RESOLVED, "09:15:00", "ImportSlow", "import", Severity.INFO)
        .fact(
            "jira/search.json",
            "09:10:22",
            EventType.ALERT_NOTE,
            null,
            "SUP-812: " + says,
            e ->
                e.severity(Severity.INFO)
                    .attribute(Attribute.INCIDENT, "SUP-812")
                    .attribute(Attribute.TICKET, "SUP-812"))
        .say("ops", "09:13:00", "per", "see SUP-812")
        .say("ops", "10:20:00", "per", "Resolved");
  }

  @Test
  void a_ticket_that_names_what_the_errors_name_goes_before_a_warning_of_something_else() {
    assertThat(MilestonesTest.milestones(ofOneTenant(Severity.WARNING, "Nordfjord cannot log in")))
        .containsEntry(Milestone.DETECTION, "09:10:22 first-ticket")
        .containsEntry(Milestone.RESOLUTION, "10:20:00 resolved-in-chat");
    assertThat(MilestonesTest.milestones(ofOneTenant(Severity.WARNING, "Printer is out of paper")))
        .containsEntry(Milestone.DETECTION, "09:00:00 first-alert");
    assertThat(MilestonesTest.milestones(ofOneTenant(Severity.CRITICAL, "Nordfjord cannot log in")))
        .containsEntry(Milestone.DETECTION, "09:00:00 first-alert");
  }
}
