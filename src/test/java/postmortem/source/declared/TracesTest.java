package postmortem.source.declared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Event;
import postmortem.event.Severity;
import postmortem.log.Readout;
import postmortem.source.Evidences;

class TracesTest {

  private static final long START = 1_741_079_886_000_000L;

  private final Diagnostics diagnostics = new Diagnostics();

  private static String span(
      String trace, String id, String parent, String service, long millis, String error) {
    return """
        {"traceId":"%s","id":"%s",%s"name":"query","timestamp":%d,"duration":%d,"localEndpoint":{"serviceName":"%s"}%s}"""
        .formatted(
            trace,
            id,
            parent.isEmpty() ? "" : "\"parentId\":\"" + parent + "\",",
            START + Integer.parseInt(id, 36) * 1_000L,
            millis * 1_000,
            service,
            error.isEmpty() ? "" : ",\"tags\":{\"error\":\"" + error + "\"}");
  }

  private static String list(List<String> spans) {
    return "[" + String.join(",\n", spans) + "]";
  }

  @Test
  void a_parent_in_another_file_still_lies_above_its_child() {
    Readout readout =
        Evidences.read(
            diagnostics,
            Evidences.file("a.json", list(List.of(span("t", "1", "", "web", 900, "500")))),
            Evidences.file("b.json", list(List.of(span("t", "2", "1", "db", 800, "no room")))));
    assertThat(readout.events())
        .extracting(Event::summary)
        .containsExactly("db: query fails in 1 trace, deepest of what fails there: no room");
    assertThat(readout.accounts()).allMatch(a -> a.read() == 1 && a.unreadable() == 0);
    assertThat(readout.accounts().get(1).handed()).isEqualTo(1);
  }

  @Test
  void a_number_that_no_clock_tells_is_unreadable_and_fills_no_memory() {
    String spans =
        list(List.of(span("t", "1", "", "web", 900, "500"), span("t", "2", "1", "db", 800, "full")))
            .replace("\"timestamp\":" + (START + 1_000), "\"timestamp\":1e999999999");
    Readout readout = Evidences.read(diagnostics, Evidences.file("a.json", spans));
    assertThat(readout.events())
        .extracting(Event::summary)
        .containsExactly("db: query fails in 1 trace, deepest of what fails there: full");
    assertThat(readout.accounts().get(0).unreadable()).isEqualTo(1);
  }

  @Test
  void a_span_that_ends_after_centuries_lasted_nobody_knows_how_long() {
    String spans =
        """
        {"data":[{"id":"AQA","type":"spans","attributes":{"service":"web","operation_name":"GET /",
          "trace_id":"7b2","span_id":"1","parent_id":"0","start_timestamp":"1625-03-04T09:18:06.000Z",
          "end_timestamp":"2025-03-04T09:18:08.100Z"}}],"meta":{"page":{"after":"x"}}}
        """;
    Readout readout = Evidences.read(diagnostics, Evidences.file("a.json", spans));
    assertThat(readout.events()).isEmpty();
    assertThat(readout.accounts().get(0).aggregated()).isEqualTo(1);
  }

  @Test
  void a_slow_span_is_told_by_what_its_operation_usually_takes() {
    List<String> usual =
        IntStream.range(0, 40)
            .mapToObj(i -> span("t" + i, Integer.toString(i, 36), "", "db", 30, ""))
            .collect(Collectors.toList());
    usual.add(span("slow", "zz", "", "db", 4_000, ""));
    Readout readout = Evidences.read(diagnostics, Evidences.file("a.json", list(usual)));
    assertThat(readout.events()).hasSize(1);
    Event slow = readout.events().get(0);
    assertThat(slow.severity()).isEqualTo(Severity.WARNING);
    assertThat(slow.summary())
        .isEqualTo("db: query slow in 1 span: up to 4,000 ms, half of all take less than 30 ms");
    assertThat(slow.time().at()).isEqualTo(Instant.parse("2025-03-04T09:18:07.295Z"));
    assertThat(readout.accounts().get(0).aggregated()).isEqualTo(40);
  }

  @Test
  void what_waits_for_a_slow_span_is_not_told_beside_it() {
    List<String> spans = new java.util.ArrayList<>();
    for (int i = 0; i < 40; i++) {
      spans.add(span("t" + i, Integer.toString(i, 36), "", "db", 30, ""));
      spans.add(span("t" + i, Integer.toString(100 + i, 36), "", "web", 40, ""));
    }
    spans.add(span("slow", "zy", "", "web", 4_100, ""));
    spans.add(span("slow", "zz", "zy", "db", 4_000, ""));
    Readout readout = Evidences.read(diagnostics, Evidences.file("a.json", list(spans)));
    assertThat(readout.events()).extracting(Event::service).containsExactly("db");
  }

  @Test
  void what_always_takes_long_or_happened_rarely_is_not_called_slow() {
    List<String> long_ =
        IntStream.range(0, 40)
            .mapToObj(i -> span("t" + i, Integer.toString(i, 36), "", "batch", 5_000, ""))
            .toList();
    List<String> rare =
        List.of(span("r", "1", "", "rare", 10, ""), span("r", "2", "", "rare", 9_000, ""));
    Readout readout =
        Evidences.read(
            diagnostics,
            Evidences.file("a.json", list(long_)),
            Evidences.file("b.json", list(rare)));
    assertThat(readout.events()).isEmpty();
  }
}
