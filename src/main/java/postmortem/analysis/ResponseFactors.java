package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import postmortem.analysis.Factor.Category;
import postmortem.analysis.FactorTree.Branch;
import postmortem.analysis.FactorTree.Statement;
import postmortem.analysis.QuestionBank.Condition;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.incident.Milestone;
import postmortem.timeline.AlertGroup;
import postmortem.timeline.Signal;

/** How the incident was met: noticed, taken on, and ended. */
final class ResponseFactors {

  private static final Duration SLOW = Duration.ofMinutes(5);

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
    boolean alertFirst = detected != null && detected.rule().equals("first-alert");
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
                "No alert of the incident came before the ticket "
                    + quoted(detected)
                    + ", which was opened";
            default -> "The first alert of the incident, " + quoted(detected) + ", began";
          };
      statements.add(
          new Statement(
              how + " at " + Wording.time(detected.at()) + after + ".",
              detected.citations(),
              detected.eventIds()));
      if (!alertFirst) {
        conditions.add(Condition.REPORT);
      }
    }
    if (alertFirst || !facts.episode().alerts().isEmpty()) {
      conditions.add(Condition.ALERTED);
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
        new RecoveryActs(facts, start, mitigated.at()).tell(statements, conditions);
      }
    }
    return Branch.of(Category.RECOVERY, statements, conditions);
  }
}
