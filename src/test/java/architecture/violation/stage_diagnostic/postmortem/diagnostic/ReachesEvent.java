package architecture.violation.stage_diagnostic.postmortem.diagnostic;

import postmortem.event.Event;

final class ReachesEvent {
  private ReachesEvent() {}

  static Class<?> target() {
    return Event.class;
  }
}
