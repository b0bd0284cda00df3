package postmortem.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import postmortem.workflow.Analyze;

@Command(
    name = "analyze",
    header = "Milestones, durations, ranked changes and contributing factors.",
    description =
        "Reads exports and prints what their timeline says; what it does not say is unknown.")
final class AnalyzeCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final ReadingMixin reading = new ReadingMixin();

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Do not print the account of the evidence.")
  private boolean quiet;

  AnalyzeCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    Analyze.Result result = Analyze.run(invocation.session(), reading.options(), json);
    if (!quiet) {
      invocation.say(result.account());
    }
    return result.exitCode().value();
  }
}
