package postmortem.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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
}
