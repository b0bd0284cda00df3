package postmortem.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import postmortem.workflow.Outcome;
import postmortem.workflow.Session;
import postmortem.workflow.incident.Analyze;
import postmortem.workflow.incident.ReadingOptions;

@Command(
    name = "analyze",
    header = "Milestones, durations, ranked changes and contributing factors.",
    description =
        "Reads exports and prints what their timeline says; what it does not say is unknown.",
    footer = {"", "Example:", "  postmortem analyze --json exports/2025-02-09"})
final class AnalyzeCommand extends EvidenceCommand {

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  AnalyzeCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  Outcome run(Session session, ReadingOptions options) throws IOException {
    return Analyze.run(session, options, json);
  }
}
