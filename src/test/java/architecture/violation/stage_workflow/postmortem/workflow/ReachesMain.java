package architecture.violation.stage_workflow.postmortem.workflow;

import postmortem.cli.Main;

final class ReachesMain {
  private ReachesMain() {}

  static Class<?> target() {
    return Main.class;
  }
}
