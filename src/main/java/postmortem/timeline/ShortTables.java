package postmortem.timeline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Severity;

/**
 * The exports of an unknown kind that people may have written by hand: a few rows, none of which
 * says how bad it is, as no machine's list does. Somebody chose each of their rows.
 */
final class ShortTables {

  /** Nobody writes more by hand in one incident. */
  private static final int MOST_ROWS = 60;

  private ShortTables() {}

  /** Their evidence. */
  static Set<String> among(Iterable<Event> events) {
    Map<String, Integer> rows = new HashMap<>();
    Set<String> graded = new HashSet<>();
    for (Event event : events) {
      if (event.type() == EventType.ENTRY) {
        String evidence = evidence(event);
        rows.merge(evidence, 1, Integer::sum);
        if (event.severity() != Severity.UNKNOWN) {
          graded.add(evidence);
        }
      }
    }
    rows.values().removeIf(count -> count > MOST_ROWS);
    rows.keySet().removeAll(graded);
    return Set.copyOf(rows.keySet());
  }

  /** Where a row stands. */
  static String evidence(Event event) {
    return event.citations().get(0).evidence();
  }
}
