package corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.event.Severity;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.EvidenceFinder;
import postmortem.evidence.Limits;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.incident.SourceRule;
import postmortem.log.LogEngine;
import postmortem.log.ParsedRecord;
import postmortem.log.format.FormatLibrary;
import postmortem.redact.Redactor;

/**
 * Whole log files of other projects, read as {@code formats parse} reads them: where each record
 * begins, when it was and how bad, against what the tests of those projects expect.
 */
class LogFilesCorpusTest {

  private static final Path CORPUS = Path.of("..", "shared", "corpus", "timestamps");

  /** Expectations that are wrong, or say less than the line does. */
  private static boolean isWrong(Row row) {
    // EST is five hours behind UTC all year; there it is read as New York's summer time.
    return row.zone().equals("EST");
  }

  private static final Map<String, Severity> LEVELS = new HashMap<>();

  static {
    levels(Severity.DEBUG, "trace debug verbose d");
    levels(Severity.INFO, "i info information system log location statement hint detail context");
    levels(Severity.NOTICE, "note notice");
    levels(Severity.WARNING, "warn warning w");
    levels(Severity.ERROR, "error e");
    levels(Severity.CRITICAL, "fatal critical panic f");
  }

  private static void levels(Severity severity, String words) {
    for (String word : words.split(" ", -1)) {
      LEVELS.put(word, severity);
    }
  }

  /** What is expected of one record; texts are empty where nothing is. */
  private record Row(
      String file, long line, String time, String level, String zone, boolean multiline) {}

  private static List<Row> rows() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    Map<String, byte[]> files = new HashMap<>();
    List<Row> rows = new ArrayList<>();
    for (String list : List.of("beats.jsonl", "beats-untimed.jsonl")) {
      for (String json : Files.readAllLines(CORPUS.resolve(list), StandardCharsets.UTF_8)) {
        JsonNode row = mapper.readTree(json);
        String file = row.get("file").asText();
        if (!files.containsKey(file)) {
          files.put(file, Files.readAllBytes(CORPUS.resolve("logs").resolve(file)));
        }
        long line = 1;
        for (int i = 0; i < row.get("offset").asInt(); i++) {
          line += files.get(file)[i] == '\n' ? 1 : 0;
        }
        rows.add(
            new Row(
                file,
                line,
                row.get("expected_utc").asText("").replace("null", ""),
                row.get("level").asText("").replace("null", ""),
                row.get("tz").asText("").replace("null", ""),
                row.get("multiline").asBoolean()));
      }
    }
    return rows;
  }

  /** The zones that the readers there were told, where that is not a name from the line itself. */
  private static List<SourceRule> zones(List<Row> rows) {
    Map<String, Set<String>> byFile = new TreeMap<>();
    for (Row row : rows) {
      byFile.computeIfAbsent(row.file(), file -> new TreeSet<>()).add(row.zone());
    }
    List<SourceRule> rules = new ArrayList<>();
    byFile.forEach(
        (file, zones) -> {
          String zone = zones.size() == 1 ? zones.iterator().next() : "";
          if (zone.contains("/") || zone.startsWith("+") || zone.startsWith("-")) {
            rules.add(new SourceRule(file, ZoneId.of(zone), null, null));
          }
        });
    return rules;
  }

  private static Map<String, ParsedRecord> parsed(List<Row> rows) {
    Diagnostics diagnostics = new Diagnostics();
    Redactor redactor = Redactor.builtIn(null);
    List<EvidenceFile> files =
        new EvidenceFinder(InputStream.nullInputStream())
                .find(
                    List.of(Path.of("logs")),
                    CORPUS.toAbsolutePath(),
                    Limits.DEFAULT,
                    redactor,
                    diagnostics)
                .stream()
                .map(EvidenceFile.class::cast)
                .toList();
    Map<String, ParsedRecord> records = new HashMap<>();
    new LogEngine(
            FormatLibrary.builtIn(),
            redactor,
            new ReadingRules(Incident.EMPTY, zones(rows), null, null, null),
            Limits.DEFAULT,
            diagnostics,
            Progress.NONE,
            2)
        .parse(files, record -> records.put(record.evidence() + ":" + record.line(), record));
    return records;
  }

  /** How many of how many are right, and what is not. */
  private static final class Score {
    private int right;
    private int all;
    private final Map<String, Integer> misses = new TreeMap<>();

    void add(boolean correct, Row row) {
      all++;
      right += correct ? 1 : 0;
      if (!correct) {
        misses.merge(row.file(), 1, Integer::sum);
      }
    }

    void isAtLeast(double share, String what) {
      assertThat((double) right / all)
          .as("%d of %d %s; misses: %s", right, all, what, misses)
          .isGreaterThanOrEqualTo(share);
      assertThat(all).isGreaterThan(50);
    }
  }

  @Test
  void records_begin_and_are_timed_and_judged_as_other_readers_expect() throws IOException {
    List<Row> rows = rows();
    Map<String, ParsedRecord> records = parsed(rows);
    Score starts = new Score();
    Score multiline = new Score();
    Score times = new Score();
    Score levels = new Score();
    for (Row row : rows) {
      ParsedRecord record = records.get(row.file() + ":" + row.line());
      starts.add(record != null, row);
      if (row.multiline()) {
        multiline.add(record != null, row);
      }
      if (!row.time().isEmpty() && !isWrong(row)) {
        // They keep no more than milliseconds.
        Instant expected = Instant.parse(row.time()).truncatedTo(ChronoUnit.MILLIS);
        times.add(
            record != null
                && record.time() != null
                && record.time().at().truncatedTo(ChronoUnit.MILLIS).equals(expected),
            row);
      }
      if (!row.level().isEmpty()) {
        levels.add(
            record != null
                && record.severity()
                    == Objects.requireNonNull(LEVELS.get(row.level().toLowerCase(Locale.ROOT))),
            row);
      }
    }
    starts.isAtLeast(1, "records begin where they should");
    multiline.isAtLeast(1, "records of many lines");
    times.isAtLeast(1, "times");
    levels.isAtLeast(1, "levels");
  }

  @Test
  void nothing_between_those_records_is_taken_for_one() throws IOException {
    List<Row> rows = rows();
    Map<String, Set<Long>> expected = new HashMap<>();
    for (Row row : rows) {
      expected.computeIfAbsent(row.file(), file -> new TreeSet<>()).add(row.line());
    }
    Map<String, Integer> more = new TreeMap<>();
    for (ParsedRecord record : parsed(rows).values()) {
      TreeSet<Long> lines = (TreeSet<Long>) expected.get(record.evidence());
      boolean listed = lines != null && record.line() <= lines.last();
      boolean header = record.reason() != null && record.reason().startsWith("no event");
      if (listed && !header && !lines.contains(record.line())) {
        more.merge(record.evidence(), 1, Integer::sum);
      }
    }
    more.keySet()
        .removeIf(
            file ->
                // There the level of a signal's record, and lines of another program, are left out.
                file.endsWith("redis-darwin-3.0.2.log")
                    || file.endsWith("test-audit-docker.log")
                    || file.endsWith("darwin-syslog.log"));
    assertThat(more).isEmpty();
  }
}
