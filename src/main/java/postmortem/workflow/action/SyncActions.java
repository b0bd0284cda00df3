package postmortem.workflow.action;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.IssueLink;
import postmortem.action.Policy;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.document.render.IssueRenderer;
import postmortem.incident.Settings;
import postmortem.store.ActionRegister;
import postmortem.store.FolderLock;
import postmortem.store.Repository;
import postmortem.store.SettingsFile;
import postmortem.tracker.DryRun;
import postmortem.tracker.Pace;
import postmortem.tracker.github.GitHubConnection;
import postmortem.workflow.GitHubAccess;
import postmortem.workflow.Session;
import postmortem.workflow.sync.Journal;
import postmortem.workflow.sync.Ledger;
import postmortem.workflow.sync.SyncRules;
import postmortem.workflow.sync.Synchronization;

/** Action items to issues and back. */
public final class SyncActions {

  private static final String WEB = "https://github.com";
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  /**
   * What the caller asks for.
   *
   * @param dryRun whether nothing is to be changed, here or there
   * @param repository where all new issues go, {@code owner/name}; null for where the settings say
   * @param longestWait most time to be still in all when GitHub asks to slow down
   */
  public record Options(boolean dryRun, @Nullable String repository, Duration longestWait) {

    /** How long a run waits unless it is told otherwise. */
    public static final Duration WAIT = Duration.ofMinutes(15);
  }

  /**
   * What a test has of its own.
   *
   * @param timeout until when an answer has to be there
   * @param sleeper lets time pass
   */
  record Timing(Duration timeout, Pace.Sleeper sleeper) {

    private static final Timing REAL =
        new Timing(GitHubConnection.TIMEOUT, time -> Thread.sleep(time.toMillis()));
  }

  private SyncActions() {}

  /** Synchronizes all items of the register; prints what is done, or would be. */
  public static ExitCode run(Session session, Options options) throws IOException {
    return run(session, options, Timing.REAL);
  }

  static ExitCode run(Session session, Options options, Timing timing) throws IOException {
    Repository repository = new Repository(session.folder());
    Settings settings = SettingsFile.of(repository);
    SyncRules rules =
        new SyncRules(
            settings,
            Policy.of(settings),
            template(repository, settings),
            session.redactor(),
            name(options.repository(), "--repo"),
            name(variable(session, "GITHUB_REPOSITORY").orElse(null), "GITHUB_REPOSITORY"),
            documents(session).orElse(null));
    Pace pace =
        new Pace(session.clock(), timing.sleeper(), options.longestWait(), session.progress()::say);
    String api = GitHubAccess.api(session.variables(), null);
    GitHubConnection connection =
        new GitHubConnection(address(api), token(session), timing.timeout(), pace, session.clock());
    Journal journal = new Journal(session.out(), session.diagnostics());
    if (options.dryRun()) {
      session.progress().say("dry run: nothing is changed");
    }
    try (FolderLock lock = FolderLock.acquire(session.folder(), session.temporaryFolder())) {
      ActionRegister register = ActionRegister.load(repository);
      // A template that fails must not stop a run in its middle.
      register.items().forEach(item -> rules.issues().body(item, null));
      register.diagnostics().forEach(mistake -> journal.say(mistake, ExitCode.USAGE));
      Ledger ledger = ledger(register, lock);
      return Synchronization.run(
          name ->
              options.dryRun()
                  ? new DryRun(connection.repository(name))
                  : connection.repository(name),
          options.dryRun() ? Ledger.dry(ledger) : ledger,
          rules,
          journal,
          pace,
          Set.of(),
          session.clock().instant());
    }
  }

  private static IssueRenderer template(Repository repository, Settings settings) {
    Path own = repository.templates().resolve(settings.template());
    return IssueRenderer.of(own, repository.shown(own));
  }

  private static Ledger ledger(ActionRegister register, FolderLock lock) {
    return new Ledger() {
      @Override
      public List<ActionItem> items() {
        return register.items();
      }

      @Override
      public void put(ActionItem item) throws IOException {
        if (!lock.isHeld()) {
          throw new IOException("the lock was lost before writing " + item.id());
        }
        register.save(item);
      }
    };
  }

  static Optional<String> variable(Session session, String name) {
    return Optional.ofNullable(session.variables().get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  static String token(Session session) {
    return GitHubAccess.token(session.variables())
        .orElseThrow(
            () ->
                DiagnosticException.usage(
                    Diagnostic.error("PM-I001", "GITHUB_TOKEN is not set")
                        .helping(
                            "set it to a token that may read and write issues; in GitHub Actions:"
                                + " permissions: {issues: write} and"
                                + " env: {GITHUB_TOKEN: \"${{ github.token }}\"}")));
  }

  static @Nullable String name(@Nullable String name, String from) {
    if (name != null && !IssueLink.isRepository(name)) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-I002", from + " is not the name of a repository: " + name)
              .helping("it is written owner/name"));
    }
    return name;
  }

  static String address(String api) {
    URI uri;
    try {
      uri = URI.create(api);
    } catch (IllegalArgumentException e) {
      uri = URI.create("");
    }
    if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-I024", "GITHUB_API_URL is not an address: " + api)
              .helping("unset it for github.com; an Enterprise Server has https://<host>/api/v3"));
    }
    return api;
  }

  /** Where post-mortems can be read: in the repository of the workflow, at its commit. */
  private static Optional<String> documents(Session session) {
    String web = variable(session, "GITHUB_SERVER_URL").orElse(WEB).replaceAll("/+$", "");
    String commit =
        variable(session, "GITHUB_SHA").filter(sha -> COMMIT.matcher(sha).matches()).orElse("HEAD");
    return variable(session, "GITHUB_REPOSITORY")
        .map(name -> web + "/" + name + "/blob/" + commit + "/postmortems/");
  }
}
