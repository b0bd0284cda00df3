package postmortem.log;

import java.util.List;
import postmortem.event.Event;
import postmortem.evidence.FileAccount;
import postmortem.series.Series;

/**
 * What reading some evidence gave.
 *
 * @param events facts, in any order
 * @param series numbers over time; their change points are not events yet
 * @param accounts one for each piece of evidence read
 */
public record Readout(List<Event> events, List<Series> series, List<FileAccount> accounts) {
  public Readout {
    events = List.copyOf(events);
    series = List.copyOf(series);
    accounts = List.copyOf(accounts);
  }

  /** What reading several parts gave, in their order. */
  public static Readout of(List<Readout> parts) {
    return new Readout(
        parts.stream().flatMap(part -> part.events().stream()).toList(),
        parts.stream().flatMap(part -> part.series().stream()).toList(),
        parts.stream().flatMap(part -> part.accounts().stream()).toList());
  }
}
