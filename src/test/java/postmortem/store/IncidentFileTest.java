package postmortem.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.diagnostic.DiagnosticException;
import postmortem.incident.Incident;
import postmortem.incident.Milestone;
import postmortem.incident.Person;
import postmortem.incident.SourceRule;
import postmortem.incident.StatedNote;

/** What people state is read as they wrote it, and never rewritten behind their back. */
class IncidentFileTest {

  @Test
  void everything_that_can_be_stated_is_read() {
    Incident incident =
        IncidentFile.read(
            "incident.yaml",
            """
            schema: 1
            id: 2025-02-09-orders
            title: "Orders: too slow"
            severity: SEV-2
            services: [orders, payments]
            display-zone: Europe/Copenhagen
            zone: +01:00
            reference: 2025-02-09T11:05:23+01:00
            sources:
              - {path: "db/*.log", zone: UTC, service: db, clock-offset: PT-2S}
              - path: "*.csv"
            people:
              jonas.b: on-call engineer
              ana: {role: lead, login: ana-k}
            milestones: {resolution: 2025-02-09T10:40:00Z, impact-start: 2025-02-09T10:05:23Z}
            slo: 99.9 %
            notes:
              - {at: 2025-02-09T10:20:00Z, text: rang, by: support, citation: "ticket 7"}
            """);
    assertThat(incident.id()).isEqualTo("2025-02-09-orders");
    assertThat(incident.title()).isEqualTo("Orders: too slow");
    assertThat(incident.severity()).isEqualTo(2);
    assertThat(incident.services()).containsExactly("orders", "payments");
    assertThat(incident.displayZone()).isEqualTo(ZoneId.of("Europe/Copenhagen"));
    assertThat(incident.zone()).isEqualTo(ZoneId.of("+01:00"));
    assertThat(incident.reference()).isEqualTo(Instant.parse("2025-02-09T10:05:23Z"));
    assertThat(incident.sources())
        .containsExactly(
            new SourceRule("db/*.log", ZoneId.of("UTC"), "db", Duration.ofSeconds(-2)),
            new SourceRule("*.csv", null, null, null));
    assertThat(incident.people())
        .containsExactly(
            new Person("jonas.b", "on-call engineer", null), new Person("ana", "lead", "ana-k"));
    assertThat(incident.milestones())
        .isEqualTo(
            Map.of(
                Milestone.IMPACT_START, Instant.parse("2025-02-09T10:05:23Z"),
                Milestone.RESOLUTION, Instant.parse("2025-02-09T10:40:00Z")));
    assertThat(incident.slo()).isEqualTo("99.9 %");
    assertThat(incident.notes())
        .containsExactly(
            new StatedNote(Instant.parse("2025-02-09T10:20:00Z"), "rang", "support", "ticket 7"));
  }

  @Test
  void all_mistakes_of_a_list_are_told_at_once() {
    assertThatThrownBy(
            () ->
                IncidentFile.read(
                    "incident.yaml",
                    "schema: 1\nnotes:\n  - {at: noon, text: a}\n  - {at: later, text: b}\n"))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("noon")
        .hasMessageContaining("later")
        .hasMessageContaining("incident.yaml:3:")
        .hasMessageContaining("incident.yaml:4:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "it: has a colon",
        "# hash",
        "\"quoted\" \\ back",
        "yes",
        "null",
        "it's",
        "\u00e6\u2026"
      })
  void the_first_text_says_what_is_known_and_changes_nothing(String title) {
    String text = IncidentFile.initial("2025-02-09-x", title);
    assertThat(IncidentFile.read("incident.yaml", text))
        .isEqualTo(
            new Incident(
                "2025-02-09-x",
                title,
                null,
                Incident.EMPTY.services(),
                null,
                null,
                null,
                Incident.EMPTY.sources(),
                Incident.EMPTY.people(),
                Map.of(),
                null,
                Incident.EMPTY.notes()));
    assertThat(text).startsWith("schema: 1\n").endsWith("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234", "null", "no", "2025-02-09", "1.10", "a"})
  void an_id_stays_text_for_every_reader_of_yaml(String id) {
    String text = IncidentFile.initial(id, null);
    assertThat(IncidentFile.read("incident.yaml", text).id()).isEqualTo(id);
    assertThat(text).contains("id: \"" + id + "\"\n");
  }

  @Test
  void adopting_a_file_puts_the_id_in_and_keeps_all_else() {
    String text =
        """
        # written on the night
        schema: 1   # the version
        severity: 2
        title: Orders   # short
        # people follow
        people: {b: x, a: y}
        """;
    assertThat(IncidentFile.adopted("incident.yaml", text, "2025-02-09-x"))
        .isEqualTo(
            text.replace(
                "schema: 1   # the version\n",
                "schema: 1   # the version\nid: \"2025-02-09-x\"\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema: 1",
        "schema: 1\n",
        "schema: 1\r\ntitle: x\r\n",
        "\ufeffschema: 1\ntitle: x\n",
        "---\nschema: 1\ntitle: x\n",
        "title: x\nschema: 1\nseverity: 2\n",
        "title: x\nschema: 1",
        "title: x\nschema:\n  1\nseverity: 2\n",
        "\"schema\": 1\ntitle: x\n",
        "  schema: 1\n  title: x\n",
        "{schema: 1, title: x}\n",
        "{\n  \"schema\": 1,\n  \"title\": \"x\"\n}\n",
        "schema: 1\nid:\ntitle: x\n",
        "schema: 1\nid:      # leave empty\ntitle: x\n",
        "schema: 1\nid: ~\ntitle: x\n",
        "schema: 1\nid: null # none yet\n",
        "schema: 1\nid: another-one\ntitle: x\n",
        "schema: 1\nid: 'another-one'\n",
        "{schema: 1, id: other, title: x}",
        "schema: 1\ntitle: |\n  schema: 1\n  id: no\n",
      })
  void a_file_of_any_shape_is_adopted(String text) {
    Incident before = IncidentFile.read("incident.yaml", text.replace("\ufeff", ""));
    String adopted = IncidentFile.adopted("incident.yaml", text, "2025-02-09-x");
    Incident after = IncidentFile.read("incident.yaml", adopted);
    assertThat(after.id()).isEqualTo("2025-02-09-x");
    assertThat(after.title()).isEqualTo(before.title());
    assertThat(after.severity()).isEqualTo(before.severity());
    assertThat(adopted.contains("\r\n")).isEqualTo(text.contains("\r\n"));
    if (text.contains("\r\n")) {
      assertThat(adopted.replace("\r\n", "")).doesNotContain("\n");
    }
    if (text.contains("#")) {
      assertThat(adopted)
          .contains(text.substring(text.indexOf('#'), text.indexOf('\n', text.indexOf('#'))));
    }
    assertThat(IncidentFile.adopted("incident.yaml", adopted, "2025-02-09-x")).isEqualTo(adopted);
  }
}
