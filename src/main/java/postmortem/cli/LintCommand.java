package postmortem.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import postmortem.workflow.document.LintDocuments;

@Command(
    name = "lint",
    header = "Checks post-mortems: wording, depth, evidence, arithmetic, action items.",
    description =
        "Without arguments it checks every postmortems/*/postmortem.md. Exits with 1 for errors;"
            + " warnings and notes do not.",
    footer = {
      "",
      "Examples:",
      "  postmortem lint",
      "  postmortem lint --format json postmortems/2025-02-09-orders/postmortem.md"
    })
final class LintCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Documents, or folders of post-mortems.")
  private List<Path> files = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description = "One of: ${COMPLETION-CANDIDATES}. Default: text.")
  private LintDocuments.Form form = LintDocuments.Form.text;

  LintCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    return LintDocuments.run(invocation.session(), files, form).value();
  }
}
