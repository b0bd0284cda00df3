package corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import postmortem.event.Severity;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;

/** The built-in formats against sample lines of another log viewer. */
class LogFormatsCorpusTest {

  private static final Path CORPUS = Path.of("..", "shared", "corpus");

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
        .isGreaterThanOrEqualTo(100);
  }

  @Test
  void their_levels_are_those_that_it_says() throws IOException {
    Map<String, Severity> levels =
        Map.of(
            "trace", Severity.DEBUG,
            "debug", Severity.DEBUG,
            "info", Severity.INFO,
            "error", Severity.ERROR);
    List<String> wrong = new ArrayList<>();
    int judged = 0;
    for (JsonNode row : rows("formats/lnav-samples.jsonl")) {
      String level = row.path("level").asText("").replace("null", "");
      String first = row.get("line").asText().lines().findFirst().orElse("");
      if (!level.isEmpty() && format(first.getBytes(StandardCharsets.UTF_8)).isPresent()) {
        judged++;
        // There a status of 404 is an error; here one below 500 is a warning, as the page says.
        boolean refused = record.status() >= 400 && record.status() < 500;
        if (!refused && record.severity() != levels.get(level)) {
          wrong.add(
              row.get("format").asText()
                  + " "
                  + level
                  + " is not "
                  + record.severity()
                  + ": "
                  + first);
        }
      }
    }
    assertThat(judged).isGreaterThanOrEqualTo(15);
    assertThat(wrong).isEmpty();
  }
}
