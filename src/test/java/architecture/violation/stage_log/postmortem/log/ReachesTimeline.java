package architecture.violation.stage_log.postmortem.log;

import postmortem.timeline.Timeline;

final class ReachesTimeline {
  private ReachesTimeline() {}

  static Class<?> target() {
    return Timeline.class;
  }
}
