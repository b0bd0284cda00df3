package postmortem.timeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.event.Event;
import postmortem.event.clock.ClockSkew;

/** What is known of clocks that run differently and were not corrected. */
final class WrongClocks {

  private final Map<String, Duration> off = new HashMap<>();

  /** What looks like a wrong zone is for a person to state, and an order tells no amount. */
  WrongClocks(List<ClockSkew> clocks) {
    for (ClockSkew skew : clocks) {
      if (!skew.atLeast() && !skew.looksLikeZone()) {
        off.put(skew.evidence(), skew.ahead().abs());
      }
    }
  }

  /**
   * By how much the clock is off that an event was stamped with; null when it is not known to be.
   */
  @Nullable Duration off(Event event) {
    return off.get(event.citations().get(0).evidence());
  }
}
