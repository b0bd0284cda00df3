package postmortem.workflow.sync;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import postmortem.action.ActionItem;
import postmortem.action.ActionState;
import postmortem.action.Field;
import postmortem.action.IssueLink;
import postmortem.action.ItemEdit;
import postmortem.action.Proof;
import postmortem.tracker.TrackedIssue;
import postmortem.tracker.TrackerException;
import postmortem.tracker.TrackerException.Failure;

/**
 * Brings an item and its issue together, three-way: what both had last time is the base, so an edit
 * of either side goes to the other. Where both changed the same, the tracker leads on open or
 * closed and on what stands beside the text, the register on the facts; text is left as it is on
 * both sides, and said.
 */
final class Agreement {

  /** The key of whether it is open, in what was agreed. */
  static final String STATE = "state";

  /** Values of {@link #STATE}. */
  static final String IS_OPEN = "open";

  private static final String IS_CLOSED = "closed";

  private final Running run;
  private final IssueWords words;
  private final Sidebar sidebar;

  Agreement(Running run, Sidebar sidebar) {
    this.run = run;
    this.words = new IssueWords(run);
    this.sidebar = sidebar;
  }

  /** The item in step with its issue; recorded if anything changed. */
  ActionItem agree(ActionItem item, TrackedIssue issue) throws IOException {
    if (item.state() == ActionState.CANDIDATE) {
      return item;
    }
    SortedMap<String, String> agreed = new TreeMap<>(link(item).agreed());
    ActionItem after = state(item, issue, agreed);
    if (issue.isOpen() && !after.state().isOver()) {
      ItemEdit edit = after.edit(run.now(), SyncRules.BY);
      words.title(after, issue, agreed, edit);
      words.body(after, issue, agreed, edit);
      after = sidebar.assignee(edit.result(), issue, agreed);
      sidebar.labels(after, issue, agreed);
      sidebar.milestone(after, issue, agreed);
    }
    IssueLink link = link(after);
    if (!link.agreed().equals(agreed)) {
      after = after.edit(run.now(), SyncRules.BY).issue(link.agreeing(agreed)).result();
    }
    if (!after.equals(item)) {
      run.ledger().put(after);
    }
    return after;
  }

  private static IssueLink link(ActionItem item) {
    return Objects.requireNonNull(item.issue());
  }

  private ActionItem state(ActionItem item, TrackedIssue issue, SortedMap<String, String> agreed)
      throws IOException {
    String theirs = issue.isOpen() ? IS_OPEN : IS_CLOSED;
    String mine = item.state().isOver() ? IS_CLOSED : IS_OPEN;
    String base = agreed.put(STATE, theirs);
    ItemEdit edit = item.edit(run.now(), SyncRules.BY);
    if (theirs.equals(mine)) {
      if (issue.isOpen() && item.state() == ActionState.COMMITTED) {
        edit.state(ActionState.OPEN);
      }
      return edit.agreed(Field.STATE).result();
    }
    if (!theirs.equals(base)) {
      return issue.isOpen() ? reopened(item, issue) : closed(item, issue);
    }
    agreed.put(STATE, mine);
    if (item.state().isOver()) {
      boolean done = item.state() == ActionState.DONE;
      // The reason, or the proof, stands in the facts.
      ItemEdit ignored = item.edit(run.now(), SyncRules.BY);
      words.body(item, issue, agreed, ignored);
      Patience.until(run.pace(), () -> run.tracker().close(issue.number(), done));
      run.did("close", issue, item.id(), item.state().label() + " in the register");
    } else {
      Patience.until(run.pace(), () -> run.tracker().reopen(issue.number()));
      run.did("reopen", issue, item.id(), "taken up again in the register");
      if (item.state() == ActionState.COMMITTED) {
        return edit.state(ActionState.OPEN).result();
      }
    }
    return item;
  }

  private ActionItem reopened(ActionItem item, TrackedIssue issue) throws IOException {
    run.did("record", issue, item.id(), "open again");
    return item.edit(run.now(), SyncRules.BY)
        .because("open again at the tracker, which leads on that")
        .state(ActionState.OPEN)
        .result();
  }

  private ActionItem closed(ActionItem item, TrackedIssue issue) throws IOException {
    Instant at = issue.closed() == null ? run.now() : issue.closed();
    ItemEdit edit = item.edit(at, SyncRules.BY);
    if (issue.status() == TrackedIssue.Status.COMPLETED) {
      Proof proof = item.proof() == null ? proof(issue).orElse(null) : item.proof();
      run.did(
          "record",
          issue,
          item.id(),
          "done on "
              + run.rules().policy().day(at)
              + (proof == null ? ", no proof" : ", " + proof.text()));
      return edit.because("closed as completed at the tracker").done(proof).result();
    }
    String reason =
        issue.status() == TrackedIssue.Status.NOT_PLANNED
            ? "closed as not planned at the tracker"
            : "closed at the tracker, not as completed";
    run.did("record", issue, item.id(), "dropped on " + run.rules().policy().day(at));
    return edit.because(reason).drop(reason).result();
  }

  /** A proof is worth a few calls, but not the run. */
  private Optional<Proof> proof(TrackedIssue issue) {
    try {
      return run.tracker().closer(issue.number()).flatMap(Proof::of);
    } catch (TrackerException e) {
      if (e.failure() == Failure.UNKNOWN || e.failure() == Failure.SLOW_DOWN) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
