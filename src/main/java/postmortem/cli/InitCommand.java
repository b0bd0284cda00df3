package postmortem.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import postmortem.workflow.InitRepository;

@Command(
    name = "init",
    header = "Sets a repository up: settings, folders, attributes, workflows.",
    description = "Writes what is missing, and leaves what is there as it is.",
    footer = {"", "Example:", "  postmortem init --dry-run"})
final class InitCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Option(
      names = "--tool",
      paramLabel = "OWNER/NAME@COMMIT",
      description = "Where the workflows find this tool; without it they do nothing but say so.")
  private @Nullable String tool;

  @Option(names = "--dry-run", description = "Say what would be written, and write nothing.")
  private boolean dryRun;

  InitCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    return InitRepository.run(invocation.session(), tool, dryRun).value();
  }
}
