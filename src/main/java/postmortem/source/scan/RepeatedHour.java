package postmortem.source.scan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.Basis;
import postmortem.event.EventTime;

/**
 * Tells the two hours of one name apart when clocks are set back, by the order of an export: where
 * local times step back inside that hour, what stands before is of the first and what stands behind
 * of the second. Without such a step nothing is known, and nothing is changed.
 */
final class RepeatedHour {

  private static final Duration JITTER = Duration.ofMinutes(5);
  private static final Duration HOUR = Duration.ofHours(1);

  private RepeatedHour() {}

  /**
   * The same times, those decided by order changed.
   *
   * @param times of an export, the oldest first; in an hour that occurs twice they are the earlier
   *     ones, marked {@link Basis#AMBIGUOUS}
   * @param zone that they were written in
   * @param clockOffset what was added to them
   */
  static List<EventTime> resolved(List<EventTime> times, ZoneId zone, Duration clockOffset) {
    List<EventTime> resolved = new ArrayList<>(times);
    int from = 0;
    while (from < times.size()) {
      ZoneOffsetTransition overlap = overlap(times.get(from), zone, clockOffset);
      int to = from + 1;
      while (overlap != null
          && to < times.size()
          && overlap.equals(overlap(times.get(to), zone, clockOffset))) {
        to++;
      }
      if (overlap != null) {
        resolve(resolved, from, to, overlap.getDuration().abs());
      }
      from = to;
    }
    return resolved;
  }

  private static void resolve(List<EventTime> times, int from, int to, Duration apart) {
    int step = -1;
    for (int i = from + 1; i < to; i++) {
      if (times.get(i).at().isBefore(times.get(i - 1).at().minus(JITTER))) {
        if (step >= 0) {
          // Two steps back say that the order is not that of time.
          return;
        }
        step = i;
      }
    }
    for (int i = from; step >= 0 && i < to; i++) {
      times.set(i, decided(times.get(i), i < step ? Duration.ZERO : apart));
    }
  }

  private static EventTime decided(EventTime time, Duration later) {
    List<Basis> basis = new ArrayList<>(time.basis());
    basis.remove(Basis.AMBIGUOUS);
    basis.add(Basis.ORDER_RESOLVED);
    Duration bound = time.bound().compareTo(HOUR) > 0 ? time.bound().minus(HOUR) : time.bound();
    return new EventTime(time.at().plus(later), time.precision(), basis, bound, time.raw());
  }

  /** The change of clocks whose repeated hour a time is in; null when it is in none. */
  private static @Nullable ZoneOffsetTransition overlap(
      EventTime time, ZoneId zone, Duration clockOffset) {
    if (!time.basis().contains(Basis.AMBIGUOUS) || time.basis().contains(Basis.OFFSET)) {
      return null;
    }
    Instant written = time.at().minus(clockOffset);
    ZoneOffsetTransition transition =
        zone.getRules().getTransition(LocalDateTime.ofInstant(written, zone));
    return transition != null && transition.isOverlap() ? transition : null;
  }
}
