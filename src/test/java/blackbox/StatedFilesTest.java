package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import com.networknt.schema.JsonSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program takes a file that people write exactly when its schema does. */
class StatedFilesTest {

  private static final JsonSchema INCIDENT = Schemas.schema("incident");
  private static final JsonSchema SETTINGS = Schemas.schema("settings");

  @TempDir Path folder;

  @BeforeEach
  void evidence() throws Exception {
    Files.writeString(
        folder.resolve("app.log"), "2025-02-09T10:05:23Z ERROR [main] com.acme.Shop - boom\n");
  }

  private void assertTaken(String name, JsonSchema schema, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
    Run run = Cli.in(folder).run("timeline", "--format", "csv", "app.log");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Schemas.faults(schema, Schemas.yaml(text))).isEmpty();
  }

  private void assertRefused(String name, JsonSchema schema, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
    Run run = Cli.in(folder).run("timeline", "--format", "csv", "app.log");
    assertThat(run.exit()).as(run.out()).isEqualTo(2);
    assertThat(run.err()).contains("--> " + name + ":").contains("^");
    assertThat(run.out()).isEmpty();
    assertThat(Schemas.faults(schema, Schemas.yaml(text))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "id: 2025-02-09-orders",
        "id:\ntitle:\nseverity:\nservices:\nzone:\nreference:\nsources:\npeople:\nmilestones:\nslo:\nnotes:",
        "title: 2025",
        "title: yes",
        "title: 'null'",
        "severity: 1",
        "severity: SEV-2",
        "severity: sev3",
        "severity: '4'",
        "services: orders",
        "services: [orders, 'payments', 7]",
        "display-zone: Europe/Copenhagen",
        "display-zone: '+01:00'",
        "zone: UTC",
        "zone: Etc/GMT+3",
        "zone: UTC+05:30",
        "reference: 2025-02-09T10:05:23Z",
        "reference: 2025-02-09T10:05:23.123456789+01:00",
        "reference: 2025-02-09T10:05Z",
        "sources: []",
        "sources:\n  - path: 'db/**'\n    zone: Europe/Copenhagen\n    service: orders\n    clock-offset: PT-2S",
        "sources: [{path: '*.log', clock-offset: -PT1M30.5S}]",
        "sources: [{path: '*.log', zone: }]",
        "people: {jonas.b: on-call engineer}",
        "people: {jonas.b: {role: responder, login: jonas}, '7': {}}",
        "milestones: {impact-start: 2025-02-09T10:05:23Z, detection: }",
        "slo: 99.9 % of orders within 2 s",
        "notes: [{at: 2025-02-09T10:05:23Z, text: rang, by: support, citation: 'ticket #7'}]",
      })
  void an_incident_is_taken(String keys) throws Exception {
    assertTaken("incident.yaml", INCIDENT, "schema: 1\n" + keys + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema: 2",
        "schema: one",
        "title: no schema",
        "schema: 1\ntitel: misspelt",
        "schema: 1\ntitle: ''",
        "schema: 1\ntitle: [a, b]",
        "schema: 1\nid: ../up",
        "schema: 1\nid: ends.",
        "schema: 1\nid: two words",
        "schema: 1\nseverity: 0",
        "schema: 1\nseverity: 6",
        "schema: 1\nseverity: high",
        "schema: 1\nservices: {orders: 1}",
        "schema: 1\nservices: ['']",
        "schema: 1\nzone: Local Time",
        "schema: 1\nreference: 2025-02-09",
        "schema: 1\nreference: 2025-02-09T10:05:23",
        "schema: 1\nreference: yesterday",
        "schema: 1\nsources: {path: x}",
        "schema: 1\nsources: [{zone: UTC}]",
        "schema: 1\nsources: [{path: x, offset: PT2S}]",
        "schema: 1\nsources: [{path: x, clock-offset: 2s}]",
        "schema: 1\nsources: [{path: x, clock-offset: PT}]",
        "schema: 1\npeople: [jonas]",
        "schema: 1\npeople: {jonas: {name: Jonas}}",
        "schema: 1\nmilestones: {impact: 2025-02-09T10:05:23Z}",
        "schema: 1\nmilestones: {detection: soon}",
        "schema: 1\nnotes: [{text: no time}]",
        "schema: 1\nnotes: [{at: 2025-02-09T10:05:23Z}]",
      })
  void an_incident_is_refused(String text) throws Exception {
    assertRefused("incident.yaml", INCIDENT, text + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "issues:\ndisplay-zone:\nowners:\ndeadlines:\nsponsors:\nlabels:\ntemplate:",
        "issues: {repository: acme/orders.api}",
        "issues: {repository: }",
        "issues: {}",
        "display-zone: Europe/Copenhagen",
        "owners: {ana: {github: ana-k, role: lead, team: storage}, bo: {}}",
        "deadlines: {1: {high: 15, P2: 30}, '2': {high: 0}}",
        "sponsors: [ana, bo]",
        "sponsors: ana",
        "labels: []",
        "labels: [post-mortem, 2025]",
        "template: default",
      })
  void settings_are_taken(String keys) throws Exception {
    assertTaken("postmortem.yaml", SETTINGS, "schema: 1\n" + keys + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema: 2",
        "labels: [x]",
        "schema: 1\nlabel: x",
        "schema: 1\nissues: acme/orders",
        "schema: 1\nissues: {repository: orders}",
        "schema: 1\nissues: {repository: 'https://github.com/acme/orders'}",
        "schema: 1\nissues: {repo: acme/orders}",
        "schema: 1\ndisplay-zone: Local Time",
        "schema: 1\nowners: [ana]",
        "schema: 1\nowners: {ana: ana-k}",
        "schema: 1\nowners: {ana: {email: x}}",
        "schema: 1\ndeadlines: {0: {high: 1}}",
        "schema: 1\ndeadlines: {6: {high: 1}}",
        "schema: 1\ndeadlines: {high: {1: 1}}",
        "schema: 1\ndeadlines: {1: {high: -1}}",
        "schema: 1\ndeadlines: {1: {high: soon}}",
        "schema: 1\ndeadlines: {1: {high: 1.5}}",
        "schema: 1\nlabels: {a: b}",
        "schema: 1\ntemplate: ../elsewhere",
        "schema: 1\ntemplate: [default]",
      })
  void settings_are_refused(String text) throws Exception {
    assertRefused("postmortem.yaml", SETTINGS, text + "\n");
  }
}
