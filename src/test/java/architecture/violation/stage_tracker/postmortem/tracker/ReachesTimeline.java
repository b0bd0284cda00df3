package architecture.violation.stage_tracker.postmortem.tracker;

import postmortem.timeline.Timeline;

final class ReachesTimeline {
  private ReachesTimeline() {}

  static Class<?> target() {
    return Timeline.class;
  }
}
