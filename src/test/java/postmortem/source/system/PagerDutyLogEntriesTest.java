package postmortem.source.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Place;
import postmortem.evidence.EvidenceFile;
import postmortem.source.Evidences;

class PagerDutyLogEntriesTest {

  private static final String INCIDENT =
      "\"service\":{\"summary\":\"checkout\"},\"incident\":{\"id\":\"Q1\",\"summary\":\"[#7] Queue is"
          + " full\"}";

  private static String entry(String id, String type, String at, String rest) {
    return "{\"id\":\"%s\",\"type\":\"%s_log_entry\",\"summary\":\"%s.\",\"created_at\":\"%s\",%s%s}"
        .formatted(id, type, type, at, INCIDENT, rest);
  }

  private static EvidenceFile export(String name, String... entries) {
    return Evidences.file(name, "{\"log_entries\":[" + String.join(",", entries) + "]}");
  }

  private static final String USER = ",\"agent\":{\"type\":\"user_reference\",\"summary\":\"kim\"}";

  private final EvidenceFile export =
      export(
          "log_entries.json",
          entry("R6", "resolve", "2025-03-04T09:50:00Z", USER),
          entry(
              "R5",
              "annotate",
              "2025-03-04T09:21:00Z",
              USER + ",\"channel\":{\"type\":\"note\",\"summary\":\"restarting it\"}"),
          entry("R4", "acknowledge", "2025-03-04T09:20:40Z", USER),
          entry("R3", "notify", "2025-03-04T09:18:14Z", ",\"user\":{\"summary\":\"kim\"}"),
          entry("R2", "assign", "2025-03-04T09:18:11Z", ""),
          entry(
              "R1",
              "trigger",
              "2025-03-04T09:18:11Z",
              ",\"channel\":{\"type\":\"api\",\"cef_details\":{\"severity\":\"critical\"}}"));

  private static List<Event> read(EvidenceFile... files) {
    return Evidences.read(new Diagnostics(), files).events();
  }

  @Test
  void assignment_and_notifications_repeat_the_page_that_the_trigger_made() {
    List<Event> pages =
        read(export).stream().filter(event -> event.type() == EventType.PAGED).toList();
    assertThat(pages).hasSize(3);
    assertThat(pages).extracting(Event::id).containsOnly(pages.get(0).id());
    assertThat(pages).extracting(event -> event.time().text()).containsOnly("2025-03-04T09:18:11Z");
    Event page =
        pages.stream().filter(event -> event.citations().size() == 3).findFirst().orElseThrow();
    assertThat(page.citations().get(0).place()).isEqualTo(new Place.Pointer("/log_entries/5"));
    assertThat(page.count()).isEqualTo(3);
  }

  @Test
  void entries_are_read_alone_as_a_list_and_as_lines() {
    String trigger = entry("R1", "trigger", "2025-03-04T09:18:11Z", "");
    String resolve = entry("R6", "resolve", "2025-03-04T09:50:00Z", USER);
    assertThat(read(Evidences.file("one.json", "{\"log_entry\":" + trigger + "}")))
        .extracting(Event::type)
        .containsExactly(EventType.PAGED);
    assertThat(read(Evidences.file("bare.json", trigger))).hasSize(1);
    assertThat(read(Evidences.file("list.json", "[" + resolve + "," + trigger + "]"))).hasSize(2);
    assertThat(read(Evidences.file("lines.jsonl", trigger + "\n" + resolve + "\n"))).hasSize(2);
  }

  @Test
  void each_step_has_its_type_actor_and_words() {
    assertThat(read(export))
        .filteredOn(event -> event.type() != EventType.PAGED)
        .extracting(event -> event.type() + " " + event.actor() + " " + event.summary())
        .containsExactly(
            "INCIDENT_RESOLVED kim resolve: [#7] Queue is full",
            "ALERT_NOTE kim Note by kim: restarting it",
            "ACKNOWLEDGED kim acknowledge: [#7] Queue is full");
  }

  @Test
  void the_oldest_entry_comes_first_in_the_stream_though_it_stands_last() {
    Event trigger =
        read(export).stream()
            .filter(event -> event.citations().size() == 3)
            .findFirst()
            .orElseThrow();
    assertThat(trigger.position().offset()).isZero();
  }

  @Test
  void pages_of_one_incident_in_two_files_belong_together() {
    EvidenceFile first = export("page-1.json", entry("R3", "notify", "2025-03-04T09:18:14Z", ""));
    EvidenceFile second = export("page-2.json", entry("R1", "trigger", "2025-03-04T09:18:11Z", ""));
    assertThat(read(first, second))
        .extracting(Event::id)
        .hasSize(2)
        .containsOnly(read(second).get(0).id());
  }

  @Test
  void the_list_of_incidents_tells_the_same_page() {
    EvidenceFile incidents =
        Evidences.file(
            "incidents.json",
            """
            {"incidents":[{"id":"Q1","incident_number":7,"summary":"[#7] Queue is full","created_at":"2025-03-04T09:18:11Z","status":"resolved","resolved_at":"2025-03-04T09:50:00Z","urgency":"low","service":{"summary":"checkout"}}]}
            """);
    List<String> fromLog = read(export).stream().map(Event::id).toList();
    assertThat(read(incidents)).hasSize(2).extracting(Event::id).isSubsetOf(fromLog);
  }
}
