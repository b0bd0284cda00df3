package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Precision;
import postmortem.incident.Incident;
import postmortem.incident.Milestone;
import postmortem.timeline.AlertGroup;
import postmortem.timeline.Episode;
import postmortem.timeline.Signal;

/**
 * Finds the five moments. What a person states wins. Each rule has a name, which the document
 * prints; where no rule applies the milestone stays unknown.
 *
 * <ul>
 *   <li>impact start: {@code first-error}, the earliest onset of errors (log, error metric, latency
 *       metric that at least doubled) which hangs together with the strongest one of the episode; a
 *       warning is a condition, not impact. {@code first-failed-request} where that was an error
 *       inside of the system, and a log of requests shows that they failed only minutes later. Else
 *       {@code first-alert}, when the alert fired before any error that the evidence holds.
 *   <li>detection: {@code first-alert}, {@code first-ticket} where a person wrote it, or {@code
 *       report-in-chat}, whichever is first from impact start on.
 *   <li>acknowledgement: {@code first-acknowledgement} of the episode's alerts from detection on;
 *       without any, {@code response-in-chat}, when somebody writes to be on it.
 *   <li>mitigation: {@code error-metrics-normal}, when the last error metric of the episode is back
 *       in its baseline and stays there; without error metrics {@code latency-normal}; without both
 *       {@code error-rate-ended} from the logs. Metrics go before logs, because a log says only
 *       that no error was written, a metric that requests succeeded. A log of errors ends with its
 *       last one: where another log shows that they ended then, they ended there as well.
 *   <li>resolution: {@code incident-resolved}, the last closing of the episode's on-call incidents;
 *       without any, {@code alert-resolved}, when every alert of it has ended, and not long before
 *       the mitigation; where that is not known, {@code resolved-in-chat}, when somebody writes
 *       after the mitigation that it is over; of what is known by a ticket alone, when somebody
 *       writes so for the last time.
 * </ul>
 */
final class Milestones {

  /** The rule of a detection by a message. */
  static final String REPORT = "report-in-chat";

  /** The rule of an acknowledgement by a message. */
  static final String RESPONSE = "response-in-chat";

  /** The rule of a detection by a ticket that a person wrote. */
  static final String TICKET = "first-ticket";

  /** The rule of a resolution by a message. */
  static final String OVER = "resolved-in-chat";

  /** After the last sign of it people watch for so long before they say that it is over. */
  private static final Duration AFTERWARDS = Duration.ofHours(1);

  /** An alert looks at the last minutes, and a metric is back when it has stayed there. */
  private static final Duration SAME_END = Duration.ofMinutes(10);

  /** The rule of a moment that a person states. */
  static final String STATED = "stated";

  /** Errors of a log whose last one comes so shortly before the end of another's end with those. */
  private static final Duration TOGETHER = Duration.ofMinutes(1);

  private final Incident incident;
  private final Episode episode;
  private final List<Event> events;
  private final Map<Milestone, Reached> reached = new EnumMap<>(Milestone.class);

  private Milestones(Episode episode, List<Event> events, Incident incident) {
    this.episode = episode;
    this.events = events;
    this.incident = incident;
  }

  /** Looks for all five. */
  static Milestones find(Episode episode, List<Event> events, Incident incident) {
    Milestones milestones = new Milestones(episode, events, incident);
    milestones.find(Milestone.IMPACT_START, milestones.impactStart());
    milestones.find(Milestone.DETECTION, milestones.detection());
    milestones.find(Milestone.ACKNOWLEDGEMENT, milestones.acknowledgement());
    milestones.find(Milestone.MITIGATION, milestones.mitigation());
    milestones.find(Milestone.RESOLUTION, milestones.resolution());
    return milestones;
  }

  /** Those that are known. */
  Map<Milestone, Reached> reached() {
    return reached;
  }

  private void find(Milestone milestone, @Nullable Reached found) {
    Instant stated = incident.milestones().get(milestone);
    if (stated != null) {
      reached.put(
          milestone,
          new Reached(
              milestone,
              stated,
              Precision.SECOND,
              STATED,
              "stated in incident.yaml",
              List.of(),
              List.of()));
    } else if (found != null) {
      reached.put(milestone, found);
    }
  }

  private static Reached by(Milestone milestone, String rule, Event event) {
    return new Reached(
        milestone,
        event.time().at(),
        event.time().precision(),
        rule,
        event.summary(),
        List.of(event.id()),
        event.citations());
  }

  private @Nullable Instant at(Milestone milestone) {
    Reached known = reached.get(milestone);
    return known == null ? null : known.at();
  }

  private @Nullable Reached impactStart() {
    ImpactStart start = ImpactStart.of(episode, events);
    return start == null ? null : by(Milestone.IMPACT_START, start.rule(), start.event());
  }

  /** The first start of any alert of the episode at or after impact start. */
  @Nullable Event firstAlert() {
    Instant impact = at(Milestone.IMPACT_START);
    return episode.alerts().stream()
        .flatMap(group -> group.starts().stream())
        .filter(start -> notBefore(start, impact))
        .min(TIME)
        .orElse(null);
  }

  private static final Comparator<Event> TIME =
      Comparator.comparing((Event event) -> event.time().at()).thenComparing(Event::id);

  /** Stamps of different precision are compared at the coarser one: 10:05:23 is not before .104. */
  private static boolean notBefore(Event event, @Nullable Instant from) {
    return from == null || event.time().at().plus(slack(event.time())).isAfter(from);
  }

  private static Duration slack(EventTime time) {
    return time.precision().width();
  }

  private @Nullable Reached detection() {
    Event alert = firstAlert();
    Event report = report(alert);
    if (report != null) {
      return by(Milestone.DETECTION, REPORT, report);
    }
    return alert == null
        ? null
        : by(
            Milestone.DETECTION,
            alert.attributes().containsKey(Attribute.TICKET) ? TICKET : "first-alert",
            alert);
  }

  /** A message that reports what users see, before the first alert. */
  private @Nullable Event report(@Nullable Event alert) {
    Instant impact = at(Milestone.IMPACT_START);
    Instant end = episode.to();
    if (impact == null) {
      return null;
    }
    for (Event event : events) {
      if (event.type() != EventType.MESSAGE || event.time().at().isBefore(impact)) {
        continue;
      }
      if ((alert != null && !event.time().at().isBefore(alert.time().at()))
          || (end != null && event.time().at().isAfter(end))) {
        return null;
      }
      if (ChatWords.isReport(event)) {
        return event;
      }
    }
    return null;
  }

  private @Nullable Reached acknowledgement() {
    Instant detection = at(Milestone.DETECTION);
    Event first = null;
    for (AlertGroup group : episode.alerts()) {
      for (Event event : group.events()) {
        if (event.type() == EventType.ACKNOWLEDGED
            && notBefore(event, detection)
            && (first == null || TIME.compare(event, first) < 0)) {
          first = event;
        }
      }
    }
    if (first == null) {
      // Some logs of an on-call system do not say of which of its alerts they are.
      for (Event event : events) {
        if (event.type() == EventType.ACKNOWLEDGED
            && notBefore(event, detection)
            && episode.answers(event)
            && (first == null || TIME.compare(event, first) < 0)) {
          first = event;
        }
      }
    }
    if (first != null) {
      return by(Milestone.ACKNOWLEDGEMENT, "first-acknowledgement", first);
    }
    Event taken = taken(detection);
    return taken == null ? null : by(Milestone.ACKNOWLEDGEMENT, RESPONSE, taken);
  }

  /** The first message from detection on in which a person takes the incident on. */
  private @Nullable Event taken(@Nullable Instant detection) {
    Instant end = episode.to();
    if (detection == null || end == null) {
      return null;
    }
    for (Event event : events) {
      if (event.type() == EventType.MESSAGE
          && notBefore(event, detection)
          && !event.time().at().isAfter(end)
          && ChatWords.isTaking(event)) {
        return event;
      }
    }
    return null;
  }

  private @Nullable Reached mitigation() {
    Instant impact = at(Milestone.IMPACT_START);
    if (impact == null) {
      return null;
    }
    for (Signal.Type type :
        new Signal.Type[] {Signal.Type.ERROR_METRIC, Signal.Type.LATENCY_METRIC}) {
      List<Signal> signals =
          episode.signals().stream().filter(signal -> signal.type() == type).toList();
      if (!signals.isEmpty()) {
        return ended(
            signals, type == Signal.Type.ERROR_METRIC ? "error-metrics-normal" : "latency-normal");
      }
    }
    List<Signal> rates =
        episode.signals().stream()
            .filter(signal -> signal.event().type() == EventType.RATE_ONSET)
            .toList();
    List<Signal> telling = rates.stream().filter(rate -> !endsWithAnother(rate, rates)).toList();
    return telling.isEmpty() ? null : ended(telling, "error-rate-ended");
  }

  /** Whether a log holds its last error where another one shows that there were no more. */
  private static boolean endsWithAnother(Signal rate, List<Signal> rates) {
    String latest = rate.event().attributes().get(Attribute.LATEST);
    if (rate.end() != null || latest == null) {
      return false;
    }
    Instant last = Instant.parse(latest);
    return rates.stream()
        .anyMatch(
            other -> {
              Instant end = other.end();
              return end != null
                  && !Signal.key(other.event()).equals(Signal.key(rate.event()))
                  && !last.isAfter(end.plus(slack(rate.event().time())))
                  && Duration.between(last, end).compareTo(TOGETHER) <= 0;
            });
  }

  /** When the last of them went back; unknown when one of them did not. */
  private static @Nullable Reached ended(List<Signal> signals, String rule) {
    Signal last = null;
    List<String> ids = new ArrayList<>();
    List<postmortem.event.Citation> citations = new ArrayList<>();
    for (Signal signal : signals) {
      Instant end = signal.end();
      if (end == null) {
        return null;
      }
      Instant latest = last == null ? null : last.end();
      if (latest == null || end.isAfter(latest)) {
        last = signal;
      }
    }
    if (last == null || last.end() == null) {
      return null;
    }
    Event said = last.endEvent() != null ? last.endEvent() : last.event();
    ids.add(said.id());
    citations.addAll(said.citations());
    return new Reached(
        Milestone.MITIGATION,
        last.end(),
        said.time().precision(),
        rule,
        said.summary(),
        ids,
        citations);
  }

  private @Nullable Reached resolution() {
    Instant impact = at(Milestone.IMPACT_START);
    Event resolved = last(EventType.INCIDENT_RESOLVED, impact);
    if (resolved != null) {
      return by(Milestone.RESOLUTION, "incident-resolved", resolved);
    }
    boolean allEnded =
        !episode.alerts().isEmpty()
            && episode.alerts().stream().allMatch(g -> g.has(EventType.ALERT_RESOLVED));
    Event ended = allEnded ? last(EventType.ALERT_RESOLVED, impact) : null;
    if (ended != null && !isLongBeforeMitigation(ended)) {
      return by(Milestone.RESOLUTION, "alert-resolved", ended);
    }
    Event said = saidToBeOver();
    return said == null ? null : by(Milestone.RESOLUTION, OVER, said);
  }

  /** An alert that was over while users still had errors did not see them to their end. */
  private boolean isLongBeforeMitigation(Event ended) {
    Instant mitigated = at(Milestone.MITIGATION);
    return mitigated != null && ended.time().at().isBefore(mitigated.minus(SAME_END));
  }

  /**
   * The first message after the mitigation in which a person says that it is over. Of an incident
   * that nothing but a ticket tells of it is the last such message: who says so first may hope it.
   */
  private @Nullable Event saidToBeOver() {
    Instant end = episode.to();
    Instant mitigated = at(Milestone.MITIGATION);
    boolean onlyTicket = mitigated == null && episode.signals().isEmpty() && isOfTickets();
    Instant from = onlyTicket ? at(Milestone.DETECTION) : mitigated;
    if (from == null || end == null) {
      return null;
    }
    Event last = null;
    for (Event event : events) {
      if (event.type() == EventType.MESSAGE
          && notBefore(event, from)
          && !event.time().at().isAfter(end.plus(AFTERWARDS))
          && ChatWords.isOver(event)) {
        last = event;
        if (!onlyTicket) {
          break;
        }
      }
    }
    return last;
  }

  private boolean isOfTickets() {
    return !episode.alerts().isEmpty()
        && episode.alerts().stream()
            .flatMap(group -> group.starts().stream())
            .allMatch(start -> start.attributes().containsKey(Attribute.TICKET));
  }

  private @Nullable Event last(EventType type, @Nullable Instant impact) {
    return episode.alerts().stream()
        .flatMap(group -> group.events().stream())
        .filter(event -> event.type() == type && notBefore(event, impact))
        .max(TIME)
        .orElse(null);
  }
}
