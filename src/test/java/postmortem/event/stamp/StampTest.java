package postmortem.event.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postmortem.event.Basis;
import postmortem.event.EventTime;

class StampTest {

  private static final Instant REFERENCE = Instant.parse("2025-02-09T10:00:00Z");

  private static StampResolver in(String zone) {
    return new StampResolver(
        ZoneId.of(zone),
        Basis.ZONE_CONFIGURED,
        Optional.of(Reference.near(REFERENCE)),
        Duration.ZERO);
  }

  private static EventTime read(String layout, String text, StampResolver resolver) {
    Stamp stamp = new Stamp();
    assertThat(StampLayout.compile(layout).parse(text, stamp)).as(text).isTrue();
    return resolver.resolve(stamp, text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "rfc3339 | 2025-02-09T10:05:23Z | 2025-02-09T10:05:23Z",
        "rfc3339 | 2025-02-09 10:05:23.123456+05:30 | 2025-02-09T04:35:23.123456Z",
        "rfc3339 | 2025-02-09T10:05:23,5-0800 | 2025-02-09T18:05:23.500Z",
        "rfc3339 | 2016-12-31T23:59:60Z | 2017-01-01T00:00:00Z",
        "epoch | 1736478630.905399 | 2025-01-10T03:10:30.905399Z",
        "epoch | 1736478630905 | 2025-01-10T03:10:30.905Z",
        "epoch | 1736478630905399 | 2025-01-10T03:10:30.905399Z",
        "epoch | 1736478630905399123 | 2025-01-10T03:10:30.905399123Z",
        "epoch-ms | 140012340013 | 1974-06-09T12:19:00.013Z",
        "dd/MMM/yyyy:HH:mm:ss X | 09/Feb/2025:11:05:23 +0100 | 2025-02-09T10:05:23Z",
        "dd-MMM-yyyy HH:mm:ss | 09-Mai-2025 10:05:23 | 2025-05-09T10:05:23Z",
        "dd-MMM-yyyy HH:mm:ss | 09-dez-2024 10:05:23 | 2024-12-09T10:05:23Z",
        "dd MMM yyyy HH:mm:ss | 09 ene 2025 10:05:23 | 2025-01-09T10:05:23Z",
        "LLL d yyyy HH:mm:ss | mrt 9 2025 10:05:23 | 2025-03-09T10:05:23Z",
        "LLL d yyyy HH:mm:ss | Mär 9 2025 10:05:23 | 2025-03-09T10:05:23Z",
        "LLL d yyyy HH:mm:ss | mars 9 2025 10:05:23 | 2025-03-09T10:05:23Z",
        "LLL d yyyy HH:mm:ss | févr. 9 2025 10:05:23 | 2025-02-09T10:05:23Z",
        "LLL d yyyy HH:mm:ss | août 9 2025 10:05:23 | 2025-08-09T10:05:23Z",
        "LLL d yyyy HH:mm:ss | Mar 9 2025 10:05:23 | 2025-03-09T10:05:23Z",
        "EEE MMM dd HH:mm:ss[.SSSSSS] yyyy | Mon Dec 26 16:15:55.103522 2016 | 2016-12-26T16:15:55.103522Z",
        "EEE MMM dd HH:mm:ss[.SSSSSS] yyyy | Mon Dec 26 16:15:55 2016 | 2016-12-26T16:15:55Z",
        "MMM _d HH:mm:ss | Feb  9 10:05:23 | 2025-02-09T10:05:23Z",
        "MMM d, yyyy h:mm:ss a | Mar 3, 2017 1:02:03 PM | 2017-03-03T13:02:03Z",
        "MMM d, yyyy h:mm:ss a | Mar 3, 2017 12:02:03 AM | 2017-03-03T00:02:03Z",
        "yyyy-MM-dd, h:mm:ss a | 2017-03-03, 1:02:03 p.m. | 2017-03-03T13:02:03Z",
        "d/M/yyyy, h:mm:ss a | 3/3/2017, 12:02:03 a. m. | 2017-03-03T00:02:03Z",
        "d/M/yyyy, h:mm:ss a | 3/3/2017, 1:02:03 p.\u00a0m. | 2017-03-03T13:02:03Z",
        "yyyy-MM-dd HH:mm:ss z | 2025-08-13 01:45:01 UTC+2 | 2025-08-12T23:45:01Z",
        "yyyy-MM-dd HH:mm:ss z | 2025-08-13 01:45:01 GMT-5:30 | 2025-08-13T07:15:01Z",
        "yyyy-MM-dd HH:mm:ss z | 2025-08-13 01:45:01 GMT+0530 | 2025-08-12T20:15:01Z",
        "yyyy-MM-dd HH:mm:ssf z | 2025-08-13 01:45:01.127 PDT | 2025-08-13T08:45:01.127Z",
        "yyyy-MM-dd HH:mm:ssf[ z] | 2025-08-13 01:45:01 | 2025-08-13T01:45:01Z",
        "yyyyMMdd-H:m:s:n | 20250209-9:5:3:6 | 2025-02-09T09:05:03.006Z",
        "yyyyMMdd-H:m:s:n | 20250209-9:5:3:606 | 2025-02-09T09:05:03.606Z",
        "MMdd HH:mm:ss.SSSSSS | 0209 10:05:23.000001 | 2025-02-09T10:05:23.000001Z",
        "yyMMdd _H:mm:ss | 161209  3:08:33 | 2016-12-09T03:08:33Z",
        "yyyy-MM-dd HH:mm | 2025-02-09 10:05 | 2025-02-09T10:05:00Z",
        "MMMM d 'at' HH:mm | February 9 at 10:05 | 2025-02-09T10:05:00Z",
        "yyyy-MM-dd-HH.mm.ss.SSSSSSo | 2025-02-09-11.05.23.123456+060 | 2025-02-09T10:05:23.123456Z",
        "yyyy-MM-dd HH:mm:sso | 2025-02-09 05:05:23-300 | 2025-02-09T10:05:23Z",
        "HH:mm:ss.SSSoo dd-MM-yyyy | 05:05:23.123+300 09-02-2025 | 2025-02-09T10:05:23.123Z",
        "HH:mm:ss.SSSoo dd-MM-yyyy | 11:05:23.123-60 09-02-2025 | 2025-02-09T10:05:23.123Z",
        "dd-MMM-yyyy HH:mm:ss VV | 09-Feb-2025 11:05:23 Europe/Berlin | 2025-02-09T10:05:23Z",
        "dd-MMM-yyyy HH:mm:ss VV | 09-Jul-2025 12:05:23 Europe/Berlin | 2025-07-09T10:05:23Z",
        "dd-MMM-yyyy h:mm:ss a VV | 08-Feb-2025 11:05:23 PM America/Argentina/Buenos_Aires | 2025-02-09T02:05:23Z",
        "tai64n | @4000000067a87f6d075bcd15 | 2025-02-09T10:11:47.123456789Z",
        "yyDDD HH:mm:ss.SS | 25040 10:05:23.34 | 2025-02-09T10:05:23.340Z",
        "yyyyDDD HH:mm:ss | 2024366 10:05:23 | 2024-12-31T10:05:23Z",
        "z MMM _d HH:mm:ss | CET Feb  9 11:05:23 | 2025-02-09T10:05:23Z",
        "epoch-hex | 67a87ec3 | 2025-02-09T10:09:07Z",
        "epoch-hex | 67A87EC3.1bb88f36 | 2025-02-09T10:09:07.465080118Z",
        "mjd | 60715 36323.123 | 2025-02-09T10:05:23.123Z",
        "epoch | 1.739095523123456e+09 | 2025-02-09T10:05:23.123456Z",
        "epoch-s | 1.7390955231234567E9 | 2025-02-09T10:05:23.123457Z",
        "epoch | 1.739095523e+09 | 2025-02-09T10:05:23Z",
      })
  void a_layout_takes_what_it_says(String layout, String text, String expected) {
    assertThat(read(layout, text, in("UTC")).text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "rfc3339 | 2025-02-09T10:05:23",
        "rfc3339 | 2025-02-30T10:05:23Z",
        "rfc3339 | 2025-02-09T24:05:23Z",
        "rfc3339 | 2025-13-09T10:05:23Z",
        "yyyy-MM-dd HH:mm:ss | 2025-02-09 1:05:23",
        "yyyy-MM-dd HH:mm:ss | 2025-02-09 10:60:23",
        "epoch | 12",
        "epoch | 99999999999999999999",
        "MMM _d HH:mm:ss | Foo  9 10:05:23",
        "h:mm a | 13:05 PM",
        "yyyy-MM-dd HH:mm:ss z | 2025-02-09 10:05:23 QQQ",
        "yyyy-MM-dd HH:mm:sso | 2025-02-09 10:05:23+0100",
        "yyyy-MM-dd HH:mm:sso | 2025-02-09 10:05:23+999",
        "yyyy-MM-dd HH:mm:ss VV | 2025-02-09 10:05:23 Europe/Nowhere",
        "yyyy-MM-dd HH:mm:ss VV | 2025-02-30 10:05:23 Europe/Berlin",
        "MM-dd HH:mm:ss VV | 02-09 10:05:23 Europe/Berlin",
        "tai64n | @4000000067a87f6d075bcd1",
        "tai64n | @4000000067a87f6dffffffff",
        "yyDDD HH:mm:ss | 25366 10:05:23",
        "yyDDD HH:mm:ss | 25000 10:05:23",
        "epoch-hex | 67a87ec",
        "epoch-hex | 07a87ec3",
        "epoch-hex | 67a87eg3",
        "epoch-hex | 67a87ec3.ffffffff",
        "mjd | 60715 36323",
        "mjd | 12345 36323.123",
        "epoch | 1.739095523e+08",
        "epoch | 1.5",
      })
  void a_layout_refuses_what_is_no_stamp(String layout, String text) {
    assertThat(StampLayout.compile(layout).parse(text, new Stamp())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "yyyy-MM-dd'T HH | 10 | quote is not closed",
        "yyyy-MM-ddTHH | 10 | the letter T means nothing",
        "yyyyy-MM-dd | 0 | yyyyy has no meaning",
        "yyyy-MM-dd[ HH | 10 | the [ is not closed",
        "yyyy-MM-dd] | 10 | ] without its [",
        "yyyy | 0 | needs a day",
        "dd hh:mm | 0 | belong together",
      })
  void a_mistake_in_a_layout_has_its_place(String layout, int index, String message) {
    assertThatThrownBy(() -> StampLayout.compile(layout))
        .isInstanceOfSatisfying(
            StampLayoutException.class, e -> assertThat(e.index()).isEqualTo(index))
        .hasMessageContaining(message);
  }

  /** What stands behind a stamp: the instant, and what is left. */
  private static String withRest(String text) {
    byte[] line = text.getBytes(StandardCharsets.UTF_8);
    Stamp stamp = new Stamp();
    int end = StampLayout.compile("yyyy-MM-dd HH:mm:ssf").parse(line, 0, line.length, stamp);
    int rest = StampLayout.rest(line, end, line.length, stamp);
    EventTime time = in("UTC").resolve(stamp, text.substring(0, rest)).orElseThrow();
    return time.text() + text.substring(rest);
  }

  @Test
  void what_is_written_behind_a_stamp_changes_it() {
    assertThat(withRest("2025-02-09 10:05:23 PM up")).isEqualTo("2025-02-09T22:05:23Z up");
    assertThat(withRest("2025-02-09 12:05:23 AM up")).isEqualTo("2025-02-09T00:05:23Z up");
    assertThat(withRest("2025-02-09 10:05:23pm")).isEqualTo("2025-02-09T22:05:23Z");
    assertThat(withRest("2025-02-09 10:05:23 +0100 up")).isEqualTo("2025-02-09T09:05:23Z up");
    assertThat(withRest("2025-02-09 10:05:23.5 -05:30]")).isEqualTo("2025-02-09T15:35:23.500Z]");
    assertThat(withRest("2025-02-09 10:05:23 PM -0800 up")).isEqualTo("2025-02-10T06:05:23Z up");
    assertThat(withRest("2025-02-09 10:05:23 p.m. up")).isEqualTo("2025-02-09T22:05:23Z up");
    assertThat(withRest("2025-02-09 12:05:23 a. m. up")).isEqualTo("2025-02-09T00:05:23Z up");
    assertThat(withRest("2025-02-09 10:05:23 P.M. UTC-3 up")).isEqualTo("2025-02-10T01:05:23Z up");
    assertThat(withRest("2025-07-09 10:05:23 Europe/Berlin up"))
        .isEqualTo("2025-07-09T08:05:23Z up");
    assertThat(withRest("2025-02-09 10:05:23 UTC+02:00] up")).isEqualTo("2025-02-09T08:05:23Z] up");
    assertThat(withRest("2025-02-09 10:05:23 GMT+5:45, up")).isEqualTo("2025-02-09T04:20:23Z, up");
  }

  @Test
  void what_only_looks_so_behind_a_stamp_is_left_alone() {
    for (String rest :
        List.of(
            " PM2 started",
            " am I late",
            " AMD is slow",
            " a.memo",
            " p.monday",
            " a. mail",
            " p. 12",
            " Orders/Payments",
            " America/Nowhere up",
            " UTC-web1",
            " UTC+2x",
            " UTC+25",
            " GMT+5:17",
            " GMT+0100.5",
            " -0815 items",
            " +1700 items",
            " +01000 items",
            " -0100.5 degrees",
            " - up",
            " up",
            "")) {
      assertThat(withRest("2025-02-09 10:05:23" + rest)).isEqualTo("2025-02-09T10:05:23Z" + rest);
    }
    assertThat(withRest("2025-02-09 22:05:23 PM up")).isEqualTo("2025-02-09T22:05:23Z PM up");
  }

  @Test
  void a_year_that_is_not_written_is_the_nearest() {
    StampResolver january =
        new StampResolver(
            ZoneId.of("UTC"),
            Basis.ZONE_ASSUMED,
            Optional.of(Reference.near(Instant.parse("2025-01-03T00:00:00Z"))),
            Duration.ZERO);
    EventTime time = read("MMM _d HH:mm:ss", "Dec 31 23:59:59", january);
    assertThat(time.text()).isEqualTo("2024-12-31T23:59:59Z");
    assertThat(time.basis()).containsExactly(Basis.ZONE_ASSUMED, Basis.YEAR_INFERRED);
    assertThat(time.bound()).isEqualTo(Duration.ofHours(14).plusSeconds(1));
    assertThat(read("MMM _d HH:mm:ss", "Feb 29 00:00:00", january).text())
        .isEqualTo("2024-02-29T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T21:40:00Z, Feb  9 09:58:07, 2026-02-09T09:58:07Z",
    "2026-11-21T21:40:00Z, Nov 21 21:40:00, 2026-11-21T21:40:00Z",
    "2026-11-21T21:40:00Z, Nov 22 09:00:00, 2026-11-22T09:00:00Z",
    "2026-11-21T21:40:00Z, Dec  1 09:00:00, 2025-12-01T09:00:00Z",
    "2026-01-02T00:00:00Z, Dec 31 23:59:59, 2025-12-31T23:59:59Z",
    "2026-11-21T21:40:00Z, Feb 29 00:00:00, 2024-02-29T00:00:00Z"
  })
  void of_the_time_of_a_file_the_year_before_it_is_taken(
      Instant written, String text, String expected) {
    StampResolver file =
        new StampResolver(
            ZoneId.of("UTC"),
            Basis.ZONE_ASSUMED,
            Optional.of(Reference.last(written)),
            Duration.ZERO);
    assertThat(read("MMM _d HH:mm:ss", text, file).text()).isEqualTo(expected);
    assertThat(read("HH:mm:ss", "23:00:00", file).at())
        .isBetween(written.minus(Duration.ofHours(12)), written.plus(Duration.ofHours(12)));
  }

  @Test
  void a_stream_runs_through_the_turn_of_the_year_and_over_midnight() {
    StreamResolver stream =
        new StreamResolver(
            new StampResolver(
                ZoneId.of("UTC"),
                Basis.ZONE_CONFIGURED,
                Optional.of(Reference.near(Instant.parse("2024-12-31T12:00:00Z"))),
                Duration.ZERO));
    Stamp stamp = new Stamp();
    StampLayout date = StampLayout.compile("MMM _d HH:mm:ss");
    StampLayout clock = StampLayout.compile("HH:mm:ss");
    date.parse("Dec 31 23:59:59", stamp);
    assertThat(stream.resolve(stamp, "").orElseThrow().text()).isEqualTo("2024-12-31T23:59:59Z");
    date.parse("Jan  1 00:00:01", stamp);
    assertThat(stream.resolve(stamp, "").orElseThrow().text()).isEqualTo("2025-01-01T00:00:01Z");
    clock.parse("23:59:58", stamp);
    assertThat(stream.resolve(stamp, "").orElseThrow().text()).isEqualTo("2024-12-31T23:59:58Z");
  }

  @Test
  void a_stream_that_begins_in_an_hour_that_exists_twice_is_certain_from_its_jump_back_on() {
    StampLayout layout = StampLayout.compile("yyyy-MM-dd HH:mm:ss");
    StreamResolver stream = new StreamResolver(in("Europe/Berlin"));
    Stamp stamp = new Stamp();
    List<String> found = new java.util.ArrayList<>();
    for (String clock : List.of("02:10:00", "02:55:00", "02:05:00", "02:50:00")) {
      layout.parse("2024-10-27 " + clock, stamp);
      EventTime time = stream.resolve(stamp, clock).orElseThrow();
      found.add(time.text() + (time.basis().contains(Basis.AMBIGUOUS) ? " ambiguous" : ""));
    }
    assertThat(found)
        .containsExactly(
            "2024-10-27T00:10:00Z ambiguous",
            "2024-10-27T00:55:00Z ambiguous",
            "2024-10-27T01:05:00Z",
            "2024-10-27T01:50:00Z");
  }

  @Test
  void an_hour_that_exists_twice_is_flagged_unless_the_order_decides() {
    StampLayout layout = StampLayout.compile("yyyy-MM-dd HH:mm:ss");
    EventTime alone = read("yyyy-MM-dd HH:mm:ss", "2024-10-27 02:30:00", in("Europe/Berlin"));
    assertThat(alone.text()).isEqualTo("2024-10-27T00:30:00Z");
    assertThat(alone.basis()).contains(Basis.AMBIGUOUS);
    assertThat(alone.bound()).isEqualTo(Duration.ofHours(1).plusSeconds(1));

    StreamResolver stream = new StreamResolver(in("Europe/Berlin"));
    List<String> lines =
        List.of(
            "2024-10-27 01:59:50",
            "2024-10-27 02:10:00",
            "2024-10-27 02:55:00",
            "2024-10-27 02:05:00",
            "2024-10-27 02:50:00",
            "2024-10-27 03:00:10");
    Stamp stamp = new Stamp();
    List<String> found =
        lines.stream()
            .map(
                line -> {
                  layout.parse(line, stamp);
                  EventTime time = stream.resolve(stamp, line).orElseThrow();
                  assertThat(time.basis()).doesNotContain(Basis.AMBIGUOUS);
                  return time.text();
                })
            .toList();
    assertThat(found)
        .containsExactly(
            "2024-10-26T23:59:50Z",
            "2024-10-27T00:10:00Z",
            "2024-10-27T00:55:00Z",
            "2024-10-27T01:05:00Z",
            "2024-10-27T01:50:00Z",
            "2024-10-27T02:00:10Z");
  }

  @Test
  void an_hour_that_does_not_exist_is_moved_and_flagged() {
    EventTime time = read("yyyy-MM-dd HH:mm:ss", "2024-03-31 02:30:00", in("Europe/Berlin"));
    assertThat(time.text()).isEqualTo("2024-03-31T01:30:00Z");
    assertThat(time.basis()).contains(Basis.AMBIGUOUS);
  }

  @Test
  void the_remembered_offset_changes_with_the_season_and_within_an_hour() {
    StampResolver berlin = in("Europe/Berlin");
    assertThat(read("yyyy-MM-dd HH:mm", "2024-03-31 01:59", berlin).text())
        .isEqualTo("2024-03-31T00:59:00Z");
    assertThat(read("yyyy-MM-dd HH:mm", "2024-03-31 03:00", berlin).text())
        .isEqualTo("2024-03-31T01:00:00Z");
    assertThat(read("yyyy-MM-dd HH:mm", "2024-07-01 12:00", berlin).text())
        .isEqualTo("2024-07-01T10:00:00Z");
    assertThat(read("yyyy-MM-dd HH:mm", "2024-12-01 12:00", berlin).text())
        .isEqualTo("2024-12-01T11:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "rfc3339, 0001-01-01T00:00:00Z",
    "rfc3339, 1970-01-01T00:00:00Z",
    "epoch, 0",
    "epoch-ns, 0"
  })
  void the_ways_to_write_never_are_no_times(String layout, String text) {
    Stamp stamp = new Stamp();
    assertThat(StampLayout.compile(layout).parse(text, stamp)).isTrue();
    assertThat(in("UTC").resolve(stamp, text)).isEmpty();
  }

  @Test
  void a_zone_name_with_several_meanings_gives_way_to_a_configured_zone() {
    EventTime india = read("yyyy-MM-dd HH:mm:ss z", "2025-02-09 10:00:00 IST", in("Asia/Kolkata"));
    assertThat(india.text()).isEqualTo("2025-02-09T04:30:00Z");
    assertThat(india.basis()).containsExactly(Basis.ZONE_CONFIGURED);
    StampResolver nobody =
        new StampResolver(
            ZoneId.of("UTC"),
            Basis.ZONE_ASSUMED,
            Optional.of(Reference.near(REFERENCE)),
            Duration.ZERO);
    assertThat(read("yyyy-MM-dd HH:mm:ss z", "2025-02-09 10:00:00 CST", nobody).basis())
        .containsExactly(Basis.ZONE_ASSUMED);
    assertThat(read("yyyy-MM-dd HH:mm:ss z", "2025-02-09 10:00:00 CET", nobody).basis())
        .containsExactly(Basis.OFFSET);
  }

  @Test
  void a_clock_that_is_wrong_is_set_right_visibly() {
    StampResolver slow =
        new StampResolver(
            ZoneId.of("UTC"), Basis.ZONE_CONFIGURED, Optional.empty(), Duration.ofSeconds(90));
    EventTime time = read("rfc3339", "2025-02-09T10:00:00Z", slow);
    assertThat(time.text()).isEqualTo("2025-02-09T10:01:30Z");
    assertThat(time.basis()).containsExactly(Basis.OFFSET, Basis.ALIGNED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epoch-ms | 1773306840 | 2026-03-12T09:14:00Z",
        "epoch-ms | 1773306840.5 | 2026-03-12T09:14:00.5Z",
        "epoch-s | 1773306840123 | 2026-03-12T09:14:00.123Z",
        "epoch-ns | 1773306840123456 | 2026-03-12T09:14:00.123456Z",
        "epoch-us | 1773306840 | 2026-03-12T09:14:00Z",
      })
  void a_count_that_cannot_be_in_its_unit_is_told_by_its_size(
      String layout, String text, Instant expected) {
    EventTime time = read(layout, text, in("UTC"));
    assertThat(time.at()).isEqualTo(expected);
    assertThat(time.basis()).containsExactly(Basis.EPOCH, Basis.UNIT_INFERRED);
  }

  @Test
  void a_count_since_something_else_than_1970_is_no_stamp() {
    assertThat(StampLayout.compile("epoch-s").parse("5231.25", new Stamp())).isFalse();
    assertThat(StampLayout.compile("epoch-ms").parse("86400000", new Stamp())).isFalse();
    // An id of sixteen figures would be in the year 2214.
    assertThat(StampLayout.compile("epoch-s").parse("7711561783320576", new Stamp())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2025-02-09T10:05:23+02:00 UTC | PT2H1S",
        "2025-02-09 10:05:23 +0200 CET | PT1H1S",
        "2025-02-09T10:05:23Z EST | PT5H1S",
      })
  void an_offset_and_another_zones_name_contradict_each_other(String text, Duration bound) {
    EventTime time = read(text.contains("T1") ? "rfc3339" : "yyyy-MM-dd HH:mm:ss", text, in("UTC"));
    assertThat(time.basis()).containsExactly(Basis.OFFSET, Basis.AMBIGUOUS);
    assertThat(time.bound()).isEqualTo(bound);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2025-02-09 10:05:23 +0000 UTC | 2025-02-09T10:05:23Z",
        "2025-07-09 10:05:23.5 +0200 CEST | 2025-07-09T08:05:23.5Z",
        "2025-02-09T10:05:23-06:00 CST | 2025-02-09T16:05:23Z",
        "2025-02-09T10:05:23+01:00[Europe/Paris] | 2025-02-09T09:05:23Z",
      })
  void an_offset_and_the_name_of_its_zone_agree(String text, Instant expected) {
    String layout = text.contains("T1") ? "rfc3339" : "yyyy-MM-dd HH:mm:ssf";
    EventTime time = read(layout, text, in("UTC"));
    assertThat(time.at()).isEqualTo(expected);
    assertThat(time.basis()).containsExactly(Basis.OFFSET);
  }

  @Test
  void a_word_behind_an_offset_is_no_zone() {
    for (String text : List.of("2025-02-09T10:05:23Z GET /", "2025-02-09T10:05:23Z CAT found")) {
      byte[] line = text.getBytes(StandardCharsets.UTF_8);
      Stamp stamp = new Stamp();
      int end = StampLayout.compile("rfc3339").parse(line, 0, line.length, stamp);
      assertThat(StampLayout.rest(line, end, line.length, stamp)).as(text).isEqualTo(end);
      assertThat(stamp.isZoneDisputed()).isFalse();
    }
  }
}
