package postmortem.event.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class AnchorsTest {

  private record Sight(long hash, long second, int nano) {}

  private static List<Sight> sights(Random random, int ids, int count) {
    long[] hashes = random.longs(ids).toArray();
    List<Sight> sights = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sights.add(
          new Sight(
              hashes[random.nextInt(ids)],
              1_700_000_000L + random.nextInt(10_000),
              random.nextInt(1_000_000_000)));
    }
    return sights;
  }

  private static Anchors of(List<Sight> sights) {
    Anchors anchors = new Anchors();
    for (Sight sight : sights) {
      if (anchors.takes(sight.hash())) {
        anchors.add(sight.hash(), sight.second(), sight.nano());
      }
    }
    return anchors;
  }

  @RepeatedTest(8)
  void parts_merge_in_any_order_to_what_the_whole_keeps(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Sight> all = sights(random, 1 + random.nextInt(6000), 20_000);
    Map<Long, Long> whole = of(all).kept();

    List<Anchors> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); ) {
      int to = Math.min(all.size(), from + 1 + random.nextInt(5000));
      parts.add(of(all.subList(from, to)));
      from = to;
    }
    Collections.shuffle(parts, random);
    Anchors merged = new Anchors();
    parts.forEach(merged::merge);

    assertThat(merged.kept()).isEqualTo(whole);
    assertThat(whole).hasSizeLessThanOrEqualTo(Anchors.MOST);
  }

  @Test
  void the_first_time_counts() {
    Anchors anchors = new Anchors();
    anchors.add(7, 20, 5);
    anchors.add(7, 10, 9);
    anchors.add(7, 30, 0);
    assertThat(anchors.kept()).containsExactly(Map.entry(7L, 10_000_000_009L));
  }

  @Test
  void of_many_the_same_are_kept_wherever_they_are_written() {
    Random random = new Random(3);
    List<Sight> some = sights(random, 50_000, 200_000);
    List<Sight> later = new ArrayList<>();
    some.forEach(s -> later.add(new Sight(s.hash(), s.second() + 47, s.nano())));
    Collections.shuffle(later, random);

    assertThat(of(later).kept().keySet()).isEqualTo(of(some).kept().keySet());
  }

  @Test
  void stamps_of_another_age_are_no_anchors() {
    Anchors anchors = new Anchors();
    anchors.add(1, 78_223_430_910L, 0);
    anchors.add(2, -78_223_430_910L, 0);
    assertThat(anchors.isEmpty()).isTrue();
  }
}
