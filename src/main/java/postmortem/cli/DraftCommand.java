package postmortem.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import postmortem.workflow.Outcome;
import postmortem.workflow.Session;
import postmortem.workflow.incident.Draft;
import postmortem.workflow.incident.ReadingOptions;

@Command(
    name = "draft",
    header = "Evidence to post-mortem: the main job.",
    description =
        "Reads exports, builds the timeline, analyzes it and writes postmortems/<id>/. On changed"
            + " evidence it merges into what people wrote, and never overwrites it.",
    footer = {
      "",
      "Examples:",
      "  postmortem draft exports/2025-02-09",
      "  postmortem draft --zone 'db/*.log=Europe/Copenhagen' exports/2025-02-09 more-logs.tar.gz"
    })
final class DraftCommand extends EvidenceCommand {

  DraftCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  Outcome run(Session session, ReadingOptions options) throws IOException {
    return Draft.run(session, options);
  }
}
