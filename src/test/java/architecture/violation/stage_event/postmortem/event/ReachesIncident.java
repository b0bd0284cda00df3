package architecture.violation.stage_event.postmortem.event;

import postmortem.incident.Incident;

final class ReachesIncident {
  private ReachesIncident() {}

  static Class<?> target() {
    return Incident.class;
  }
}
