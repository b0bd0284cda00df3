package postmortem.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import postmortem.diagnostic.ExitCode;

@Command(
    name = "postmortem",
    header = "Raw incident evidence in; a cited, blameless post-mortem in Git out.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DraftCommand.class,
      TimelineCommand.class,
      AnalyzeCommand.class,
      LintCommand.class,
      RedactCommand.class,
      FormatsCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:findings: lint errors, merge conflicts, unusable files with --strict",
      "2:wrong usage or configuration",
      "3:nothing in the evidence could be placed; nothing is written",
      "4:the remote side refused",
      "5:a bug in postmortem"
    },
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  POSTMORTEM_REDACTION_KEY   makes redactions stable pseudonyms",
      "  POSTMORTEM_JAVA_OPTS       further options of the Java virtual machine"
    })
final class PostmortemCommand implements Runnable {

  private final Invocation invocation;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  PostmortemCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Option(
      names = "-C",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Run as if started in DIR.")
  void changeFolder(Path folder) {
    invocation.changeFolder(folder);
    if (!Files.isDirectory(invocation.session().folder())) {
      throw new ParameterException(spec.commandLine(), "there is no folder " + folder);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), help || version ? "" : "a command is missing");
  }

  /** The exit code when a use case went well. */
  static int done(ExitCode code) {
    return code.value();
  }
}
