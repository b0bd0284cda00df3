package postmortem.analysis;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import postmortem.incident.Milestone;
import postmortem.timeline.CoverageGap;
import postmortem.timeline.Window;

/**
 * What the timeline says when it is asked the questions of a post-mortem. What it does not say is
 * absent, never zero.
 *
 * @param milestones those that are known
 * @param durations those with both end points known
 * @param changes before the impact, best first
 * @param upstream what providers said of themselves, by name; empty where no impact is known
 * @param ownPages status pages that are the company's own, by name
 * @param relapses when it came back after it had been over
 * @param hypotheses on what it depended, to be refuted, the likeliest first
 * @param factors the branches of the tree
 * @param coverage times that evidence says nothing about
 * @param observability one grade for each aspect
 * @param window what the document shows
 */
public record Analysis(
    Map<Milestone, Reached> milestones,
    Map<Measure, Span> durations,
    List<RankedChange> changes,
    List<Upstream> upstream,
    List<String> ownPages,
    List<Relapse> relapses,
    List<Hypothesis> hypotheses,
    List<Factor> factors,
    List<CoverageGap> coverage,
    List<Observability> observability,
    Window window) {
  public Analysis {
    milestones = Collections.unmodifiableMap(copy(Milestone.class, milestones));
    durations = Collections.unmodifiableMap(copy(Measure.class, durations));
    changes = List.copyOf(changes);
    upstream = List.copyOf(upstream);
    ownPages = List.copyOf(ownPages);
    relapses = List.copyOf(relapses);
    hypotheses = List.copyOf(hypotheses);
    factors = List.copyOf(factors);
    coverage = List.copyOf(coverage);
    observability = List.copyOf(observability);
  }

  /** Whether nothing but what detected it tells when impact began: it may have begun earlier. */
  public boolean isImpactKnownByDetection() {
    return Durations.isKnownByDetection(milestones);
  }

  private static <K extends Enum<K>, V> EnumMap<K, V> copy(Class<K> type, Map<K, V> map) {
    EnumMap<K, V> copy = new EnumMap<>(type);
    copy.putAll(map);
    return copy;
  }
}
