package architecture.violation.stage_inside_log.postmortem.timeline;

import postmortem.log.fit.Fit;

final class ReachesFit {
  private ReachesFit() {}

  static Class<?> target() {
    return Fit.class;
  }
}
