package postmortem.source;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.BadCases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.evidence.Limits;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.log.Readout;

class SourceReaderTest {

  private static final String ALERT =
      """
      {"labels":{"alertname":"A%d"},"annotations":{},"startsAt":"2025-03-04T09:%02d:00Z","endsAt":"2025-03-04T10:00:00Z","updatedAt":"2025-03-04T09:59:00Z","fingerprint":"f%d","status":{"state":"active"}}""";

  private final Diagnostics diagnostics = new Diagnostics();

  private static String alert(int i) {
    return ALERT.formatted(i, i, i);
  }

  private String said() {
    StringBuilder all = new StringBuilder();
    diagnostics.sorted().forEach(all::append);
    return all.toString();
  }

  private static FileAccount only(Readout readout) {
    assertThat(readout.accounts()).hasSize(1);
    return readout.accounts().get(0);
  }

  @Test
  void a_citation_names_the_record_its_bytes_and_their_hash() {
    String text = "[\n  " + alert(1) + ",\n  " + alert(2) + "\n]";
    Citation citation =
        Evidences.read(diagnostics, Evidences.file("a.json", text))
            .events()
            .get(1)
            .citations()
            .get(0);
    assertThat(citation.target()).isEqualTo("a.json#/1");
    assertThat(citation.sha256()).isEqualTo(Evidences.sha256(alert(2)));
    assertThat(citation.excerpt()).startsWith("{\"labels\":{\"alertname\":\"A2\"}");
  }

  @Test
  void bytes_of_other_alphabets_and_a_byte_order_mark_do_not_shift_the_hash() {
    String second = alert(2).replace("\"A2\"", "\"\u00dcbergro\u00df \ud83d\udd25\"");
    String text = "\ufeff[" + alert(1) + "," + second + "]";
    Event event = Evidences.read(diagnostics, Evidences.file("a.json", text)).events().get(1);
    assertThat(event.citations().get(0).sha256()).isEqualTo(Evidences.sha256(second));
    assertThat(event.summary()).startsWith("\u00dcbergro\u00df");
    assertThat(said()).isEmpty();
  }

  @Test
  void of_a_cut_off_export_the_complete_records_are_used_and_the_loss_is_located() {
    String text = "[" + alert(1) + ",\n" + alert(2) + ",\n{\"labels\":{\"alertname\":\"A3\"";
    Readout readout = Evidences.read(diagnostics, Evidences.file("a.json", text));
    assertThat(readout.events()).hasSize(2);
    FileAccount account = only(readout);
    assertThat(account.read()).isEqualTo(3);
    assertThat(account.unreadable()).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            """
            warning[PM-S002]: the JSON ends in the middle of a value
              --> a.json:3:28
               | {"labels":{"alertname":"A3"
               |                            ^ ends here
              note: the 2 complete records before it are used
              help: export again; the rest of the file is not read
            """);
  }

  @Test
  void a_page_is_recognised_where_most_of_its_records_lack_a_field() {
    String running =
        "{\"id\":%d,\"project_id\":1,\"sha\":\"a9\",\"ref\":\"main\",\"status\":\"failed\","
            + "\"updated_at\":\"2025-03-04T09:1%d:35Z\"}";
    String whole =
        "{\"id\":9,\"iid\":2,\"project_id\":1,\"sha\":\"a9\",\"ref\":\"main\",\"status\":\"failed\","
            + "\"created_at\":\"2025-03-04T09:10:34Z\",\"updated_at\":\"2025-03-04T09:19:35Z\"}";
    String text = "[" + running.formatted(1, 1) + "," + running.formatted(2, 2) + "," + whole + "]";
    Readout readout = Evidences.read(diagnostics, Evidences.file("pipelines.json", text));
    assertThat(readout.events()).hasSize(3);
    assertThat(only(readout).reader()).isEqualTo("gitlab-pipelines");
  }

  @Test
  void a_table_that_a_command_printed_is_cited_by_its_lines_as_they_stand_there() {
    String row = "| Versioned | 4.1     | add index   | SQL  | 2025-03-03 09:17:00 | Success |";
    String text =
        """
        Flyway OSS Edition 10.8.1 by Redgate
        +-----------+---------+-------------+------+---------------------+---------+
        | Category  | Version | Description | Type | Installed On        | State   |
        +-----------+---------+-------------+------+---------------------+---------+
        %s
        +-----------+---------+-------------+------+---------------------+---------+
        """
            .formatted(row);
    Readout readout = Evidences.read(diagnostics, Evidences.file("info.txt", text));
    Citation citation = readout.events().get(0).citations().get(0);
    assertThat(citation.target()).isEqualTo("info.txt:5");
    assertThat(citation.sha256()).isEqualTo(Evidences.sha256(row));
    assertThat(only(readout).read()).isEqualTo(1);
  }

  @Test
  void a_table_that_a_program_printed_into_its_log_makes_no_table_of_the_log() {
    String text =
        """
        2025-02-09 10:05:23,120 INFO shop.cart: started
        2025-02-09 10:05:24,120 INFO shop.cart: carts
        +----+-------+
        | id | total |
        +----+-------+
        |  1 |    17 |
        +----+-------+
        2025-02-09 10:05:25,120 ERROR shop.cart: no ledger
        """;
    Readout readout = Evidences.read(diagnostics, Evidences.file("shop.log", text));
    // The log engine reads what no source claims.
    assertThat(readout.accounts()).isEmpty();
    assertThat(said()).isEmpty();
  }

  @Test
  void broken_syntax_is_located_with_a_caret() {
    String text = "[" + alert(1) + ",\n{\"labels\": oops}]";
    Readout readout = Evidences.read(diagnostics, Evidences.file("a.json", text));
    assertThat(readout.events()).hasSize(1);
    assertThat(said())
        .contains("warning[PM-S002]: this is not JSON any more")
        .contains("a.json:2:")
        .contains("not read from here")
        .contains("the complete record before it is used");
  }

  @Test
  void a_repeated_key_keeps_its_last_value_and_is_reported() {
    String text = "[" + alert(1).replaceFirst("\\{", "{\"fingerprint\":\"old\",") + "]";
    Readout readout = Evidences.read(diagnostics, Evidences.file("a.json", text));
    assertThat(readout.events().get(0).attributes()).containsEntry("fingerprint", "f1");
    assertThat(said()).contains("PM-S003").contains("stands twice");
  }

  @Test
  void nesting_over_the_limit_is_reported_with_its_option() {
    Limits limits = new Limits(1 << 30, 1 << 20, 1000, 1000, 20, 1000);
    String text =
        "["
            + alert(1)
            + ","
            + alert(2)
                .replace("\"annotations\":{}", "\"annotations\":" + "[".repeat(40) + "]".repeat(40))
            + "]";
    Readout readout =
        Evidences.reader(diagnostics, ReadingRules.NONE, limits)
            .read(List.of(Evidences.file("a.json", text)));
    assertThat(readout.events()).hasSize(1);
    assertThat(said()).contains("--max-depth").contains("now 20");
  }

  @Test
  void an_unknown_document_says_what_it_looks_like_and_is_an_unreadable_row() {
    EvidenceFile file =
        Evidences.file("x.json", "{\"widgets\":[{\"colour\":\"red\"}],\"total\":1}");
    Readout readout = Evidences.read(diagnostics, file);
    assertThat(only(readout).unreadable()).isEqualTo(1);
    assertThat(said())
        .contains("warning[PM-S009]: no source knows this JSON: objects with widgets, total")
        .contains("postmortem formats test");
  }

  @Test
  void an_unknown_document_that_resembles_a_source_names_it() {
    EvidenceFile file =
        Evidences.file(
            "x.json",
            "[{\"alertname\":\"A\",\"labels\":{},\"annotations\":{},\"startsAt\":\"2025-03-04T09:00:00Z\"}]");
    Evidences.read(diagnostics, file);
    assertThat(said()).contains("nearest is alertmanager-alerts");
  }

  @Test
  void an_empty_list_is_an_export_without_records() {
    Readout readout = Evidences.read(diagnostics, Evidences.file("x.json", " [ ]\n"));
    assertThat(only(readout).read()).isZero();
    assertThat(said()).contains("PM-S010");
  }

  @Test
  void an_alert_with_an_empty_list_is_not_an_export_without_records() {
    EvidenceFile file =
        Evidences.file(
            "x.json",
            "{\"payload\":{\"summary\":\"Disk full\",\"timestamp\":\"2025-03-04T09:18:10Z\"},"
                + "\"dedup\":\"k\",\"links\":[],\"images\":[]}");
    Readout readout = Evidences.read(diagnostics, file);
    assertThat(only(readout).read()).isEqualTo(1);
    assertThat(said()).contains("PM-S009").doesNotContain("PM-S010");
  }

  @Test
  void logs_are_left_to_the_log_engine() {
    List<Evidence> logs =
        List.of(
            Evidences.file(
                "app.jsonl",
                "{\"time\":\"2025-03-04T09:00:00Z\",\"msg\":\"a\"}\n{\"msg\":\"b\"}\n"),
            Evidences.file("one.log", "{\"time\":\"2025-03-04T09:00:00Z\",\"msg\":\"a\"}\n"),
            Evidences.file("k8s.log", "[2025-03-04T09:00:00Z] boom\n[2025-03-04T09:00:01Z] boom\n"),
            Evidences.file(
                "access.log",
                "10.0.0.1 - - [04/Mar/2025:09:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n"));
    Claims claims = Evidences.reader(diagnostics).claim(logs);
    assertThat(claims.left()).isEqualTo(logs);
    assertThat(claims.sources()).isEmpty();
  }

  @Test
  void rows_outside_of_the_asked_time_are_filtered() {
    ReadingRules rules =
        new ReadingRules(
            Incident.EMPTY,
            List.of(),
            null,
            Instant.parse("2025-03-04T09:02:00Z"),
            Instant.parse("2025-03-04T09:03:00Z"));
    Readout readout =
        Evidences.reader(diagnostics, rules, Limits.DEFAULT)
            .read(
                List.of(
                    Evidences.file(
                        "a.json", "[" + alert(1) + "," + alert(2) + "," + alert(3) + "]")));
    assertThat(readout.events()).extracting(Event::summary).containsExactly("A2 firing");
    assertThat(only(readout).filtered()).isEqualTo(2);
  }

  @Test
  void the_order_of_the_evidence_does_not_matter() {
    EvidenceFile a = Evidences.file("a.json", "[" + alert(1) + "]");
    EvidenceFile b = Evidences.file("b.json", "[" + alert(2) + "]");
    assertThat(Evidences.read(diagnostics, b, a)).isEqualTo(Evidences.read(diagnostics, a, b));
  }

  @Test
  void the_same_alert_in_two_exports_has_one_id() {
    String webhook =
        """
        {"version":"4","status":"firing","groupLabels":{},"alerts":[{"status":"firing","labels":{"alertname":"A1"},"annotations":{},"startsAt":"2025-03-04T09:01:00.000000000Z","endsAt":"0001-01-01T00:00:00Z","fingerprint":"f1"}]}
        """;
    List<Event> events =
        Evidences.read(
                diagnostics,
                Evidences.file("a.json", "[" + alert(1) + "]"),
                Evidences.file("hook.json", webhook))
            .events();
    assertThat(events).hasSize(2);
    assertThat(events.get(0).id()).isEqualTo(events.get(1).id());
  }

  @Test
  void every_row_of_a_big_export_is_accounted_for() {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < 5_000; i++) {
      text.append(i == 0 ? "" : ",").append(alert(i % 60).replace("\"f", "\"f" + i + "-"));
    }
    byte[] bytes = text.append(']').toString().getBytes(StandardCharsets.UTF_8);
    FileAccount account = only(Evidences.read(diagnostics, Evidences.file("a.json", bytes)));
    assertThat(account.read()).isEqualTo(5_000);
    assertThat(account.handed()).isEqualTo(5_000);
    assertThat(said()).isEmpty();
  }

  @Test
  void a_record_of_a_known_export_that_no_rule_speaks_about_is_counted_and_located() {
    String status =
        """
        [{"id":1,"state":"success","deployment_url":"u","created_at":"2025-03-04T09:00:00Z","environment":"p"},
         {"id":2,"state":"levitating","deployment_url":"u","created_at":"2025-03-04T09:00:00Z","environment":"p"}]
        """;
    Readout readout = Evidences.read(diagnostics, Evidences.file("statuses.json", status));
    assertThat(only(readout).unreadable()).isEqualTo(1);
    assertThat(diagnostics.sorted()).extracting(Diagnostic::code).containsExactly("PM-S007");
    assertThat(said()).contains("first at statuses.json#/1");
  }

  @Test
  void an_export_that_goes_away_while_it_is_read_keeps_what_was_read() {
    byte[] all = ("[" + alert(1) + "," + alert(2) + "]").getBytes(StandardCharsets.UTF_8);
    byte[] begin = ("[" + alert(1) + ",").getBytes(StandardCharsets.UTF_8);
    AtomicInteger opened = new AtomicInteger();
    EvidenceFile file =
        new EvidenceFile(
            "a.json",
            null,
            "a".repeat(64),
            all.length,
            () ->
                opened.incrementAndGet() == 1
                    ? new ByteArrayInputStream(all)
                    : new SequenceInputStream(
                        new ByteArrayInputStream(begin),
                        new InputStream() {
                          @Override
                          public int read() throws IOException {
                            throw new IOException("gone");
                          }

                          @Override
                          public int read(byte[] to, int from, int length) throws IOException {
                            return read();
                          }
                        }));
    Readout readout = Evidences.read(diagnostics, file);
    assertThat(readout.events()).hasSize(1);
    assertThat(only(readout).unreadable()).isEqualTo(1);
    BadCases.check("PM-S001-export-goes-away", diagnostics.sorted());
  }
}
