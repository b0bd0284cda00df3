package postmortem.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import postmortem.workflow.Outcome;
import postmortem.workflow.Session;
import postmortem.workflow.incident.ReadingOptions;
import postmortem.workflow.incident.ShowTimeline;

@Command(
    name = "timeline",
    header = "Evidence to timeline, on standard output.",
    description = "Reads exports and prints every placed event in order of UTC, with its evidence.",
    footer = {
      "",
      "Example:",
      "  postmortem timeline --format csv --from 2025-02-09T10:00:00Z exports/2025-02-09"
    })
final class TimelineCommand extends EvidenceCommand {

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description = "One of: ${COMPLETION-CANDIDATES}. Default: table.")
  private ShowTimeline.Form form = ShowTimeline.Form.table;

  @Option(
      names = "--all",
      description = "Every row, also in tables; the other forms always have all.")
  private boolean all;

  TimelineCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  Outcome run(Session session, ReadingOptions options) throws IOException {
    return ShowTimeline.run(session, options, form, all, width());
  }
}
