package postmortem.workflow.sync;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.Field;
import postmortem.action.ItemEdit;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.ExitCode;
import postmortem.tracker.TrackedIssue;
import postmortem.tracker.TrackerException;
import postmortem.tracker.TrackerException.Failure;

/**
 * What stands beside the text of an issue: who it is assigned to, its labels, its milestone. What
 * nobody has touched there follows the register and the settings; what people changed stays.
 */
final class Sidebar {

  /** Keys in what was agreed. */
  static final String ASSIGNEE = "assignee";

  static final String MILESTONE = "milestone";

  /**
   * Labels that were asked for and dropped, one in a line: they are owed to the issue, while a
   * label that people removed is not.
   */
  static final String LABELS_OWED = "labels-owed";

  private static final String TRACKER_LEADS = "the tracker leads";

  private final Running run;
  private boolean sought;
  private @Nullable String milestone;

  Sidebar(Running run) {
    this.run = run;
  }

  /** Brings owner and assignee together. */
  ActionItem assignee(ActionItem item, TrackedIssue issue, SortedMap<String, String> agreed)
      throws IOException {
    String mine = run.rules().loginOf(item.owner()).orElse(null);
    List<String> theirs = issue.assignees();
    String base = agreed.get(ASSIGNEE);
    ItemEdit edit = item.edit(run.now(), SyncRules.BY);
    if (mine != null && contains(theirs, mine)) {
      agreed.put(ASSIGNEE, mine);
      return edit.agreed(Field.OWNER).result();
    }
    boolean untouched = base == null ? theirs.isEmpty() : contains(theirs, base);
    if (untouched && mine != null) {
      return assign(item, issue, agreed, mine);
    }
    if (untouched) {
      return item;
    }
    Optional<String> handle =
        theirs.size() == 1 ? run.rules().handleOf(theirs.get(0)) : Optional.empty();
    if (handle.isPresent()) {
      agreed.put(ASSIGNEE, theirs.get(0));
      run.did("record", issue, item.id(), "owner is " + handle.get());
      return edit.because("assigned at the tracker, which leads on that")
          .owner(handle.get())
          .agreed(Field.OWNER)
          .result();
    }
    String there = theirs.isEmpty() ? null : run.rules().shown(String.join(", ", theirs));
    return edit.drift(Field.OWNER, item.owner(), there, TRACKER_LEADS).result();
  }

  private ActionItem assign(
      ActionItem item, TrackedIssue issue, SortedMap<String, String> agreed, String login)
      throws IOException {
    List<String> after;
    try {
      after = Patience.until(run.pace(), () -> run.tracker().assign(issue.number(), login));
    } catch (TrackerException e) {
      if (e.failure() != Failure.MISSING && e.failure() != Failure.INVALID) {
        throw e;
      }
      after = List.of();
    }
    ItemEdit edit = item.edit(run.now(), SyncRules.BY);
    if (contains(after, login)) {
      agreed.put(ASSIGNEE, login);
      run.did("assign", issue, item.id(), login);
      return edit.agreed(Field.OWNER).result();
    }
    run.journal()
        .say(
            Diagnostic.error(
                    "PM-I013",
                    run.place(issue) + " of " + item.id() + " cannot be assigned to " + login)
                .noting("it is tried again with every run")
                .helping(
                    "check owners in postmortem.yaml; GitHub assigns only who has access to the"
                        + " repository"),
            ExitCode.REMOTE);
    return edit.drift(Field.OWNER, item.owner(), null, TRACKER_LEADS).result();
  }

  /** Adds the labels that are owed. */
  void labels(ActionItem item, TrackedIssue issue, SortedMap<String, String> agreed)
      throws IOException {
    String owed = agreed.get(LABELS_OWED);
    if (owed == null) {
      return;
    }
    List<String> missing = owed.lines().filter(label -> !issue.hasLabel(label)).toList();
    List<String> still = List.of();
    if (!missing.isEmpty()) {
      List<String> after =
          Patience.until(run.pace(), () -> run.tracker().label(issue.number(), missing));
      still = missing.stream().filter(label -> !contains(after, label)).toList();
    }
    if (!still.isEmpty()) {
      run.journal().say(dropped(run.place(issue), item, still), ExitCode.REMOTE);
      agreed.put(LABELS_OWED, String.join("\n", still));
      return;
    }
    agreed.remove(LABELS_OWED);
    if (!missing.isEmpty()) {
      run.did("label", issue, item.id(), String.join(", ", missing));
    }
  }

  /** Without push access GitHub drops labels and says nothing. */
  static Diagnostic dropped(String place, ActionItem item, List<String> labels) {
    return Diagnostic.error(
            "PM-I012", place + " of " + item.id() + " has no label " + String.join(", ", labels))
        .noting("GitHub drops labels of callers who may not push; it is tried again every run")
        .helping("give the token push access to the repository");
  }

  private static boolean contains(List<String> logins, String login) {
    return logins.stream().anyMatch(login::equalsIgnoreCase);
  }

  /** Gives an issue the milestone of the settings, unless people gave it another one or none. */
  void milestone(ActionItem item, TrackedIssue issue, SortedMap<String, String> agreed)
      throws IOException {
    String wanted = run.rules().settings().issueMilestone();
    String theirs = issue.milestone();
    if (wanted == null) {
      return;
    }
    if (wanted.equalsIgnoreCase(theirs)) {
      agreed.put(MILESTONE, theirs);
      return;
    }
    String base = agreed.get(MILESTONE);
    boolean untouched = base == null ? theirs == null : base.equals(theirs);
    String title = untouched ? milestone().orElse(null) : null;
    if (title == null) {
      return;
    }
    String after =
        Patience.until(run.pace(), () -> run.tracker().milestone(issue.number(), title)).orElse("");
    if (after.equals(title)) {
      agreed.put(MILESTONE, title);
      run.did("milestone", issue, item.id(), run.rules().shown(title));
      return;
    }
    run.journal()
        .say(
            Diagnostic.error(
                    "PM-I012",
                    run.place(issue)
                        + " of "
                        + item.id()
                        + " has no milestone "
                        + run.rules().shown(title))
                .noting(
                    "GitHub drops milestones of callers who may not push; it is tried again every"
                        + " run")
                .helping("give the token push access to the repository"),
            ExitCode.REMOTE);
  }

  /**
   * The milestone of the settings as the tracker writes it; empty where none is wanted, or there is
   * none, which is said once.
   */
  Optional<String> milestone() {
    if (!sought) {
      sought = true;
      milestone = seek();
    }
    return Optional.ofNullable(milestone);
  }

  private @Nullable String seek() {
    String wanted = run.rules().settings().issueMilestone();
    if (wanted == null) {
      return null;
    }
    for (String title : run.tracker().milestones()) {
      if (title.equalsIgnoreCase(wanted)) {
        return title;
      }
    }
    run.journal()
        .say(
            Diagnostic.warning(
                    "PM-I027",
                    run.name()
                        + " has no open milestone \u201c"
                        + run.rules().shown(wanted)
                        + "\u201d")
                .noting("issues are left without one")
                .helping(
                    "create it there, or correct issues.milestone in postmortem.yaml; the next run"
                        + " sets it"),
            ExitCode.DONE);
    return null;
  }
}
