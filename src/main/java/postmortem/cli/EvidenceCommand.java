package postmortem.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import postmortem.workflow.Outcome;
import postmortem.workflow.Session;
import postmortem.workflow.incident.ReadingOptions;

/** A verb that reads evidence whole, and accounts for its rows. */
abstract class EvidenceCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final ReadingMixin reading = new ReadingMixin();

  @Option(
      names = {"-q", "--quiet"},
      description = "Print neither progress nor the account of the evidence.")
  private boolean quiet;

  EvidenceCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Calls the use case. */
  abstract Outcome run(Session session, ReadingOptions options) throws IOException;

  /** The width of the terminal. */
  final int width() {
    return invocation.width();
  }

  @Override
  public final Integer call() throws Exception {
    Outcome outcome = run(invocation.session(quiet), reading.options());
    if (!quiet) {
      invocation.say(
          invocation.isWatched() ? outcome.account().table(width()) : outcome.account().table());
    }
    return outcome.exitCode().value();
  }
}
