package postmortem.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import postmortem.event.Event;
import postmortem.event.clock.ClockSkew;
import postmortem.evidence.FileAccount;
import postmortem.incident.Incident;
import postmortem.redact.Redactor;
import postmortem.series.Series;
import postmortem.series.SeriesEvents;

/** Makes a timeline out of what all readers handed on. */
public final class TimelineBuilder {

  /** The order of rows: instant, place in the stream, id. */
  static final Comparator<Event> ORDER =
      Comparator.comparing((Event event) -> event.time().at())
          .thenComparing(Event::position)
          .thenComparing(Event::id);

  private TimelineBuilder() {}

  /**
   * The timeline; does not depend on the order of its inputs.
   *
   * @param incident its notes become rows
   * @param events all facts
   * @param series their change points become rows
   * @param accounts of all evidence
   * @throws IllegalStateException if the accounts and the events disagree, which is a bug of ours
   */
  public static Timeline build(
      Incident incident,
      List<Event> events,
      List<Series> series,
      List<FileAccount> accounts,
      Redactor redactor) {
    return build(incident, events, series, moves(series.stream()), accounts, List.of(), redactor);
  }

  /** The change points of series, as rows of a timeline. */
  public static List<Event> moves(Stream<Series> series) {
    return series.map(SeriesEvents::of).flatMap(List::stream).toList();
  }

  /**
   * The same for a caller that had the time to find the {@link #moves} of the series before.
   *
   * @param clocks that run differently: what they say does not begin the impact where another can
   */
  public static Timeline build(
      Incident incident,
      List<Event> events,
      List<Series> series,
      List<Event> moves,
      List<FileAccount> accounts,
      List<ClockSkew> clocks,
      Redactor redactor) {
    List<Event> all = new ArrayList<>(events);
    all.addAll(Ramps.together(moves));
    all.addAll(StatedNotes.of(incident, redactor));
    List<Event> placed = new ArrayList<>(Duplicates.merge(all));
    placed.sort(ORDER);
    Episode episode = Episode.of(placed, incident, accounts, clocks);
    return new Timeline(
        new Significance(episode, placed).place(placed),
        episode,
        RowLedger.manifest(accounts, events, placed),
        Coverage.gaps(episode, placed, series, accounts));
  }
}
