package postmortem.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.event.EventType;

class RepeatsTest {

  private static Scene restart(Scene scene, String time, String what) {
    return scene.fact("k8s/events.json", time, EventType.RESTART, "mailer", what, e -> e);
  }

  private static List<Integer> sizes(Scene scene) {
    return Repeats.runs(scene.events()).stream().map(List::size).toList();
  }

  @Test
  void restarts_that_differ_in_a_number_are_the_same_again() {
    Scene scene = new Scene("2026-03-10");
    restart(scene, "09:10:00", "Started again: Started Mailer in 8.9 seconds");
    restart(scene, "09:12:00", "Started again: Started Mailer in 11.2 seconds");
    restart(scene, "09:20:00", "Started again: Started Mailer in 9 seconds");
    assertThat(sizes(scene)).containsExactly(3);
  }

  @Test
  void records_of_one_error_are_the_same_again() {
    Scene scene = new Scene("2026-03-10");
    for (String time : List.of("09:10:00", "09:11:07", "09:12:30")) {
      scene.fact("sentry/events.json", time, EventType.RECORD, "orders", "QueryTimeout", e -> e);
    }
    scene.fact("sentry/events.json", "09:12:31", EventType.RECORD, "orders", "KeyError", e -> e);
    assertThat(sizes(scene)).containsExactly(3, 1);
  }

  @Test
  void sizes_that_a_platform_set_one_after_the_other_are_not_the_same() {
    Scene scene = new Scene("2026-03-10");
    for (String size : List.of("8", "12", "40")) {
      scene.fact(
          "k8s/events.json",
          "09:10:" + (size.length() == 1 ? "0" + size : size),
          EventType.INFRASTRUCTURE,
          "shop",
          "SuccessfulRescale: New size: " + size + "; reason: cpu",
          e -> e.attribute("reason", "SuccessfulRescale"));
    }
    assertThat(sizes(scene)).containsExactly(1, 1, 1);
  }

  @Test
  void restarts_of_other_instances_are_others() {
    Scene scene = new Scene("2026-03-10");
    restart(scene, "09:10:00", "Pod mailer-0: Killing");
    restart(scene, "09:10:30", "Pod mailer-1: Killing");
    restart(scene, "09:11:00", "Pod mailer-2: Killing");
    assertThat(sizes(scene)).containsExactly(1, 1, 1);
  }

  @Test
  void what_comes_back_after_a_while_is_told_again() {
    Scene scene = new Scene("2026-03-10");
    restart(scene, "09:10:00", "Pod mailer-0: Killing");
    restart(scene, "09:40:00", "Pod mailer-0: Killing");
    assertThat(sizes(scene)).containsExactly(1, 1);
  }

  @Test
  void what_people_do_twice_is_two_things() {
    Scene scene =
        new Scene("2026-03-10")
            .change(EventType.DEPLOY, "09:10:00", "mailer", "mailer v2 deployed")
            .change(EventType.DEPLOY, "09:12:00", "mailer", "mailer v2 deployed");
    assertThat(sizes(scene)).containsExactly(1, 1);
  }
}
