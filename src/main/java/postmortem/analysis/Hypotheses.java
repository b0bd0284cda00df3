package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.analysis.Hypothesis.Ground;
import postmortem.analysis.RankedChange.Term;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.incident.Milestone;
import postmortem.timeline.ServiceName.Relation;
import postmortem.timeline.Signal;

/**
 * What the impact may have depended on, ready to be refuted: the changes that rank best, each with
 * what speaks for and against it. Nothing is supposed that the evidence does not hold a record of.
 */
final class Hypotheses {

  private static final int MOST = 5;

  /** What comes sooner before the impact than that is worth saying so. */
  private static final Duration SOON = Duration.ofHours(1);

  /** Clocks and the steps of metrics leave so much open between two ends. */
  private static final Duration SLACK = Duration.ofMinutes(2);

  private final IncidentFacts facts;
  private final Instant impact;
  private final TrialBank bank = TrialBank.builtIn();

  private Hypotheses(IncidentFacts facts, Instant impact) {
    this.facts = facts;
    this.impact = impact;
  }

  /** The likeliest first; none where no impact or no change before it is known. */
  static List<Hypothesis> of(IncidentFacts facts) {
    Instant impact = facts.impact();
    return impact == null ? List.of() : new Hypotheses(facts, impact).likeliest();
  }

  private List<Hypothesis> likeliest() {
    List<RankedChange> scored = facts.changes().stream().filter(c -> c.score() > 0).toList();
    double sum = scored.stream().mapToDouble(RankedChange::score).sum();
    return scored.stream().limit(MOST).map(change -> hypothesis(change, sum)).toList();
  }

  private Hypothesis hypothesis(RankedChange ranked, double sum) {
    Event change = ranked.change();
    TrialBank.Trial trial = bank.of(change.type());
    return new Hypothesis(
        ranked.rank(),
        "The impact depended on this: "
            + Wording.what(change)
            + ", "
            + Wording.time(ranked.at())
            + ".",
        share(ranked.score(), sum),
        trial.predicts().stream().map(text -> filled(text, ranked)).toList(),
        speaksFor(ranked),
        speaksAgainst(ranked),
        filled(trial.check(), ranked));
  }

  /** To three decimals, cut off, so that all of them never make more than 1. */
  private static double share(double score, double sum) {
    return Math.max(1, Math.floor(1000 * score / sum)) / 1000.0;
  }

  private String filled(String text, RankedChange ranked) {
    return text.replace("{change}", Wording.time(ranked.at()))
        .replace("{impact}", Wording.time(impact));
  }

  private List<Ground> speaksFor(RankedChange ranked) {
    Event change = ranked.change();
    List<Ground> grounds = new ArrayList<>();
    Instant at = ranked.at();
    if (at.isBefore(impact) && !at.isBefore(impact.minus(SOON))) {
      grounds.add(
          ground(
              "It came " + Wording.duration(at, impact) + " before impact start.",
              change,
              reached(Milestone.IMPACT_START)));
    }
    for (String name : List.of("service", "files", "words", "upstream", "mentioned")) {
      Term term = ranked.terms().get(name);
      if (term != null && term.points() > 0) {
        String verb = name.equals("upstream") || name.equals("mentioned") ? "It was " : "It ";
        grounds.add(ground(verb + term.reason() + ".", change, citations(term.restsOn())));
      }
    }
    Event warning = facts.warningBefore();
    if (warning != null && warning.time().at().isAfter(at)) {
      grounds.add(
          ground(
              "Warnings that lasted into the impact began "
                  + Wording.duration(at, warning.time().at())
                  + " after it: "
                  + Wording.what(warning)
                  + ".",
              change,
              warning.citations()));
    }
    Term reverted = ranked.terms().get("reverted");
    if (reverted != null) {
      grounds.add(takenBack(change, reverted));
    }
    return grounds;
  }

  private Ground takenBack(Event change, Term reverted) {
    Reached end = facts.milestones().get(Milestone.MITIGATION);
    if (end == null || reverted.restsOn().isEmpty()) {
      return ground("It was " + reverted.reason() + ".", change, citations(reverted.restsOn()));
    }
    Event reversal = reverted.restsOn().get(0);
    Set<Citation> both = new LinkedHashSet<>(reversal.citations());
    both.addAll(end.citations());
    return new Ground(
        "It was taken back at "
            + Wording.time(reversal.time().at())
            + ", and users were well again "
            + Wording.duration(reversal.time().at(), end.at())
            + " later.",
        List.copyOf(both));
  }

  private List<Ground> speaksAgainst(RankedChange ranked) {
    Event change = ranked.change();
    List<Ground> grounds = new ArrayList<>();
    if (ranked.terms().containsKey("not-live")) {
      grounds.add(ground("No deployment between it and the impact is on record.", change));
    }
    Term files = ranked.terms().get("files");
    if (files != null && files.points() < 0) {
      grounds.add(ground("It " + files.reason() + ".", change));
    }
    Term reach = ranked.terms().get("blast-radius");
    if (reach != null && reach.points() < 0) {
      grounds.add(ground("It was not made in production.", change));
    }
    if (change.type() == EventType.DEPLOY_FAILED) {
      grounds.add(ground("It did not go live, by its own record.", change));
    }
    Term lead = ranked.terms().get("proximity");
    if (lead != null && lead.points() < 0) {
      grounds.add(
          ground(
              "It had been there for "
                  + Wording.duration(change.time().at(), impact)
                  + " when the impact began.",
              change,
              reached(Milestone.IMPACT_START)));
    }
    Signal failed = failedElsewhere(ranked);
    if (failed != null) {
      grounds.add(
          ground(
              "It is a change of "
                  + change.service()
                  + ", while what failed first was "
                  + failed.event().service()
                  + ".",
              change,
              failed.event().citations()));
    }
    Event warning = facts.warningBefore();
    if (warning != null && warning.time().at().isBefore(change.time().at())) {
      grounds.add(
          ground(
              "Warnings that lasted into the impact had begun "
                  + Wording.duration(warning.time().at(), change.time().at())
                  + " before it: "
                  + Wording.what(warning)
                  + ".",
              change,
              warning.citations()));
    }
    Ground after = endedWithoutIt(change, ranked);
    if (after != null) {
      grounds.add(after);
    }
    return grounds;
  }

  /** The first sign of failure in a known service, where the change was made in another one. */
  private @Nullable Signal failedElsewhere(RankedChange ranked) {
    boolean related = ranked.terms().containsKey("service");
    if (related
        || ranked.change().kind() != Kind.CHANGE
        || facts.episode().relation(ranked.change()) != Relation.OTHER) {
      return null;
    }
    return facts.episode().signals().stream()
        .filter(signal -> signal.event().service() != null)
        .filter(signal -> facts.episode().relation(signal.event()) == Relation.SAME)
        .findFirst()
        .orElse(null);
  }

  /**
   * Users were well again although the change stayed; null where something was done meanwhile that
   * may have outweighed it, or where the end is not known from evidence.
   */
  private @Nullable Ground endedWithoutIt(Event change, RankedChange ranked) {
    Reached end = facts.milestones().get(Milestone.MITIGATION);
    if (end == null || end.citations().isEmpty() || ranked.terms().containsKey("reverted")) {
      return null;
    }
    String well = "Users were well again at " + Wording.time(end.at());
    Instant until = change.until();
    if (change.type() == EventType.UPSTREAM_DEGRADED) {
      return until == null || !until.isAfter(end.at().plus(SLACK))
          ? null
          : ground(
              well + ", while the provider's trouble went on until " + Wording.time(until) + ".",
              change,
              end.citations());
    }
    return isCode(change) || facts.events().stream().anyMatch(event -> mayHaveHelped(event, end))
        ? null
        : ground(
            well + ", and nothing on record takes it back or replaces it before.",
            change,
            end.citations());
  }

  /** What of it ran, and until when, only deployments tell. */
  private static boolean isCode(Event change) {
    return change.type() == EventType.COMMIT || change.type() == EventType.DEPENDENCY;
  }

  private boolean mayHaveHelped(Event event, Reached end) {
    Instant at = event.time().at();
    boolean act = event.kind() == Kind.CHANGE || event.type() == EventType.RESTART;
    return act && !isCode(event) && at.isAfter(impact) && !at.isAfter(end.at());
  }

  private List<Citation> reached(Milestone milestone) {
    Reached reached = facts.milestones().get(milestone);
    return reached == null ? List.of() : reached.citations();
  }

  private static List<Citation> citations(List<Event> events) {
    return events.stream().flatMap(event -> event.citations().stream()).toList();
  }

  private static Ground ground(String text, Event change) {
    return ground(text, change, List.of());
  }

  /** Rests on the record of the change, and on what else is cited. */
  private static Ground ground(String text, Event change, List<Citation> more) {
    Set<Citation> all = new LinkedHashSet<>();
    all.add(change.citations().get(0));
    all.addAll(more);
    return new Ground(text, List.copyOf(all));
  }
}
