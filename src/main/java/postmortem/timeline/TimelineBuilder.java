package postmortem.timeline;

import java.util.List;
import postmortem.event.Event;
import postmortem.evidence.FileAccount;
import postmortem.incident.Incident;
import postmortem.redact.Redactor;
import postmortem.series.Series;

/** Makes a timeline out of what all readers handed on. */
public final class TimelineBuilder {

  private TimelineBuilder() {}

  /**
   * The timeline; does not depend on the order of its inputs.
   *
   * @param incident its notes become rows
   * @param events all facts
   * @param series their change points become rows
   * @param accounts of all evidence
   */
  public static Timeline build(
      Incident incident,
      List<Event> events,
      List<Series> series,
      List<FileAccount> accounts,
      Redactor redactor) {
    return new Timeline(List.of(), List.of(), List.of());
  }
}
