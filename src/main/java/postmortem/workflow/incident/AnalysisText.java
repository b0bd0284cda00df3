package postmortem.workflow.incident;

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
import postmortem.timeline.CoverageGap;

/** An analysis as text for a terminal, a section for each thing that it tells. */
final class AnalysisText {

  private static final int SHOWN_CHANGES = 10;

  private final StringBuilder out = new StringBuilder();

  private AnalysisText() {}

  static String of(Analysis analysis) {
    AnalysisText text = new AnalysisText();
    text.milestones(analysis);
    text.durations(analysis);
    text.changes(analysis);
    text.hypotheses(analysis);
    text.providers(analysis);
    text.factors(analysis);
    text.coverage(analysis);
    text.observability(analysis);
    return text.out.toString();
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** A heading, and what stands below it where it has nothing to head. */
  private void head(String heading, boolean isEmpty, String words) {
    out.append('\n').append(heading).append('\n');
    if (isEmpty) {
      out.append("  ").append(words).append('\n');
    }
  }

  private void milestones(Analysis analysis) {
    out.append("Milestones\n");
    for (Milestone milestone : Milestone.values()) {
      Reached reached = analysis.milestones().get(milestone);
      if (reached == null) {
        line("  %-16s unknown", milestone.label());
      } else {
        line(
            "  %-16s %s  %s (%s)%s",
            milestone.label(),
            EventTime.format(reached.at(), reached.precision()),
            reached.what(),
            reached.rule(),
            cited(reached.citations()));
      }
    }
  }

  private void durations(Analysis analysis) {
    out.append("\nDurations\n");
    for (Measure measure : Measure.values()) {
      Span span = analysis.durations().get(measure);
      if (span == null) {
        line("  %-16s unknown", measure.name());
      } else {
        line(
            "  %-16s %s  from %s to %s",
            measure.name(),
            span.value(),
            EventTime.format(span.from()),
            EventTime.format(span.to()));
      }
    }
  }

  private void changes(Analysis analysis) {
    head(
        "Changes before impact start, by what they share with it",
        analysis.changes().isEmpty(),
        "no change before it in the evidence");
    for (RankedChange change : analysis.changes().stream().limit(SHOWN_CHANGES).toList()) {
      line(
          "  %2d. %6.2f  %s  %s%s",
          change.rank(),
          change.score(),
          change.beganEarlier() ? EventTime.format(change.at()) : change.change().time().text(),
          change.change().summary(),
          cited(change.change().citations()));
      for (Map.Entry<String, RankedChange.Term> term : change.terms().entrySet()) {
        line(
            "              %+.2f %s: %s",
            term.getValue().points(), term.getKey(), term.getValue().reason());
      }
    }
  }

  private void hypotheses(Analysis analysis) {
    head("Hypotheses, to be refuted", analysis.hypotheses().isEmpty(), "none");
    analysis.hypotheses().forEach(this::hypothesis);
  }

  private void providers(Analysis analysis) {
    head(
        "Providers",
        analysis.upstream().isEmpty(),
        "unknown: no provider's status page in the evidence");
    for (Upstream upstream : analysis.upstream()) {
      out.append("  ").append(upstream.provider()).append(": ").append(upstream.verdict().label());
      if (upstream.from() != null) {
        out.append(" from ").append(EventTime.format(upstream.from()));
        out.append(" to ");
        out.append(upstream.to() == null ? "unknown" : EventTime.format(upstream.to()));
      }
      out.append(cited(upstream.citations())).append('\n');
    }
  }

  private void factors(Analysis analysis) {
    out.append("\nContributing factors\n");
    analysis.factors().forEach(factor -> factor(factor, 1));
  }

  private void coverage(Analysis analysis) {
    head("Coverage", analysis.coverage().isEmpty(), "no gap was found");
    for (CoverageGap gap : analysis.coverage()) {
      out.append("  ").append(gap.evidence()).append(": ").append(gap.kind().label());
      out.append(" from ").append(gap.from()).append(" to ").append(gap.to()).append('\n');
    }
  }

  private void observability(Analysis analysis) {
    out.append("\nObservability\n");
    for (Observability grade : analysis.observability()) {
      line("  %-22s %-8s %s", grade.aspect().label(), grade.grade().label(), grade.because());
    }
  }

  private void hypothesis(Hypothesis hypothesis) {
    out.append(
        String.format(
            Locale.ROOT, "  %3.0f %%  %s\n", 100 * hypothesis.share(), hypothesis.statement()));
    hypothesis
        .predicts()
        .forEach(text -> out.append("         predicts: ").append(text).append('\n'));
    hypothesis.speaksFor().forEach(ground -> ground("for", ground));
    hypothesis.speaksAgainst().forEach(ground -> ground("against", ground));
    out.append("         check: ").append(hypothesis.check()).append('\n');
  }

  private void ground(String side, Hypothesis.Ground ground) {
    out.append("         ").append(side).append(": ").append(ground.text());
    out.append(cited(ground.citations())).append('\n');
  }

  private void factor(Factor factor, int depth) {
    out.append("  ".repeat(depth)).append(factor.id()).append(' ').append(factor.text());
    out.append(cited(factor.citations())).append('\n');
    for (Factor why : factor.whys()) {
      factor(why, depth + 1);
    }
  }

  private static String cited(List<Citation> citations) {
    return citations.isEmpty() ? "" : "  [" + citations.get(0).target() + "]";
  }
}
