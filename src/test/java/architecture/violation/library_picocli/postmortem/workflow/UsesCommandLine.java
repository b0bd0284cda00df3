package architecture.violation.library_picocli.postmortem.workflow;

import picocli.CommandLine;

final class UsesCommandLine {
  private UsesCommandLine() {}

  static Class<?> library() {
    return CommandLine.class;
  }
}
