package postmortem.workflow.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.document.lint.Finding;
import postmortem.document.read.DocumentReader;
import postmortem.document.read.DocumentStatus;
import postmortem.document.read.DocumentText;
import postmortem.document.render.PullRequestText;
import postmortem.incident.Settings;
import postmortem.publish.BranchPlan;
import postmortem.publish.BranchRequest;
import postmortem.publish.Branches;
import postmortem.publish.CodeOwners;
import postmortem.publish.FileChange;
import postmortem.publish.GeneratedPart;
import postmortem.publish.Hosting;
import postmortem.publish.NewPullRequest;
import postmortem.publish.PullRequest;
import postmortem.publish.PullRequests;
import postmortem.publish.QuietText;
import postmortem.publish.git.GitBranches;
import postmortem.publish.github.GitHubPullRequests;
import postmortem.store.ActionRegister;
import postmortem.store.Repository;
import postmortem.store.SettingsFile;
import postmortem.tracker.Pace;
import postmortem.tracker.github.GitHubConnection;
import postmortem.workflow.GitHubAccess;
import postmortem.workflow.Session;

/**
 * Publishes a post-mortem: its files on a branch, and one pull request from it. Everything that can
 * be refused is asked before anything is written there; what an interrupted run left is found
 * again.
 */
public final class PublishPostmortem {

  private static final String PREFIX = "Post-mortem: ";

  /**
   * What the user says.
   *
   * @param dryRun whether only to say what would be done
   * @param draft whether to open the pull request as a draft
   * @param base branch that it goes to; null for what is set
   * @param overwrite whether to replace what others changed on the branch
   * @param sign whether to sign if Git's configuration says so
   */
  public record Options(
      boolean dryRun, boolean draft, @Nullable String base, boolean overwrite, boolean sign) {}

  /** The remote side, as a run reaches it. */
  interface Remote {
    /** Opens the clone around the session's folder. */
    Branches branches(Session session, String token) throws IOException;

    /** Nothing is asked yet. */
    PullRequests pullRequests(Session session, GitHubAccess access);
  }

  private final Session session;
  private final Options options;
  private final Branches branches;
  private final PullRequests pullRequests;
  private final Settings settings;
  private final Repository.Folder folder;

  private PublishPostmortem(
      Session session,
      Options options,
      Branches branches,
      PullRequests pullRequests,
      Settings settings,
      Repository.Folder folder) {
    this.session = session;
    this.options = options;
    this.branches = branches;
    this.pullRequests = pullRequests;
    this.settings = settings;
    this.folder = folder;
  }

  /**
   * Publishes, and prints each step; at the end the address of the pull request. With {@code
   * dryRun} it prints the same steps and does none of them.
   *
   * @param say told why it waits
   */
  public static ExitCode run(Session session, String id, Options options, Consumer<String> say)
      throws IOException {
    Pace pace = GitHubAccess.pace(session, say, time -> Thread.sleep(time.toMillis()));
    return run(
        session,
        id,
        options,
        new Remote() {
          @Override
          public Branches branches(Session of, String token) throws IOException {
            return GitBranches.open(
                of.folder(),
                of.variables(),
                token,
                of.temporaryFolder(),
                GitHubAccess.waiting(pace));
          }

          @Override
          public PullRequests pullRequests(Session of, GitHubAccess access) {
            return new GitHubPullRequests(
                access.connect(of, pace, GitHubConnection.TIMEOUT), access.repository());
          }
        });
  }

  /** The same with a remote side of a test's own. */
  static ExitCode run(Session session, String id, Options options, Remote remote)
      throws IOException {
    Repository repository = new Repository(session.folder());
    Repository.Folder folder = repository.folder(id);
    if (!Files.isRegularFile(folder.document())) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-W032", "there is no postmortems/" + id + "/postmortem.md")
              .helping("draft it first, or see what there is: ls postmortems"));
    }
    Settings settings = SettingsFile.of(repository);
    String token = GitHubAccess.requiredToken(session.variables());
    try (Branches branches = remote.branches(session, token)) {
      GitHubAccess access = GitHubAccess.of(session.variables(), branches.host(), branches.name());
      if (branches.isReadableByOthers()) {
        session
            .diagnostics()
            .add(
                Diagnostic.warning(
                        "PM-W033", "the token travels over http, where others can read it")
                    .helping("give origin an address that begins with https"));
      }
      return new PublishPostmortem(
              session, options, branches, remote.pullRequests(session, access), settings, folder)
          .publish();
    }
  }

  private ExitCode publish() throws IOException {
    PublishPlan plan = plan();
    boolean nothing =
        plan.branch().difference().isEmpty()
            && !plan.branch().needsCommit()
            && plan.existing().filter(p -> p.state() == PullRequest.State.OPEN).isEmpty();
    if (nothing) {
      session.out().append("nothing to publish: " + plan.branch().base() + " has it all already\n");
      return ExitCode.DONE;
    }
    for (String kept : plan.branch().kept()) {
      session
          .diagnostics()
          .add(
              Diagnostic.note("PM-W034", "left as others made it there: " + kept)
                  .helping("it was not changed here since; take it over with git"));
    }
    plan.print(session.out(), branches.address());
    if (options.dryRun()) {
      return ExitCode.DONE;
    }
    branches.push(plan.request());
    PullRequest pullRequest = pullRequest(plan);
    ExitCode exit = complete(plan, pullRequest);
    session.out().append(pullRequest.url()).append('\n');
    return exit;
  }

  private PublishPlan plan() throws IOException {
    Hosting hosting = pullRequests.preflight();
    String id = folder.id();
    String branch = branchOf(id);
    Optional<PullRequest> existing = pullRequests.find(branch);
    Optional<PullRequest> open = existing.filter(p -> p.state() == PullRequest.State.OPEN);
    boolean merged = existing.filter(p -> p.state() == PullRequest.State.MERGED).isPresent();
    String stated = options.base() != null ? options.base() : settings.publishing().base();
    // Somebody may have given the pull request another base on purpose.
    String base =
        options.base() != null
            ? options.base()
            : open.map(PullRequest::base).orElse(stated != null ? stated : hosting.defaultBranch());
    BranchRequest request =
        new BranchRequest(
            id,
            branch,
            base,
            List.of(folder.path()),
            actionItems(id),
            merged,
            options.overwrite(),
            options.sign(),
            hosting.caller(),
            session.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    BranchPlan planned = branches.plan(request);
    DocumentText document = document();
    String name = document.frontMatter().text("title").orElse(id);
    String part = part(hosting, planned, document, name);
    return new PublishPlan(
        request,
        planned,
        merged ? Optional.empty() : existing,
        PREFIX + QuietText.line(name, NewPullRequest.LONGEST_TITLE - PREFIX.length()),
        part,
        options.draft() || settings.publishing().draft(),
        settings.labels(),
        reviewers(hosting));
  }

  /** A branch's name has stricter rules than a folder's. */
  private static String branchOf(String id) {
    return "postmortem/" + id.replaceAll("\\.{2,}", ".").replaceAll("\\.lock$", "-lock");
  }

  private List<Path> actionItems(String id) throws IOException {
    ActionRegister register = ActionRegister.load(new Repository(session.folder()));
    register.diagnostics().forEach(session.diagnostics()::add);
    if (!register.diagnostics().isEmpty()) {
      throw new DiagnosticException(
          ExitCode.USAGE,
          List.of(
              Diagnostic.error("PM-W035", "the register of action items cannot be read whole")
                  .helping("put right what is said about its files; nothing was published")));
    }
    return register.items().stream()
        .filter(item -> item.postMortem().equals(id))
        .map(ActionItem::id)
        .map(item -> session.folder().resolve(ActionRegister.shown(item)))
        .toList();
  }

  private DocumentText document() throws IOException {
    String shown = "postmortems/" + folder.id() + "/postmortem.md";
    return DocumentReader.read(
        shown, new Repository(session.folder()).read(folder.document()).orElse(""));
  }

  private String part(Hosting hosting, BranchPlan planned, DocumentText document, String name)
      throws IOException {
    String url =
        hosting.webUrl()
            + "/blob/"
            + planned.branch()
            + "/"
            + branches.path(folder.document()).replace(" ", "%20");
    Path shown = session.folder().relativize(folder.document());
    List<Finding> findings = LintDocuments.findings(session, List.of(shown));
    List<PullRequestText.File> files = new ArrayList<>();
    for (FileChange change : planned.difference()) {
      files.add(new PullRequestText.File(change.kind().label(), change.path()));
    }
    String severity = document.frontMatter().text("severity").orElse(null);
    String status = document.frontMatter().text(DocumentStatus.KEY).orElse(null);
    Repository repository = new Repository(session.folder());
    Path own = repository.templates().resolve(settings.template());
    return PullRequestText.of(own, repository.shown(own))
        .body(
            new PullRequestText.Facts(
                name,
                severity,
                status,
                url,
                document.timeline().size(),
                document.actions().size(),
                files,
                findings));
  }

  /** Logins alone: teams of code owners are asked by GitHub itself. */
  private List<String> reviewers(Hosting hosting) throws IOException {
    List<String> named = new ArrayList<>(settings.publishing().reviewers());
    if (named.isEmpty()) {
      for (String place : CodeOwners.PLACES) {
        Optional<String> text = branches.textOnBase(place);
        if (text.isPresent()) {
          named.addAll(CodeOwners.parse(text.get()).of(branches.path(folder.document())));
          break;
        }
      }
    }
    return named.stream()
        .map(login -> login.startsWith("@") ? login.substring(1) : login)
        .filter(login -> !login.contains("/") && !login.contains("@"))
        .filter(login -> !login.equalsIgnoreCase(String.valueOf(hosting.login())))
        .distinct()
        .limit(15)
        .toList();
  }

  private PullRequest pullRequest(PublishPlan plan) {
    String id = plan.request().id();
    if (plan.existing().isEmpty()) {
      return pullRequests.open(
          new NewPullRequest(
              plan.title(),
              GeneratedPart.marked(id, plan.body()),
              plan.branch().branch(),
              plan.branch().base(),
              plan.draft()));
    }
    PullRequest there = plan.existing().get();
    if (there.state() == PullRequest.State.CLOSED) {
      pullRequests.reopen(there);
    }
    return there;
  }

  /** Brings the pull request to what was planned, whoever opened it. */
  private ExitCode complete(PublishPlan plan, PullRequest there) {
    String body = plan.newBody(there);
    if (!body.equals(there.body())) {
      pullRequests.rewrite(there, body);
    }
    if (!there.base().equals(plan.branch().base())) {
      pullRequests.retarget(there, plan.branch().base());
    }
    ExitCode exit = ExitCode.DONE;
    List<String> labels = plan.missingLabels(there);
    if (!labels.isEmpty()) {
      List<String> dropped = PublishPlan.missing(labels, pullRequests.label(there, labels));
      if (!dropped.isEmpty()) {
        session.diagnostics().add(dropped("labels", dropped));
        exit = ExitCode.REMOTE;
      }
    }
    List<String> reviewers = plan.wantedReviewers(there);
    if (!reviewers.isEmpty()) {
      List<String> dropped = PublishPlan.missing(reviewers, pullRequests.ask(there, reviewers));
      if (!dropped.isEmpty()) {
        session.diagnostics().add(dropped("reviewers", dropped));
      }
    }
    if (plan.existing().isEmpty() && plan.draft() && !there.draft()) {
      session
          .diagnostics()
          .add(
              Diagnostic.warning("PM-W037", "the pull request is no draft")
                  .helping("the plan of this repository has no drafts, or it was opened before"));
    }
    return exit;
  }

  private static Diagnostic dropped(String what, List<String> names) {
    return Diagnostic.warning(
            "PM-W036", "GitHub did not take these " + what + ": " + String.join(", ", names))
        .helping("the pull request is open all the same; see whether they may be used there");
  }
}
