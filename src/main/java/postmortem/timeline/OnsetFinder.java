package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.event.Basis;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.timeline.ServiceName.Relation;

/** Finds with which event impact begins, where logs and alerts disagree and clocks are off. */
final class OnsetFinder {

  private static final double LEAST_SHARE = 0.01;
  private static final long LEAST_RECORDS = 3;

  /** A stamp that tells the minute alone is not in doubt. */
  private static final Duration LEAST_DOUBT = Duration.ofSeconds(61);

  private final WrongClocks clocks;

  OnsetFinder(WrongClocks clocks) {
    this.clocks = clocks;
  }

  /** The earliest signal that is more than a few stray records, or an earlier alert. */
  @Nullable Event find(List<Signal> signals, @Nullable AlertGroup primary, @Nullable Signal main) {
    Event onset = null;
    if (main != null) {
      long most = 1;
      for (Signal signal : signals) {
        if (signal.type() == Signal.Type.LOG) {
          most = Math.max(most, signal.event().count());
        }
      }
      long least = Math.min(most, Math.max(LEAST_RECORDS, Math.round(most * LEAST_SHARE)));
      for (Signal signal : signals) {
        boolean stray = signal.type() == Signal.Type.LOG && signal.event().count() < least;
        if (stray) {
          continue;
        }
        boolean assumed = isAssumed(signal.event());
        Duration off = off(signal.event());
        if (onset == null) {
          onset = signal.event();
        } else if (off == null && isExplainedByClock(onset, signal)) {
          onset = signal.event();
        } else if (!assumed
            && isAssumed(onset)
            && Duration.between(onset.time().at(), signal.at()).compareTo(Episode.ZONES) >= 0) {
          // A log in an unknown zone may be off by hours; what states its zone goes before it.
          onset = signal.event();
        }
        if (!assumed && off == null) {
          break;
        }
      }
    }
    if (primary == null) {
      return onset;
    }
    Event alert = primary.starts().get(0);
    if (onset == null) {
      return alert;
    }
    return alert.time().at().isBefore(onset.time().at()) ? alert : onset;
  }

  /** Whether an onset by a clock that is off may be no earlier than a signal by another one. */
  private boolean isExplainedByClock(Event onset, Signal signal) {
    Duration known = clocks.off(onset);
    Duration off = known != null ? known.plus(Episode.CASCADE) : doubt(onset);
    return off != null && Duration.between(onset.time().at(), signal.at()).compareTo(off) <= 0;
  }

  private @Nullable Duration off(Event event) {
    Duration known = clocks.off(event);
    return known != null ? known : doubt(event);
  }

  /** By how much a stamp of a log that is written by several clocks may be too early; or null. */
  private static @Nullable Duration doubt(Event event) {
    Duration bound = event.time().bound();
    boolean ofClocks =
        bound.compareTo(LEAST_DOUBT) >= 0
            && bound.compareTo(Episode.ZONES) < 0
            && !isAssumed(event);
    return ofClocks ? bound.plus(Episode.CLOCKS) : null;
  }

  private static boolean isAssumed(Event event) {
    return event.time().basis().contains(Basis.ZONE_ASSUMED);
  }

  /** A grave alert of the same service shortly before the first error that the evidence holds. */
  static @Nullable Event orEarlierAlert(
      @Nullable Event onset, List<AlertGroup> groups, Set<String> services) {
    if (onset == null) {
      return null;
    }
    Event earliest = onset;
    Instant first = onset.time().at();
    for (AlertGroup group : groups) {
      Event start = group.starts().get(0);
      Instant at = start.time().at();
      boolean grave = group.has(EventType.PAGED) || start.severity().isError();
      boolean same =
          ServiceName.closest(start.service(), services) == Relation.SAME && group.noise() == null;
      if (grave
          && same
          && at.isBefore(earliest.time().at())
          && !at.isBefore(first.minus(Episode.CHAIN))
          && !group.endedBefore(first)) {
        earliest = start;
      }
    }
    return earliest;
  }
}
