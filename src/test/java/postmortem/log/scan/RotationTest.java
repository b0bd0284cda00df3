package postmortem.log.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.diagnostic.Diagnostics;
import postmortem.evidence.EvidenceFile;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.incident.SourceRule;
import postmortem.log.Logs;

final class RotationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.log.10.gz app.log.2.gz app.log.1 app.log",
        "syslog.2.gz syslog.1 syslog",
        "app.log-20250131.gz app.log-20250201.gz app.log",
        "app-2025-01-31.log app-2025-02-01.log app.log",
        "app.2025-01-31.0.log app.2025-01-31.1.log.gz app.2025-02-01.0.log app.log",
        "app.log.2025-01-31-09 app.log.2025-01-31-10 app.log",
        "web7/catalina.out.2 web7/catalina.out.1 web7/catalina.out",
      })
  void names_tell_what_was_written_first(String names) {
    List<String> order = List.of(names.split(" ", -1));
    List<String> shuffled = new ArrayList<>(order);
    java.util.Collections.reverse(shuffled);
    List<List<Integer>> sets = Rotation.sets(shuffled);

    assertThat(sets).hasSize(1);
    assertThat(sets.get(0).stream().map(shuffled::get)).containsExactlyElementsOf(order);
  }

  @Test
  void replicas_and_folders_are_sets_of_their_own() {
    assertThat(Rotation.sets(List.of("app-1.log", "app-2.log", "a/app.log", "b/app.log")))
        .hasSize(4);
  }

  /** File name to the instants of its records. */
  private static Map<String, List<String>> times(
      ReadingRules rules, Map<String, List<String>> files) {
    List<EvidenceFile> logs = new ArrayList<>();
    files.forEach(
        (name, lines) -> {
          logs.add(Logs.file(name, lines));
        });
    Map<String, List<String>> times = new TreeMap<>();
    Logs.engine(rules, new Diagnostics(), 2)
        .parse(
            logs,
            record ->
                times
                    .computeIfAbsent(record.evidence(), key -> new ArrayList<>())
                    .add(record.time() == null ? "none" : record.time().text()));
    return times;
  }

  @Test
  void years_run_on_from_file_to_file() {
    ReadingRules rules =
        new ReadingRules(
            Incident.EMPTY, List.of(), Instant.parse("2026-01-20T00:00:00Z"), null, null);
    Map<String, List<String>> files = new TreeMap<>();
    files.put("messages", List.of(line("Jan 12 10:00:00"), line("Jan 19 10:00:00")));
    files.put("messages.1", List.of(line("Sep 30 10:00:00"), line("Jan  2 10:00:00")));
    files.put(
        "messages.2.gz",
        List.of(line("Mar  1 10:00:00"), line("Jul  4 10:00:00"), line("Sep 29 10:00:00")));

    assertThat(times(rules, files))
        .containsEntry(
            "messages.2.gz",
            List.of("2025-03-01T10:00:00Z", "2025-07-04T10:00:00Z", "2025-09-29T10:00:00Z"))
        .containsEntry("messages.1", List.of("2025-09-30T10:00:00Z", "2026-01-02T10:00:00Z"))
        .containsEntry("messages", List.of("2026-01-12T10:00:00Z", "2026-01-19T10:00:00Z"));
  }

  @Test
  void a_log_longer_than_half_a_year_ends_at_the_reference_not_begins_there() {
    ReadingRules rules =
        new ReadingRules(
            Incident.EMPTY, List.of(), Instant.parse("2025-12-30T00:00:00Z"), null, null);
    assertThat(
            times(
                rules,
                Map.of(
                    "messages",
                    List.of(
                        line("Feb  3 10:00:00"),
                        line("Jul  3 10:00:00"),
                        line("Dec 29 10:00:00")))))
        .containsEntry(
            "messages",
            List.of("2025-02-03T10:00:00Z", "2025-07-03T10:00:00Z", "2025-12-29T10:00:00Z"));
  }

  private static String line(String time) {
    return time + " db-1 postgres[7]: ready";
  }

  @Test
  void an_hour_that_exists_twice_is_decided_by_the_file_before() {
    ReadingRules rules =
        new ReadingRules(
            Incident.EMPTY,
            List.of(new SourceRule("**", ZoneId.of("Europe/Berlin"), null, null)),
            null,
            null,
            null);
    Map<String, List<String>> files = new TreeMap<>();
    files.put("app.log.1", List.of(app("02:10:00"), app("02:50:00"), app("02:05:00")));
    files.put("app.log", List.of(app("02:20:00"), app("03:10:00")));

    assertThat(times(rules, files))
        .containsEntry(
            "app.log.1",
            List.of(
                "2024-10-27T00:10:00.000Z", "2024-10-27T00:50:00.000Z", "2024-10-27T01:05:00.000Z"))
        .containsEntry("app.log", List.of("2024-10-27T01:20:00.000Z", "2024-10-27T02:10:00.000Z"));
  }

  private static String app(String time) {
    return "2024-10-27 " + time + ",000 INFO [main] shop.Till - tick";
  }
}
