package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
  private static final double LEAST = 0.25;

  private record Stretch(Instant first, Instant last) {}

  private final List<Stretch> stretches;

  private Focus(List<Stretch> stretches) {
    this.stretches = List.copyOf(stretches);
  }

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
    List<Stretch> stretches = new ArrayList<>();
    for (FileAccount account : accounts) {
      Instant first = account.first();
      Instant last = account.last();
      if (first != null && last != null && (account.log() || close.contains(account.evidence()))) {
        stretches.add(new Stretch(first, last));
      }
    }
    return new Focus(stretches);
  }

  /**
   * How much something of that time counts: 1 where it is looked at, or nothing is known of that;
   * the less the farther it lies apart, as {@link AlertFit#nearness} says, but a quarter at least.
   */
  double share(Instant at) {
    Duration nearest = null;
    for (Stretch stretch : stretches) {
      Duration apart = apart(stretch, at);
      if (nearest == null || apart.compareTo(nearest) < 0) {
        nearest = apart;
      }
    }
    // What one sees first may be the end of it: a log that begins with a restart.
    if (nearest == null || nearest.compareTo(Episode.CHAIN) <= 0) {
      return 1;
    }
    return Math.max(LEAST, AlertFit.nearness(nearest.minus(Episode.CHAIN)));
  }

  private static Duration apart(Stretch stretch, Instant at) {
    if (at.isBefore(stretch.first())) {
      return Duration.between(at, stretch.first());
    }
    return at.isAfter(stretch.last()) ? Duration.between(stretch.last(), at) : Duration.ZERO;
  }
}
