package architecture.violation.stage_document.postmortem.document;

import postmortem.log.Readout;

final class ReachesReadout {
  private ReachesReadout() {}

  static Class<?> target() {
    return Readout.class;
  }
}
