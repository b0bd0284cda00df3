package postmortem.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

@Command(
    name = "postmortem",
    header = "Raw incident evidence in; a cited, blameless post-mortem in Git out.",
    description = {"", "Begin with:  postmortem draft FOLDER   (the exports of one incident)", ""},
    synopsisSubcommandLabel = "COMMAND",
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

  /** In the order in which help lists them. */
  static final List<Class<?>> VERBS =
      List.of(
          DraftCommand.class,
          TimelineCommand.class,
          AnalyzeCommand.class,
          SignaturesCommand.class,
          LintCommand.class,
          RedactCommand.class,
          FormatsCommand.class);

  private final Invocation invocation;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // the command-line library acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("UnusedVariable") // likewise
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
  }

  @Override
  public void run() {
    throw CommandLines.incomplete("postmortem", "a command is missing");
  }
}
