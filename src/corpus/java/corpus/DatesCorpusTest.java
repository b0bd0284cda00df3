package corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.event.DateOrder;
import postmortem.event.Event;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.incident.SourceRule;
import postmortem.log.LogEngine;
import postmortem.log.format.FormatLibrary;
import postmortem.redact.Redactor;
import postmortem.source.SourceLibrary;
import postmortem.source.SourceReader;

/** Dates in all spellings, each as the time of the only line of a log, or of a table. */
class DatesCorpusTest {

  private static final Path DATES =
      Path.of("..", "shared", "corpus", "timestamps", "dateparse.jsonl");

  private record Row(String input, String kind, String expected, JsonNode options) {}

  private static List<Row> rows() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(DATES, StandardCharsets.UTF_8)) {
      JsonNode row = mapper.readTree(line);
      rows.add(
          new Row(
              row.get("input").asText(),
              row.get("kind").asText(),
              row.get("expected_utc").asText("").replace("null", ""),
              row.get("opts")));
    }
    return rows;
  }

  private static Map<Integer, Instant> read(List<Row> rows, DateOrder order, Form form) {
    List<EvidenceFile> files = new ArrayList<>();
    List<SourceRule> zones = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      byte[] text =
          (form.before + rows.get(i).input() + form.after).getBytes(StandardCharsets.UTF_8);
      String name = "row" + i + form.ending;
      files.add(
          new EvidenceFile(
              name, null, "a".repeat(64), text.length, () -> new ByteArrayInputStream(text)));
      String zone = rows.get(i).options().path("loc").asText();
      if (!zone.isEmpty()) {
        zones.add(new SourceRule(name, ZoneId.of(zone), null, null));
      }
    }
    ReadingRules rules = new ReadingRules(Incident.EMPTY, zones, null, null, null, order);
    Map<Integer, Instant> found = new TreeMap<>();
    if (form == Form.TABLE) {
      for (Event event : reader(rules).read(List.<Evidence>copyOf(files)).events()) {
        found.put(row(event.citations().get(0).evidence()), event.time().at());
      }
      return found;
    }
    engine(rules)
        .parse(
            files,
            record -> {
              if (record.time() != null) {
                found.put(row(record.evidence()), record.time().at());
              }
            });
    return found;
  }

  private static int row(String evidence) {
    return Integer.parseInt(evidence.substring(3, evidence.indexOf('x')));
  }

  private static LogEngine engine(ReadingRules rules) {
    return new LogEngine(
        FormatLibrary.builtIn(),
        Redactor.builtIn(null),
        rules,
        Limits.DEFAULT,
        new Diagnostics(),
        Progress.NONE,
        1);
  }

  private static SourceReader reader(ReadingRules rules) {
    return new SourceReader(
        SourceLibrary.builtIn(),
        Redactor.builtIn(null),
        rules,
        Limits.DEFAULT,
        new Diagnostics(),
        Progress.NONE);
  }

  /** Why an expectation says nothing about us, or is wrong; empty where it holds. */
  private static String excuse(Row row, boolean whole) {
    JsonNode options = row.options();
    if (row.kind().equals("layout")) {
      return "a layout is expected, no instant";
    }
    if (row.kind().equals("reject") && !whole) {
      return "what follows the stamp is the message";
    }
    if (options.path("expectAmbiguous").asBoolean()) {
      return "both orders of day and month would do: that is reported, not refused";
    }
    if (row.expected().startsWith("0000")) {
      return "the year is not written";
    }
    if (!options.path("zname").asText().isEmpty() && !OFFSET.matcher(row.input()).find()) {
      return "there the name of a zone alone is UTC";
    }
    return "";
  }

  private static final Pattern OFFSET = Pattern.compile("[+-]\\d\\d(:?\\d\\d)?\\b.{0,9}$");

  /** How a stamp stands in a line, or in a table. */
  private enum Form {
    TEXT("x.log", "", " something happened\n", false, 290),
    BRACKETS("x.log", "[", "] something happened\n", true, 250),
    JSON("x.log", "{\"time\":\"", "\",\"msg\":\"something happened\"}\n", true, 250),
    TABLE("x.csv", "date,change,service\n\"", "\",deployed v2,shop\n", true, 310);

    final String ending;
    final String before;
    final String after;

    /** Whether nothing may stand behind the stamp. */
    final boolean whole;

    /** So many have to be right at least. */
    final int right;

    Form(String ending, String before, String after, boolean whole, int right) {
      this.ending = ending;
      this.before = before;
      this.after = after;
      this.whole = whole;
      this.right = right;
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void what_is_taken_for_a_time_is_exactly_that_time(Form form) throws IOException {
    List<String> wrong = new ArrayList<>();
    int right = 0;
    for (DateOrder order : DateOrder.values()) {
      List<Row> rows =
          rows().stream()
              .filter(
                  row ->
                      row.options().path("preferDayFirst").asBoolean()
                          == (order == DateOrder.DAY_FIRST))
              .toList();
      for (Map.Entry<Integer, Instant> found : read(rows, order, form).entrySet()) {
        Row row = rows.get(found.getKey());
        if (!row.expected().isEmpty() && Instant.parse(row.expected()).equals(found.getValue())) {
          right++;
        } else if (excuse(row, form.whole).isEmpty()) {
          wrong.add(row.input() + " is not " + found.getValue());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(right).isGreaterThan(form.right);
  }
}
