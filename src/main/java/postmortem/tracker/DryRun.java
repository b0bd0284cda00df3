package postmortem.tracker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a tracker and changes nothing: what it is asked to change, it answers as if it had.
 * The numbers of issues that it did not create are higher than any real one.
 */
public final class DryRun implements IssueTracker {

  private static final int FIRST = 1_000_000_000;
  private static final String SOMEBODY = "github-actions[bot]";

  private final IssueTracker tracker;
  private final List<TrackedIssue> created = new ArrayList<>();
  private final List<IssueComment> comments = new ArrayList<>();
  private final Map<String, Boolean> assignable = new HashMap<>();
  private @Nullable Preflight preflight;

  /** Nothing was asked yet. */
  public DryRun(IssueTracker tracker) {
    this.tracker = tracker;
  }

  @Override
  public Preflight preflight() {
    Preflight known = tracker.preflight();
    preflight = known;
    return known;
  }

  @Override
  public Optional<String> login() {
    return tracker.login();
  }

  @Override
  public List<TrackedIssue> labelled(String label) {
    return tracker.labelled(label);
  }

  @Override
  public List<TrackedIssue> changedSince(Instant since) {
    List<TrackedIssue> all = new ArrayList<>(tracker.changedSince(since));
    all.addAll(created);
    return all;
  }

  @Override
  public Lookup find(int number) {
    return tracker.find(number);
  }

  @Override
  public List<String> labels() {
    return tracker.labels();
  }

  @Override
  public List<String> milestones() {
    return tracker.milestones();
  }

  @Override
  public void createLabel(Label label) {}

  @Override
  public TrackedIssue create(NewIssue issue) {
    Preflight known = preflight == null ? preflight() : preflight;
    TrackedIssue made =
        new TrackedIssue(
            known.repository(),
            FIRST + created.size(),
            known.webUrl(),
            issue.title(),
            issue.body(),
            TrackedIssue.Status.OPEN,
            login().orElse(SOMEBODY),
            issue.labels(),
            assign(0, issue.assignee()),
            issue.milestone(),
            known.now(),
            null);
    created.add(made);
    return made;
  }

  @Override
  public void retitle(int number, String title) {}

  @Override
  public void rewrite(int number, String body) {}

  @Override
  public List<String> assign(int number, @Nullable String login) {
    return login == null || !isAssignable(login) ? List.of() : List.of(login);
  }

  @Override
  public boolean isAssignable(String login) {
    return assignable.computeIfAbsent(login, tracker::isAssignable);
  }

  @Override
  public List<String> label(int number, List<String> labels) {
    return labels;
  }

  @Override
  public Optional<String> milestone(int number, String title) {
    return Optional.of(title);
  }

  @Override
  public void close(int number, boolean done) {}

  @Override
  public void reopen(int number) {}

  @Override
  public List<IssueComment> comments(int number, Instant since) {
    List<IssueComment> all = new ArrayList<>(tracker.comments(number, since));
    comments.stream().filter(comment -> comment.id() == number).forEach(all::add);
    return all;
  }

  @Override
  public IssueComment comment(int number, String body) {
    Preflight known = preflight == null ? preflight() : preflight;
    IssueComment comment = new IssueComment(number, login().orElse(SOMEBODY), body, known.now());
    comments.add(comment);
    return comment;
  }

  @Override
  public void deleteComment(int number, long id) {}

  @Override
  public Optional<String> closer(int number) {
    return tracker.closer(number);
  }
}
