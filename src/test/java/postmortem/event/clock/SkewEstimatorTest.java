package postmortem.event.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SkewEstimatorTest {

  private static final Instant BEGIN = Instant.parse("2026-02-11T13:00:00Z");

  private final SortedMap<String, Anchors> sources = new TreeMap<>();

  /** Both write the same identifiers, the second one at what its clock shows then. */
  private void share(String one, String other, int seed, long ahead) {
    for (int i = 0; i < 40; i++) {
      long hash = (seed * 1000L + i) * 0x9E3779B97F4A7C15L;
      Instant at = BEGIN.plusSeconds(7L * i);
      sources.computeIfAbsent(one, name -> new Anchors()).add(hash, at);
      sources.computeIfAbsent(other, name -> new Anchors()).add(hash, at.plusSeconds(ahead));
    }
  }

  @Test
  void hosts_that_share_identifiers_only_with_the_balancer_are_compared_by_way_of_it() {
    share("balancer.log", "api-1.log", 1, 0);
    share("balancer.log", "api-2.log", 2, -400);

    assertThat(SkewEstimator.of(sources))
        .singleElement()
        .satisfies(
            skew -> {
              assertThat(skew.evidence()).isEqualTo("api-2.log");
              assertThat(skew.against()).isEqualTo("balancer.log");
              assertThat(skew.ahead()).isEqualTo(Duration.ofSeconds(-400));
              assertThat(skew.undecided()).isFalse();
            });
  }

  @Test
  void of_two_nothing_tells_which_one_is_wrong() {
    share("balancer.log", "api-2.log", 2, -400);

    assertThat(SkewEstimator.of(sources))
        .singleElement()
        .satisfies(skew -> assertThat(skew.undecided()).isTrue());
  }

  @Test
  void a_log_in_parts_changes_nothing() {
    share("balancer-1.log", "api-1.log", 1, 0);
    share("balancer-1.log", "api-2.log", 2, 47);
    share("balancer-2.log", "api-1.log", 3, 0);
    share("balancer-2.log", "api-2.log", 4, 47);

    assertThat(SkewEstimator.of(sources))
        .extracting(ClockSkew::evidence)
        .containsExactly("api-2.log");
  }
}
