package corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import postmortem.event.Basis;
import postmortem.event.EventTime;
import postmortem.event.Severity;
import postmortem.event.stamp.StampResolver;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;

/** The built-in formats against log lines of other projects, with the instants these expect. */
class LogFormatsCorpusTest {

  private static final Path CORPUS = Path.of("..", "shared", "corpus");

  private static boolean isLeftOut(JsonNode row) {
    // EST is five hours behind UTC all year; there it is read as New York's summer time.
    boolean summerTimeOfNewYork = row.get("tz").asText().equals("EST");
    // The first line of an entry carries no time there.
    return summerTimeOfNewYork || row.get("file").asText().contains("mysql/slowlog");
  }

  private static final Map<String, Severity> LEVELS =
      Map.ofEntries(
          Map.entry("trace", Severity.DEBUG),
          Map.entry("debug", Severity.DEBUG),
          Map.entry("i", Severity.INFO),
          Map.entry("info", Severity.INFO),
          Map.entry("information", Severity.INFO),
          Map.entry("system", Severity.INFO),
          Map.entry("log", Severity.INFO),
          Map.entry("location", Severity.INFO),
          Map.entry("statement", Severity.INFO),
          Map.entry("hint", Severity.INFO),
          Map.entry("detail", Severity.INFO),
          Map.entry("context", Severity.INFO),
          Map.entry("note", Severity.NOTICE),
          Map.entry("notice", Severity.NOTICE),
          Map.entry("warn", Severity.WARNING),
          Map.entry("warning", Severity.WARNING),
          Map.entry("error", Severity.ERROR),
          Map.entry("fatal", Severity.CRITICAL));

  private final LogRecord record = new LogRecord();

  private static List<JsonNode> rows(String file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(CORPUS.resolve(file), StandardCharsets.UTF_8)) {
      rows.add(mapper.readTree(line));
    }
    return rows;
  }

  private Optional<LogFormat> format(byte[] line) {
    return FormatHolder.LIBRARY.formats().stream()
        .filter(format -> format.match(line, 0, line.length, record))
        .findFirst();
  }

  private static final class FormatHolder {
    static final FormatLibrary LIBRARY = FormatLibrary.builtIn();
  }

  @Test
  void instants_and_levels_are_those_that_other_readers_expect() throws IOException {
    int timed = 0;
    int exact = 0;
    int levelled = 0;
    int level = 0;
    Map<String, Integer> misses = new TreeMap<>();
    for (JsonNode row : rows("timestamps/beats.jsonl")) {
      String file = row.get("file").asText();
      if (isLeftOut(row)) {
        continue;
      }
      byte[] line = row.get("line").asText().getBytes(StandardCharsets.UTF_8);
      Instant expected = Instant.parse(row.get("expected_utc").asText());
      Optional<LogFormat> format = format(line);
      Optional<EventTime> time =
          format.flatMap(
              f ->
                  new StampResolver(
                          ZoneOffset.UTC, Basis.ZONE_ASSUMED, Optional.of(expected), Duration.ZERO)
                      .resolve(record.stamp(), ""));
      timed++;
      boolean same =
          time.isPresent()
              && time.get()
                  .at()
                  .truncatedTo(ChronoUnit.MILLIS)
                  .equals(expected.truncatedTo(ChronoUnit.MILLIS));
      exact += same ? 1 : 0;
      String what = format.map(LogFormat::name).orElse("none") + " " + file;
      if (!same) {
        misses.merge("time, " + what, 1, Integer::sum);
      }
      if (!row.get("level").isNull()) {
        levelled++;
        boolean right =
            record.severity() == LEVELS.get(row.get("level").asText().toLowerCase(Locale.ROOT));
        level += right ? 1 : 0;
        if (!right) {
          misses.merge("level, " + what + " " + row.get("level").asText(), 1, Integer::sum);
        }
      }
    }
    String report = exact + " of " + timed + " times, " + level + " of " + levelled + " levels";
    assertThat(exact).as("%s; misses: %s", report, misses).isGreaterThanOrEqualTo(1350);
    assertThat(level).as("%s; misses: %s", report, misses).isGreaterThanOrEqualTo(720);
  }

  @Test
  void most_sample_lines_of_another_log_viewer_have_a_time() throws IOException {
    int read = 0;
    Map<String, Integer> misses = new TreeMap<>();
    List<JsonNode> rows = rows("formats/lnav-samples.jsonl");
    for (JsonNode row : rows) {
      String first = row.get("line").asText().lines().findFirst().orElse("");
      Optional<LogFormat> format = format(first.getBytes(StandardCharsets.UTF_8));
      if (format.isPresent()) {
        read++;
      } else {
        misses.merge(row.get("format").asText(), 1, Integer::sum);
      }
    }
    assertThat(read)
        .as("%d of %d lines; misses: %s", read, rows.size(), misses)
        .isGreaterThanOrEqualTo(72);
  }
}
