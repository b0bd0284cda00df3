package architecture.violation.stage_series.postmortem.series;

import postmortem.incident.Incident;

final class ReachesIncident {
  private ReachesIncident() {}

  static Class<?> target() {
    return Incident.class;
  }
}
