package postmortem.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import postmortem.workflow.ShowTimeline;

@Command(
    name = "timeline",
    header = "Evidence to timeline, on standard output.",
    description = "Reads exports and prints every placed event in order of UTC, with its evidence.")
final class TimelineCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final ReadingMixin reading = new ReadingMixin();

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description = "One of: ${COMPLETION-CANDIDATES}. Default: table.")
  private ShowTimeline.Form form = ShowTimeline.Form.table;

  @Option(
      names = "--all",
      description = "Every row, also in tables; the other forms always have all.")
  private boolean all;

  @Option(
      names = {"-q", "--quiet"},
      description = "Do not print the account of the evidence.")
  private boolean quiet;

  TimelineCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    ShowTimeline.Result result =
        ShowTimeline.run(invocation.session(), reading.options(), form, all, invocation.width());
    if (!quiet) {
      invocation.say(result.account());
    }
    return result.exitCode().value();
  }
}
