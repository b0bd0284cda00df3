package architecture.violation.stage_timeline.postmortem.timeline;

import postmortem.log.Readout;

final class ReachesReadout {
  private ReachesReadout() {}

  static Class<?> target() {
    return Readout.class;
  }
}
