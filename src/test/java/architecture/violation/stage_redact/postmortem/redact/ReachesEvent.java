package architecture.violation.stage_redact.postmortem.redact;

import postmortem.event.Event;

final class ReachesEvent {
  private ReachesEvent() {}

  static Class<?> target() {
    return Event.class;
  }
}
