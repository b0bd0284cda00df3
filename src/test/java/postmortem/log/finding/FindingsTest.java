package postmortem.log.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.evidence.EvidenceFile;
import postmortem.incident.ReadingRules;
import postmortem.log.Logs;
import postmortem.log.summary.Durations;
import postmortem.log.summary.Sight;

/** What a log is said to tell, and what it is not said to tell. */
final class FindingsTest {

  private static final Instant START = Instant.parse("2024-06-03T08:00:00Z");
  private static final DateTimeFormatter ACCESS = pattern("dd/MMM/yyyy:HH:mm:ss");
  private static final DateTimeFormatter APPLICATION = pattern("yyyy-MM-dd HH:mm:ss");

  private final List<String> lines = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void a_rise_of_the_error_rate_has_an_onset_with_baseline_and_size_and_an_end(long seed) {
    Random random = new Random(seed);
    for (int second = 0; second < 7_200; second++) {
      boolean incident = second >= 3_000 && second < 4_500;
      if (random.nextInt(incident ? 4 : 60) == 0) {
        app(second, "ERROR", "ledger answered late for account " + random.nextInt(9_999));
      } else if (second % 3 == 0) {
        app(second, "INFO", "booked " + second);
      }
    }

    Event onset = only(EventType.RATE_ONSET);
    assertThat(onset.time().at()).isBetween(START.plusSeconds(2_940), START.plusSeconds(3_120));
    assertThat(Double.parseDouble(onset.attributes().get("before"))).isBetween(0.5, 2.0);
    assertThat(Double.parseDouble(onset.attributes().get("after"))).isBetween(10.0, 20.0);
    assertThat(onset.attributes()).containsEntry("test", "ED-PELT").doesNotContainKey("latest");
    assertThat(only(EventType.RATE_END).time().at())
        .isBetween(START.plusSeconds(4_380), START.plusSeconds(4_620));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void errors_that_become_frequent_slowly_begin_when_they_leave_what_is_usual(long seed) {
    Random random = new Random(seed);
    for (int second = 0; second < 10_800; second++) {
      double share = Math.max(0, Math.min(1, (second - 4_000) / 3_000.0)) * 0.5;
      boolean fails = second < 7_200 && random.nextDouble() < share;
      if (fails) {
        app(second, "ERROR", "quote failed: heap is full, try " + random.nextInt(9_999));
      } else if (random.nextInt(60) == 0) {
        app(second, "ERROR", "tariff of yesterday used for region " + random.nextInt(9));
      } else {
        app(second, "INFO", "quoted " + second);
      }
    }

    assertThat(only(EventType.RATE_ONSET).time().at())
        .isBetween(START.plusSeconds(4_000), START.plusSeconds(5_000));
  }

  @Test
  void a_rate_begins_and_ends_with_what_rose_not_with_what_always_fails() {
    for (int second = 0; second < 7_200; second++) {
      boolean down = second >= 3_010 && second < 4_210;
      if (second % 180 == 0) {
        app(second, "ERROR", "mail bounced for guest " + second);
      } else if (down && second % 5 == 0) {
        app(second, "ERROR", "no connection from the pool after 30 s");
      } else {
        app(second, "INFO", "booked " + second);
      }
    }

    assertThat(only(EventType.RATE_ONSET).time().at()).isEqualTo(START.plusSeconds(3_010));
    assertThat(only(EventType.RATE_END).time().at()).isEqualTo(START.plusSeconds(4_205));
  }

  @Test
  void a_rate_that_has_no_end_in_the_log_says_when_its_last_error_was_and_cites_it() {
    for (int second = 0; second < 4_200; second++) {
      if (second >= 3_010 && second % 5 == 0) {
        app(second, "ERROR", "no connection from the pool after 30 s");
      } else {
        app(second, "INFO", "booked " + second);
      }
    }

    Event onset = only(EventType.RATE_ONSET);
    assertThat(onset.until()).isNull();
    assertThat(onset.attributes()).containsEntry("latest", START.plusSeconds(4_195).toString());
    assertThat(onset.citations()).hasSize(2);
    assertThat(of(EventType.RATE_END)).isEmpty();
  }

  @Test
  void an_error_that_is_there_as_the_log_begins_is_not_said_to_be_new() {
    for (int second = 0; second < 180; second++) {
      if (second % 15 == 2) {
        app(second, "ERROR", "mail bounced for guest " + second);
      } else if (second >= 90 && second % 4 == 0) {
        app(second, "ERROR", "no connection from the pool after 30 s");
      } else {
        app(second, "INFO", "booked " + second);
      }
    }

    assertThat(events())
        .filteredOn(event -> event.type() == EventType.FIRST_SEEN)
        .extracting(Event::summary)
        .containsExactlyInAnyOrder(
            "First seen as the log begins: mail bounced for guest 2; 12 records",
            "First seen: no connection from the pool after 30 s; 20 records");
  }

  @Test
  void a_long_message_is_told_without_its_identifiers_rather_than_without_its_end() {
    String ids = "TraceID: 28d5d6dec37813b3ba5d34c847b985cd SpanID: e4f23530781a6385 ";
    String rest = "the cart of a guest could not be stored, the pool had none left. ".repeat(2);
    for (int second = 0; second < 1_200; second++) {
      app(second, "INFO", "page " + second % 17 + " shown");
    }
    app(1_201, "ERROR", ids + rest + "Retried three times");
    app(1_202, "ERROR", ids + "no more");

    assertThat(of(EventType.FIRST_SEEN))
        .extracting(Event::summary)
        .containsExactly(
            "First seen: TraceID: \u2026 SpanID: \u2026 " + rest + "Retried three times; 1 record",
            "First seen: " + ids + "no more; 1 record");
  }

  @Test
  void a_rise_in_an_access_log_says_how_many_requests_there_were_and_how_many_failed() {
    for (int second = 0; second < 7_200; second++) {
      boolean down = second >= 3_000 && second < 4_200;
      request(second, 0.05, down && second % 4 == 0 ? 503 : 200);
    }

    assertThat(only(EventType.RATE_ONSET).attributes())
        .containsEntry("requests", "1200")
        .containsEntry("requests-failed", "300");
  }

  @Test
  void requests_that_are_refused_in_numbers_rise_and_go_back_as_errors_do() {
    for (int second = 0; second < 7_200; second++) {
      request(second, 0.05, second >= 3_000 && second < 4_200 && second % 3 == 0 ? 403 : 200);
    }

    Event onset = only(EventType.RATE_ONSET);
    assertThat(onset.summary()).isEqualTo("HTTP 403 rose: 0 \u2192 20 per minute (400 records)");
    assertThat(onset.severity()).isEqualTo(Severity.WARNING);
    assertThat(onset.time().at()).isEqualTo(START.plusSeconds(3_000));
    assertThat(onset.attributes())
        .containsEntry("requests", "1200")
        .containsEntry("requests-failed", "0")
        .containsEntry("requests-refused", "400");
    assertThat(only(EventType.RATE_END).summary())
        .isEqualTo(
            "HTTP 403 back to normal: 20 \u2192 0 per minute (this is the last of 400 records)");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 499})
  void few_wrong_addresses_and_clients_that_went_away_are_not_refused_requests(int status) {
    for (int second = 0; second < 7_200; second++) {
      boolean some = second >= 3_000 && second < 4_200 && second % (status == 404 ? 30 : 3) == 0;
      request(second, 0.05, some ? status : 200);
    }

    assertThat(of(EventType.RATE_ONSET)).isEmpty();
  }

  @Test
  void sessions_that_queue_for_a_lock_are_told_though_the_log_calls_them_no_warning() {
    for (int second = 0; second < 7_200; second++) {
      if (second >= 3_000 && second < 4_200) {
        app(second, "INFO", "process " + second + " still waiting for ShareLock on relation 16731");
      } else {
        app(second, "INFO", "checkpoint " + second);
      }
    }

    assertThat(only(EventType.FIRST_SEEN).summary()).contains("still waiting for ShareLock");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void errors_at_an_even_rate_are_no_change_however_they_fall(long seed) {
    Random random = new Random(seed);
    for (int second = 0; second < 14_400; second++) {
      boolean error = random.nextInt(20) == 0;
      app(second, error ? "ERROR" : "INFO", error ? "no mailbox " + second : "sent " + second);
    }

    assertThat(of(EventType.RATE_ONSET)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 20, 400})
  void a_log_of_nothing_but_one_error_tells_its_first(int errors) {
    for (int n = 0; n < errors; n++) {
      app(n * 60, "ERROR", "ledger answered late for account " + n);
    }

    Event first = only(EventType.FIRST_SEEN);
    assertThat(first.time().at()).isEqualTo(START);
    assertThat(first.count()).isEqualTo(errors);
  }

  @Test
  void a_rare_error_among_other_lines_is_their_background() {
    for (int second = 0; second < 7_200; second += 5) {
      boolean error = second % 900 == 0;
      app(second, error ? "ERROR" : "INFO", error ? "no mailbox " + second : "sent " + second);
    }

    assertThat(of(EventType.FIRST_SEEN)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void a_steady_stream_of_few_records_that_stops_is_silent(long seed) {
    Random random = new Random(seed);
    for (int second = 0; second < 9_000; second += 10 + random.nextInt(10)) {
      if (second < 5_000 || second > 6_500) {
        app(second, "INFO", "polled " + second);
      }
    }

    Event silence = only(EventType.SILENCE);
    assertThat(silence.time().at()).isBetween(START.plusSeconds(4_980), START.plusSeconds(5_000));
    assertThat(silence.until()).isBetween(START.plusSeconds(6_500), START.plusSeconds(6_530));
    assertThat(silence.summary())
        .containsPattern("^Silence: no records after this one, where there were [34]");
  }

  @Test
  void what_was_said_last_before_a_silence_is_cited() {
    for (int second = 0; second < 3_600; second++) {
      if (second < 1_500 || second > 2_100) {
        app(second, "INFO", "served " + second);
      }
      if (second == 1_490) {
        app(second, "WARN", "disk nearly full");
        app(second, "ERROR", "cannot write journal");
      }
      if (second == 700) {
        app(second, "ERROR", "long ago");
      }
    }

    Event silence = only(EventType.SILENCE);
    assertThat(silence.summary()).endsWith("; before it: cannot write journal");
    assertThat(silence.citations().stream().map(Citation::excerpt))
        .anyMatch(excerpt -> excerpt.endsWith("served 1499"))
        .anyMatch(excerpt -> excerpt.endsWith("cannot write journal"))
        .anyMatch(excerpt -> excerpt.endsWith("disk nearly full"))
        .noneMatch(excerpt -> excerpt.endsWith("long ago"));
  }

  @Test
  void a_stream_that_pauses_by_its_nature_is_not_silent() {
    for (int hour = 0; hour < 8; hour++) {
      for (int second = 0; second < 2_400; second += 15) {
        app(hour * 3_600 + second, "INFO", "batch row " + second);
      }
    }

    // The first pause is the first of its kind; after it nothing is unusual any more.
    assertThat(of(EventType.SILENCE)).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void a_job_that_runs_at_night_is_not_silent_by_day() {
    for (int night = 0; night < 4; night++) {
      for (int second = 0; second < 1_200; second++) {
        app(night * 86_400 + second, "INFO", "invoice written in " + second % 7 + " ms");
      }
    }

    assertThat(of(EventType.SILENCE)).isEmpty();
  }

  @Test
  void a_few_lines_far_apart_are_neither_silence_nor_rate_nor_slow() {
    app(0, "INFO", "one");
    app(9_000, "INFO", "two");
    app(20_000, "INFO", "three");

    assertThat(events()).isEmpty();
  }

  @Test
  void a_process_that_starts_again_is_told_and_its_first_start_is_not() {
    app(1, "INFO", "Started ShopApplication in 3.2 seconds");
    for (int second = 10; second < 3_000; second += 10) {
      app(second, "INFO", "served " + second);
    }
    app(3_001, "INFO", "Started ShopApplication in 4.1 seconds");

    Event restart = only(EventType.RESTART);
    assertThat(restart.time().at()).isEqualTo(START.plusSeconds(3_001));
    assertThat(restart.summary()).startsWith("Started again: Started ShopApplication");
  }

  @Test
  void a_statement_that_changes_the_schema_is_told_as_a_change() {
    app(1, "LOG", "statement: SELECT 1");
    app(60, "INFO", "statement: ALTER TABLE orders ADD COLUMN region text");
    app(90, "INFO", "statement: UPDATE orders SET region = 'eu' WHERE note LIKE 'ALTER TABLE%'");

    Event change = only(EventType.INFRASTRUCTURE);
    assertThat(change.time().at()).isEqualTo(START.plusSeconds(60));
    assertThat(change.summary())
        .isEqualTo(
            "Statement that changes the database: ALTER TABLE orders ADD COLUMN region text");
  }

  @Test
  void a_statement_behind_an_error_and_one_that_is_run_all_day_are_no_changes() {
    app(1, "ERROR", "canceling statement due to lock timeout");
    app(1, "INFO", "ALTER TABLE orders ADD COLUMN region text");
    for (int day = 0; day < 9; day++) {
      app(60 * day + 5, "INFO", "statement: CREATE TABLE orders_" + day + " (id int)");
    }

    assertThat(of(EventType.INFRASTRUCTURE)).isEmpty();
  }

  @Test
  void what_starts_all_the_time_is_no_restart() {
    for (int second = 0; second < 3_600; second += 30) {
      app(second, "INFO", "starting service worker " + second);
    }

    assertThat(of(EventType.RESTART)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void requests_that_get_slow_are_told_with_their_quantile_and_the_slowest_of_them(long seed) {
    Random random = new Random(seed);
    for (int second = 0; second < 5_400; second++) {
      boolean slow = second >= 2_400 && second < 3_600;
      double seconds = (slow ? 0.8 : 0.04) * (0.5 + random.nextDouble());
      request(second, seconds);
    }

    Event shift = only(EventType.METRIC_SHIFT);
    assertThat(shift.time().at()).isBetween(START.plusSeconds(2_400), START.plusSeconds(2_460));
    assertThat(shift.severity()).isEqualTo(Severity.ERROR);
    assertThat(shift.attributes())
        .containsEntry("metric", "p95 duration")
        .containsEntry("unit", "ms");
    assertThat(Double.parseDouble(shift.attributes().get("before"))).isBetween(50.0, 65.0);
    assertThat(Double.parseDouble(shift.attributes().get("after"))).isBetween(1_000.0, 1_300.0);
    assertThat(shift.citations().get(0).excerpt()).containsPattern("\" 1\\.1[0-9]+$");
    assertThat(only(EventType.METRIC_RECOVERY).time().at())
        .isBetween(START.plusSeconds(3_600), START.plusSeconds(3_660));
  }

  @Test
  void requests_that_wait_for_long_are_told_in_seconds() {
    for (int second = 0; second < 3_600; second++) {
      request(second, second < 1_800 ? 0.05 : 30);
    }

    assertThat(only(EventType.METRIC_SHIFT).summary())
        .matches(
            "p95 duration rose: 0\\.05\\d? s \u2192 3[01] s \\(this is the slowest request .*");
  }

  @Test
  void durations_in_a_json_field_are_understood_as_well() {
    for (int second = 0; second < 3_600; second++) {
      lines.add(
          String.format(
              Locale.ROOT,
              "{\"time\":\"%s\",\"level\":\"info\",\"msg\":\"request\",\"duration_ms\":%d}",
              START.plusSeconds(second),
              second < 1_800 ? 20 + second % 9 : 400 + second % 90));
    }

    assertThat(only(EventType.METRIC_SHIFT).time().at())
        .isBetween(START.plusSeconds(1_800), START.plusSeconds(1_860));
    assertThat(of(EventType.METRIC_RECOVERY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void requests_of_uneven_speed_are_no_shift(long seed) {
    Random random = new Random(seed);
    for (int second = 0; second < 7_200; second++) {
      request(second, 0.05 * Math.exp(random.nextGaussian()));
    }

    assertThat(of(EventType.METRIC_SHIFT)).isEmpty();
  }

  @Test
  void a_handful_of_requests_has_no_quantiles() {
    for (int second = 0; second < 7_200; second += 30) {
      request(second, second < 3_600 ? 0.02 : 2);
    }

    assertThat(of(EventType.METRIC_SHIFT)).isEmpty();
  }

  @Test
  void a_quantile_is_exact_to_a_sixteenth_and_does_not_depend_on_the_parts() {
    Random random = new Random(5);
    List<Long> micros = new ArrayList<>();
    Durations whole = new Durations();
    Durations[] parts = {new Durations(), new Durations(), new Durations()};
    for (int i = 0; i < 20_000; i++) {
      long value = (long) Math.exp(random.nextDouble() * 20);
      Sight sight = new Sight();
      sight.time(START.getEpochSecond() + i * 7L, 0, false);
      sight.place(i, i + 1L, 1, 1);
      whole.add(sight, value);
      parts[random.nextInt(3)].add(sight, value);
      micros.add(value);
    }
    Durations merged = new Durations();
    merged.merge(parts[2]);
    merged.merge(parts[0]);
    merged.merge(parts[1]);

    assertThat(merged.minutes()).isEqualTo(whole.minutes()).isGreaterThan(1);
    assertThat(merged.cells().keySet()).isEqualTo(whole.cells().keySet());
    whole
        .cells()
        .forEach(
            (key, cell) -> {
              Durations.Cell other = java.util.Objects.requireNonNull(merged.cells().get(key));
              assertThat(other.quantile(0.95)).isEqualTo(cell.quantile(0.95));
              assertThat(other.slowest.offset()).isEqualTo(cell.slowest.offset());
            });
    Durations one = new Durations();
    for (long value : micros) {
      Sight sight = new Sight();
      one.add(sight, value);
    }
    Durations.Cell all = one.cells().values().iterator().next();
    List<Long> sorted = micros.stream().sorted().toList();
    for (double share : new double[] {0.01, 0.5, 0.95, 0.999}) {
      double exact = sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1_000.0;
      assertThat(all.quantile(share)).isBetween(exact * 15 / 16 - 0.001, exact * 17 / 16 + 0.001);
    }
  }

  private void app(int second, String level, String message) {
    lines.add(
        APPLICATION.format(START.plusSeconds(second))
            + ",000 "
            + level
            + " [main] shop.Till - "
            + message);
  }

  private void request(int second, double seconds) {
    request(second, seconds, 200);
  }

  private void request(int second, double seconds, int status) {
    lines.add(
        "192.0.2.7 - - ["
            + ACCESS.format(START.plusSeconds(second))
            + " +0000] \"GET /items/"
            + second
            + " HTTP/1.1\" "
            + status
            + " 512 \"-\" \"curl/8.5.0\" "
            + String.format(Locale.ROOT, "%.3f", seconds));
  }

  private List<Event> events() {
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    EvidenceFile file = Logs.file("shop.log", bytes);
    return Logs.engine(ReadingRules.NONE, new Diagnostics(), 2)
        .read(List.of(file), () -> null)
        .events();
  }

  private List<Event> of(EventType type) {
    return events().stream().filter(event -> event.type() == type).toList();
  }

  private Event only(EventType type) {
    List<Event> events = of(type);
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  @Test
  void a_crontab_that_was_replaced_is_told_as_a_change() {
    app(1, "INFO", "(deploy) BEGIN EDIT (deploy)");
    app(49, "INFO", "(deploy) REPLACE (deploy)");
    app(50, "INFO", "(deploy) END EDIT (deploy)");
    app(60, "INFO", "(deploy) RELOAD (crontabs/deploy)");

    Event change = only(EventType.CONFIGURATION);
    assertThat(change.time().at()).isEqualTo(START.plusSeconds(49));
    assertThat(change.summary()).isEqualTo("Crontab of deploy replaced");
  }
}
