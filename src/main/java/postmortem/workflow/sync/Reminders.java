package postmortem.workflow.sync;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import postmortem.action.ActionItem;
import postmortem.action.ActionState;
import postmortem.action.Policy;
import postmortem.action.Standing;
import postmortem.document.render.IssueText;
import postmortem.tracker.IssueComment;
import postmortem.tracker.TrackedIssue;
import postmortem.tracker.TrackerException;
import postmortem.tracker.TrackerException.Failure;

/** Reminds of what is due: at most one comment for an item and ISO week, however often it runs. */
final class Reminders {

  private final Running run;
  private final Board board;

  Reminders(Running run, Board board) {
    this.run = run;
    this.board = board;
  }

  /** Reminds, if the policy says so and nobody has done it this week. */
  void remind(ActionItem item, TrackedIssue issue) throws IOException {
    Policy policy = run.rules().policy();
    LocalDate today = policy.day(run.now());
    Standing standing = policy.standing(item, today);
    if (!standing.reminderDue() || item.state() != ActionState.OPEN || !issue.isOpen()) {
      return;
    }
    String week = Policy.week(today);
    String marker = IssueText.reminderMarker(item.id(), week);
    Instant monday =
        today
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
            .atStartOfDay(policy.zone())
            .toInstant();
    List<String> tell = standing.escalationDue() ? run.rules().sponsorLogins(item) : List.of();
    String text = IssueText.reminder(item, standing, week, tell);
    List<IssueComment> there = reminders(issue, monday, marker);
    if (there.isEmpty()) {
      there = write(issue, monday, marker, text);
      run.journal()
          .did(
              "remind",
              run.place(issue),
              item.id(),
              week + ", " + standing.because() + (tell.isEmpty() ? "" : ", and the sponsor"));
    }
    // Two runs at once: both see both, and both keep the older one.
    for (IssueComment younger : there.subList(Math.min(1, there.size()), there.size())) {
      Patience.until(run.pace(), () -> run.tracker().deleteComment(issue.number(), younger.id()));
    }
    run.ledger()
        .put(
            item.edit(run.now(), SyncRules.BY)
                .reminded(week, "comment on " + run.place(issue))
                .result());
  }

  private List<IssueComment> write(TrackedIssue issue, Instant monday, String marker, String text) {
    while (true) {
      try {
        run.tracker().comment(issue.number(), text);
        List<IssueComment> there = reminders(issue, monday, marker);
        if (there.isEmpty()) {
          // A list that lacks even ours may lack another one: not recorded, so looked at again.
          throw TrackerException.of(
              Failure.UNKNOWN, "the list of comments lacks the one that was just written");
        }
        return there;
      } catch (TrackerException e) {
        if (e.failure() != Failure.SLOW_DOWN) {
          throw e;
        }
        run.pace().waitOut(e);
        List<IssueComment> there = reminders(issue, monday, marker);
        if (!there.isEmpty()) {
          return there;
        }
      }
    }
  }

  /** Our reminders of this week, oldest first. */
  private List<IssueComment> reminders(TrackedIssue issue, Instant monday, String marker) {
    return run.tracker().comments(issue.number(), monday).stream()
        .filter(comment -> comment.body().contains(marker))
        .filter(comment -> board.isOurs(comment.author()))
        .sorted(java.util.Comparator.comparingLong(IssueComment::id))
        .toList();
  }
}
