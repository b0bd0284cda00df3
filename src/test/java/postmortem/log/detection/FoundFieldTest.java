package postmortem.log.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.DateOrder;
import postmortem.event.Severity;
import postmortem.evidence.EvidenceFile;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.log.LogEngine;
import postmortem.log.Logs;
import postmortem.log.ParsedRecord;

/** Records of known keys whose times are written as nobody declared. */
final class FoundFieldTest {

  private static final Instant FIRST = Instant.parse("2025-02-26T13:05:06.789Z");

  /** How the record of a time and a number is written. */
  private enum Form {
    JSON("{\"time\":\"%s\",\"level\":\"error\",\"msg\":\"request %d failed\"}"),
    PRETTY("{%n  \"level\": \"error\",%n  \"time\": \"%s\",%n  \"msg\": \"request %d failed\"%n}"),
    KEY_VALUE("time=\"%s\" level=error msg=\"request %d failed\"");

    private final String written;

    Form(String written) {
      this.written = written;
    }
  }

  static Stream<Arguments> stamps() {
    return Stream.of(
            "dd.MM.yyyy HH:mm:ss",
            "MM/dd/yyyy hh:mm:ss a",
            "d/M/yyyy, H:mm:ss",
            "dd-MMM-yyyy HH:mm:ss.SSS",
            "MMM d, yyyy h:mm:ss a",
            "MMMM d, yyyy 'at' HH:mm:ss",
            "EEE MMM dd yyyy HH:mm:ss 'GMT'Z '(Coordinated Universal Time)'",
            "dd/MMM/yyyy:HH:mm:ss",
            "yyyyMMddHHmmss",
            "yyyy.MM.dd HH:mm:ss.SSS",
            "yyyy\u5e74M\u6708d\u65e5 HH:mm:ss")
        .flatMap(stamp -> Stream.of(Form.values()).map(form -> Arguments.of(stamp, form)));
  }

  private static Instant at(int number) {
    return FIRST.plus(Duration.ofHours(7).multipliedBy(number));
  }

  private static List<String> lines(String stamp, Form form) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(stamp, Locale.ENGLISH);
    return IntStream.range(0, 12)
        .mapToObj(i -> written(form, formatter.format(at(i).atOffset(ZoneOffset.UTC)), i))
        .toList();
  }

  private static String written(Form form, String time, int number) {
    return String.format(Locale.ROOT, form.written, time, number);
  }

  @ParameterizedTest
  @MethodSource("stamps")
  void time_and_level_are_read_by_their_keys(String stamp, Form form) {
    List<ParsedRecord> records = parse(lines(stamp, form), null);

    assertThat(records).hasSize(12).allMatch(record -> record.severity() == Severity.ERROR);
    boolean millis = stamp.contains("SSS");
    assertThat(records)
        .extracting(FoundFieldTest::at)
        .containsExactlyElementsOf(
            IntStream.range(0, 12)
                .mapToObj(i -> millis ? at(i) : at(i).truncatedTo(ChronoUnit.SECONDS))
                .toList());
  }

  @Test
  void one_record_is_enough() {
    assertThat(parse(List.of(written(Form.JSON, "26.02.2025 13:05:06", 1)), null))
        .singleElement()
        .extracting(FoundFieldTest::at)
        .isEqualTo(Instant.parse("2025-02-26T13:05:06Z"));
  }

  @Test
  void where_figures_do_not_tell_the_order_of_day_and_month_it_is_said() {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i < 10; i++) {
      lines.add(written(Form.JSON, "03/04/2025 13:05:0" + i, i));
    }

    assertThat(at(parse(lines, null).get(0))).isEqualTo(Instant.parse("2025-03-04T13:05:01Z"));
    assertThat(at(parse(lines, DateOrder.DAY_FIRST).get(0)))
        .isEqualTo(Instant.parse("2025-04-03T13:05:01Z"));
    Diagnostics diagnostics = new Diagnostics();
    engine(diagnostics, null).read(List.of(file(lines)), () -> null);
    assertThat(diagnostics.sorted())
        .extracting(Diagnostic::message)
        .contains(
            "this log is read by a layout that was found in its lines: json-lines, the time as"
                + " M/d/yyyy HH:mm:ss");
  }

  @Test
  void a_day_in_the_middle_tells_the_order_for_all() {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i < 10; i++) {
      lines.add(written(Form.KEY_VALUE, "0" + i + "/04/2025 13:05:00", i));
    }
    lines.add(written(Form.KEY_VALUE, "23/04/2025 13:05:00", 10));

    assertThat(at(parse(lines, null).get(2))).isEqualTo(Instant.parse("2025-04-03T13:05:00Z"));
  }

  @Test
  void a_date_in_one_row_is_no_count_of_milliseconds() {
    assertThat(parse(List.of(written(Form.JSON, "20250304140506", 1)), null))
        .singleElement()
        .extracting(FoundFieldTest::at)
        .isEqualTo(Instant.parse("2025-03-04T14:05:06Z"));
  }

  @Test
  void what_is_no_time_stays_unknown() {
    for (String time : List.of("13:05:06", "yesterday", "45.13.2025 13:05:06", "99999999999999")) {
      assertThat(parse(List.of(written(Form.JSON, time, 1), written(Form.JSON, time, 2)), null))
          .as(time)
          .isNotEmpty()
          .allMatch(record -> record.time() == null);
    }
  }

  @Test
  void a_time_that_a_declared_layout_reads_is_left_to_it() {
    List<String> lines = lines("yyyy-MM-dd'T'HH:mm:ss.SSSX", Form.JSON);

    assertThat(parse(lines, null)).extracting(ParsedRecord::format).containsOnly("json-lines");
  }

  private static Instant at(ParsedRecord record) {
    return Objects.requireNonNull(record.time(), "unread").at();
  }

  private static EvidenceFile file(List<String> lines) {
    return Logs.file("app.log", lines);
  }

  private static List<ParsedRecord> parse(List<String> lines, @Nullable DateOrder order) {
    List<ParsedRecord> records = new ArrayList<>();
    engine(new Diagnostics(), order).parse(List.of(file(lines)), records::add);
    return records;
  }

  private static LogEngine engine(Diagnostics diagnostics, @Nullable DateOrder order) {
    return Logs.engine(
        new ReadingRules(Incident.EMPTY, List.of(), null, null, null, order), diagnostics, 2);
  }
}
