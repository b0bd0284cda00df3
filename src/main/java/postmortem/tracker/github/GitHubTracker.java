package postmortem.tracker.github;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHDirection;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GHIssueBuilder;
import org.kohsuke.github.GHIssueComment;
import org.kohsuke.github.GHIssueEvent;
import org.kohsuke.github.GHIssueQueryBuilder;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHIssueStateReason;
import org.kohsuke.github.GHLabel;
import org.kohsuke.github.GHMilestone;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHUser;
import postmortem.tracker.IssueComment;
import postmortem.tracker.IssueTracker;
import postmortem.tracker.Label;
import postmortem.tracker.Lookup;
import postmortem.tracker.NewIssue;
import postmortem.tracker.Preflight;
import postmortem.tracker.Preflight.Access;
import postmortem.tracker.TrackedIssue;
import postmortem.tracker.TrackedIssue.Status;
import postmortem.tracker.TrackerException;
import postmortem.tracker.TrackerException.Failure;

/** The issues of one repository at GitHub. */
final class GitHubTracker implements IssueTracker {

  private static final int PAGE = 100;
  private static final String NOBODY = "ghost";
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[^/]+/([^/]+/[^/]+)/issues/\\d+");

  private final GitHubConnection connection;
  private final String name;
  private @Nullable GHRepository repository;

  /** What changes are sent by: the library needs an object that it has read once. */
  private final Map<Integer, GHIssue> handles = new HashMap<>();

  private final Map<String, GHMilestone> milestones = new TreeMap<>();

  GitHubTracker(GitHubConnection connection, String name) {
    this.connection = connection;
    this.name = name;
  }

  /** The repository under its present name, asked for once. */
  private GHRepository repository() throws IOException {
    GHRepository known = repository;
    if (known == null) {
      known = connection.github().getRepository(name);
      repository = known;
    }
    return known;
  }

  @Override
  public Preflight preflight() {
    boolean person = login().isPresent();
    return Calls.get(
        () -> {
          GHRepository found = repository();
          return new Preflight(
              found.getFullName(),
              String.valueOf(found.getHtmlUrl()),
              connection.wire().serverTime(),
              found.isArchived() || found.isDisabled(),
              found.hasIssues(),
              access(found, person));
        });
  }

  /** Apps are told about the rights of their user, not about their own. */
  private static Access access(GHRepository found, boolean person) {
    if (found.hasPushAccess() || found.hasAdminAccess()) {
      return Access.GRANTED;
    }
    return person && found.hasPullAccess() ? Access.DENIED : Access.NOT_TOLD;
  }

  @Override
  public Optional<String> login() {
    return connection.login();
  }

  @Override
  public List<TrackedIssue> labelled(String label) {
    return Calls.get(() -> all(query().label(label)));
  }

  @Override
  public List<TrackedIssue> changedSince(Instant since) {
    return Calls.get(() -> all(query().since(Date.from(since))));
  }

  /** Oldest first: what is created while pages are read comes last, and moves nothing. */
  private GHIssueQueryBuilder query() throws IOException {
    return repository()
        .queryIssues()
        .state(GHIssueState.ALL)
        .sort(GHIssueQueryBuilder.Sort.CREATED)
        .direction(GHDirection.ASC)
        .pageSize(PAGE);
  }

  private List<TrackedIssue> all(GHIssueQueryBuilder query) throws IOException {
    List<TrackedIssue> issues = new ArrayList<>();
    for (GHIssue issue : query.list().toList()) {
      if (!issue.isPullRequest()) {
        handles.put(issue.getNumber(), issue);
        issues.add(issue(issue));
      }
    }
    return issues;
  }

  @Override
  public Lookup find(int number) {
    try {
      TrackedIssue issue = Calls.get(() -> issue(repository().getIssue(number)));
      boolean here =
          issue.number() == number
              && issue.repository().equalsIgnoreCase(Calls.get(() -> repository().getFullName()));
      return here ? new Lookup.Found(issue) : new Lookup.Moved(issue);
    } catch (TrackerException e) {
      return switch (e.failure()) {
        case GONE -> new Lookup.Deleted();
        case MISSING -> new Lookup.NotVisible();
        default -> throw e;
      };
    }
  }

  @Override
  public List<String> labels() {
    return Calls.get(
        () ->
            repository().listLabels().withPageSize(PAGE).toList().stream()
                .map(GHLabel::getName)
                .toList());
  }

  @Override
  public List<String> milestones() {
    return Calls.get(
        () -> {
          milestones.clear();
          for (GHMilestone milestone :
              repository().listMilestones(GHIssueState.OPEN).withPageSize(PAGE).toList()) {
            milestones.putIfAbsent(milestone.getTitle(), milestone);
          }
          return List.copyOf(milestones.keySet());
        });
  }

  @Override
  public void createLabel(Label label) {
    try {
      Calls.get(() -> repository().createLabel(label.name(), label.colour(), label.description()));
    } catch (TrackerException e) {
      if (e.failure() != Failure.INVALID || !e.isAbout("already_exists")) {
        throw e;
      }
    }
  }

  @Override
  public TrackedIssue create(NewIssue issue) {
    return Calls.get(
        () -> {
          GHIssueBuilder builder = repository().createIssue(issue.title()).body(issue.body());
          issue.labels().forEach(builder::label);
          if (issue.milestone() != null) {
            builder.milestone(milestone(issue.milestone()));
          }
          return issue(builder.assignee(issue.assignee()).create());
        });
  }

  private GHMilestone milestone(String title) {
    if (!milestones.containsKey(title)) {
      milestones();
    }
    GHMilestone known = milestones.get(title);
    if (known == null) {
      throw TrackerException.invalid("there is no milestone " + title, Set.of("milestone"));
    }
    return known;
  }

  @Override
  public void retitle(int number, String title) {
    Calls.run(() -> handle(number).setTitle(title));
  }

  @Override
  public void rewrite(int number, String body) {
    Calls.run(() -> handle(number).setBody(body));
  }

  @Override
  public List<String> assign(int number, @Nullable String login) {
    return Calls.get(
        () -> {
          GHUser[] people =
              login == null ? new GHUser[0] : new GHUser[] {connection.github().getUser(login)};
          handle(number).setAssignees(people);
          // The library drops the answer to the change.
          return issue(repository().getIssue(number)).assignees();
        });
  }

  @Override
  public boolean isAssignable(String login) {
    try {
      return Calls.get(() -> repository().hasAssignee(connection.github().getUser(login)));
    } catch (TrackerException e) {
      if (e.failure() != Failure.MISSING) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public List<String> label(int number, List<String> labels) {
    return Calls.get(
        () ->
            handle(number).addLabels(labels.toArray(String[]::new)).stream()
                .map(GHLabel::getName)
                .toList());
  }

  @Override
  public Optional<String> milestone(int number, String title) {
    return Calls.get(
        () -> {
          handle(number).setMilestone(milestone(title));
          // The library drops the answer to the change.
          return Optional.ofNullable(issue(repository().getIssue(number)).milestone());
        });
  }

  @Override
  public void close(int number, boolean done) {
    GHIssueStateReason reason =
        done ? GHIssueStateReason.COMPLETED : GHIssueStateReason.NOT_PLANNED;
    Calls.run(() -> handle(number).close(reason));
  }

  @Override
  public void reopen(int number) {
    Calls.run(() -> handle(number).reopen());
  }

  private GHIssue handle(int number) throws IOException {
    GHIssue known = handles.get(number);
    if (known == null) {
      known = repository().getIssue(number);
      handles.put(number, known);
    }
    return known;
  }

  @Override
  public List<IssueComment> comments(int number, Instant since) {
    return Calls.get(
        () -> {
          List<IssueComment> comments = new ArrayList<>();
          for (GHIssueComment comment :
              handle(number).queryComments().since(Date.from(since)).list().toList()) {
            comments.add(comment(comment));
          }
          comments.sort(Comparator.comparing(IssueComment::at).thenComparing(IssueComment::id));
          return comments;
        });
  }

  @Override
  public IssueComment comment(int number, String body) {
    return Calls.get(() -> comment(handle(number).comment(body)));
  }

  private static IssueComment comment(GHIssueComment comment) throws IOException {
    String body = comment.getBody();
    return new IssueComment(
        comment.getId(),
        author(comment),
        body == null ? "" : body,
        comment.getCreatedAt().toInstant());
  }

  /** The library's other way to the name asks the server for each of them. */
  @SuppressWarnings("deprecation") // see above
  private static String author(GHIssueComment comment) {
    try {
      return comment.getUserName();
    } catch (NullPointerException e) {
      // Comments of accounts that are gone have no user.
      return NOBODY;
    }
  }

  @Override
  public void deleteComment(int number, long id) {
    Calls.run(
        () -> {
          for (GHIssueComment comment : handle(number).listComments().toList()) {
            if (comment.getId() == id) {
              comment.delete();
            }
          }
        });
  }

  @Override
  public Optional<String> closer(int number) {
    return Calls.get(
        () -> {
          String commit = null;
          Date closed = null;
          for (GHIssueEvent event : handle(number).listEvents().toList()) {
            if (event.getEvent().equals("closed")) {
              commit = event.getCommitId();
              closed = event.getCreatedAt();
            }
          }
          if (closed == null) {
            return Optional.empty();
          }
          if (commit == null) {
            return Timeline.closer(connection, handle(number).getUrl(), closed.toInstant());
          }
          for (GHPullRequest pull : repository().getCommit(commit).listPullRequests().toList()) {
            return Optional.of(String.valueOf(pull.getHtmlUrl()));
          }
          return Optional.of(repository().getHtmlUrl() + "/commit/" + commit);
        });
  }

  private static TrackedIssue issue(GHIssue issue) throws IOException {
    String url = String.valueOf(issue.getHtmlUrl());
    Matcher address = ADDRESS.matcher(url);
    String home =
        address.matches() ? String.valueOf(address.group(1)) : issue.getRepository().getFullName();
    String body = issue.getBody();
    Date closed = issue.getClosedAt();
    GHUser author = issue.getUser();
    return new TrackedIssue(
        home,
        issue.getNumber(),
        url,
        issue.getTitle(),
        body == null ? "" : body,
        status(issue),
        author == null ? NOBODY : author.getLogin(),
        issue.getLabels().stream().map(GHLabel::getName).toList(),
        issue.getAssignees().stream().map(GHUser::getLogin).toList(),
        issue.getMilestone() == null ? null : issue.getMilestone().getTitle(),
        issue.getCreatedAt().toInstant(),
        closed == null ? null : closed.toInstant());
  }

  private static Status status(GHIssue issue) {
    if (issue.getState() == GHIssueState.OPEN) {
      return Status.OPEN;
    }
    GHIssueStateReason reason = issue.getStateReason();
    // Issues that were closed before there were reasons are done.
    if (reason == null || reason == GHIssueStateReason.COMPLETED) {
      return Status.COMPLETED;
    }
    return reason == GHIssueStateReason.NOT_PLANNED ? Status.NOT_PLANNED : Status.OTHER;
  }
}
