package architecture.violation.stage_analysis.postmortem.analysis;

import postmortem.log.Readout;

final class ReachesReadout {
  private ReachesReadout() {}

  static Class<?> target() {
    return Readout.class;
  }
}
