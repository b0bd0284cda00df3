package postmortem.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postmortem.event.Attribute;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Place;
import postmortem.event.Position;
import postmortem.event.Severity;
import postmortem.evidence.FileAccount;
import postmortem.evidence.RowCounts;
import postmortem.incident.Incident;
import postmortem.incident.StatedNote;
import postmortem.redact.Redactor;

final class TimelineBuilderTest {

  private static final String HASH = "f".repeat(64);

  private static Timeline build(List<Event> events, List<FileAccount> accounts) {
    return TimelineBuilder.build(
        Incident.EMPTY, events, List.of(), accounts, Redactor.builtIn(null));
  }

  private static Event copy(Event event, String evidence, long line) {
    Citation first = event.citations().get(0);
    return new Event(
        event.id(),
        event.time(),
        event.until(),
        event.type(),
        event.severity(),
        event.service(),
        event.actor(),
        event.source(),
        event.summary(),
        event.count(),
        List.of(new Citation(evidence, new Place.Line(line), first.excerpt(), HASH)),
        event.attributes(),
        new Position(evidence, line));
  }

  @Test
  void a_row_that_two_exports_hold_is_one_row_with_both_citations() {
    Event message = new Scene("2025-01-01").say("ops", "10:00:00", "u1", "hello").events().get(0);
    Event again = copy(message, "slack/again.json", 7);
    Timeline timeline = build(List.of(again, message), Scene.accounts(List.of(message, again)));
    assertThat(timeline.events()).hasSize(1);
    assertThat(timeline.events().get(0).event().citations())
        .extracting(Citation::target)
        .containsExactly("slack/again.json:7", "slack/ops.json:1");
    assertThat(timeline.manifest())
        .extracting(ManifestEntry::rows)
        .containsExactly(new RowCounts(1, 1, 0, 0, 0, 0), new RowCounts(1, 0, 1, 0, 0, 0));
  }

  @Test
  void one_alert_that_two_systems_hand_on_is_one_row() {
    Event alert =
        new Scene("2025-01-01")
            .alert(EventType.ALERT_FIRED, "10:00:00", "HighErrorRate", "api", Severity.CRITICAL)
            .events()
            .get(0);
    Event other =
        Event.of("abcdefabcdef", alert.time(), EventType.ALERT_FIRED, "grafana")
            .summary("HighErrorRate")
            .cite(new Citation("grafana.json", new Place.Pointer("/0"), "x", HASH))
            .attribute(
                Attribute.FINGERPRINT, alert.attributes().getOrDefault(Attribute.FINGERPRINT, ""))
            .build();
    Timeline timeline = build(List.of(alert, other), Scene.accounts(List.of(alert, other)));
    assertThat(timeline.events()).hasSize(1);
    assertThat(timeline.events().get(0).event().citations()).hasSize(2);
  }

  @Test
  void a_commit_and_its_deployment_are_two_facts() {
    Scene scene =
        new Scene("2025-01-01")
            .change(EventType.COMMIT, "09:00:00", "api", "Add x", Attribute.COMMIT, "ab".repeat(20))
            .change(EventType.DEPLOY, "09:00:00", "api", "v1", Attribute.COMMIT, "ab".repeat(20));
    assertThat(scene.timeline().events()).hasSize(2);
  }

  @Test
  void paging_the_same_person_again_by_another_way_is_one_row() {
    Scene scene = new Scene("2025-01-01");
    for (String time : new String[] {"10:00:02", "10:00:03", "10:02:02"}) {
      scene.fact(
          "pagerduty/log.json",
          time,
          EventType.PAGED,
          "api",
          "Notified u1 by way " + time,
          e -> e.actor("u1").attribute(Attribute.INCIDENT, "Q1"));
    }
    scene.page(EventType.ACKNOWLEDGED, "10:03:00", "Q1", "api", "Acknowledged");
    scene.fact(
        "pagerduty/log.json",
        "10:40:00",
        EventType.PAGED,
        "api",
        "Notified u1 again",
        e -> e.actor("u1").attribute(Attribute.INCIDENT, "Q1"));
    Timeline timeline = scene.timeline();
    assertThat(timeline.events())
        .extracting(placed -> placed.event().type() + " " + placed.event().count())
        .containsExactly("PAGED 3", "ACKNOWLEDGED 1", "PAGED 1");
    assertThat(timeline.manifest().get(0).rows()).isEqualTo(new RowCounts(5, 3, 2, 0, 0, 0));
  }

  @Test
  void the_order_of_the_inputs_does_not_matter() {
    for (Scene scene : List.of(Scenes.slowQuery(), Scenes.flag())) {
      Timeline expected = scene.timeline();
      for (int seed = 0; seed < 20; seed++) {
        List<Event> events = new ArrayList<>(scene.events());
        List<FileAccount> accounts = new ArrayList<>(scene.accounts());
        Collections.shuffle(events, new Random(seed));
        Collections.shuffle(accounts, new Random(seed));
        assertThat(build(events, accounts)).isEqualTo(expected);
      }
    }
  }

  @Test
  void readers_that_disagree_with_their_events_are_a_bug_of_ours() {
    Scene scene = new Scene("2025-01-01").say("ops", "10:00:00", "u1", "hello");
    FileAccount wrong = Scene.account("slack/ops.json", 2, 2, 0);
    assertThatThrownBy(() -> build(scene.events(), List.of(wrong)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("slack/ops.json: its reader handed 2 rows on, but its events cite 1 first");
  }

  @Test
  void a_note_of_a_person_is_a_row_that_cites_what_is_stated() {
    Incident incident =
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
            Map.of(),
            null,
            List.of(
                new StatedNote(
                    new Scene("2025-01-01").at("10:00:00"),
                    "Support counted 40 tickets",
                    "u1",
                    "https://desk.example/q/7")));
    Timeline timeline =
        TimelineBuilder.build(incident, List.of(), List.of(), List.of(), Redactor.builtIn(null));
    assertThat(timeline.events())
        .singleElement()
        .satisfies(
            placed -> {
              assertThat(placed.isShown()).isTrue();
              assertThat(placed.event().citations().get(0).target())
                  .isEqualTo("incident.yaml#/notes/0");
              assertThat(placed.event().attributes())
                  .containsEntry(Attribute.LINK, "https://desk.example/q/7");
            });
  }
}
