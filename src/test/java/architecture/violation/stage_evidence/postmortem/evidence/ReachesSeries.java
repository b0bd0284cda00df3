package architecture.violation.stage_evidence.postmortem.evidence;

import postmortem.series.Series;

final class ReachesSeries {
  private ReachesSeries() {}

  static Class<?> target() {
    return Series.class;
  }
}
