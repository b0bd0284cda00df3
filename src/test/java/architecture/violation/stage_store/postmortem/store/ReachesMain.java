package architecture.violation.stage_store.postmortem.store;

import postmortem.cli.Main;

final class ReachesMain {
  private ReachesMain() {}

  static Class<?> target() {
    return Main.class;
  }
}
