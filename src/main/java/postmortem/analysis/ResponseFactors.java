package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import postmortem.analysis.Factor.Category;
import postmortem.analysis.FactorTree.Branch;
import postmortem.analysis.FactorTree.Statement;
import postmortem.analysis.QuestionBank.Condition;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Severity;
import postmortem.incident.Milestone;
import postmortem.series.SeriesEvents;
import postmortem.timeline.AlertGroup;
import postmortem.timeline.Repeats;
import postmortem.timeline.ServiceName.Relation;
import postmortem.timeline.Signal;

/** How the incident was met: noticed, taken on, and ended. */
final class ResponseFactors {

  private static final Duration SLOW = Duration.ofMinutes(5);

  /** A change this shortly before the recovery may belong to it, whatever its service is called. */
  private static final Duration SHORTLY = Duration.ofMinutes(15);

  /** A deployment is said to be done when its last instance runs; the first heals before that. */
  private static final Duration REPORTED = Duration.ofMinutes(2);

  private final IncidentFacts facts;

  ResponseFactors(IncidentFacts facts) {
    this.facts = facts;
  }

  /** By what, and how soon, people knew. */
  Branch detection() {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    List<Statement> statements = new ArrayList<>();
    Reached detected = facts.milestones().get(Milestone.DETECTION);
    Span ttd = facts.durations().get(Measure.TTD);
    if (detected == null) {
      conditions.add(Condition.NO_DETECTION);
      tickets(statements);
    } else if (!detected.citations().isEmpty()) {
      String after =
          ttd == null ? "" : ", " + Wording.duration(ttd.from(), ttd.to()) + " after impact start";
      String how =
          switch (detected.rule()) {
            case Milestones.REPORT -> "The first sign that reached people was a message in chat";
            case Milestones.TICKET ->
                "No alert came before the ticket " + quoted(detected) + ", which was opened";
            default -> "The first alert of the incident, " + quoted(detected) + ", began";
          };
      statements.add(
          new Statement(
              how + " at " + Wording.time(detected.at()) + after + ".",
              detected.citations(),
              detected.eventIds()));
      if (!detected.rule().equals("first-alert")) {
        conditions.add(Condition.REPORT);
      }
    }
    if (facts.warningBefore() != null) {
      conditions.add(Condition.WARNINGS_BEFORE);
    }
    if (ttd != null && ttd.value().compareTo(SLOW) > 0) {
      conditions.add(Condition.SLOW_DETECTION);
    }
    if (facts.episode().signals().stream().allMatch(signal -> signal.type() == Signal.Type.LOG)) {
      conditions.add(Condition.NO_LATENCY_OR_ERROR_METRIC);
    }
    return Branch.of(Category.DETECTION, statements, conditions);
  }

  /** Tickets of that time, of which nobody knows here what they are about. */
  private void tickets(List<Statement> statements) {
    Instant from = facts.impact();
    Instant to = facts.episode().to();
    if (from == null || to == null) {
      return;
    }
    List<Event> opened =
        facts.events().stream()
            .filter(
                event ->
                    event.attributes().containsKey(Attribute.TICKET)
                        && (event.type() == EventType.PAGED || event.type() == EventType.ALERT_NOTE)
                        && !event.time().at().isBefore(from)
                        && !event.time().at().isAfter(to))
            .toList();
    if (!opened.isEmpty()) {
      Event first = opened.get(0);
      String how =
          opened.size() == 1
              ? "One ticket was opened in the time of the incident, "
              : opened.size() + " tickets were opened in the time of the incident, the first, ";
      statements.add(
          Statement.of(
              how
                  + "\u201c"
                  + Wording.what(first)
                  + "\u201d, at "
                  + Wording.time(first.time().at())
                  + Wording.apart(first, from)
                  + "; whether they are about it is not known.",
              first));
    }
  }

  private String quoted(Reached reached) {
    for (Event event : facts.events()) {
      if (reached.eventIds().contains(event.id())) {
        String alert = event.attributes().getOrDefault(Attribute.ALERT, "");
        // Some systems give alerts a key instead of a name: it stands nowhere in what they say.
        boolean named =
            !alert.isEmpty()
                && event
                    .summary()
                    .toLowerCase(Locale.ROOT)
                    .contains(alert.toLowerCase(Locale.ROOT));
        return "\u201c"
            + (named
                ? alert
                : event.attributes().getOrDefault(Attribute.TITLE, Wording.what(event)))
            + "\u201d";
      }
    }
    return "\u201c" + reached.what() + "\u201d";
  }

  /** How soon somebody took it, and whom it went on to. */
  Branch response() {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    List<Statement> statements = new ArrayList<>();
    Reached acknowledged = facts.milestones().get(Milestone.ACKNOWLEDGEMENT);
    Span tta = facts.durations().get(Measure.TTA);
    if (acknowledged == null) {
      conditions.add(Condition.NO_ACKNOWLEDGEMENT);
    } else if (!acknowledged.citations().isEmpty()) {
      String after =
          tta == null
              ? ""
              : ", " + Wording.duration(tta.from(), tta.to()) + " after the " + tta.fromWhat();
      statements.add(
          new Statement(
              (acknowledged.rule().equals(Milestones.RESPONSE)
                      ? "A responder took it on in chat at "
                      : "The page was acknowledged at ")
                  + Wording.time(acknowledged.at())
                  + after
                  + ".",
              acknowledged.citations(),
              acknowledged.eventIds()));
    }
    if (tta != null && tta.value().compareTo(SLOW) > 0) {
      conditions.add(Condition.SLOW_ACKNOWLEDGEMENT);
    }
    for (AlertGroup group : facts.episode().alerts()) {
      long pages = 0;
      for (Event event : group.events()) {
        if (event.type() == EventType.PAGED) {
          pages += event.count();
        }
        if (event.type() == EventType.ESCALATED) {
          conditions.add(Condition.ESCALATED);
          statements.add(
              Statement.of(
                  "The page went on to a further responder at "
                      + Wording.time(event.time().at())
                      + ".",
                  event));
        }
      }
      if (pages > 2 && conditions.contains(Condition.SLOW_ACKNOWLEDGEMENT)) {
        conditions.add(Condition.REPEATED_PAGE);
      }
    }
    return Branch.of(Category.RESPONSE, statements, conditions);
  }

  /** What was done until users were well again. */
  Branch recovery() {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    List<Statement> statements = new ArrayList<>();
    Reached mitigated = facts.milestones().get(Milestone.MITIGATION);
    Instant start = facts.impact();
    if (mitigated == null) {
      conditions.add(Condition.NO_MITIGATION);
    } else if (!mitigated.citations().isEmpty()) {
      Span ttm = facts.durations().get(Measure.TTM);
      String after =
          ttm == null ? "" : ", " + Wording.duration(ttm.from(), ttm.to()) + " after impact start";
      statements.add(
          new Statement(
              mitigated.what() + " at " + Wording.time(mitigated.at()) + after + ".",
              mitigated.citations(),
              mitigated.eventIds()));
      if (start != null) {
        acts(start, mitigated.at(), statements, conditions);
      }
    }
    return Branch.of(Category.RECOVERY, statements, conditions);
  }

  /** What was changed between impact start and recovery. */
  private void acts(
      Instant start, Instant end, List<Statement> statements, Set<Condition> conditions) {
    Set<String> reversals = new HashSet<>();
    Set<String> inVain = new HashSet<>();
    ChangeLinks links =
        new ChangeLinks(facts.events().stream().filter(e -> e.kind() == Kind.CHANGE).toList());
    Instant again = lastOnset(start, end);
    Duration until = pause();
    for (RankedChange ranked : facts.changes()) {
      Event late = links.reversal(ranked.change(), end, end.plus(until));
      if (late != null) {
        reversals.add(late.id());
      }
      RankedChange.Term reverted = ranked.terms().get("reverted");
      if (reverted != null) {
        Event reversal = links.reversal(ranked.change(), start, end);
        if (reversal != null) {
          (reverted.points() > 0 ? reversals : inVain).add(reversal.id());
        }
      }
    }
    List<Event> all = new ArrayList<>();
    for (Event event : facts.events()) {
      Instant at = event.time().at();
      // What started before the errors rose once more did not end them.
      boolean lasting = event.type() != EventType.RESTART || !at.isBefore(again);
      boolean near = !at.isBefore(end.minus(SHORTLY));
      boolean related =
          facts.episode().relation(event) != Relation.OTHER
              || reversals.contains(event.id())
              || (near && isMade(event));
      // What was itself taken back before the recovery did not bring it.
      boolean undone =
          reversals.stream().noneMatch(event.id()::equals) && isUndone(event, links, end);
      boolean elsewhere = ChangeReach.isTrial(event);
      boolean reported = at.isAfter(end) && !at.isAfter(end.plus(until)) && isMade(event);
      if ((isLive(event) || event.type() == EventType.RESTART)
          && lasting
          && related
          && !elsewhere
          && !undone
          && ChangeStart.of(event).isAfter(start)
          && (!at.isAfter(end) || reported)) {
        all.add(event);
      }
    }
    // Of what was done again and again, such as restarts, the last counts.
    List<Event> acts = new ArrayList<>();
    Map<String, List<Event>> runs = new HashMap<>();
    for (List<Event> run : Repeats.runs(all)) {
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
      Instant at = event.time().at();
      String apart =
          at.isAfter(end)
              ? Wording.duration(end, at) + " after that"
              : Wording.duration(at, end) + " before that";
      statements.add(
          Statement.of(
              Wording.what(event)
                  + " at "
                  + Wording.time(at)
                  + ", "
                  + apart
                  + again(runs.getOrDefault(event.id(), List.of()))
                  + ".",
              event));
      if (reversals.contains(event.id())) {
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

  private static String again(List<Event> run) {
    return run.size() < 2
        ? ""
        : ", the last of " + run.size() + " times since " + Wording.time(run.get(0).time().at());
  }

  /**
   * Whether a deployment was itself taken back; where it does not say of which service it is,
   * whether one of the same version was.
   */
  private boolean isUndone(Event event, ChangeLinks links, Instant end) {
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
  private Duration pause() {
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
  private Instant lastOnset(Instant start, Instant end) {
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
