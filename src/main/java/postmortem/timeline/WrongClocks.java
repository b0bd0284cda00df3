package postmortem.timeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.event.Event;
import postmortem.event.clock.ClockSkew;

/** What is known of clocks that run differently and were not corrected. Does not change. */
public final class WrongClocks {

  private final Set<String> wrong = new HashSet<>();
  private final Map<String, Duration> off = new HashMap<>();

  /** What looks like a wrong zone is for a person to state, and an order tells no amount. */
  public WrongClocks(List<ClockSkew> clocks) {
    for (ClockSkew skew : clocks) {
      wrong.add(skew.evidence());
      if (!skew.atLeast() && !skew.looksLikeZone()) {
        off.put(skew.evidence(), skew.ahead().abs());
      }
    }
  }

  /** Whether the clock that an event was stamped with runs differently, by whatever amount. */
  public boolean isWrong(Event event) {
    return wrong.contains(event.citations().get(0).evidence());
  }

  /**
   * By how much the clock is off that an event was stamped with; null when it is not known to be.
   */
  @Nullable Duration off(Event event) {
    return off.get(event.citations().get(0).evidence());
  }
}
