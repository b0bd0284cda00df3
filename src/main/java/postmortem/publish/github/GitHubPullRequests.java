package postmortem.publish.github;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHDirection;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHLabel;
import org.kohsuke.github.GHMyself;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestQueryBuilder;
import org.kohsuke.github.GHPullRequestReview;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHUser;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.publish.Author;
import postmortem.publish.Hosting;
import postmortem.publish.NewPullRequest;
import postmortem.publish.PullRequest;
import postmortem.publish.PullRequests;
import postmortem.publish.RepositoryName;
import postmortem.tracker.TrackerException;
import postmortem.tracker.TrackerException.Failure;
import postmortem.tracker.github.Calls;
import postmortem.tracker.github.GitHubConnection;

/** The pull requests of one repository at GitHub. Not thread-safe. */
public final class GitHubPullRequests implements PullRequests {

  private static final Author ACTIONS =
      new Author("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com");

  private final GitHubConnection connection;
  private final String name;
  private @Nullable GHRepository repository;

  /**
   * Nothing is asked yet.
   *
   * @param repository its name, {@code owner/name}
   */
  public GitHubPullRequests(GitHubConnection connection, RepositoryName repository) {
    this.connection = connection;
    this.name = repository.toString();
  }

  /** A call whose failure ends the run. */
  private <T> T sure(String what, Calls.Get<T> call) {
    try {
      return patiently(call);
    } catch (TrackerException e) {
      throw refused(what, e);
    }
  }

  /** A call that is made again when GitHub asks to slow down, since then it did nothing. */
  private <T> T patiently(Calls.Get<T> call) {
    while (true) {
      try {
        return Calls.get(call);
      } catch (TrackerException e) {
        if (e.failure() != Failure.SLOW_DOWN) {
          throw e;
        }
        connection.pace().waitOut(e);
      }
    }
  }

  private static DiagnosticException refused(String what, TrackerException e) {
    String help =
        switch (e.failure()) {
          case TOKEN -> "GITHUB_TOKEN is not accepted: was it revoked, or has it expired?";
          case FORBIDDEN -> "the token needs the permissions contents: write, pull-requests: write";
          case MISSING, GONE ->
              "the repository was removed or renamed, or this token may not see it";
          case SLOW_DOWN -> "publish again later: what was done so far is found again";
          case INVALID -> "see what GitHub says above";
          case UNKNOWN -> "publish again: what was done so far is found again";
        };
    return new DiagnosticException(
        ExitCode.REMOTE,
        List.of(
            Diagnostic.error("PM-P020", "GitHub did not " + what)
                .noting(String.valueOf(e.getMessage()))
                .helping(help)));
  }

  private GHRepository repository() throws IOException {
    GHRepository known = repository;
    if (known == null) {
      known = connection.github().getRepository(name);
      repository = known;
    }
    return known;
  }

  @Override
  public Hosting preflight() {
    GHRepository found = sure("show the repository " + name, this::repository);
    Optional<GHMyself> myself = myself();
    if (found.isArchived() || found.isDisabled()) {
      throw refusal(found.getFullName() + " is archived: nothing can be changed in it");
    }
    // Apps are told about the rights of their user, not about their own.
    if (myself.isPresent() && found.hasPullAccess() && !found.hasPushAccess()) {
      throw refusal("the token may read " + found.getFullName() + ", but not push to it");
    }
    String login = myself.map(GHUser::getLogin).orElse(null);
    return new Hosting(
        RepositoryName.parse(found.getFullName())
            .orElseThrow(() -> refusal("GitHub named no repository")),
        String.valueOf(found.getHtmlUrl()),
        String.valueOf(found.getDefaultBranch()),
        myself.map(GitHubPullRequests::author).orElse(ACTIONS),
        login);
  }

  private static DiagnosticException refusal(String what) {
    return new DiagnosticException(
        ExitCode.REMOTE,
        List.of(
            Diagnostic.error("PM-P021", what)
                .helping("nothing was written; see what is missing with: postmortem doctor")));
  }

  private Optional<GHMyself> myself() {
    try {
      return Optional.of(Calls.get(() -> connection.github().getMyself()));
    } catch (TrackerException e) {
      if (e.failure() == Failure.FORBIDDEN || e.failure() == Failure.MISSING) {
        return Optional.empty();
      }
      throw refused("say whom the token belongs to", e);
    }
  }

  private static Author author(GHUser user) {
    String login = user.getLogin();
    return new Author(login, user.getId() + "+" + login + "@users.noreply.github.com");
  }

  @Override
  public Optional<PullRequest> find(String branch) {
    return sure("list the pull requests of " + branch, () -> lookUp(branch))
        .map(found -> sure("show a pull request", () -> pullRequest(found)));
  }

  private Optional<GHPullRequest> lookUp(String branch) throws IOException {
    GHRepository home = repository();
    List<GHPullRequest> all = new ArrayList<>();
    for (GHPullRequest each :
        home.queryPullRequests()
            .state(GHIssueState.ALL)
            .head(home.getOwnerName() + ":" + branch)
            .sort(GHPullRequestQueryBuilder.Sort.CREATED)
            .direction(GHDirection.DESC)
            .list()
            .withPageSize(100)
            .toList()) {
      // Servers that do not know the filter answer with all there are; forks may use the name too.
      if (each.getHead().getRef().equals(branch) && isFrom(home, each)) {
        all.add(each);
      }
    }
    all.sort(
        Comparator.comparing((GHPullRequest each) -> each.getState() != GHIssueState.OPEN)
            .thenComparing(Comparator.comparing(GHPullRequest::getNumber).reversed()));
    return all.stream().findFirst();
  }

  private static boolean isFrom(GHRepository home, GHPullRequest request) {
    GHRepository from = request.getHead().getRepository();
    return from == null || from.getFullName().equalsIgnoreCase(home.getFullName());
  }

  private static PullRequest pullRequest(GHPullRequest found) throws IOException {
    List<String> reviewers = new ArrayList<>();
    found.getRequestedReviewers().forEach(user -> reviewers.add(user.getLogin()));
    for (GHPullRequestReview review : found.listReviews().toList()) {
      GHUser user = review.getUser();
      if (user != null) {
        reviewers.add(user.getLogin());
      }
    }
    PullRequest.State state =
        found.getState() == GHIssueState.OPEN
            ? PullRequest.State.OPEN
            : found.getMergedAt() == null ? PullRequest.State.CLOSED : PullRequest.State.MERGED;
    String body = found.getBody();
    GHUser author = found.getUser();
    return new PullRequest(
        found.getNumber(),
        String.valueOf(found.getHtmlUrl()),
        found.getTitle(),
        body == null ? "" : body.replace("\r\n", "\n"),
        found.getBase().getRef(),
        state,
        found.isDraft(),
        author == null ? "ghost" : author.getLogin(),
        found.getLabels().stream().map(GHLabel::getName).toList(),
        reviewers.stream().distinct().toList());
  }

  @Override
  public PullRequest open(NewPullRequest request) {
    try {
      return created(request, request.draft());
    } catch (TrackerException e) {
      if (request.draft() && e.failure() == Failure.INVALID && says(e, "draft")) {
        return sure("open the pull request", () -> created(request, false));
      }
      // Taken, and the answer lost; or another run was faster.
      boolean perhapsThere = e.failure() == Failure.UNKNOWN || e.failure() == Failure.INVALID;
      Optional<PullRequest> there = perhapsThere ? find(request.branch()) : Optional.empty();
      if (there.isPresent() && there.get().state() == PullRequest.State.OPEN) {
        return there.get();
      }
      throw refused("open the pull request", e);
    }
  }

  private static boolean says(TrackerException e, String word) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(word);
  }

  private PullRequest created(NewPullRequest request, boolean draft) {
    return patiently(
        () ->
            pullRequest(
                repository()
                    .createPullRequest(
                        request.title(),
                        request.branch(),
                        request.base(),
                        request.body(),
                        true,
                        draft)));
  }

  @Override
  public void reopen(PullRequest request) {
    change("reopen the pull request", request, GHPullRequest::reopen);
  }

  @Override
  public void rewrite(PullRequest request, String body) {
    change("change the text of the pull request", request, found -> found.setBody(body));
  }

  @Override
  public void retarget(PullRequest request, String base) {
    change("change the base of the pull request", request, found -> found.setBaseBranch(base));
  }

  /** Changes a pull request. */
  @FunctionalInterface
  private interface Change {
    void on(GHPullRequest request) throws IOException;
  }

  private void change(String what, PullRequest request, Change change) {
    sure(
        what,
        () -> {
          change.on(repository().getPullRequest(request.number()));
          return "";
        });
  }

  @Override
  public List<String> label(PullRequest request, List<String> labels) {
    return sure(
        "label the pull request",
        () ->
            repository()
                .getPullRequest(request.number())
                .addLabels(labels.toArray(new String[0]))
                .stream()
                .map(GHLabel::getName)
                .toList());
  }

  @Override
  public List<String> ask(PullRequest request, List<String> logins) {
    if (asks(request, logins)) {
      return List.copyOf(logins);
    }
    // One who may not review must not keep the others from it.
    return logins.size() == 1
        ? List.of()
        : logins.stream().filter(login -> asks(request, List.of(login))).toList();
  }

  /** Asks all of them or, if there is one who cannot be asked, nobody. */
  private boolean asks(PullRequest request, List<String> logins) {
    try {
      return patiently(
          () -> {
            List<GHUser> users = new ArrayList<>();
            for (String login : logins) {
              users.add(connection.github().getUser(login));
            }
            repository().getPullRequest(request.number()).requestReviewers(users);
            return true;
          });
    } catch (TrackerException e) {
      if (e.failure() == Failure.INVALID || e.failure() == Failure.MISSING) {
        return false;
      }
      throw refused("ask " + String.join(", ", logins) + " for a review", e);
    }
  }
}
