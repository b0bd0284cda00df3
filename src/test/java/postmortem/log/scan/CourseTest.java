package postmortem.log.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

final class CourseTest {

  private static Course course(int records, IntToLongFunction second) {
    Course whole = new Course();
    Course piece = new Course();
    for (int i = 0; i < records; i++) {
      piece.add(second.applyAsLong(i), i % 100 + 1L);
      if (i % 100 == 99) {
        whole.append(piece, i - 99L);
        piece = new Course();
      }
    }
    whole.append(piece, records - records % 100);
    return whole;
  }

  @Test
  void two_hosts_of_which_one_is_slow_write_by_turns() {
    Course course = course(1_000, i -> 10_000 + i - (i % 3 == 0 ? 75 : 0));
    assertThat(course.isOfSeveralClocks()).isTrue();
    assertThat(course.farthest()).isBetween(73L, 77L);
  }

  @Test
  void one_clock_a_joined_file_and_requests_that_waited_are_none() {
    assertThat(course(1_000, i -> 10_000 + i).isOfSeveralClocks()).isFalse();
    assertThat(course(1_000, i -> 10_000 + i % 500).isOfSeveralClocks()).isFalse();
    assertThat(
            course(1_000, i -> 10_000 + i - (i > 500 && i % 2 == 0 ? 75 : 0)).isOfSeveralClocks())
        .isFalse();
    assertThat(course(1_000, i -> 90_000 - 90L * i).isOfSeveralClocks()).isFalse();
  }
}
