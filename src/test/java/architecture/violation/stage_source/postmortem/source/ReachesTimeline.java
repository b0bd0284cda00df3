package architecture.violation.stage_source.postmortem.source;

import postmortem.timeline.Timeline;

final class ReachesTimeline {
  private ReachesTimeline() {}

  static Class<?> target() {
    return Timeline.class;
  }
}
