package architecture.violation.stage_inside_source.postmortem.timeline;

import postmortem.source.head.Head;

final class ReachesHead {
  private ReachesHead() {}

  static Class<?> target() {
    return Head.class;
  }
}
