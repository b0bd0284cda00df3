package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import postmortem.analysis.FactorTree.Statement;
import postmortem.analysis.QuestionBank.Condition;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Severity;
import postmortem.series.SeriesEvents;
import postmortem.timeline.Repeats;
import postmortem.timeline.ServiceName;
import postmortem.timeline.ServiceName.Relation;
import postmortem.timeline.Signal;

/** What was changed between impact start and recovery, and may have brought the recovery. */
final class RecoveryActs {

  /** A change this shortly before the recovery may belong to it, whatever its service is called. */
  private static final Duration SHORTLY = Duration.ofMinutes(15);

  /** A deployment is said to be done when its last instance runs; the first heals before that. */
  private static final Duration REPORTED = Duration.ofMinutes(2);

  private final IncidentFacts facts;
  private final Instant start;
  private final Instant end;
  private final ChangeLinks links;
  private final Instant lastOnset;
  private final Instant lastRelapse;
  private final Instant reported;

  /** Changes that took back what may have triggered the incident, and those that did not help. */
  private final Set<String> reversals = new HashSet<>();

  private final Set<String> inVain = new HashSet<>();

  /**
   * @param start of impact
   * @param end of impact
   */
  RecoveryActs(IncidentFacts facts, Instant start, Instant end) {
    this.facts = facts;
    this.start = start;
    this.end = end;
    this.links =
        new ChangeLinks(facts.events().stream().filter(e -> e.kind() == Kind.CHANGE).toList());
    this.lastOnset = lastOnset();
    this.lastRelapse =
        facts.relapses().stream()
            .map(relapse -> relapse.again().time().at())
            .filter(at -> at.isBefore(end))
            .reduce(start, (before, at) -> at.isAfter(before) ? at : before);
    this.reported = end.plus(pause(facts));
    for (RankedChange ranked : facts.changes()) {
      Event late = links.reversal(ranked.change(), end, reported);
      if (late != null) {
        reversals.add(late.id());
      }
      RankedChange.Term reverted = ranked.terms().get("reverted");
      Event reversal = reverted == null ? null : links.reversal(ranked.change(), start, end);
      if (reverted != null && reversal != null) {
        (reverted.points() > 0 ? reversals : inVain).add(reversal.id());
      }
    }
  }

  /** Says of the last of them what they were, and what follows from there being any. */
  void tell(List<Statement> statements, Set<Condition> conditions) {
    // Of what was done again and again, such as restarts, the last counts.
    List<Event> acts = new ArrayList<>();
    Map<String, List<Event>> runs = new HashMap<>();
    for (List<Event> run : Repeats.runs(facts.events().stream().filter(this::isAct).toList())) {
      Event last = run.get(run.size() - 1);
      acts.add(last);
      runs.put(last.id(), run);
    }
    // What people put live says more than what a platform did, and the last more than the first.
    acts.sort(
        Comparator.comparing((Event event) -> !isMade(event))
            .thenComparing(event -> event.time().at(), Comparator.<Instant>reverseOrder())
            .thenComparing(Event::id));
    List<Event> told =
        new ArrayList<>(acts.subList(0, Math.min(acts.size(), FactorTree.MOST_STATEMENTS)));
    told.sort(Comparator.comparing((Event event) -> event.time().at()).thenComparing(Event::id));
    for (Event event : told) {
      statements.add(statement(event, runs.getOrDefault(event.id(), List.of())));
      if (reversals.contains(event.id()) || bringsReversal(event)) {
        conditions.add(Condition.TAKEN_BACK);
      } else if (isMade(event)
          && event.type() != EventType.CERTIFICATE
          && !inVain.contains(event.id())
          && !ChangeMentions.saysTakenBack(event)) {
        conditions.add(Condition.FIX_FORWARD);
      }
    }
    if (conditions.contains(Condition.TAKEN_BACK)) {
      conditions.remove(Condition.FIX_FORWARD);
    }
    if (acts.isEmpty()) {
      conditions.add(Condition.NOTHING_BEFORE_RECOVERY);
    }
  }

  /** Whether a deployment contains a commit that takes back what may have triggered it. */
  private boolean bringsReversal(Event event) {
    String commit = event.attributes().getOrDefault(Attribute.COMMIT, "");
    return isMade(event)
        && !commit.isEmpty()
        && facts.events().stream()
            .filter(other -> reversals.contains(other.id()))
            .anyMatch(other -> commit.equals(other.attributes().get(Attribute.COMMIT)));
  }

  private Statement statement(Event event, List<Event> run) {
    Instant began = ChangeStart.of(event);
    boolean underWay = event.time().at().isAfter(end) && began.isBefore(end);
    Instant at = underWay ? began : event.time().at();
    String apart =
        at.isAfter(end)
            ? Wording.duration(end, at) + " after that"
            : Wording.duration(at, end) + " before that";
    return Statement.of(
        Wording.what(event)
            + (underWay ? ", which began at " : " at ")
            + Wording.time(at)
            + ", "
            + apart
            + again(run)
            + ".",
        event);
  }

  /** Whether an event may have brought the recovery. */
  private boolean isAct(Event event) {
    Instant at = event.time().at();
    // What started before the errors rose once more did not end them.
    boolean lasting = !at.isBefore(event.type() == EventType.RESTART ? lastOnset : lastRelapse);
    boolean inTime =
        !at.isAfter(end)
            || (!at.isAfter(reported) && isMade(event))
            || (isWorkOnIt(event) && ChangeStart.of(event).isBefore(end));
    return (isLive(event) || event.type() == EventType.RESTART)
        && lasting
        && isRelated(event)
        && !ChangeReach.isTrial(event)
        && ChangeStart.of(event).isAfter(start)
        && inTime
        // What was itself taken back before the recovery did not bring it.
        && (reversals.contains(event.id()) || !isUndone(event));
  }

  private boolean isRelated(Event event) {
    boolean near = !event.time().at().isBefore(end.minus(SHORTLY));
    Relation relation = facts.episode().relation(event);
    // What says nothing of a service is one of many things that are done in an hour.
    boolean far = relation == Relation.UNKNOWN && !near && !reversals.isEmpty();
    return (relation != Relation.OTHER && !far)
        || reversals.contains(event.id())
        || isWorkOnIt(event)
        || (near && isMade(event));
  }

  /** Whether it is a job that names a failing service: it may have done its part before its end. */
  private boolean isWorkOnIt(Event event) {
    return isLive(event)
        && ChangeStart.of(event).isBefore(event.time().at())
        && Stream.concat(
                facts.episode().services().stream(),
                facts.episode().signals().stream()
                    .flatMap(signal -> Stream.ofNullable(signal.event().service())))
            .anyMatch(service -> ServiceName.named(service, event.summary()));
  }

  private static String again(List<Event> run) {
    return run.size() < 2
        ? ""
        : ", the last of " + run.size() + " times since " + Wording.time(run.get(0).time().at());
  }

  /**
   * Whether a flag or a deployment was itself taken back; where a deployment does not say of which
   * service it is, whether one of the same version was.
   */
  private boolean isUndone(Event event) {
    if (event.type() == EventType.FLAG) {
      return links.reversal(event, event.time().at(), reported) != null;
    }
    if (event.type() != EventType.DEPLOY) {
      return false;
    }
    if (links.reversal(event, event.time().at(), end) != null) {
      return true;
    }
    String version = event.attributes().getOrDefault(Attribute.VERSION, "");
    return event.service() == null
        && version.codePoints().anyMatch(Character::isDigit)
        && facts.events().stream()
            .filter(other -> other.type() == EventType.DEPLOY && other.service() != null)
            .filter(other -> version.equals(other.attributes().get(Attribute.VERSION)))
            .anyMatch(other -> links.reversal(other, other.time().at(), end) != null);
  }

  /**
   * How long after the last error something may still have ended it: errors that come in bursts, as
   * where a process is killed again and again, would have come back only after a pause.
   */
  private static Duration pause(IncidentFacts facts) {
    List<Instant> onsets =
        facts.episode().signals().stream()
            .filter(signal -> signal.event().type() == EventType.RATE_ONSET)
            .filter(
                signal ->
                    SeriesEvents.BURST.equals(signal.event().attributes().get(SeriesEvents.TEST)))
            .map(Signal::at)
            .sorted()
            .toList();
    Duration shortest = REPORTED;
    for (int i = 1; i < onsets.size(); i++) {
      Duration apart = Duration.between(onsets.get(i - 1), onsets.get(i));
      if (apart.compareTo(REPORTED) > 0
          && (shortest.equals(REPORTED) || apart.compareTo(shortest) < 0)) {
        shortest = apart;
      }
    }
    return shortest;
  }

  /** When errors rose for the last time before they ended; impact start where that is not known. */
  private Instant lastOnset() {
    return facts.episode().signals().stream()
        .filter(signal -> signal.event().type() == EventType.RATE_ONSET)
        .map(Signal::at)
        .filter(at -> at.isBefore(end))
        .max(Comparator.naturalOrder())
        .orElse(start);
  }

  /** Whether it changed something in production; not what an orchestrator does all day. */
  private static boolean isLive(Event event) {
    return event.kind() == Kind.CHANGE
        && (event.type() != EventType.INFRASTRUCTURE || event.severity() != Severity.DEBUG)
        && event.type() != EventType.COMMIT
        && event.type() != EventType.DEPENDENCY
        && event.type() != EventType.DEPLOY_FAILED;
  }

  /** Whether people or their pipeline put something live; a platform restarts things by itself. */
  private static boolean isMade(Event event) {
    return isLive(event) && event.type() != EventType.INFRASTRUCTURE;
  }
}
