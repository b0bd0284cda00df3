package postmortem.workflow.sync;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import postmortem.action.ActionItem;
import postmortem.action.IssueLink;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.ExitCode;
import postmortem.document.render.IssueText;
import postmortem.tracker.TrackedIssue;

/**
 * Two runs at once may create two issues for one item. Both then see both, and both keep the older
 * one, so that they need not know of each other.
 */
final class Duplicates {

  private static final String BEGIN = "Duplicate of #";

  private final Running run;
  private final Board board;

  Duplicates(Running run, Board board) {
    this.run = run;
    this.board = board;
  }

  /** Whether it was closed here because of another one, and stands for no item any more. */
  static boolean isSettled(TrackedIssue issue) {
    return !issue.isOpen() && issue.body().startsWith(BEGIN);
  }

  /** The items, each with the one issue that is kept; the others are closed. */
  List<ActionItem> settle(List<ActionItem> items) throws IOException {
    List<ActionItem> settled = new ArrayList<>();
    for (ActionItem item : items) {
      List<TrackedIssue> copies = new ArrayList<>();
      for (TrackedIssue issue : board.ours(item.id())) {
        // A body that somebody else put together is no copy that we made.
        if (IssueText.parse(issue.body(), item.id()).isPresent()) {
          copies.add(issue);
        }
      }
      settled.add(copies.size() < 2 ? item : settle(item, copies));
    }
    return settled;
  }

  private ActionItem settle(ActionItem item, List<TrackedIssue> copies) throws IOException {
    int registered = RepositorySync.numberOf(item);
    boolean isCopy = copies.stream().anyMatch(issue -> issue.number() == registered);
    List<TrackedIssue> live = copies.stream().filter(issue -> !isSettled(issue)).toList();
    if (live.isEmpty()) {
      return item;
    }
    TrackedIssue oldest = live.get(0);
    // An issue that a person chose is not ours to replace.
    int kept = isCopy ? oldest.number() : registered;
    ActionItem after = item;
    if (kept != registered) {
      IssueLink link = Objects.requireNonNull(item.issue());
      after =
          item.edit(run.now(), SyncRules.BY)
              .because("the older of two")
              .issue(link.found(oldest.number(), oldest.author(), oldest.url()))
              .result();
      run.ledger().put(after);
      run.journal().did("keep", run.name() + "#" + kept, item.id(), "the older of two issues");
    }
    for (TrackedIssue issue : copies) {
      if (issue.number() != kept && issue.isOpen()) {
        close(item, issue, kept);
      }
    }
    return after;
  }

  private void close(ActionItem item, TrackedIssue issue, int kept) throws IOException {
    String said = BEGIN + kept + ".\n\n";
    if (!issue.body().startsWith(said)) {
      Patience.until(run.pace(), () -> run.tracker().rewrite(issue.number(), said + issue.body()));
    }
    Patience.until(run.pace(), () -> run.tracker().close(issue.number(), false));
    run.journal().did("close", run.place(issue), item.id(), "duplicate of #" + kept);
    run.journal()
        .say(
            Diagnostic.warning(
                    "PM-I021", run.place(issue) + " says the same as #" + kept + " and was closed")
                .noting("both were created for " + item.id() + " by runs at the same time")
                .helping("if anybody wrote into #" + issue.number() + ", take it over to #" + kept),
            ExitCode.DONE);
  }
}
