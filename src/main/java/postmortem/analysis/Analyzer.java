package postmortem.analysis;

import postmortem.incident.Incident;
import postmortem.timeline.Timeline;

/** Asks a timeline the questions of a post-mortem. */
public final class Analyzer {

  private Analyzer() {}

  /** What the timeline says; what {@code incident} states wins over it. */
  public static Analysis analyze(Timeline timeline, Incident incident) {
    throw new IllegalStateException(
        "no rules yet for " + incident.title() + " with " + timeline.events().size() + " events");
  }
}
