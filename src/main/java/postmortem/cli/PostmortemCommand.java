package postmortem.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

@Command(
    name = "postmortem",
    header =
        "Raw incident evidence in; a cited, blameless post-mortem in Git and action items that"
            + " close, out.",
    description = {
      "",
      "Begin with:  postmortem draft FOLDER     the exports of one incident",
      "Go on with:  postmortem actions collect  what its document says is to be done",
      "More about a command:  postmortem COMMAND --help",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:findings: lint errors, merge conflicts, overdue items or unusable files when asked for",
      "2:wrong usage or configuration",
      "3:nothing in the evidence could be placed; nothing is written",
      "4:the remote side refused",
      "5:a bug in postmortem"
    },
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  GITHUB_TOKEN               for actions sync, publish, review --issue and doctor; with",
      "                             GITHUB_REPOSITORY, GITHUB_API_URL, GITHUB_SERVER_URL as GitHub",
      "                             Actions sets them",
      "  POSTMORTEM_REDACTION_KEY   makes redactions stable pseudonyms",
      "  SOURCE_DATE_EPOCH          seconds since 1970 that count as now, to make results again",
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
          ActionsCommand.class,
          PublishCommand.class,
          ReviewCommand.class,
          RedactCommand.class,
          FormatsCommand.class,
          InitCommand.class,
          DoctorCommand.class);

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
