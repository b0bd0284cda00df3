package postmortem.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.event.Basis;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Place;
import postmortem.event.Precision;
import postmortem.event.Severity;

final class SeriesEventsTest {

  private static final Instant START = Instant.parse("2024-06-03T09:00:00Z");
  private static final int STEP = 15;

  @Test
  void tells_levels_before_and_after_at_the_first_sample_of_the_new_level() {
    Random noise = new Random(1);
    List<Event> events =
        gauge(
            "shop:error_ratio",
            "",
            240,
            i -> level(i, 120, 160, 0.001, 0.08) * (1 + 0.1 * noise.nextGaussian()));

    assertThat(events).hasSize(2);
    Event onset = events.get(0);
    assertThat(onset.type()).isEqualTo(EventType.METRIC_SHIFT);
    assertThat(onset.severity()).isEqualTo(Severity.ERROR);
    assertThat(onset.time().at()).isEqualTo(at(120));
    assertThat(onset.until()).isEqualTo(at(160));
    assertThat(onset.summary()).startsWith("Error rate rose: 0.1 % → 8");
    assertThat(onset.citations())
        .extracting(c -> c.place().toString())
        .containsExactly("#/120", "#/119");
    Event recovery = events.get(1);
    assertThat(recovery.type()).isEqualTo(EventType.METRIC_RECOVERY);
    assertThat(recovery.severity()).isEqualTo(Severity.INFO);
    assertThat(recovery.time().at()).isEqualTo(at(160));
    assertThat(recovery.attributes()).containsEntry("metric", "shop:error_ratio");
  }

  @Test
  void memory_that_is_never_given_back_is_told_where_it_ends_and_what_it_falls_to() {
    Random noise = new Random(3);
    List<Event> events =
        gauge(
            "process_resident_memory_bytes",
            "",
            300,
            i -> (i % 120) * 10e6 + 400e6 + 5e6 * noise.nextGaussian());

    assertThat(events).hasSize(3);
    Event first = events.get(0);
    assertThat(first.type()).isEqualTo(EventType.METRIC_SHIFT);
    assertThat(first.severity()).isEqualTo(Severity.WARNING);
    assertThat(first.time().at()).isEqualTo(at(119));
    assertThat(first.summary())
        .startsWith("Process resident memory bytes had grown steadily for 29 min: ")
        .contains(", and fell to 3");
    assertThat(first.attributes()).containsEntry("shift", "ramp");
    assertThat(events.get(1).time().at()).isEqualTo(at(239));
    assertThat(events.get(2).time().at()).isEqualTo(at(299));
    assertThat(events.get(2).summary()).doesNotContain("and fell");
  }

  @Test
  void a_disk_that_is_full_is_told_from_when_it_was_not_from_when_somebody_made_room() {
    List<Event> events =
        gauge(
            "node_filesystem_used_percent",
            "",
            300,
            i -> i < 250 ? Math.min(100, 62 + i * 0.19) : 41 + 0.1 * (i % 3));

    assertThat(events).hasSize(1);
    Event full = events.get(0);
    assertThat(full.time().at()).isBetween(at(196), at(202));
    assertThat(full.until()).isEqualTo(at(250));
    assertThat(full.summary())
        .startsWith("Node filesystem used percent had grown steadily for ")
        .contains(": 63 % \u2192 100 %", ", and fell to 41 %");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void a_heap_that_is_collected_all_the_time_grows_nowhere(long seed) {
    Random noise = new Random(seed);
    assertThat(
            gauge(
                "jvm_memory_used_bytes",
                "",
                400,
                i -> 400e6 + (i % 9) * 80e6 + 20e6 * noise.nextGaussian()))
        .isEmpty();
  }

  @Test
  void a_step_of_memory_is_a_step() {
    Random noise = new Random(2);
    List<Event> events =
        gauge(
            "process_resident_memory_bytes",
            "",
            240,
            i -> level(i, 120, 160, 400e6, 900e6) + 5e6 * noise.nextGaussian());
    assertThat(events).extracting(e -> e.attributes().get("shift")).doesNotContain("ramp");
    assertThat(events).isNotEmpty();
  }

  @Test
  void a_mixed_sample_begins_the_shift_but_does_not_begin_the_recovery() {
    List<Event> events =
        gauge(
            "shop:error_ratio",
            "",
            200,
            i -> i == 100 ? 0.004 : i == 140 ? 0.02 : level(i, 100, 141, 0, 0.06));

    assertThat(events).extracting(e -> e.time().at()).containsExactly(at(100), at(141));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http_request_duration_seconds:p95 | ''      | 0.15  | 2.5  | p95 latency rose: 150 ms → 2,500 ms, × 17
          request_latency_p99               | ms      | 40    | 90   | p99 latency rose: 40 ms → 90 ms, × 2.2
          CPUUtilization                    | Percent | 45    | 95   | CPU rose: 45 % → 95 %, × 2.1
          checkout_success_ratio            | ''      | 0.999 | 0.92 | Availability fell: 99.9 % → 92 % (
          jvm_memory_used_bytes             | ''      | 2e9   | 4e9  | Jvm memory used bytes rose: 1.9 GiB → 3.7 GiB, × 2
          requests                          | req/s   | 12000 | 2000 | Requests fell: 12,000 req/s → 2,000 req/s, ÷ 6
          up                                | ''      | 1     | 0    | Healthy fell: 1 → 0
          """)
  void writes_values_in_units_for_readers(
      String name, String unit, double before, double after, String summary) {
    List<Event> events = gauge(name, unit, 120, i -> i < 90 ? before : after);

    assertThat(events).singleElement().extracting(Event::summary).asString().startsWith(summary);
  }

  @Test
  void says_when_it_gets_worse_and_when_it_eases() {
    List<Event> events =
        gauge(
            "shop:error_ratio",
            "",
            300,
            i -> i < 100 ? 0 : i < 130 ? 0.05 : i < 180 ? 0.3 : i < 220 ? 0.08 : 0);

    assertThat(events)
        .extracting(e -> e.attributes().get("shift"))
        .containsExactly("onset", "worsening", "easing", "recovery");
    assertThat(events)
        .extracting(e -> e.time().at())
        .containsExactly(at(100), at(130), at(180), at(220));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noise",
        "constant",
        "zero",
        "spike",
        "drift",
        "walk",
        "flapping",
        "small step",
        "rare errors"
      })
  void makes_nothing_of_what_is_no_incident(String shape) {
    int silent = 0;
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      int n = 60 + random.nextInt(300);
      double[] walk = {500};
      List<Event> events =
          gauge(
              "some_metric",
              "",
              n,
              i ->
                  switch (shape) {
                    case "noise" -> 100 + 10 * random.nextGaussian();
                    case "constant" -> 7;
                    case "zero" -> 0;
                    case "spike" -> i == n / 2 ? 100_000 : 100 + random.nextGaussian();
                    case "drift" -> 100 + 2.0 * i + random.nextGaussian();
                    case "walk" -> walk[0] += random.nextGaussian();
                    case "flapping" -> i % 20 < 4 ? 50 : 10;
                    case "small step" -> (i < n / 2 ? 100 : 115) + random.nextGaussian();
                    default -> random.nextInt(40) == 0 ? 0.001 : 0;
                  });
      silent += events.isEmpty() ? 1 : 0;
    }
    assertThat(silent).isGreaterThanOrEqualTo(48);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 7})
  void says_nothing_about_a_handful_of_samples(int n) {
    assertThat(gauge("shop:error_ratio", "", n, i -> i < n / 2 ? 0 : 0.9)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 8, 30})
  void finds_the_exact_bounds_of_short_incidents(int length) {
    int exact = 0;
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<Event> events =
          gauge(
              "shop:error_ratio",
              "",
              120,
              i ->
                  Math.max(
                      0,
                      level(i, 60, 60 + length, 0.001, 0.08) * (1 + 0.2 * random.nextGaussian())));
      exact +=
          events.stream().map(e -> e.time().at()).toList().equals(List.of(at(60), at(60 + length)))
              ? 1
              : 0;
    }
    assertThat(exact).isGreaterThanOrEqualTo(44);
  }

  @Test
  void counts_shift_only_when_there_is_enough_to_count() {
    Random random = new Random(3);
    IntToDoubleFunction few = i -> random.nextInt(30) == 0 ? 1 : 0;
    assertThat(series("errors", Series.Type.COUNT, "", 200, few)).isEmpty();
    assertThat(
            series("errors", Series.Type.COUNT, "", 200, i -> i < 120 ? few.applyAsDouble(i) : 25))
        .singleElement()
        .satisfies(e -> assertThat(e.time().at()).isEqualTo(at(120)));
  }

  @Test
  void a_long_series_is_cut_exactly_too() {
    List<Event> events = gauge("shop:error_ratio", "", 20_000, i -> level(i, 9_001, 9_777, 0, 0.3));

    assertThat(events).extracting(e -> e.time().at()).containsExactly(at(9_001), at(9_777));
  }

  @Test
  void the_id_does_not_depend_on_what_else_is_known() {
    List<Event> little = gauge("m_ratio", "", 100, i -> i < 80 ? 0 : 0.5);
    List<Event> more = gauge("m_ratio", "", 140, i -> level(i, 80, 120, 0, 0.7));

    assertThat(more.get(0).id()).isEqualTo(little.get(0).id());
  }

  private static double level(int i, int from, int to, double normal, double away) {
    return i < from || i >= to ? normal : away;
  }

  private static Instant at(int index) {
    return START.plusSeconds((long) STEP * index);
  }

  private static List<Event> gauge(String name, String unit, int n, IntToDoubleFunction value) {
    return series(name, Series.Type.GAUGE, unit, n, value);
  }

  private static List<Event> series(
      String name, Series.Type type, String unit, int n, IntToDoubleFunction value) {
    List<Series.Point> points = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      EventTime time =
          new EventTime(
              at(i), Precision.SECOND, List.of(Basis.EPOCH), Duration.ofSeconds(1), "" + i);
      Citation citation = new Citation("m.json", new Place.Pointer("/" + i), "", "0".repeat(64));
      points.add(new Series.Point(time, value.applyAsDouble(i), citation));
    }
    return SeriesEvents.of(
        new Series(
            name, type, unit, "shop", "prometheus", new TreeMap<>(), points, List.of(Basis.EPOCH)));
  }

  @Test
  void growth_begins_where_the_level_stretch_before_it_ends() {
    Random noise = new Random(5);
    List<Event> events =
        gauge(
            "jvm_memory_used_bytes",
            "",
            600,
            i -> 700e6 + Math.max(0, i - 100) * 8e6 + 60e6 * noise.nextDouble());

    assertThat(events).hasSize(1);
    Instant began = Instant.parse(events.get(0).attributes().getOrDefault("started", ""));
    assertThat(began).isBetween(at(96), at(104));
  }

  @Test
  void a_ratio_is_a_share_only_where_its_values_are() {
    assertThat(gauge("cache_hit_ratio", "ratio", 240, i -> level(i, 120, 160, 97.1, 3.2)))
        .extracting(Event::summary)
        .allMatch(text -> text.contains("97") && !text.contains("%") && !text.contains(" ratio)"));
    assertThat(gauge("cache_hit_ratio", "ratio", 240, i -> level(i, 120, 160, 0.971, 0.032)))
        .extracting(Event::summary)
        .anyMatch(text -> text.contains("97 %") || text.contains("97.1 %"));
    // More than was asked for, and still a share of it.
    assertThat(gauge("cpu_limit_ratio", "ratio", 240, i -> level(i, 120, 160, 0.4, 1.4)))
        .extracting(Event::summary)
        .anyMatch(text -> text.contains("140 %"));
  }
}
