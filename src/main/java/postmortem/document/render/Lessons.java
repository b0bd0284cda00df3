package postmortem.document.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.analysis.Analysis;
import postmortem.analysis.Measure;
import postmortem.analysis.RankedChange;
import postmortem.analysis.Reached;
import postmortem.analysis.Relapse;
import postmortem.analysis.Span;
import postmortem.document.render.ReportView.FactView;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.incident.Milestone;
import postmortem.timeline.PlacedEvent;

/** What the evidence shows that helped, and what it shows that hindered. */
final class Lessons {

  /** An alert within this time after impact start is said to have gone well. */
  private static final Duration QUICK = Duration.ofMinutes(5);

  private static final int MOST_RELAPSES = 3;

  private final Analysis analysis;
  private final List<PlacedEvent> events;
  private final List<PlacedEvent> during;
  private final Citations citations;
  private final People people;

  /**
   * Looks at one incident.
   *
   * @param events of the whole timeline, in its order
   * @param during those from impact start to resolution
   */
  Lessons(
      Analysis analysis,
      List<PlacedEvent> events,
      List<PlacedEvent> during,
      Citations citations,
      People people) {
    this.analysis = analysis;
    this.events = events;
    this.during = during;
    this.citations = citations;
    this.people = people;
  }

  List<FactView> wentWell() {
    List<FactView> facts = new ArrayList<>();
    Span detected = analysis.durations().get(Measure.TTD);
    Reached detection = reached(Milestone.DETECTION);
    if (detected != null && detection != null && byAlert(detection)) {
      if (detected.value().compareTo(QUICK) <= 0) {
        facts.add(
            fact(
                "An alert was the first signal, "
                    + Words.between(detected.from(), detected.to())
                    + " after impact start",
                detection));
      }
    }
    Span taken = analysis.durations().get(Measure.TTA);
    Reached acknowledged = reached(Milestone.ACKNOWLEDGEMENT);
    if (taken != null && acknowledged != null && taken.value().compareTo(QUICK) <= 0) {
      facts.add(
          fact(
              (acknowledged.rule().endsWith("in-chat")
                      ? "A responder took it on in chat "
                      : "A responder acknowledged ")
                  + Words.between(taken.from(), taken.to())
                  + " after the "
                  + beganWith(taken),
              acknowledged));
    }
    for (PlacedEvent placed : during) {
      if (placed.event().type() == EventType.ROLLBACK
          && placed.isShown()
          && !inVain(placed.event())) {
        facts.add(
            new FactView(
                "An earlier version could be put back: " + told(placed.event().summary()),
                citations.link(placed.event())));
      }
    }
    return facts;
  }

  List<FactView> wentPoorly() {
    List<FactView> facts = new ArrayList<>();
    Span detected = analysis.durations().get(Measure.TTD);
    Reached detection = reached(Milestone.DETECTION);
    if (detection != null && !detection.eventIds().isEmpty()) {
      String after =
          detected == null
              ? ""
              : " came " + Words.between(detected.from(), detected.to()) + " after impact start";
      if (!byAlert(detection)) {
        facts.add(
            fact(
                "The first signal was not an alert" + (after.isEmpty() ? "" : "; it" + after),
                detection));
      } else if (detected != null && detected.value().compareTo(QUICK) > 0) {
        facts.add(fact("The first alert" + after, detection));
      }
    }
    Span taken = analysis.durations().get(Measure.TTA);
    Reached acknowledged = reached(Milestone.ACKNOWLEDGEMENT);
    if (taken != null && acknowledged != null && taken.value().compareTo(QUICK) > 0) {
      facts.add(
          fact(
              "It took "
                  + Words.between(taken.from(), taken.to())
                  + " from the "
                  + beganWith(taken)
                  + " to the acknowledgement",
              acknowledged));
    }
    for (RankedChange change : analysis.changes()) {
      RankedChange.Term reverted = change.terms().get("reverted");
      if (reverted != null && reverted.points() < 0) {
        facts.add(
            new FactView(
                "Taking a change back did not end it: "
                    + told(change.change().summary())
                    + " was "
                    + people.unnamed(reverted.reason()),
                citations.link(change.change())));
      }
    }
    List<Relapse> relapses = analysis.relapses();
    for (Relapse relapse : relapses.subList(0, Math.min(relapses.size(), MOST_RELAPSES))) {
      facts.add(
          new FactView(
              "It came back at "
                  + Words.time(relapse.again().time().at())
                  + " UTC, "
                  + Words.between(relapse.back().time().at(), relapse.again().time().at())
                  + " after errors had been back to normal",
              citations.links(
                  List.of(relapse.back().id(), relapse.again().id()),
                  relapse.again().citations())));
    }
    for (PlacedEvent placed : during) {
      EventType type = placed.event().type();
      boolean begun =
          analysis.changes().stream()
              .anyMatch(c -> c.isUnderWay() && c.change().id().equals(placed.event().id()));
      if (type == EventType.ESCALATED || (type == EventType.DEPLOY_FAILED && !begun)) {
        facts.add(
            new FactView(
                (type == EventType.ESCALATED
                        ? "It had to be escalated: "
                        : "This failed during the response: ")
                    + told(placed.event().summary()),
                citations.link(placed.event())));
      }
    }
    return facts;
  }

  /** Whether a rollback took a change back that it went on without. */
  private boolean inVain(Event rollback) {
    return analysis.changes().stream()
        .map(change -> change.terms().get("reverted"))
        .anyMatch(
            term ->
                term != null
                    && term.points() < 0
                    && term.restsOn().stream().anyMatch(event -> event.id().equals(rollback.id())));
  }

  /** What the response is measured from: where no alert fired, the detection by people. */
  private static String beganWith(Span taken) {
    return switch (taken.fromWhat()) {
      case "detection", "first ticket" -> taken.fromWhat();
      default -> "first alert";
    };
  }

  private boolean byAlert(Reached detection) {
    return events.stream()
        .map(PlacedEvent::event)
        .anyMatch(
            e ->
                detection.eventIds().contains(e.id())
                    && e.kind() == Kind.ALERT
                    && !e.attributes().containsKey(Attribute.TICKET));
  }

  private FactView fact(String text, Reached reached) {
    return new FactView(
        text,
        reached.citations().isEmpty()
            ? new Markup("stated in `incident.yaml`")
            : citations.links(reached.eventIds(), reached.citations()));
  }

  private @Nullable Reached reached(Milestone milestone) {
    return analysis.milestones().get(milestone);
  }

  private String told(String text) {
    return ReportAssembler.sentence(text, people);
  }
}
