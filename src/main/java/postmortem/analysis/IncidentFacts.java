package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.incident.Milestone;
import postmortem.timeline.Episode;
import postmortem.timeline.ServiceName.Relation;

/**
 * What was found out about an incident by the time that it is told: factors and hypotheses rest on
 * it.
 *
 * @param episode what of the evidence is the incident
 * @param events of the whole timeline, in its order
 * @param milestones those that are known
 * @param durations those with both end points known
 * @param changes before the impact, best first
 */
record IncidentFacts(
    Episode episode,
    List<Event> events,
    Map<Milestone, Reached> milestones,
    Map<Measure, Span> durations,
    List<RankedChange> changes) {

  /** Warnings older than that are everyday life. */
  private static final Duration WARNINGS = Duration.ofHours(2);

  IncidentFacts {
    events = List.copyOf(events);
    milestones = Map.copyOf(milestones);
    durations = Map.copyOf(durations);
    changes = List.copyOf(changes);
  }

  /** When a milestone was reached; null when that is not known. */
  @Nullable Instant at(Milestone milestone) {
    Reached reached = milestones.get(milestone);
    return reached == null ? null : reached.at();
  }

  /** When users were first affected; null when that is not known. */
  @Nullable Instant impact() {
    return at(Milestone.IMPACT_START);
  }

  /** The most frequent warning that began before the impact and lasted into it; null for none. */
  @Nullable Event warningBefore() {
    Instant start = impact();
    if (start == null) {
      return null;
    }
    Event best = null;
    for (Event event : events) {
      boolean onset = event.type() == EventType.FIRST_SEEN || event.type() == EventType.RATE_ONSET;
      Instant at = event.time().at();
      if (onset
          && event.severity() == Severity.WARNING
          && at.isBefore(start)
          && !at.isBefore(start.minus(WARNINGS))
          && (event.until() == null || !event.until().isBefore(start))
          && episode.relation(event) != Relation.OTHER
          && (best == null || event.count() > best.count())) {
        best = event;
      }
    }
    return best;
  }

  /** Whether an event is one of the signals of the incident. */
  boolean isSignal(Event event) {
    return episode.signals().stream().anyMatch(signal -> signal.event().id().equals(event.id()));
  }

  /** Whether an event lies in the incident, or in the time before it in which warnings count. */
  boolean during(Event event) {
    Instant from = episode.from();
    Instant to = episode.to();
    Instant at = event.time().at();
    return from != null && to != null && !at.isBefore(from.minus(WARNINGS)) && !at.isAfter(to);
  }
}
