package architecture.violation.stage_publish.postmortem.publish;

import postmortem.timeline.Timeline;

final class ReachesTimeline {
  private ReachesTimeline() {}

  static Class<?> target() {
    return Timeline.class;
  }
}
