package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.series.SeriesEvents;
import postmortem.timeline.Episode;
import postmortem.timeline.Signal;

/**
 * That it came back: errors rose again after all of them had been back to normal.
 *
 * @param back with which the last of them went back
 * @param again with which the first of them rose again
 */
public record Relapse(Event back, Event again) {

  /** Two logs do not go back at one moment; what rises sooner has not been away. */
  private static final Duration SHORTEST = Duration.ofMinutes(2);

  /** Errors of one kind from when they rose to when they went back. */
  private record Stretch(Event rise, @Nullable Event end) {
    Instant from() {
      return rise.time().at();
    }
  }

  /**
   * The relapses of an episode, in order.
   *
   * @param events of the whole timeline, in its order
   */
  static List<Relapse> of(Episode episode, List<Event> events) {
    List<Relapse> relapses = new ArrayList<>();
    Event back = null;
    boolean goesOn = false;
    for (Stretch stretch : stretches(episode, events)) {
      if (back != null
          && !goesOn
          && Duration.between(back.time().at(), stretch.from()).compareTo(SHORTEST) > 0) {
        relapses.add(new Relapse(back, stretch.rise()));
      }
      Event end = stretch.end();
      goesOn |= end == null;
      if (end != null && (back == null || end.time().at().isAfter(back.time().at()))) {
        back = end;
      }
    }
    return List.copyOf(relapses);
  }

  private static List<Stretch> stretches(Episode episode, List<Event> events) {
    Set<String> rises = new HashSet<>();
    Set<String> keys = new HashSet<>();
    for (Signal signal : episode.signals()) {
      if (isRise(signal)) {
        rises.add(signal.event().id());
        keys.add(Signal.key(signal.event()));
      }
    }
    List<Stretch> stretches = new ArrayList<>();
    Map<String, Event> open = new HashMap<>();
    for (Event event : events) {
      boolean end = event.type() == EventType.RATE_END || event.type() == EventType.METRIC_RECOVERY;
      if (rises.contains(event.id())) {
        open.putIfAbsent(Signal.key(event), event);
      } else if (end && keys.contains(Signal.key(event))) {
        Event rise = open.remove(Signal.key(event));
        if (rise != null) {
          stretches.add(new Stretch(rise, event));
        }
      }
    }
    open.values().forEach(rise -> stretches.add(new Stretch(rise, null)));
    stretches.sort(
        Comparator.comparing(Stretch::from).thenComparing(stretch -> stretch.rise().id()));
    return stretches;
  }

  /** Whether it measures errors; what comes in bursts comes and goes all the time. */
  private static boolean isRise(Signal signal) {
    Event event = signal.event();
    return signal.type() == Signal.Type.ERROR_METRIC
        || (event.type() == EventType.RATE_ONSET
            && !SeriesEvents.BURST.equals(event.attributes().get(SeriesEvents.TEST)));
  }
}
