package postmortem.analysis;

import postmortem.incident.Incident;
import postmortem.timeline.Timeline;

/** Asks a timeline the questions of a post-mortem. */
public final class Analyzer {

  private Analyzer() {}

  /** What the timeline says; what {@code incident} states wins over it. */
  public static Analysis analyze(Timeline timeline, Incident incident) {
    java.time.Instant first =
        timeline.events().isEmpty()
            ? java.time.Instant.EPOCH
            : timeline.events().get(0).event().time().at();
    return new Analysis(
        java.util.Map.of(),
        java.util.Map.of(),
        java.util.List.of(),
        java.util.List.of(),
        timeline.coverage(),
        java.util.List.of(),
        new postmortem.timeline.Window(first, first, first));
  }
}
