package architecture.violation.stage_declaration.postmortem.declaration;

import postmortem.event.Event;

final class ReachesEvent {
  private ReachesEvent() {}

  static Class<?> target() {
    return Event.class;
  }
}
