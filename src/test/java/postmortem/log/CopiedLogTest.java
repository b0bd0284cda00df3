package postmortem.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Severity;
import postmortem.evidence.EvidenceFile;
import postmortem.incident.ReadingRules;

/**
 * Logs as people hand them over: copied out of a text with its indentation, two programs in one.
 */
final class CopiedLogTest {

  private static final List<String> TRACE =
      List.of(
          "Traceback (most recent call last):",
          "  File \"/app/shop.py\", line 12, in pay",
          "    raise LedgerError(\"no ledger\")",
          "shop.LedgerError: no ledger");

  private final Diagnostics diagnostics = new Diagnostics();

  private List<ParsedRecord> parse(EvidenceFile file) {
    List<ParsedRecord> records = new ArrayList<>();
    Logs.engine(ReadingRules.NONE, diagnostics, 1).parse(List.of(file), records::add);
    return records;
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "    ", "\t", "\t  "})
  void lines_that_are_all_indented_are_read_as_if_they_were_not(String indent) {
    List<String> lines =
        List.of(
            "2025-02-09 10:05:23.123 ERROR 1 --- [main] c.a.shop.Till : cannot pay",
            "java.lang.IllegalStateException: no ledger",
            "\tat shop.pay.Till.book(Till.java:81)",
            "2025-02-09 10:05:24.123  INFO 1 --- [main] c.a.shop.Till : paid");
    List<ParsedRecord> plain = parse(Logs.file("app.log", lines));
    EvidenceFile copied = Logs.file("app.log", lines.stream().map(line -> indent + line).toList());

    assertThat(plain).extracting(ParsedRecord::lines).containsExactly(3, 1);
    assertThat(parse(copied)).isEqualTo(plain);
    assertThat(Logs.engine(ReadingRules.NONE, diagnostics, 1).explain(copied).chosen())
        .isEqualTo(plain.get(0).format());
  }

  @Test
  void what_is_found_in_indented_lines_cites_them() {
    List<String> lines = new ArrayList<>();
    for (int minute = 10; minute < 50; minute++) {
      lines.add("    [2025-02-09 10:%d:23,123] INFO Log rolled (kafka.log.Log)".formatted(minute));
    }
    lines.add("    [2025-02-09 10:50:23,123] ERROR Cannot start the till (kafka.server.Till)");
    Readout readout =
        Logs.engine(ReadingRules.NONE, diagnostics, 2)
            .read(List.of(Logs.file("server.log", lines)), () -> null);

    assertThat(readout.events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.severity()).isEqualTo(Severity.ERROR);
              assertThat(event.citations().get(0).place()).hasToString(":41");
              assertThat(event.citations().get(0).excerpt()).contains("Cannot start");
            });
  }

  @Test
  void a_line_that_is_indented_in_a_log_that_is_not_stays_with_its_record() {
    List<ParsedRecord> records =
        parse(
            Logs.file(
                "app.log",
                List.of(
                    "2025-02-09 10:05:23.123 ERROR 1 --- [main] c.a.shop.Till : the till wrote",
                    "    2025-02-09 10:05:22.000 ERROR 1 --- [main] c.a.shop.Till : jammed",
                    "2025-02-09 10:05:24.123  INFO 1 --- [main] c.a.shop.Till : paid")));

    assertThat(records).extracting(ParsedRecord::lines).containsExactly(2, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 60})
  void a_trace_between_requests_belongs_to_the_record_above_it(int traces) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lines.add("10.9.0.2 - - [09/Feb/2025 10:%02d:23] \"GET / HTTP/1.1\" 200 -".formatted(i));
      if (i < traces) {
        lines.add("[2025-02-09 10:%02d:23,123] ERROR in shop: Exception on /pay".formatted(i));
        lines.addAll(TRACE);
        lines.add(
            "10.9.0.2 - - [09/Feb/2025 10:%02d:24] \"POST /pay HTTP/1.1\" 500 -".formatted(i));
      }
    }
    List<ParsedRecord> records = parse(Logs.file("shop.log", lines));

    assertThat(records).hasSize(60 + 2 * traces).allMatch(record -> record.time() != null);
    assertThat(records).filteredOn(record -> record.lines() == 5).hasSize(traces);
    assertThat(records)
        .filteredOn(record -> record.lines() == 5)
        .allMatch(record -> record.severity() == Severity.ERROR);
  }

  @Test
  void a_trace_that_no_record_begins_is_part_of_no_request() {
    List<String> lines = new ArrayList<>();
    for (int i = 10; i < 30; i++) {
      lines.add("10.9.0.2 - - [09/Feb/2025 10:%d:23] \"GET / HTTP/1.1\" 200 -".formatted(i));
    }
    lines.addAll(10, TRACE);
    List<ParsedRecord> records = parse(Logs.file("shop.log", lines));

    assertThat(records).hasSize(24).allMatch(record -> record.lines() == 1);
    assertThat(records).filteredOn(record -> record.time() == null).hasSize(4);
  }
}
