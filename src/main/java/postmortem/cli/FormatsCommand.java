package postmortem.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import postmortem.workflow.log.ExplainFormats;
import postmortem.workflow.log.ListFormats;
import postmortem.workflow.log.ParseLogs;
import postmortem.workflow.log.TestFormats;

@Command(
    name = "formats",
    header = "Log formats and sources: what there is, and how a file is read.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  postmortem formats explain app.log",
      "  postmortem formats test my-format.yaml"
    })
final class FormatsCommand implements Runnable {

  private final Invocation invocation;

  FormatsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void run() {
    throw CommandLines.incomplete(
        "postmortem formats", "one of list, test, explain and parse is missing");
  }

  @Command(name = "list", header = "All log formats and sources.")
  int list(
      @Option(names = "--json", description = "One JSON object per format or source.") boolean json,
      @Option(
              names = "--formats",
              paramLabel = "PATH",
              description = "Log formats and sources of your own: files or folders.")
          List<Path> formats)
      throws Exception {
    return ListFormats.run(invocation.session(), orNone(formats), json).value();
  }

  @Command(name = "test", header = "Runs the samples and rejects of declarations of your own.")
  int test(
      @Parameters(paramLabel = "FILE", arity = "1..*", description = "Formats and sources: YAML.")
          List<Path> files)
      throws Exception {
    return TestFormats.run(invocation.session(), files).value();
  }

  @Command(name = "explain", header = "Why a file is read the way it is.")
  int explain(
      @Mixin ReadingMixin reading,
      @Option(
              names = "--line",
              paramLabel = "N",
              description = "How the record in this line came by its time.")
          @org.jspecify.annotations.Nullable
          Long line,
      @Option(
              names = "--pointer",
              paramLabel = "POINTER",
              description =
                  "The same of a record of a JSON or YAML document, such as /incidents/0.")
          @org.jspecify.annotations.Nullable
          String pointer)
      throws Exception {
    return ExplainFormats.run(invocation.session(), reading.options(), line, pointer).value();
  }

  @Command(name = "parse", header = "The records of logs.")
  int parse(
      @Mixin ReadingMixin reading,
      @Option(names = "--json", description = "One JSON object per record.") boolean json)
      throws Exception {
    return ParseLogs.run(invocation.session(), reading.options(), json).value();
  }

  private static List<Path> orNone(@org.jspecify.annotations.Nullable List<Path> paths) {
    return paths == null ? List.of() : paths;
  }
}
