package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.event.EventType;
import postmortem.timeline.ServiceName.Relation;

/** Which signals hang together: what went wrong soon after each other, or in one service. */
final class SignalCluster {

  /** Fewer records before a rise are stray ones. */
  private static final long LEAST_BEFORE = 3;

  /** Errors that pause longer on average than this come now and then. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private SignalCluster() {}

  /**
   * Those that hang together with the main one, in order of time.
   *
   * @param primary the alert it is about; null when none fits
   * @param services that fail
   */
  static List<Signal> around(
      Signal main, List<Signal> all, @Nullable AlertGroup primary, Set<String> services) {
    List<Signal> cluster = new ArrayList<>();
    // Each signal is there once; comparing them by their events would cost much.
    Set<Signal> inside = Collections.newSetFromMap(new IdentityHashMap<>());
    cluster.add(main);
    inside.add(main);
    Instant reach = main.at();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Signal signal : all) {
        if (!inside.contains(signal) && belongs(signal, cluster, all, services, reach)) {
          cluster.add(signal);
          inside.add(signal);
          grown = true;
        }
      }
    }
    // What begins while it goes on, in the same service, is a part of it as well.
    Instant begin =
        cluster.stream().map(Signal::at).min(Comparator.naturalOrder()).orElse(main.at());
    Instant last = primary == null ? null : primary.lastAt();
    for (Signal signal : all) {
      if (!inside.contains(signal)
          && last != null
          && !signal.at().isBefore(begin)
          && signal.at().isBefore(last)
          && related(signal, services)) {
        cluster.add(signal);
      }
    }
    cluster.sort(Signal.ORDER);
    return cluster;
  }

  private static boolean related(Signal signal, Set<String> services) {
    Relation relation = ServiceName.closest(signal.event().service(), services);
    return relation == Relation.SAME || relation == Relation.PART || relation == Relation.UNKNOWN;
  }

  private static boolean belongs(
      Signal signal, List<Signal> cluster, List<Signal> all, Set<String> services, Instant reach) {
    if (Duration.between(signal.at(), reach).compareTo(Episode.LONGEST_UNNOTICED) > 0) {
      return false;
    }
    boolean related = related(signal, services);
    for (Signal member : cluster) {
      Duration apart = apart(signal.at(), member.at());
      // Errors that come and go are the same ones, however long they pause.
      if (apart.compareTo(Episode.LONGEST_UNNOTICED) <= 0 && signal.comesAndGoesWith(member)) {
        return true;
      }
      if (related) {
        boolean follows = apart.compareTo(Episode.CHAIN) <= 0;
        // A rate that stays up until the next signal bridges a longer time; first sights do not.
        boolean bridges =
            signal.at().isBefore(member.at())
                && signal.event().type() != EventType.FIRST_SEEN
                && signal.lasts(member.at().minus(Episode.CHAIN));
        if ((follows || bridges) && signal.lasts(member.at().minus(Episode.CHAIN))) {
          return true;
        }
        if (isTrickleOf(signal, member, all)) {
          return true;
        }
      } else if (apart.compareTo(Episode.CASCADE) <= 0) {
        return true;
      } else if (apart.compareTo(Episode.CHAIN) <= 0
          && services.stream().anyMatch(s -> ServiceName.named(s, signal.event().summary()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether an error was new when it was first seen, and came again and again until there were so
   * many that their rate rose: so begins what reaches more and more users. That it did is known by
   * how many of its records lie before the rise.
   */
  private static boolean isTrickleOf(Signal first, Signal rise, List<Signal> all) {
    boolean same =
        first.event().type() == EventType.FIRST_SEEN
            && rise.event().type() == EventType.RATE_ONSET
            && first.at().isBefore(rise.at())
            && Signal.log(first.event()).equals(Signal.log(rise.event()));
    Instant last = first.end();
    Instant over = rise.end();
    if (!same || last == null || over == null || last.isAfter(over.plus(Episode.CASCADE))) {
      return false;
    }
    long before = first.event().count() - rise.event().count();
    return before >= LEAST_BEFORE
        && before < rise.event().count()
        // What rose once before is another story.
        && all.stream().noneMatch(other -> isRiseBetween(other, first, rise))
        && Duration.between(first.at(), rise.at()).dividedBy(before).compareTo(LONGEST_PAUSE) <= 0;
  }

  private static boolean isRiseBetween(Signal other, Signal first, Signal rise) {
    return other.event().type() == EventType.RATE_ONSET
        && !other.at().isBefore(first.at())
        && other.at().isBefore(rise.at())
        && Signal.log(other.event()).equals(Signal.log(rise.event()));
  }

  /** How far apart two instants are; {@link Duration#abs} takes much longer. */
  private static Duration apart(Instant one, Instant other) {
    return one.isBefore(other) ? Duration.between(one, other) : Duration.between(other, one);
  }
}
