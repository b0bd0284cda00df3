package postmortem.workflow.action;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.document.render.ReviewIssueText;
import postmortem.incident.Settings;
import postmortem.publish.RepositoryName;
import postmortem.publish.git.GitBranches;
import postmortem.tracker.DryRun;
import postmortem.tracker.IssueTracker;
import postmortem.tracker.Pace;
import postmortem.tracker.github.GitHubConnection;
import postmortem.workflow.GitHubAccess;
import postmortem.workflow.Session;
import postmortem.workflow.sync.Journal;
import postmortem.workflow.sync.WeeklyIssue;

/** A weekly review to an issue: what it needs besides the words, and how it ends. */
final class PostReview {

  private final Session session;
  private final boolean dryRun;
  private final Settings settings;
  private final GitHubConnection connection;
  private final Pace pace;
  private final String repository;
  private final String home;
  private final String folder;

  private PostReview(
      Session session,
      boolean dryRun,
      Settings settings,
      GitHubConnection connection,
      Pace pace,
      String repository,
      String home,
      String folder) {
    this.session = session;
    this.dryRun = dryRun;
    this.settings = settings;
    this.connection = connection;
    this.pace = pace;
    this.repository = repository;
    this.home = home;
    this.folder = folder;
  }

  /** Finds out where it goes; exit code 2 when that, or the token, is not said. */
  static PostReview prepare(Session session, Settings settings, ReviewActions.Options options)
      throws IOException {
    String token = SyncActions.token(session);
    String actions =
        SyncActions.name(
            SyncActions.variable(session, "GITHUB_REPOSITORY").orElse(null), "GITHUB_REPOSITORY");
    Optional<String> origin = actions == null ? origin(session) : Optional.empty();
    String repository =
        Optional.ofNullable(SyncActions.name(options.repository(), "--repo"))
            .or(() -> settings.repositoryOf(null))
            .or(() -> Optional.ofNullable(actions))
            .or(() -> origin)
            .orElseThrow(
                () ->
                    DiagnosticException.usage(
                        Diagnostic.error("PM-I002", "no repository is named for the review")
                            .helping(
                                "write issues: {repository: owner/name} into postmortem.yaml, or"
                                    + " pass --repo")));
    Pace pace =
        new Pace(
            session.clock(),
            time -> Thread.sleep(time.toMillis()),
            SyncActions.Options.WAIT,
            session.progress()::say);
    GitHubConnection connection =
        new GitHubConnection(
            SyncActions.address(GitHubAccess.api(session.variables(), null)),
            token,
            GitHubConnection.TIMEOUT,
            pace,
            session.clock());
    return new PostReview(
        session,
        options.dryRun(),
        settings,
        connection,
        pace,
        repository,
        actions == null ? origin.orElse(repository) : actions,
        folder(session));
  }

  /** The repository of the register, as its clone knows it. */
  private static Optional<String> origin(Session session) throws IOException {
    try (GitBranches clone =
        GitBranches.open(session.folder(), session.variables(), null, session.temporaryFolder())) {
      return clone.host() == null ? Optional.empty() : clone.name().map(RepositoryName::toString);
    } catch (DiagnosticException e) {
      // No clone, or nothing that it comes from: then only what is stated counts.
      return Optional.empty();
    }
  }

  /** Where the register is in its repository, as far as the automation tells. */
  private static String folder(Session session) {
    return SyncActions.variable(session, "GITHUB_WORKSPACE")
        .map(workspace -> Path.of(workspace).toAbsolutePath().normalize())
        .filter(session.folder().toAbsolutePath().normalize()::startsWith)
        .map(workspace -> workspace.relativize(session.folder().toAbsolutePath().normalize()))
        .map(path -> path.toString().replace('\\', '/'))
        .filter(path -> !path.isEmpty())
        .map(path -> encoded(path) + "/")
        .orElse("");
  }

  /** As a path of an address. */
  private static String encoded(String path) {
    StringBuilder out = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0)) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return out.toString();
  }

  /**
   * Posts it.
   *
   * @param week of the review
   * @param day in that week
   * @param file where the whole text is, as people know it
   */
  ExitCode post(String week, LocalDate day, String file, WeeklyIssue.Words words)
      throws IOException {
    String register =
        folder.isEmpty() ? home : home + "/" + folder.substring(0, folder.length() - 1);
    WeeklyIssue.Review review =
        new WeeklyIssue.Review(
            new ReviewIssueText.Key(week, register),
            day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .atStartOfDay(settings.zoneOfDays())
                .toInstant(),
            file,
            home + "/blob/HEAD/" + folder,
            words);
    IssueTracker tracker = connection.repository(repository);
    Journal journal = new Journal(session.out(), session.diagnostics());
    Optional<WeeklyIssue.Posted> posted =
        new WeeklyIssue(
                dryRun ? new DryRun(tracker) : tracker,
                connection::repository,
                settings,
                session.redactor(),
                journal,
                pace,
                repository,
                review)
            .post();
    if (dryRun && posted.isPresent()) {
      session
          .out()
          .append("\n# ")
          .append(posted.get().title())
          .append("\n\n")
          .append(posted.get().body());
    }
    return journal.exit();
  }
}
