package postmortem.document.render;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postmortem.document.render.ReportView.FactView;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Severity;
import postmortem.timeline.AlertGroup;
import postmortem.timeline.IncidentTalk;
import postmortem.timeline.PlacedEvent;
import postmortem.timeline.Signal;
import postmortem.timeline.Window;

/**
 * What the evidence holds of another incident: a rise of errors outside of the time that is shown,
 * with an alert to it, or a message in a channel that was opened for an incident. Neither says by
 * itself that users noticed, both together mostly do.
 */
final class Elsewhere {

  private static final int MOST = 4;

  /** An alert comes so soon after the errors it is about, or before a slow log shows them. */
  private static final Duration SOON = Duration.ofMinutes(30);

  private static final Duration BEFORE = Duration.ofMinutes(5);

  private Elsewhere() {}

  /**
   * One statement for each, in order of time, without a full stop.
   *
   * @param placed the whole timeline
   * @param window that is shown
   */
  static List<FactView> facts(
      List<PlacedEvent> placed, Window window, Citations citations, People people) {
    List<Event> events = placed.stream().map(PlacedEvent::event).toList();
    List<Event> alerts =
        AlertGroup.among(events).stream()
            .filter(group -> group.noise() == null)
            .map(group -> group.starts().get(0))
            .filter(start -> start.severity().compareTo(Severity.WARNING) >= 0)
            .filter(start -> !window.shows(Kind.ALERT, start.time().at()))
            .toList();
    List<Event> messages =
        events.stream()
            .filter(IncidentTalk::isIn)
            .filter(message -> !window.shows(Kind.CHAT, message.time().at()))
            .toList();
    List<FactView> facts = new ArrayList<>();
    Instant told = null;
    for (Signal signal : Signal.among(events)) {
      Event rise = signal.event();
      boolean measured =
          rise.type() == EventType.RATE_ONSET || signal.type() == Signal.Type.ERROR_METRIC;
      boolean again = told != null && !signal.at().isAfter(told);
      if (!measured || again || window.shows(rise.kind(), signal.at()) || facts.size() == MOST) {
        continue;
      }
      Optional<Event> alert =
          Stream.concat(alerts.stream(), messages.stream())
              .filter(start -> follows(start.time().at(), signal.at()))
              .findFirst();
      if (alert.isPresent()) {
        Instant end = signal.end();
        told = end == null ? signal.at().plus(SOON) : end;
        facts.add(new FactView(people.unnamed(text(rise, alert.get())), citations.link(rise)));
      }
    }
    return facts;
  }

  private static boolean follows(Instant alert, Instant rise) {
    return !alert.isBefore(rise.minus(BEFORE)) && !alert.isAfter(rise.plus(SOON));
  }

  private static String text(Event rise, Event alert) {
    return Words.time(rise.time().at(), rise.time().precision())
        + " UTC: "
        + rise.summary()
        + (TimelineRows.doubt(rise).isEmpty() ? "" : " (" + TimelineRows.doubt(rise) + ")")
        + (alert.kind() == Kind.CHAT ? "; the message at " : "; the alert at ")
        + Words.time(alert.time().at(), alert.time().precision())
        + ": "
        + alert.summary();
  }
}
