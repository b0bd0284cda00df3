package postmortem.workflow.sync;

import github.GitHubServer;
import github.Issue;
import github.Patience;
import github.Repository;
import github.TestClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.Deadline;
import postmortem.action.Marker;
import postmortem.action.Policy;
import postmortem.action.Priority;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.ExitCode;
import postmortem.document.render.IssueRenderer;
import postmortem.incident.Settings;
import postmortem.redact.Redactor;
import postmortem.store.SettingsFile;
import postmortem.tracker.DryRun;
import postmortem.tracker.IssueTracker;
import postmortem.tracker.Pace;
import postmortem.tracker.github.GitHubConnection;

/** Somebody with a clone of the register and a token, who synchronizes. */
final class Desk {

  static final String TOKEN = "token-of-casey";
  static final String CASEY = "casey";
  static final String DOCUMENTS = "https://github.example/acme/ops/blob/0123abc/postmortems/";
  static final Instant MORNING = Instant.parse("2025-03-03T08:00:00Z");

  private static final Redactor REDACTOR = Redactor.builtIn(null);
  private static final IssueRenderer RENDERER = IssueRenderer.builtIn();
  private static final Map<String, Settings> READ = new ConcurrentHashMap<>();

  /** What a run said. */
  record Run(ExitCode exit, String out, List<Diagnostic> diagnostics, List<String> steps) {
    List<String> codes() {
      return diagnostics.stream().map(Diagnostic::code).distinct().toList();
    }
  }

  private final GitHubServer server;
  private final TestClock clock;
  private final String repository;
  private final Shelf shelf;
  private Settings settings = settings();
  private String token = TOKEN;
  private Clock ownClock;
  private Duration timeout = Patience.PLENTY;
  private final List<Duration> waits = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  Desk(GitHubServer server, TestClock clock, String repository, Shelf shelf) {
    this.server = server;
    this.clock = clock;
    this.ownClock = clock;
    this.repository = repository;
    this.shelf = shelf;
  }

  /** The settings of the tests, and what a test adds to them. */
  static Settings settings(String... lines) {
    String more = String.join("\n", lines);
    String text =
        """
        schema: 1
        owners:
          rob: {github: rob-gh, role: on-call engineer}
          ana: {github: ana-gh, team: data}
          lead: {github: lead-gh}
        sponsors: [lead]
        """;
    return READ.computeIfAbsent(
        text + more + "\n", whole -> SettingsFile.read("postmortem.yaml", whole));
  }

  Desk settings(Settings other) {
    settings = other;
    return this;
  }

  Desk token(String other) {
    token = other;
    return this;
  }

  Desk clock(Clock own) {
    ownClock = own;
    return this;
  }

  Desk timeout(Duration other) {
    timeout = other;
    return this;
  }

  Shelf shelf() {
    return shelf;
  }

  /** How long it waited because of limits, or between changes. */
  List<Duration> waits() {
    return List.copyOf(waits);
  }

  /** What it told those who watch. */
  List<String> said() {
    return List.copyOf(said);
  }

  Repository there() {
    return server.existing(repository);
  }

  Run sync() throws IOException {
    return sync(Steps.undisturbed(), false);
  }

  Run sync(Steps steps) throws IOException {
    return sync(steps, false);
  }

  Run dryRun() throws IOException {
    return sync(Steps.undisturbed(), true);
  }

  private Run sync(Steps steps, boolean dry) throws IOException {
    StringBuilder out = new StringBuilder();
    Diagnostics diagnostics = new Diagnostics();
    Pace pace = new Pace(ownClock, this::sleep, Duration.ofMinutes(15), said::add);
    GitHubConnection connection =
        new GitHubConnection(server.url(), token, timeout, pace, ownClock);
    SyncRules rules =
        new SyncRules(
            settings, Policy.of(settings), RENDERER, REDACTOR, null, repository, DOCUMENTS);
    ExitCode exit =
        Synchronization.run(
            name -> {
              IssueTracker tracker = connection.repository(name);
              return steps.of(dry ? new DryRun(tracker) : tracker);
            },
            dry ? Ledger.dry(shelf) : steps.of(shelf),
            rules,
            new Journal(out, diagnostics),
            pace,
            Set.of(),
            ownClock.instant());
    return new Run(exit, out.toString(), diagnostics.sorted(), steps.names());
  }

  private void sleep(Duration time) {
    waits.add(time);
    clock.pass(time);
  }

  /** An item that somebody committed to. */
  static ActionItem committed(String key, String title, @Nullable String owner, String deadline) {
    return ActionItem.candidate("2025-02-09-checkout", key, title)
        .edit(MORNING.minus(Duration.ofDays(3)), "test")
        .created()
        .owner(owner)
        .priority(new Priority("P1"))
        .severity(2)
        .deadline(new Deadline(LocalDate.parse(deadline), Deadline.DOCUMENT))
        .state(postmortem.action.ActionState.COMMITTED)
        .result();
  }

  /** The issues of the repository that bear the marker of an item. */
  static List<Issue> marked(Repository repository, String id) {
    return repository.issues().stream().filter(i -> Marker.marks(i.body(), id)).toList();
  }
}
