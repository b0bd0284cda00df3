package postmortem.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import postmortem.workflow.document.PublishPostmortem;

@Command(
    name = "publish",
    header = "Branch, commit, push and pull request of a post-mortem.",
    description =
        "Puts postmortems/<id>/ and its action items on the branch postmortem/<id> of the remote"
            + " origin, and opens a pull request or updates the one that is there. Working tree,"
            + " index and branches of the clone are not touched.",
    footer = {"", "Example:", "  postmortem publish --dry-run 2025-02-09-orders"})
final class PublishCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Parameters(paramLabel = "ID", description = "Id of the post-mortem: the name of its folder.")
  private String id = "";

  @Option(names = "--dry-run", description = "Say what would be done, and do none of it.")
  private boolean dryRun;

  @Option(names = "--draft", description = "Open the pull request as a draft.")
  private boolean draft;

  @Option(
      names = "--base",
      paramLabel = "BRANCH",
      description = "Where it goes to. Default: publish.base, else the default branch.")
  private @Nullable String base;

  @Option(
      names = "--overwrite",
      description = "Replace what others changed on the branch in the same files.")
  private boolean overwrite;

  @Option(names = "--no-sign", description = "Do not sign, whatever commit.gpgsign says.")
  private boolean noSign;

  PublishCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    return PublishPostmortem.run(
            invocation.session(),
            id,
            new PublishPostmortem.Options(dryRun, draft, base, overwrite, !noSign),
            invocation::say)
        .value();
  }
}
