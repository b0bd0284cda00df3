package architecture.violation.stage_action.postmortem.action;

import postmortem.timeline.Timeline;

final class ReachesTimeline {
  private ReachesTimeline() {}

  static Class<?> target() {
    return Timeline.class;
  }
}
