package postmortem.workflow.sync;

import java.io.IOException;
import java.time.Instant;
import postmortem.tracker.IssueTracker;
import postmortem.tracker.Pace;
import postmortem.tracker.TrackedIssue;

/**
 * What the parts of a repository's run work with.
 *
 * @param tracker its issues
 * @param ledger the register
 * @param rules what holds for the whole synchronization
 * @param journal what was done and what has to be said
 * @param pace how fast it goes
 * @param name of the repository, {@code owner/name}
 * @param now by the tracker's clock
 */
record Running(
    IssueTracker tracker,
    Ledger ledger,
    SyncRules rules,
    Journal journal,
    Pace pace,
    String name,
    Instant now) {

  /** An issue, for people. */
  String place(TrackedIssue issue) {
    return name + "#" + issue.number();
  }

  /** Something that was done to an issue. */
  void did(String what, TrackedIssue issue, String id, String more) throws IOException {
    journal.did(what, place(issue), id, more);
  }
}
