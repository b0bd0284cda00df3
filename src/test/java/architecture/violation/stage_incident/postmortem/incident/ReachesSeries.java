package architecture.violation.stage_incident.postmortem.incident;

import postmortem.series.Series;

final class ReachesSeries {
  private ReachesSeries() {}

  static Class<?> target() {
    return Series.class;
  }
}
