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
        Duration off = clocks.off(signal.event());
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
    Duration off = clocks.off(onset);
    return off != null
        && Duration.between(onset.time().at(), signal.at()).compareTo(off.plus(Episode.CASCADE))
            <= 0;
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
