package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.analysis.FactorTree.Statement;
import postmortem.event.Basis;
import postmortem.event.CountedText;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.incident.Milestone;
import postmortem.timeline.Blame;
import postmortem.timeline.Episode;
import postmortem.timeline.ServiceName.Relation;
import postmortem.timeline.Words;
import postmortem.timeline.WrongClocks;

/**
 * What was found out about an incident by the time that it is told: factors and hypotheses rest on
 * it.
 *
 * @param episode what of the evidence is the incident
 * @param events of the whole timeline, in its order
 * @param milestones those that are known
 * @param durations those with both end points known
 * @param changes before the impact, best first
 * @param relapses when it came back after it had been over
 * @param clocks that run differently
 */
record IncidentFacts(
    Episode episode,
    List<Event> events,
    Map<Milestone, Reached> milestones,
    Map<Measure, Span> durations,
    List<RankedChange> changes,
    List<Relapse> relapses,
    WrongClocks clocks) {

  /** Warnings older than that are everyday life. */
  private static final Duration WARNINGS = Duration.ofHours(2);

  /** What began so shortly before belongs to the impact itself. */
  private static final Duration EARLIER = Duration.ofMinutes(15);

  /** What is found out is written down so long afterwards. */
  private static final Duration AFTER = Duration.ofMinutes(30);

  /** Errors older than that are everyday life. */
  private static final Duration LATENT = Duration.ofDays(7);

  IncidentFacts {
    events = List.copyOf(events);
    milestones = Map.copyOf(milestones);
    durations = Map.copyOf(durations);
    changes = List.copyOf(changes);
    relapses = List.copyOf(relapses);
  }

  private static final Pattern NAMED_FIELDS =
      Pattern.compile(", [a-z]+: (?:\"[^\"]*(?:\"|$)|[^\\s,\";]+)");

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

  /**
   * Errors that began before the impact and were still seen in it, such as a process that is killed
   * for memory once a day: the most telling of each minute, in order of time. They are those which
   * say that something ran out, or share words with the errors of the incident.
   */
  List<Event> errorsBefore() {
    Instant start = impact();
    if (start == null) {
      return List.of();
    }
    SortedSet<String> words = new TreeSet<>();
    episode.signals().forEach(signal -> words.addAll(said(signal.event())));
    SortedMap<Instant, Event> found = new TreeMap<>();
    for (Event event : events) {
      Instant at = event.time().at();
      Instant until = event.until();
      if (event.type() == EventType.FIRST_SEEN
          && event.severity().isError()
          && !isSignal(event)
          && at.isBefore(start.minus(EARLIER))
          && !at.isBefore(start.minus(LATENT))
          && until != null
          && !until.isBefore(start)
          && episode.relation(event) != Relation.OTHER
          && (OriginFactors.SATURATED.matcher(event.summary()).find()
              || !Words.shared(said(event), words).isEmpty())) {
        found.merge(at.truncatedTo(ChronoUnit.MINUTES), event, IncidentFacts::moreTelling);
      }
    }
    return List.copyOf(found.values());
  }

  /**
   * The words of what a record says, without the fields with names that a server puts behind every
   * message ({@code , client: 10.0.0.1, server: example.org}): all errors of its log have them.
   */
  private static SortedSet<String> said(Event event) {
    return Words.stems(NAMED_FIELDS.matcher(CountedText.of(event).text()).replaceAll(""));
  }

  /** What ran out tells more than what failed because of it; else the more frequent one. */
  private static Event moreTelling(Event one, Event other) {
    boolean first = OriginFactors.SATURATED.matcher(one.summary()).find();
    boolean second = OriginFactors.SATURATED.matcher(other.summary()).find();
    if (first != second) {
      return first ? one : other;
    }
    return other.count() > one.count() ? other : one;
  }

  /**
   * What people wrote of something that was missing or set for good, from impact start until half
   * an hour after the end, the last first: by then they knew most. It is told as said, not as so.
   */
  List<Statement> lacksSaid() {
    Instant from = impact();
    Instant to = episode.to();
    if (from == null || to == null) {
      return List.of();
    }
    Blame blame = new Blame(events);
    List<Statement> said = new ArrayList<>();
    for (Event event : events) {
      Instant at = event.time().at();
      if (event.type() == EventType.MESSAGE && !at.isBefore(from) && !at.isAfter(to.plus(AFTER))) {
        String lack = ChatWords.lack(event);
        if (lack != null && !blame.isIn(event.summary())) {
          said.add(
              0,
              Statement.of(
                  "Said in chat at "
                      + Wording.time(at)
                      + Wording.apart(at, from)
                      + ": \u201c"
                      + lack
                      + "\u201d.",
                  event));
        }
      }
    }
    return said;
  }

  /** Whether an event is one of the signals of the incident. */
  boolean isSignal(Event event) {
    return episode.signals().stream().anyMatch(signal -> signal.event().id().equals(event.id()));
  }

  /** Whether the instant of an event may be another: its zone is assumed, or its clock is off. */
  boolean isDoubtful(Event event) {
    return event.time().basis().contains(Basis.ZONE_ASSUMED) || clocks.isWrong(event);
  }

  /** Whether an event lies in the incident, or in the time before it in which warnings count. */
  boolean during(Event event) {
    Instant from = episode.from();
    Instant to = episode.to();
    Instant at = event.time().at();
    return from != null && to != null && !at.isBefore(from.minus(WARNINGS)) && !at.isAfter(to);
  }
}
