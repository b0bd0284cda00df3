package postmortem.log.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.DateOrder;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.EvidenceFinder;
import postmortem.evidence.Limits;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.log.Logs;
import postmortem.log.ParsedRecord;
import postmortem.redact.Redactor;

/** What tells the order of day, month and year where the figures of a layout do not. */
final class FoundFigureOrderTest {

  /** Behind all days that the lines may be read as. */
  private static final Instant LATE = Instant.parse("2040-01-01T00:00:00Z");

  private static final List<String> ONE_DAY =
      List.of(
          "23-02-17 10:11:12 <INFO> up",
          "23-02-17 10:11:13 <ERROR> no stock",
          "23-02-17 10:11:19 <INFO> down");

  private static final List<String> ONE_MORNING =
      List.of(
          "03/04/2023 10:11:12 <INFO> up",
          "03/04/2023 10:11:13 <ERROR> no stock",
          "03/04/2023 10:11:19 <INFO> down");

  @TempDir Path folder;

  private int logs;
  private Diagnostics diagnostics = new Diagnostics();

  @Test
  void the_day_in_the_name_tells() throws IOException {
    assertThat(first("app-2023-02-17.log", LATE, ONE_DAY)).isEqualTo("2023-02-17T10:11:12Z");
    assertThat(told("PM-L031")).contains("by the day in the name of the log");
    assertThat(told("PM-L026")).isEmpty();
    assertThat(first("app-2017-02-23.log", LATE, ONE_DAY)).isEqualTo("2017-02-23T10:11:12Z");
    assertThat(first("app-20230403.log", LATE, ONE_MORNING)).isEqualTo("2023-04-03T10:11:12Z");
    assertThat(first("app-20230304.log", LATE, ONE_MORNING)).isEqualTo("2023-03-04T10:11:12Z");
  }

  @Test
  void a_day_in_the_name_that_is_none_of_them_does_not() throws IOException {
    assertThat(first("app-2023-12-01.log", LATE, ONE_MORNING)).isEqualTo("2023-03-04T10:11:12Z");
    assertThat(told("PM-L026")).contains("month first is assumed");
  }

  @Test
  void days_that_follow_each_other_tell() throws IOException {
    assertThat(
            first(
                "app.log",
                LATE,
                List.of(
                    "05-02-23 20:00:00 <INFO> up",
                    "06-02-23 01:00:00 <ERROR> no stock",
                    "06-02-23 21:00:00 <INFO> up again",
                    "07-02-23 03:00:00 <INFO> down")))
        .isEqualTo("2023-02-05T20:00:00Z");
    assertThat(told("PM-L031")).contains("by the days that follow each other");
    assertThat(told("PM-L026")).isEmpty();
    assertThat(
            first(
                "app.log",
                LATE,
                List.of(
                    "03/04/2023 23:59:58 <INFO> up",
                    "04/04/2023 00:00:02 <ERROR> no stock",
                    "04/04/2023 00:11:19 <INFO> down")))
        .isEqualTo("2023-04-03T23:59:58Z");
  }

  @Test
  void a_job_of_each_month_does_not() throws IOException {
    assertThat(
            first(
                "app.log",
                LATE,
                List.of(
                    "01/02/2023 02:00:00 <INFO> began",
                    "01/02/2023 02:10:00 <INFO> ended",
                    "01/03/2023 02:00:00 <INFO> began",
                    "01/03/2023 02:10:00 <INFO> ended",
                    "01/04/2023 02:00:00 <INFO> began",
                    "01/04/2023 02:10:00 <ERROR> ended")))
        .isEqualTo("2023-01-02T02:00:00Z");
    assertThat(told("PM-L026")).contains("month first is assumed");
  }

  @Test
  void the_time_of_the_file_tells() throws IOException {
    Instant written = Instant.parse("2023-04-03T11:00:00Z");

    assertThat(first("app.log", written, ONE_MORNING)).isEqualTo("2023-04-03T10:11:12Z");
    assertThat(told("PM-L031")).contains("by the time of its file");
  }

  @Test
  void a_file_that_was_copied_later_does_not() throws IOException {
    Instant copied = Instant.parse("2023-04-20T11:00:00Z");

    assertThat(first("app.log", copied, ONE_MORNING)).isEqualTo("2023-03-04T10:11:12Z");
    assertThat(told("PM-L026")).contains("month first is assumed");
  }

  @Test
  void what_nothing_tells_is_said() throws IOException {
    assertThat(first("app.log", LATE, ONE_DAY)).isEqualTo("2017-02-23T10:11:12Z");
    assertThat(told("PM-L026")).contains("year first or year last");
  }

  @Test
  void it_is_said_of_values_of_keys_as_well() throws IOException {
    List<String> day =
        List.of(
            "{\"time\":\"23-02-17 10:11:12\",\"level\":\"info\",\"msg\":\"up\"}",
            "{\"time\":\"23-02-17 10:11:13\",\"level\":\"info\",\"msg\":\"down\"}");
    List<String> otherDay =
        List.of(
            "{\"time\":\"23-02-32 10:11:12\",\"level\":\"info\",\"msg\":\"up\"}",
            "{\"time\":\"23-02-32 10:11:13\",\"level\":\"info\",\"msg\":\"down\"}");

    assertThat(first("app.log", LATE, day)).isEqualTo("2017-02-23T10:11:12Z");
    assertThat(told("PM-L026")).contains("year first or year last");
    assertThat(first("app.log", LATE, otherDay)).isEqualTo("2032-02-23T10:11:12Z");
    assertThat(told("PM-L026")).isEmpty();
  }

  @Test
  void what_was_stated_counts_before_all() throws IOException {
    List<String> nights =
        List.of(
            "03/04/2023 23:59:58 <INFO> up",
            "04/04/2023 00:00:02 <ERROR> no stock",
            "04/04/2023 00:11:19 <INFO> down");
    ReadingRules rules =
        new ReadingRules(Incident.EMPTY, List.of(), null, null, null, DateOrder.MONTH_FIRST);

    assertThat(first("app.log", LATE, nights, rules)).isEqualTo("2023-03-04T23:59:58Z");
  }

  private String told(String code) {
    return String.join(
        "\n",
        diagnostics.sorted().stream()
            .filter(message -> message.code().equals(code))
            .map(Diagnostic::message)
            .toList());
  }

  private String first(String name, Instant written, List<String> lines) throws IOException {
    return first(name, written, lines, ReadingRules.NONE);
  }

  private String first(String name, Instant written, List<String> lines, ReadingRules rules)
      throws IOException {
    Path log = Files.createDirectories(folder.resolve("logs-" + logs++)).resolve(name);
    Files.write(log, lines);
    Files.setLastModifiedTime(log, FileTime.from(written));
    List<EvidenceFile> found =
        new EvidenceFinder(InputStream.nullInputStream())
                .find(
                    List.of(log), folder, Limits.DEFAULT, Redactor.builtIn(null), new Diagnostics())
                .stream()
                .map(EvidenceFile.class::cast)
                .toList();
    List<ParsedRecord> records = new ArrayList<>();
    diagnostics = new Diagnostics();
    Logs.engine(rules, diagnostics, 2).parse(found, records::add);
    assertThat(records).hasSameSizeAs(lines);
    return Objects.requireNonNull(records.get(0).time()).at().toString();
  }
}
