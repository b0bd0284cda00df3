package postmortem.cli;

import java.io.IOException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import postmortem.workflow.Outcome;
import postmortem.workflow.Session;
import postmortem.workflow.incident.ReadingOptions;
import postmortem.workflow.log.GroupRecords;

@Command(
    name = "signatures",
    header = "What logs say, grouped: templates with counts, first and last sight.",
    description = {
      "Records that the same statement of a program wrote are one row; <*> stands for what differs.",
      "The worst severity comes first, then what was written most often."
    })
final class SignaturesCommand extends EvidenceCommand {

  @ArgGroup private Form form = new Form();

  /** One of them at most. */
  static final class Form {
    @Option(names = "--json", description = "One JSON object per signature.")
    private boolean json;

    @Option(
        names = "--assign",
        description = "One JSON object per record: its place and its signature. Reads twice.")
    private boolean assign;
  }

  SignaturesCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  Outcome run(Session session, ReadingOptions options) throws IOException {
    return GroupRecords.run(
        session,
        options,
        form.assign
            ? GroupRecords.Form.ASSIGN
            : form.json ? GroupRecords.Form.JSON : GroupRecords.Form.TABLE,
        width());
  }
}
