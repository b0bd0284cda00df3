package postmortem.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.Place;
import postmortem.event.Severity;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.LogEngine;
import postmortem.log.Readout;
import postmortem.log.Signature;
import postmortem.log.format.FormatLibrary;
import postmortem.redact.Redactor;
import postmortem.source.rule.SourceDeclaration;

class LogExportsTest {

  private Diagnostics diagnostics = new Diagnostics();

  private Claims claims(Limits limits, EvidenceFile... files) {
    return Evidences.reader(diagnostics, ReadingRules.NONE, limits).claim(List.of(files));
  }

  private LogEngine engine(Claims claims, Limits limits) {
    return engine(claims, limits, 2);
  }

  private LogEngine engine(Claims claims, Limits limits, int threads) {
    return new LogEngine(
            FormatLibrary.builtIn(),
            Redactor.builtIn(null),
            ReadingRules.NONE,
            limits,
            diagnostics,
            Progress.NONE,
            threads)
        .wrapping(claims.wrapped());
  }

  private Readout read(Limits limits, EvidenceFile... files) {
    Claims claims = claims(limits, files);
    assertThat(claims.left()).isEmpty();
    return engine(claims, limits).read(List.of(files), () -> null);
  }

  private Readout read(String name, String text) {
    return read(Limits.DEFAULT, Evidences.file(name, text));
  }

  private static String event(int second, String message) {
    return String.format(
        "{\"timestamp\": %d, \"ingestionTime\": %d, \"message\": \"%s\"}",
        1739095200000L + second * 1000L, 1739095300000L + second * 1000L, message);
  }

  /** What the program wrote at the time that the export says. */
  private static String failure(int second) {
    return Instant.ofEpochMilli(1739095200000L + second * 1000L)
        + " ERROR pool of node "
        + second
        + " exhausted";
  }

  private static String events(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> event(i, i == count / 2 ? failure(i) : "up " + i))
        .collect(Collectors.joining(",\n"));
  }

  private List<String> said() {
    return diagnostics.sorted().stream().map(Diagnostic::code).toList();
  }

  @Test
  void an_error_in_a_document_far_larger_than_a_block_is_cited_with_its_pointer_and_bytes() {
    Readout readout = read("events.json", "{\"events\": [" + events(40_000) + "]}");
    FileAccount account = readout.accounts().get(0);
    assertThat(account.read()).isEqualTo(40_000);
    assertThat(account.unreadable()).isZero();
    assertThat(account.reader()).isEqualTo("cloudwatch-logs");
    List<Event> errors =
        readout.events().stream().filter(event -> event.severity().isError()).toList();
    assertThat(errors).hasSize(1);
    Citation citation = errors.get(0).citations().get(0);
    assertThat(citation.place()).isEqualTo(new Place.Pointer("/events/20000"));
    String record = event(20_000, failure(20_000));
    assertThat(citation.excerpt()).isEqualTo(record);
    assertThat(citation.sha256()).isEqualTo(Evidences.sha256(record));
    assertThat(said()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 5_000})
  void a_second_thread_changes_nothing(int missing) {
    // Large enough to be understood in pieces.
    String whole = "{\"events\": [" + events(30_000) + "]}";
    assertThat(whole.length()).isGreaterThan(2 << 20);
    String text = whole.substring(0, whole.length() - missing);
    List<List<Object>> told = new ArrayList<>();
    for (int threads : new int[] {1, 2, 3}) {
      diagnostics = new Diagnostics();
      EvidenceFile file = Evidences.file("events.json", text);
      Claims claims = claims(Limits.DEFAULT, file);
      Readout readout = engine(claims, Limits.DEFAULT, threads).read(List.of(file), () -> null);
      told.add(List.of(readout.events(), readout.accounts(), diagnostics.sorted()));
    }
    assertThat(told.get(0).get(0)).isNotEqualTo(List.of());
    assertThat(told.get(1)).isEqualTo(told.get(0));
    assertThat(told.get(2)).isEqualTo(told.get(0));
  }

  @Test
  void what_a_line_is_does_not_depend_on_the_lines_before_it() {
    String failed =
        "Feb  9 10:05:50 lb-1 haproxy[47]: 203.0.113.7:333 [09/Feb/2025:10:05:50.655] shop-in"
            + " orders/orders-0 10/0/30/69/109 503 2750 - - SC-- 1/1/1/1/0 0/0"
            + " \\\"GET /cart HTTP/1.1\\\"";
    // A line that the format above takes as well, but after the one of the failed request.
    String other = "Feb  9 10:05:23 lb-1 sshd[5]: session opened";

    assertThat(severities(failed, other))
        .containsExactlyInAnyOrder(Severity.ERROR, Severity.UNKNOWN);
    assertThat(severities(other, failed))
        .containsExactlyInAnyOrder(Severity.ERROR, Severity.UNKNOWN);
  }

  private List<Severity> severities(String one, String other) {
    EvidenceFile file =
        Evidences.file("events.json", "[" + event(1, one) + "," + event(2, other) + "]");
    Claims claims = claims(Limits.DEFAULT, file);
    return engine(claims, Limits.DEFAULT).signatures(List.of(file)).signatures().stream()
        .map(Signature::severity)
        .toList();
  }

  @Test
  void a_document_that_breaks_off_yields_its_complete_records_and_says_where() {
    String text = "{\"events\": [" + events(10);
    Readout readout = read("events.json", text.substring(0, text.length() - 9));
    FileAccount account = readout.accounts().get(0);
    assertThat(account.read()).isEqualTo(10);
    assertThat(account.unreadable()).isEqualTo(1);
    assertThat(said()).containsExactly("PM-S002");
    assertThat(diagnostics.sorted().get(0).notes())
        .contains("the 9 complete records before it are used");
  }

  /** A byte that begins no value is stepped over as a word, or ends the document. */
  @ParameterizedTest
  @ValueSource(strings = {"\u00fc", "\u0001", ":", "x\u00fc"})
  void a_document_that_is_none_in_its_middle_is_read_up_to_there(String garbage) {
    String events = event(0, "slot is taken") + ", " + garbage + ", " + event(1, "slot is free");
    Readout readout =
        read("aws.json", "{\"events\": [" + events + "], \"nextForwardToken\": \"f/1\"}");
    FileAccount account = readout.accounts().get(0);
    assertThat(account.read()).isBetween(2L, 3L);
    assertThat(account.unreadable()).isEqualTo(1);
  }

  @Test
  void a_record_over_the_limit_is_left_out_and_those_behind_it_are_read() {
    Limits small = new Limits(1L << 30, 1000, 1000, 1000, 200, 1000);
    String text =
        "{\"events\": ["
            + event(1, "up")
            + ","
            + event(2, "x".repeat(600_000))
            + ","
            + event(3, "up")
            + "]}";
    FileAccount account = read(small, Evidences.file("events.json", text)).accounts().get(0);
    assertThat(account.read()).isEqualTo(3);
    assertThat(account.unreadable()).isEqualTo(1);
    assertThat(said()).contains("PM-S004");
  }

  @Test
  void a_cut_line_among_json_lines_costs_one_record() {
    String line =
        "{\"resourceLogs\":[{\"resource\":{},\"scopeLogs\":[{\"logRecords\":["
            + "{\"timeUnixNano\":\"1739095522000000000\",\"body\":{\"stringValue\":\"up\"}}]}]}]}\n";
    FileAccount account =
        read("logs.jsonl", line + line + line.substring(0, 60) + "\n" + line).accounts().get(0);
    assertThat(account.read()).isEqualTo(4);
    assertThat(account.unreadable()).isEqualTo(1);
    assertThat(said()).contains("PM-S002");
  }

  @Test
  void fields_of_a_table_may_hold_lines_and_quotes_and_rows_are_cited_at_their_first_line() {
    String rows =
        IntStream.range(0, 9_000)
            .mapToObj(
                i ->
                    "2025-02-09T10:"
                        + String.format("%02d:%02d", i / 60 % 60, i % 60)
                        + "Z,info,\"up \"\"a, b\"\"\n  at line two\"\n")
            .collect(Collectors.joining());
    Readout readout =
        read("rows.csv", "time,level,message\n" + rows + "2025-02-09T12:31:00Z,error,gone\n");
    assertThat(readout.accounts().get(0).read()).isEqualTo(9_001);
    assertThat(readout.accounts().get(0).unreadable()).isZero();
    List<Event> errors =
        readout.events().stream().filter(event -> event.severity().isError()).toList();
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).citations().get(0).place()).isEqualTo(new Place.Line(18_002));
  }

  @Test
  void a_list_of_ordinary_json_log_records_is_a_log_though_no_source_knows_it() {
    EvidenceFile file =
        Evidences.file(
            "dump.json",
            """
            {"took": 3, "entries": [
              {"time": "2025-02-09T10:05:23.178Z", "level": "error", "msg": "pool exhausted"},
              {"time": "2025-02-09T10:05:24.178Z", "level": "info", "msg": "up"}]}
            """);
    Claims claims = claims(Limits.DEFAULT, file);
    List<Signature> signatures =
        engine(claims, Limits.DEFAULT).signatures(List.of(file)).signatures();
    assertThat(signatures).extracting(Signature::template).containsExactly("pool exhausted", "up");
    assertThat(signatures.get(0).examples().get(0).place())
        .isEqualTo(new Place.Pointer("/entries/0"));
  }

  @Test
  void a_document_with_times_and_titles_is_no_log() {
    Claims claims =
        claims(
            Limits.DEFAULT,
            Evidences.file(
                "issues.json",
                "[{\"created_at\":\"2025-02-09T10:05:23Z\",\"title\":\"x\",\"body\":\"y\"}]"));
    assertThat(claims.wrapped()).isEmpty();
  }

  @Test
  void a_page_without_records_is_empty_and_not_unreadable() {
    EvidenceFile file = Evidences.file("page.json", "{\"data\":[],\"meta\":{\"elapsed\":0}}");
    Readout readout = Evidences.read(diagnostics, file);
    assertThat(readout.accounts().get(0).read()).isZero();
    assertThat(said()).containsExactly("PM-S010");
  }

  @Test
  void a_signature_of_more_than_four_parts_is_refused() {
    String declared =
        """
        schema: 1
        name: desk
        title: Desk
        system: desk
        url: https://wiki.example.org/desk
        export: GET /desk
        container: json
        records: /*
        recognise:
          - has: [/at, /text]
        log:
          time: /at
          message: /text
          signature: [/a, /b, /c, /d, /e]
        """;
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> SourceDeclaration.parse("desk.yaml", declared)))
        .hasMessageContaining("PM-S040");
  }

  private List<String> times(String name, String text) {
    EvidenceFile file = Evidences.file(name, text);
    List<String> times = new ArrayList<>();
    engine(claims(Limits.DEFAULT, file), Limits.DEFAULT)
        .parse(
            List.of(file),
            record -> times.add(record.time() == null ? "none" : record.time().text()));
    return times;
  }

  @Test
  void day_and_time_of_day_in_columns_of_their_own_are_one_time() {
    assertThat(
            times(
                "shop.csv",
                """
                Level,Time,Message,Date
                Error,"14:05:06.250",slow,2025-03-04
                Error, 14:05:07 ,slow,"2025-03-04"
                Error,,slow,2025-03-04
                Error,14:05:08,slow,
                Error,up,slow,2025-03-04
                """))
        .containsExactly(
            "2025-03-04T14:05:06.250Z", "2025-03-04T14:05:07Z", "none", "none", "none");
  }

  @Test
  void a_day_beside_a_whole_stamp_adds_nothing() {
    assertThat(
            times(
                "shop.csv",
                """
                Date,Time,Level,Message
                2025-03-04,2025-03-05 14:05:06,Error,slow
                2025-03-04,2025-03-05 14:05:07,Error,slow
                """))
        .containsExactly("2025-03-05T14:05:06Z", "2025-03-05T14:05:07Z");
  }
}
