package architecture.violation.stage_publish_port.postmortem.publish.git;

import postmortem.tracker.Pace;

final class ReachesTracker {
  private ReachesTracker() {}

  static Class<?> target() {
    return Pace.class;
  }
}
