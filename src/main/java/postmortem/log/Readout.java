package postmortem.log;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import postmortem.event.Event;
import postmortem.event.clock.Anchors;
import postmortem.evidence.FileAccount;
import postmortem.series.Series;

/**
 * What reading some evidence gave.
 *
 * @param events facts, in any order
 * @param series numbers over time; their change points are not events yet
 * @param accounts one for each piece of evidence read
 * @param anchors by which clocks can be compared, by name of evidence
 */
public record Readout(
    List<Event> events,
    List<Series> series,
    List<FileAccount> accounts,
    SortedMap<String, Anchors> anchors) {
  public Readout {
    events = List.copyOf(events);
    series = List.copyOf(series);
    accounts = List.copyOf(accounts);
    anchors = Collections.unmodifiableSortedMap(new TreeMap<>(anchors));
  }

  /** What was read without looking for anchors. */
  public Readout(List<Event> events, List<Series> series, List<FileAccount> accounts) {
    this(events, series, accounts, Collections.emptySortedMap());
  }

  /** What reading several parts gave, in their order. */
  public static Readout of(List<Readout> parts) {
    SortedMap<String, Anchors> anchors = new TreeMap<>();
    parts.forEach(part -> anchors.putAll(part.anchors()));
    return new Readout(
        parts.stream().flatMap(part -> part.events().stream()).toList(),
        parts.stream().flatMap(part -> part.series().stream()).toList(),
        parts.stream().flatMap(part -> part.accounts().stream()).toList(),
        anchors);
  }
}
