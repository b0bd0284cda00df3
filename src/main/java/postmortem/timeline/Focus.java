package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import postmortem.event.Event;
import postmortem.event.Kind;
import postmortem.evidence.FileAccount;

/**
 * The time that whoever exported the evidence looked at: that of its logs, traces and
 * conversations, which are exported for an incident. Metrics and alerts are taken by the day or the
 * week, and hold what has nothing to do with it.
 */
final class Focus {

  /** What lies elsewhere is not ruled out: a log of one step of a release was taken as well. */
  static final double LEAST = 0.25;

  /** First to last moment of each stretch; no two touch. */
  private final NavigableMap<Instant, Instant> stretches = new TreeMap<>();

  private Focus() {}

  /**
   * That of some evidence.
   *
   * @param accounts of all evidence, in any order
   */
  static Focus of(List<Event> events, List<FileAccount> accounts) {
    Set<String> close = new HashSet<>();
    for (Event event : events) {
      if (event.kind() == Kind.CHAT || event.kind() == Kind.TRACE) {
        close.add(event.citations().get(0).evidence());
      }
    }
    Focus focus = new Focus();
    for (FileAccount account : accounts) {
      Instant first = account.first();
      Instant last = account.last();
      if (first != null && last != null && (account.log() || close.contains(account.evidence()))) {
        focus.add(first, last);
      }
    }
    return focus;
  }

  private void add(Instant first, Instant last) {
    Instant begin = first;
    Instant end = last;
    Map.Entry<Instant, Instant> met = stretches.floorEntry(end);
    while (met != null && !met.getValue().isBefore(begin)) {
      stretches.remove(met.getKey());
      begin = met.getKey().isBefore(begin) ? met.getKey() : begin;
      end = met.getValue().isAfter(end) ? met.getValue() : end;
      met = stretches.floorEntry(end);
    }
    stretches.put(begin, end);
  }

  /**
   * How much something of that time counts: 1 where it is looked at, or nothing is known of that;
   * the less the farther it lies apart, as {@link AlertFit#nearness} says, but a quarter at least.
   */
  double share(Instant at) {
    Duration nearest = nearest(at);
    // What one sees first may be the end of it: a log that begins with a restart.
    if (nearest == null || nearest.compareTo(Episode.CHAIN) <= 0) {
      return 1;
    }
    return Math.max(LEAST, AlertFit.nearness(nearest.minus(Episode.CHAIN)));
  }

  /** How far the nearest stretch is; null when there is none. */
  private @Nullable Duration nearest(Instant at) {
    Map.Entry<Instant, Instant> before = stretches.floorEntry(at);
    Instant next = stretches.higherKey(at);
    Duration toNext = next == null ? null : Duration.between(at, next);
    if (before == null) {
      return toNext;
    }
    Duration since =
        before.getValue().isBefore(at) ? Duration.between(before.getValue(), at) : Duration.ZERO;
    return toNext == null || since.compareTo(toNext) < 0 ? since : toNext;
  }
}
