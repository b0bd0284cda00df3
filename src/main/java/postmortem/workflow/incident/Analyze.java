package postmortem.workflow.incident;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import postmortem.analysis.Analysis;
import postmortem.analysis.Factor;
import postmortem.analysis.Hypothesis;
import postmortem.analysis.Measure;
import postmortem.analysis.Observability;
import postmortem.analysis.RankedChange;
import postmortem.analysis.Reached;
import postmortem.analysis.Span;
import postmortem.analysis.Upstream;
import postmortem.event.Citation;
import postmortem.event.EventTime;
import postmortem.incident.Milestone;
import postmortem.store.AnalysisJson;
import postmortem.timeline.CoverageGap;
import postmortem.workflow.Account;
import postmortem.workflow.Outcome;
import postmortem.workflow.Session;

/** Evidence to analysis, printed. */
public final class Analyze {

  private static final int SHOWN_CHANGES = 10;

  private Analyze() {}

  /** Prints what the evidence says. */
  public static Outcome run(Session session, ReadingOptions options, boolean json)
      throws IOException {
    Case read = CaseReader.read(session, options);
    session
        .out()
        .append(
            json ? AnalysisJson.write(read.timeline(), read.analysis()) : text(read.analysis()));
    return new Outcome(
        CaseReader.exitCode(session, read.timeline(), options),
        Account.of(read.timeline().manifest()));
  }

  private static String text(Analysis analysis) {
    StringBuilder out = new StringBuilder("Milestones\n");
    for (Milestone milestone : Milestone.values()) {
      Reached reached = analysis.milestones().get(milestone);
      out.append(
          reached == null
              ? String.format(Locale.ROOT, "  %-16s unknown\n", milestone.label())
              : String.format(
                  Locale.ROOT,
                  "  %-16s %s  %s (%s)%s\n",
                  milestone.label(),
                  EventTime.format(reached.at(), reached.precision()),
                  reached.what(),
                  reached.rule(),
                  cited(reached.citations())));
    }
    out.append("\nDurations\n");
    for (Measure measure : Measure.values()) {
      Span span = analysis.durations().get(measure);
      out.append(
          span == null
              ? String.format(Locale.ROOT, "  %-16s unknown\n", measure.name())
              : String.format(
                  Locale.ROOT,
                  "  %-16s %s  from %s to %s\n",
                  measure.name(),
                  span.value(),
                  EventTime.format(span.from()),
                  EventTime.format(span.to())));
    }
    out.append("\nChanges before impact start, by what they share with it\n");
    none(out, analysis.changes().isEmpty(), "no change before it in the evidence");
    for (RankedChange change : analysis.changes().stream().limit(SHOWN_CHANGES).toList()) {
      out.append(
          String.format(
              Locale.ROOT,
              "  %2d. %6.2f  %s  %s%s\n",
              change.rank(),
              change.score(),
              change.beganEarlier() ? EventTime.format(change.at()) : change.change().time().text(),
              change.change().summary(),
              cited(change.change().citations())));
      for (Map.Entry<String, RankedChange.Term> term : change.terms().entrySet()) {
        out.append(
            String.format(
                Locale.ROOT,
                "              %+.2f %s: %s\n",
                term.getValue().points(),
                term.getKey(),
                term.getValue().reason()));
      }
    }
    out.append("\nHypotheses, to be refuted\n");
    none(out, analysis.hypotheses().isEmpty(), "none");
    analysis.hypotheses().forEach(hypothesis -> hypothesis(out, hypothesis));
    out.append("\nProviders\n");
    none(out, analysis.upstream().isEmpty(), "unknown: no provider's status page in the evidence");
    for (Upstream upstream : analysis.upstream()) {
      out.append("  ").append(upstream.provider()).append(": ").append(upstream.verdict().label());
      if (upstream.from() != null) {
        out.append(" from ").append(EventTime.format(upstream.from()));
        out.append(" to ");
        out.append(upstream.to() == null ? "unknown" : EventTime.format(upstream.to()));
      }
      out.append(cited(upstream.citations())).append('\n');
    }
    out.append("\nContributing factors\n");
    for (Factor factor : analysis.factors()) {
      factor(out, factor, 1);
    }
    out.append("\nCoverage\n");
    none(out, analysis.coverage().isEmpty(), "no gap was found");
    for (CoverageGap gap : analysis.coverage()) {
      out.append("  ").append(gap.evidence()).append(": ").append(gap.kind().label());
      out.append(" from ").append(gap.from()).append(" to ").append(gap.to()).append('\n');
    }
    out.append("\nObservability\n");
    for (Observability grade : analysis.observability()) {
      out.append(
          String.format(
              Locale.ROOT,
              "  %-22s %-8s %s\n",
              grade.aspect().label(),
              grade.grade().label(),
              grade.because()));
    }
    return out.toString();
  }

  /** What stands below a heading that has nothing to head. */
  private static void none(StringBuilder out, boolean isEmpty, String words) {
    if (isEmpty) {
      out.append("  ").append(words).append('\n');
    }
  }

  private static void hypothesis(StringBuilder out, Hypothesis hypothesis) {
    out.append(
        String.format(
            Locale.ROOT, "  %3.0f %%  %s\n", 100 * hypothesis.share(), hypothesis.statement()));
    hypothesis
        .predicts()
        .forEach(text -> out.append("         predicts: ").append(text).append('\n'));
    hypothesis.speaksFor().forEach(ground -> ground(out, "for", ground));
    hypothesis.speaksAgainst().forEach(ground -> ground(out, "against", ground));
    out.append("         check: ").append(hypothesis.check()).append('\n');
  }

  private static void ground(StringBuilder out, String side, Hypothesis.Ground ground) {
    out.append("         ").append(side).append(": ").append(ground.text());
    out.append(cited(ground.citations())).append('\n');
  }

  private static void factor(StringBuilder out, Factor factor, int depth) {
    out.append("  ".repeat(depth)).append(factor.id()).append(' ').append(factor.text());
    out.append(cited(factor.citations())).append('\n');
    for (Factor why : factor.whys()) {
      factor(out, why, depth + 1);
    }
  }

  private static String cited(List<Citation> citations) {
    return citations.isEmpty() ? "" : "  [" + citations.get(0).target() + "]";
  }
}
