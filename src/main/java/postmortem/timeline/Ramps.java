package postmortem.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventTime;
import postmortem.series.SeriesEvents;

/** Steady rises of one metric at several instances, or again and again, are one row. */
final class Ramps {

  private static final int MOST_CITED = 6;
  private static final Comparator<Event> TIME =
      Comparator.comparing((Event event) -> event.time().at()).thenComparing(Event::id);

  private Ramps() {}

  /** The same moves with the ramps of each metric and service put together. */
  static List<Event> together(List<Event> moves) {
    Map<String, List<Event>> ramps =
        moves.stream()
            .filter(Ramps::isRamp)
            .sorted(TIME)
            .collect(Collectors.groupingBy(Ramps::key, TreeMap::new, Collectors.toList()));
    if (ramps.isEmpty()) {
      return moves;
    }
    List<Event> all = new ArrayList<>(moves.stream().filter(move -> !isRamp(move)).toList());
    for (List<Event> same : ramps.values()) {
      int from = 0;
      for (int to = 1; to <= same.size(); to++) {
        if (to == same.size() || isLater(same.get(from), same.get(to))) {
          all.add(together(same.get(from), same.subList(from + 1, to)));
          from = to;
        }
      }
    }
    return all;
  }

  private static boolean isRamp(Event move) {
    return move.attributes().getOrDefault(SeriesEvents.SHIFT, "").equals(SeriesEvents.RAMP);
  }

  private static String key(Event ramp) {
    return ramp.source()
        + '\0'
        + ramp.attributes().getOrDefault(Attribute.METRIC, "")
        + '\0'
        + ramp.service();
  }

  private static boolean isLater(Event first, Event next) {
    return Duration.between(first.time().at(), next.time().at())
            .compareTo(Episode.LONGEST_UNNOTICED)
        > 0;
  }

  private static Event together(Event first, List<Event> more) {
    if (more.isEmpty()) {
      return first;
    }
    Event last = more.get(more.size() - 1);
    String again =
        more.size()
            + (more.size() == 1 ? " more rise" : " more rises")
            + " of this metric until "
            + EventTime.inProse(last.time().at());
    Event.Builder row = first.change().summary(first.summary() + "; " + again);
    more.stream().limit(MOST_CITED).forEach(event -> row.cite(event.citations().get(0)));
    return row.build();
  }
}
