package postmortem.document.render;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import postmortem.analysis.Analysis;
import postmortem.analysis.Reached;
import postmortem.document.render.ReportView.FactView;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Severity;
import postmortem.incident.Milestone;
import postmortem.timeline.AlertGroup;
import postmortem.timeline.IncidentTalk;
import postmortem.timeline.PlacedEvent;
import postmortem.timeline.QuietTimes;
import postmortem.timeline.Signal;
import postmortem.timeline.Window;

/**
 * What the evidence holds of another incident: a rise of errors outside of the time that is shown,
 * with an alert to it, or a message in a channel that was opened for an incident. Neither says by
 * itself that users noticed, both together mostly do. Where alerts to it were kept quiet, that is
 * said as well: it was expected, and no alert could come.
 *
 * <p>Where nothing says which time people noticed, the time that is shown was only the likeliest:
 * then every other rise is told, and where nothing but alerts tells of anything, every other alert
 * that is as grave.
 */
final class Elsewhere {

  private static final int MOST = 4;

  /** An alert comes so soon after the errors it is about, or before a slow log shows them. */
  private static final Duration SOON = Duration.ofMinutes(30);

  private static final Duration BEFORE = Duration.ofMinutes(5);

  private Elsewhere() {}

  /**
   * What is said, in order of time, without full stops.
   *
   * @param alerted to which an alert or a message came
   * @param expected to which none came, since alerts were kept quiet
   * @param asLikely what may be the incident as well as what is shown
   */
  record Facts(List<FactView> alerted, List<FactView> expected, List<FactView> asLikely) {
    Facts {
      alerted = List.copyOf(alerted);
      expected = List.copyOf(expected);
      asLikely = List.copyOf(asLikely);
    }
  }

  /**
   * One statement for each rise of errors, or alert.
   *
   * @param placed the whole timeline
   * @param shown the ids of its rows in the document
   */
  static Facts facts(
      List<PlacedEvent> placed,
      Set<String> shown,
      Analysis analysis,
      Citations citations,
      People people) {
    Window window = analysis.window();
    List<Event> events = placed.stream().map(PlacedEvent::event).toList();
    List<Event> starts =
        AlertGroup.among(events).stream()
            .filter(group -> group.noise() == null)
            .map(group -> group.starts().get(0))
            .filter(start -> start.severity().compareTo(Severity.WARNING) >= 0)
            .toList();
    List<Event> alerts =
        starts.stream().filter(start -> !window.shows(Kind.ALERT, start.time().at())).toList();
    List<Event> messages =
        events.stream()
            .filter(IncidentTalk::isIn)
            .filter(message -> !window.shows(Kind.CHAT, message.time().at()))
            .toList();
    boolean guessed = isGuessed(analysis);
    QuietTimes quietTimes = QuietTimes.among(events);
    List<FactView> alerted = new ArrayList<>();
    List<FactView> expected = new ArrayList<>();
    List<FactView> asLikely = new ArrayList<>();
    Instant told = null;
    for (Signal signal : Signal.among(events)) {
      Event rise = signal.event();
      boolean measured =
          rise.type() == EventType.RATE_ONSET || signal.type() == Signal.Type.ERROR_METRIC;
      boolean again = told != null && !signal.at().isAfter(told);
      if (!measured
          || again
          || window.shows(rise.kind(), signal.at())
          || alerted.size() + expected.size() + asLikely.size() == MOST) {
        continue;
      }
      Optional<Event> alert =
          Stream.concat(alerts.stream(), messages.stream())
              .filter(start -> follows(start.time().at(), signal.at()))
              .findFirst();
      Optional<Event> quiet = quietTimes.at(rise, alert.orElse(null));
      if (alert.isPresent() || quiet.isPresent() || guessed) {
        Instant end = signal.end();
        told = end == null ? signal.at().plus(SOON) : end;
        List<FactView> facts =
            alert.isPresent() ? alerted : quiet.isPresent() ? expected : asLikely;
        facts.add(
            fact(
                rise,
                alert.map(Elsewhere::alertText).orElse("")
                    + quiet.map(Elsewhere::quietText).orElse(""),
                citations,
                people));
      }
    }
    if (analysis.isImpactKnownByDetection() && Signal.among(events).isEmpty()) {
      Severity gravest =
          starts.stream()
              .filter(start -> shown.contains(start.id()))
              .map(Event::severity)
              .max(Comparator.naturalOrder())
              .orElse(Severity.WARNING);
      starts.stream()
          .filter(start -> !shown.contains(start.id()))
          .filter(start -> start.severity().compareTo(gravest) >= 0)
          .limit(MOST)
          .forEach(start -> asLikely.add(fact(start, "", citations, people)));
    }
    return new Facts(alerted, expected, asLikely);
  }

  /** Whether an impact is shown that nobody stated, and nothing says that anybody noticed it. */
  private static boolean isGuessed(Analysis analysis) {
    Reached impact = analysis.milestones().get(Milestone.IMPACT_START);
    return impact != null
        && !impact.eventIds().isEmpty()
        && !analysis.milestones().containsKey(Milestone.DETECTION)
        && !analysis.milestones().containsKey(Milestone.ACKNOWLEDGEMENT);
  }

  private static FactView fact(Event event, String more, Citations citations, People people) {
    return new FactView(people.unnamed(text(event) + more), citations.link(event));
  }

  private static boolean follows(Instant alert, Instant rise) {
    return !alert.isBefore(rise.minus(BEFORE)) && !alert.isAfter(rise.plus(SOON));
  }

  private static String text(Event rise) {
    return Words.time(rise.time().at(), rise.time().precision())
        + " UTC: "
        + rise.summary()
        + (TimelineRows.doubt(rise).isEmpty() ? "" : " (" + TimelineRows.doubt(rise) + ")");
  }

  private static String alertText(Event alert) {
    return (alert.kind() == Kind.CHAT ? "; the message at " : "; the alert at ")
        + Words.time(alert.time().at(), alert.time().precision())
        + ": "
        + alert.summary();
  }

  private static String quietText(Event quiet) {
    return "; alerts were kept quiet from "
        + Words.time(quiet.time().at())
        + " to "
        + Words.time(Objects.requireNonNull(quiet.until()))
        + " UTC: "
        + quiet.summary();
  }
}
