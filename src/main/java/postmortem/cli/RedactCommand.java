package postmortem.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import postmortem.workflow.RedactFiles;

@Command(
    name = "redact",
    header = "Text without secrets and personal data, on standard output.",
    description = "Keeps the number of lines; files follow each other in the order given.",
    footer = {"", "Example:", "  postmortem redact --report replaced.jsonl app.log"})
final class RedactCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files and folders; - is standard input.")
  private List<Path> files = List.of();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write one JSON object per replacement: rule, evidence, line.")
  private @Nullable Path report;

  RedactCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    return RedactFiles.run(invocation.session(), files, report).value();
  }
}
