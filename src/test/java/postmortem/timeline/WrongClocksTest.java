package postmortem.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import postmortem.event.Basis;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Precision;
import postmortem.event.Severity;
import postmortem.event.clock.ClockSkew;

final class WrongClocksTest {

  private static @Nullable Instant begin(Scene scene, Duration ahead) {
    ClockSkew skew =
        new ClockSkew(
            "app/api-2.log", "lb/access.log", ahead, Duration.ofMillis(100), 40, 0, false, false);
    return Episode.of(scene.events(), scene.incident(), scene.accounts(), List.of(skew)).from();
  }

  private static Scene scene(String balancer) {
    return new Scene("2026-02-11")
        .firstSeen("app/api-2.log", "13:41:35", null, 1311, "connect timed out")
        .rate("app/api-2.log", "13:41:35", "14:10:00", null, 1311, "errors per minute of api")
        .firstSeen("lb/access.log", balancer, null, 1311, "GET /v1/bookings 504")
        .rate("lb/access.log", balancer, "14:17:00", null, 1311, "errors per minute");
  }

  @Test
  void a_clock_that_is_known_to_be_slow_does_not_begin_the_impact_where_another_can() {
    Scene scene = scene("13:48:22");
    assertThat(begin(scene, Duration.ofSeconds(-400))).isEqualTo(scene.at("13:48:22"));
  }

  @Test
  void errors_that_the_clock_does_not_explain_begin_it_all_the_same() {
    Scene scene = scene("13:48:22");
    assertThat(begin(scene, Duration.ofSeconds(-20))).isEqualTo(scene.at("13:41:35"));
  }

  @Test
  void what_is_nearly_a_zone_is_for_a_person_to_state() {
    Scene scene = scene("13:48:22");
    assertThat(begin(scene, Duration.ofHours(-1))).isEqualTo(scene.at("13:41:35"));
  }

  private static @Nullable Instant begin(String second, Duration bound) {
    Scene scene = new Scene("2026-02-11");
    Instant at = scene.at("13:41:35");
    EventTime time = new EventTime(at, Precision.SECOND, List.of(Basis.OFFSET), bound, "13:41:35");
    scene
        .fact(
            "app/all.log",
            "13:41:35",
            EventType.FIRST_SEEN,
            null,
            "First seen: upload failed",
            e -> e.severity(Severity.ERROR).count(1311).time(time))
        .firstSeen("lb/access.log", second, null, 1311, "POST /photos 500")
        .rate("lb/access.log", second, "14:17:00", null, 1311, "errors per minute");
    return Episode.of(scene.events(), scene.incident(), scene.accounts(), List.of()).from();
  }

  @Test
  void a_log_that_several_clocks_write_by_turns_does_not_begin_it_where_another_one_can() {
    Scene day = new Scene("2026-02-11");
    assertThat(begin("13:42:48", Duration.ofSeconds(76))).isEqualTo(day.at("13:42:48"));
  }

  @Test
  void a_log_of_one_clock_begins_it_as_does_one_whose_clocks_differ_by_less() {
    Scene day = new Scene("2026-02-11");
    assertThat(begin("13:42:48", Duration.ofSeconds(1))).isEqualTo(day.at("13:41:35"));
    assertThat(begin("13:46:48", Duration.ofSeconds(76))).isEqualTo(day.at("13:41:35"));
  }
}
