package postmortem.tracker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One repository of issues, seen by somebody with a token. Every method asks the tracker; nothing
 * is remembered between calls. A method that changes something is never repeated here: who calls it
 * decides what a lost answer means. All of them throw {@link TrackerException}. Not thread-safe.
 */
public interface IssueTracker {

  /** What can be known before anything is changed. Also tells the tracker's time. */
  Preflight preflight();

  /** The login behind the token; empty where a token has none, such as that of an app. */
  Optional<String> login();

  /** All issues with a label, open and closed, oldest first; no pull requests. All or a failure. */
  List<TrackedIssue> labelled(String label);

  /** All issues that changed at or after an instant, likewise, whatever their labels. */
  List<TrackedIssue> changedSince(Instant since);

  /** The issue with a number. */
  Lookup find(int number);

  /** The names of the labels there are. */
  List<String> labels();

  /** The titles of the open milestones. */
  List<String> milestones();

  /** Creates a label; one that exists already is left as it is. */
  void createLabel(Label label);

  /** Creates an issue and tells what the tracker made of it. */
  TrackedIssue create(NewIssue issue);

  /** Gives an issue another title. */
  void retitle(int number, String title);

  /** Gives an issue another body. */
  void rewrite(int number, String body);

  /** Makes one person the only assignee; null for nobody. Tells who is assigned afterwards. */
  List<String> assign(int number, @Nullable String login);

  /** Whether that person can be assigned to issues. */
  boolean isAssignable(String login);

  /** Adds labels to those that an issue has. Tells which it has afterwards. */
  List<String> label(int number, List<String> labels);

  /** Gives an issue an open milestone. Tells the title of the one that it has afterwards. */
  Optional<String> milestone(int number, String title);

  /** Closes an issue: as done, or as not to be done. */
  void close(int number, boolean done);

  /** Opens a closed issue again. */
  void reopen(int number);

  /** The comments of an issue since an instant, oldest first. */
  List<IssueComment> comments(int number, Instant since);

  /** Writes a comment. */
  IssueComment comment(int number, String body);

  /** Takes a comment away; one that is gone already is no failure. */
  void deleteComment(int number, long id);

  /** The pull request, else the commit, that closed an issue: an address; empty when none did. */
  Optional<String> closer(int number);
}
