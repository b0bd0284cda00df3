package postmortem.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import postmortem.workflow.Draft;

@Command(
    name = "draft",
    header = "Evidence to post-mortem: the main job.",
    description =
        "Reads exports, builds the timeline, analyzes it and writes postmortems/<id>/. On changed"
            + " evidence it merges into what people wrote, and never overwrites it.")
final class DraftCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final ReadingMixin reading = new ReadingMixin();

  @Option(
      names = {"-q", "--quiet"},
      description = "Do not print the account of the evidence.")
  private boolean quiet;

  DraftCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    Draft.Result result = Draft.run(invocation.session(), reading.options());
    if (!quiet) {
      invocation.say(result.account());
    }
    return result.exitCode().value();
  }
}
