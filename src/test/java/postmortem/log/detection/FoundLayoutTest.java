package postmortem.log.detection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Severity;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.incident.ReadingRules;
import postmortem.log.LogEngine;
import postmortem.log.Logs;
import postmortem.log.ParsedRecord;
import postmortem.log.Readout;

/** Logs of layouts that nobody declared. */
final class FoundLayoutTest {

  private static final List<Severity> SEVERITIES =
      List.of(Severity.DEBUG, Severity.INFO, Severity.WARNING, Severity.ERROR, Severity.CRITICAL);
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("DEBUG", "INFO", "WARN", "ERROR", "FATAL"),
          List.of("debug", "info", "warning", "error", "critical"),
          List.of("Debug", "Information", "Warning", "Error", "Fatal"),
          List.of("DBG", "INF", "WRN", "ERR", "FTL"),
          List.of("D", "I", "W", "E", "F"));
  private static final List<String> STAMPS =
      List.of(
          "yyyy.MM.dd_HH:mm:ss.SSS",
          "yyyy/MM/dd-HH:mm:ss,SSS",
          "yyyyMMdd HH:mm:ss",
          "yyyyMMdd-HHmmss",
          "yyyyMMddHHmmss",
          "yyyy-MM-dd-HH.mm.ss.SSSSSS",
          "yyyy.MM.dd'T'HH:mm:ssXXX",
          "yyyy-MM-dd HH:mm:ss:SSS",
          "yyyy-MM-dd HH:mm:ss.SSS 'UTC'",
          "dd/MMM/yyyy HH:mm:ss.SSS",
          "dd-MMM-yyyy HH:mm:ss",
          "dd MMM yyyy HH:mm:ss,SSS",
          "dd.MM.yyyy HH:mm:ss",
          "d/M/yyyy H:mm:ss",
          "M/d/yyyy h:mm:ss a",
          "MMMM d, yyyy HH:mm:ss",
          "EEE MMM dd HH:mm:ss yyyy",
          "EEE, dd MMM yyyy HH:mm:ss 'GMT'",
          "seconds",
          "millis");
  private static final List<String> SEPARATORS =
      List.of(" ", " ", " - ", "|", " | ", "\t", "; ", ": ");
  private static final List<String> BRACKETS = List.of("%", "%", "[%]", "[%]", "(%)", "<%>");
  private static final List<String> MESSAGES =
      List.of(
          "accepted connection from 10.2.3.%d:44%d",
          "could not connect to db-%d: connection refused after %d ms",
          "no error was found in batch %d of %d",
          "request GET /api/orders/%d took %d ms",
          "token of user %d expires at 2031-01-05T10:00:00Z, in %d s",
          "queue depth is %d, limit %d");

  /** A layout that nobody declared, some lines of it, and what they say. */
  record Log(String name, List<String> lines, List<Instant> times, List<Severity> levels) {
    @Override
    public String toString() {
      return name + ": " + lines.get(0);
    }
  }

  static List<Log> logs() {
    return IntStream.range(0, 160).mapToObj(seed -> log(new Random(seed), seed)).toList();
  }

  private static <T> T any(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static Log log(Random random, int seed) {
    String stamp = STAMPS.get(seed % STAMPS.size());
    List<String> words = any(random, LEVELS);
    String separator = any(random, SEPARATORS);
    List<String> parts = new ArrayList<>(List.of("level", "worker-%d", "c.a.shop.Cart%d"));
    Collections.shuffle(parts.subList(1, 3), random);
    parts = new ArrayList<>(parts.subList(0, 1 + random.nextInt(3)));
    Collections.shuffle(parts, random);
    parts.add(random.nextInt(4) == 0 ? 1 : 0, "time");
    List<String> around = new ArrayList<>();
    parts.forEach(part -> around.add(any(random, BRACKETS)));
    List<String> lines = new ArrayList<>();
    List<Instant> times = new ArrayList<>();
    List<Severity> levels = new ArrayList<>();
    Instant at = Instant.parse("2024-05-23T22:58:07.412Z");
    for (int i = 0; i < 14; i++) {
      at = at.plusMillis(random.nextInt(90_000));
      int level = i < SEVERITIES.size() ? i : random.nextInt(SEVERITIES.size());
      List<String> written = new ArrayList<>();
      for (int p = 0; p < parts.size(); p++) {
        String text =
            switch (parts.get(p)) {
              case "time" -> written(stamp, at);
              case "level" -> words.get(level);
              default -> parts.get(p).replace("%d", Integer.toString(random.nextInt(9)));
            };
        written.add(around.get(p).replace("%", text));
      }
      String message =
          String.format(any(random, MESSAGES), 1 + random.nextInt(99), 1 + random.nextInt(9));
      lines.add(String.join(separator, written) + separator + message);
      times.add(cut(stamp, at));
      levels.add(SEVERITIES.get(level));
    }
    return new Log("seed " + seed, lines, times, levels);
  }

  private static String written(String stamp, Instant at) {
    return switch (stamp) {
      case "seconds" -> Long.toString(at.getEpochSecond());
      case "millis" -> Long.toString(at.toEpochMilli());
      default ->
          DateTimeFormatter.ofPattern(stamp, Locale.ROOT)
              .format(at.atZone(stamp.endsWith("XXX") ? ZoneOffset.ofHours(9) : ZoneId.of("UTC")));
    };
  }

  private static Instant cut(String stamp, Instant at) {
    return stamp.contains("SSS") || stamp.equals("millis")
        ? at
        : at.truncatedTo(ChronoUnit.SECONDS);
  }

  @ParameterizedTest
  @MethodSource("logs")
  void time_and_level_are_read_whatever_the_layout(Log log) {
    List<ParsedRecord> records = parse("app.log", log.lines());

    assertThat(records).hasSameSizeAs(log.lines());
    assertThat(records).extracting(FoundLayoutTest::at).isEqualTo(log.times());
    assertThat(records).extracting(ParsedRecord::severity).isEqualTo(log.levels());
  }

  /** A wrapped line that begins with "Error:" may as well be what Node says of an exception. */
  static List<Log> wrappable() {
    return logs().stream().filter(log -> !log.lines().get(0).startsWith("Debug:")).toList();
  }

  @ParameterizedTest
  @MethodSource("wrappable")
  void inside_of_an_envelope_the_level_is_read(Log log) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < log.lines().size(); i++) {
      lines.add(
          "{\"log\":\"%s\\n\",\"stream\":\"stdout\",\"time\":\"2024-06-01T10:00:%02d.5Z\"}"
              .formatted(log.lines().get(i).replace("\t", "\\t"), i));
    }

    List<ParsedRecord> records = parse("shop-json.log", lines);

    assertThat(records)
        .extracting(ParsedRecord::severity)
        .as(log.toString())
        .isEqualTo(log.levels());
    assertThat(at(records.get(3))).isEqualTo(Instant.parse("2024-06-01T10:00:03.5Z"));
  }

  @Test
  void lines_of_two_programs_are_read_by_a_layout_each() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      lines.add("2024.05.23_10:00:%02d|ERROR|cart|no stock of %d".formatted(i, i));
      lines.add("<warn> - 20240523 10:00:%02d - slow by %d ms".formatted(i, i));
    }

    List<ParsedRecord> records = parse("app.log", lines);

    assertThat(records).hasSize(60).allMatch(record -> record.time() != null);
    assertThat(records.get(0).severity()).isEqualTo(Severity.ERROR);
    assertThat(records.get(1).severity()).isEqualTo(Severity.WARNING);
    assertThat(messages(lines))
        .containsExactly(
            "this log is read by layouts that were found in its lines: "
                + "%{time}|%{level:capitals->}|%{part2:word}|%{message->}, the time as "
                + "yyyy.MM.dd'_'HH:mm:ss; "
                + "<%{level:level->}> - %{time} - %{message->}, the time as yyyyMMdd HH:mm:ss");
  }

  @Test
  void what_stands_in_the_other_columns_does_not_matter() {
    List<ParsedRecord> records =
        parse(
            "app.log",
            List.of(
                "2024.05.23_10:00:00|7|cart(main)|E|no stock",
                "2024.05.23_10:00:01| 12|a b|I|up",
                "2024.05.23_10:00:02|  3|stock: [x]|W|slow | very",
                "2024.05.23_10:00:03|4|-|I|up"));

    assertThat(records)
        .extracting(ParsedRecord::severity)
        .containsExactly(Severity.ERROR, Severity.INFO, Severity.WARNING, Severity.INFO);
    assertThat(at(records.get(3))).isEqualTo(Instant.parse("2024-05-23T10:00:03Z"));
  }

  @Test
  void the_number_of_a_device_is_no_time() {
    assertThat(
            parse(
                "device.log",
                List.of(
                    "<30>unit=\"till\" device_id=1234567890123456 priority=Warning duration=3",
                    "<30>unit=\"till\" device_id=1234567890123456 priority=Notice duration=0",
                    "<30>unit=\"till\" device_id=1234567890123457 priority=Warning duration=1",
                    "<30>unit=\"till\" device_id=1234567890123458 priority=Warning duration=2")))
        .allMatch(record -> record.time() == null);
    assertThat(
            parse(
                "device.log",
                List.of(
                    "<30>unit=\"till\" event_time=1739095523123456 priority=Warning duration=3",
                    "<30>unit=\"till\" event_time=1739095524123456 priority=Notice duration=0",
                    "<30>unit=\"till\" event_time=1739095525123456 priority=Warning duration=1")))
        .allMatch(record -> record.time() != null);
  }

  @Test
  void a_year_of_two_figures_comes_first_where_the_times_are_closer_then() {
    assertThat(
            parse(
                "till.log",
                List.of(
                    "<17/04/11@09:28:49> till 3 opened",
                    "<17/04/12@09:30:02> till 4 opened",
                    "<17/04/16@18:01:40> till 3 closed")))
        .extracting(record -> at(record))
        .containsExactly(
            Instant.parse("2017-04-11T09:28:49Z"),
            Instant.parse("2017-04-12T09:30:02Z"),
            Instant.parse("2017-04-16T18:01:40Z"));
    assertThat(
            parse(
                "till.log",
                List.of(
                    "<17/04/11@09:28:49> till 3 opened",
                    "<18/04/11@09:30:02> till 4 opened",
                    "<02/05/11@18:01:40> till 3 closed")))
        .extracting(record -> at(record))
        .containsExactly(
            Instant.parse("2011-04-17T09:28:49Z"),
            Instant.parse("2011-04-18T09:30:02Z"),
            Instant.parse("2011-05-02T18:01:40Z"));
  }

  @Test
  void a_zone_before_the_date_belongs_to_the_stamp() {
    List<String> lines =
        List.of(
            "[CET Feb  9 11:05:23] error    : 'nginx' process is not running",
            "[CET Feb  9 11:05:24] info     : 'nginx' trying to restart",
            "[CET Feb  9 11:05:25] info     : 'nginx' started");

    assertThat(parse("monit.log", lines))
        .extracting(ParsedRecord::severity)
        .containsExactly(Severity.ERROR, Severity.INFO, Severity.INFO);
    assertThat(messages(lines))
        .singleElement()
        .asString()
        .endsWith("the time as z MMM _d HH:mm:ss");
  }

  @Test
  void rotated_parts_are_one_log_though_each_shows_another_part_of_its_layout() {
    EvidenceFile newer =
        file(
            "app.log",
            List.of("2024.05.23_10:00:05|INFO|a-1|up", "2024.05.23_10:00:06|INFO|a-1|up"));
    EvidenceFile older =
        file(
            "app.log.1",
            List.of("2024.05.23_10:00:01|WARN|b-2|slow: 3", "2024.05.23_10:00:02|INFO|c|up"));
    Diagnostics diagnostics = new Diagnostics();

    Readout readout = engine(diagnostics).read(List.of(newer, older), () -> null);

    assertThat(readout.accounts())
        .extracting(FileAccount::reader)
        .hasSize(2)
        .containsOnly("layout-e0ca2e32");
  }

  @Test
  void a_trace_belongs_to_the_record_before_it() {
    List<ParsedRecord> records =
        parse(
            "app.log",
            List.of(
                "2024.05.23_10:00:00|ERROR|cart|boom",
                "java.lang.IllegalStateException: no stock",
                "\tat shop.Cart.take(Cart.java:12)",
                "2024.05.23_10:00:01|INFO|cart|up",
                "2024.05.23_10:00:02|INFO|cart|up"));

    assertThat(records).extracting(ParsedRecord::line).containsExactly(1L, 4L, 5L);
    assertThat(records)
        .extracting(ParsedRecord::severity)
        .containsExactly(Severity.ERROR, Severity.INFO, Severity.INFO);
  }

  @Test
  void dates_that_sentences_hold_are_no_layout() {
    List<String> lines =
        List.of(
            "The outage of 2024-05-23 10:00:00 was the third one this year.",
            "We had seen it before, on 2024-03-01 09:00:00, when the cache was cold.",
            "An ERROR was shown to all users until 2024-05-23 11:12:00, said support.",
            "Nobody was paged before 2024-05-23 10:20:00.",
            "To be discussed: 2024-06-01 10:00:00, room 3.");

    assertThat(parse("notes.log", lines)).allMatch(record -> record.time() == null);
  }

  @Test
  void an_id_of_ten_figures_is_no_time() {
    List<String> lines =
        List.of(
            "order 1748291002 paid by 12", "order 1648291007 paid by 3", "order 1748291001 open");

    assertThat(parse("orders.log", lines)).allMatch(record -> record.time() == null);
  }

  @Test
  void the_number_of_a_thread_behind_a_point_is_no_time() {
    List<String> lines =
        List.of(
            "163604.web1!TILL.13363.1069581312.0: begins",
            "163604.web1!TILL.13363.4069581312.0: cannot book",
            "163610.web1!DESK.3007.1161916864.0: ends");

    assertThat(parse("till.log", lines)).allMatch(record -> record.time() == null);
  }

  @Test
  void an_outcome_is_no_level() {
    List<String> objects = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String outcome = i % 2 == 0 ? "success" : "failure";
      objects.add(
          "{\"time\":\"2024-05-23T10:00:%02dZ\",\"result\":\"%s\",\"msg\":\"login\"}"
              .formatted(i, outcome));
      lines.add("2024.05.23_10:00:%02d|%s|login of %d".formatted(i, outcome, i));
    }

    assertThat(parse("objects.log", objects))
        .allMatch(record -> record.severity() == Severity.UNKNOWN && record.time() != null)
        .extracting(ParsedRecord::format)
        .containsOnly("json-lines");
    assertThat(parse("lines.log", lines))
        .allMatch(record -> record.severity() == Severity.UNKNOWN && record.time() != null);
  }

  @Test
  void an_id_that_grows_is_no_time() {
    List<String> lines =
        List.of("order 1748291002 paid", "order 1748291007 paid", "order 1748291009 open");

    assertThat(parse("orders.log", lines)).allMatch(record -> record.time() == null);
  }

  @Test
  void counts_since_1970_may_step_back_now_and_then() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add("ERROR [%d] late by %d".formatted(1_716_505_100L + (i == 20 ? 18 : i), i));
    }

    assertThat(at(parse("app.log", lines).get(20))).isEqualTo(Instant.ofEpochSecond(1_716_505_118));
  }

  @Test
  void a_year_of_two_figures_is_not_taken_for_one_where_it_may_be_a_day() {
    List<String> lines =
        List.of(
            "03/04/25_10:00:00|INFO|up",
            "03/04/25_10:00:01|WARN|slow",
            "03/04/25_10:00:02|INFO|up");

    assertThat(at(parse("app.log", lines).get(0))).isEqualTo(Instant.parse("2025-03-04T10:00:00Z"));
    assertThat(told(lines)).extracting(Diagnostic::code).contains("PM-L026");
  }

  @Test
  void the_order_of_day_and_month_is_asked_for_where_the_lines_do_not_tell() {
    List<String> lines = List.of("03/04/2024_10:00:00|INFO|up", "03/04/2024_10:00:01|WARN|slow");

    assertThat(at(parse("app.log", lines).get(0))).isEqualTo(Instant.parse("2024-03-04T10:00:00Z"));
    assertThat(told(lines)).extracting(Diagnostic::code).contains("PM-L026", "PM-L031");
  }

  private static @Nullable Instant at(ParsedRecord record) {
    return record.time() == null ? null : record.time().at();
  }

  private static List<String> messages(List<String> lines) {
    return told(lines).stream()
        .filter(diagnostic -> diagnostic.code().equals("PM-L031"))
        .map(Diagnostic::message)
        .toList();
  }

  private static List<Diagnostic> told(List<String> lines) {
    Diagnostics diagnostics = new Diagnostics();
    engine(diagnostics).read(List.of(file("app.log", lines)), () -> null);
    return diagnostics.sorted();
  }

  private static List<ParsedRecord> parse(String name, List<String> lines) {
    List<ParsedRecord> records = new ArrayList<>();
    engine(new Diagnostics()).parse(List.of(file(name, lines)), records::add);
    return records;
  }

  private static EvidenceFile file(String name, List<String> lines) {
    byte[] bytes = String.join("\n", lines).getBytes(UTF_8);
    return Logs.file(name, bytes);
  }

  private static LogEngine engine(Diagnostics diagnostics) {
    return Logs.engine(ReadingRules.NONE, diagnostics, 2);
  }
}
