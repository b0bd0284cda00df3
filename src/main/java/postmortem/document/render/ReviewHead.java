package postmortem.document.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import postmortem.action.WeeklyReview;
import postmortem.action.WeeklyReview.Debt;
import postmortem.action.WeeklyReview.Row;
import postmortem.action.WeeklyReview.WeekEnd;

/** What a weekly review says before its sections: a few sentences, and how it came to this. */
final class ReviewHead {

  private final WeeklyReview review;
  private final StringBuilder out;

  private ReviewHead(WeeklyReview review, StringBuilder out) {
    this.review = review;
    this.out = out;
  }

  static void write(WeeklyReview review, StringBuilder out) {
    ReviewHead head = new ReviewHead(review, out);
    head.sentences();
    head.chart();
  }

  private void sentences() {
    List<Row> overdue = review.overdue();
    List<Row> candidates = review.candidates();
    long putOff = overdue.stream().filter(row -> row.slips() > 0).count();
    int escalated = review.escalations().stream().mapToInt(e -> e.items().size()).sum();
    long late = review.debt().stream().filter(Debt::late).count();
    out.append('\n');
    List<String> more = new ArrayList<>();
    if (!overdue.isEmpty()) {
      more.add("the oldest by " + Words.count(oldest(overdue), "day"));
    }
    if (putOff > 0) {
      more.add(Words.number(putOff) + " put off before");
    }
    if (escalated > 0) {
      more.add(Words.number(escalated) + " for their sponsors");
    }
    bullet(
        "**"
            + Words.number(overdue.size())
            + " overdue** of "
            + Words.count(review.open(), "open item")
            + (more.isEmpty() ? "" : ": " + String.join(", ", more))
            + ".");
    bullet(
        Words.count(review.dueNext().size(), "item")
            + " due in the next "
            + review.dueDays()
            + " days.");
    bullet(balance());
    List<String> undecided = new ArrayList<>();
    if (!candidates.isEmpty()) {
      undecided.add(
          Words.count(candidates.size(), "candidate")
              + ", the oldest waiting for "
              + Words.count(oldest(candidates), "day"));
    }
    if (!review.incomplete().isEmpty()) {
      undecided.add(
          Words.count(review.incomplete().size(), "open item") + " without an owner or a deadline");
    }
    if (!undecided.isEmpty()) {
      bullet("To decide: " + String.join("; ", undecided) + ".");
    }
    List<String> documents = new ArrayList<>();
    if (!review.debt().isEmpty()) {
      documents.add(
          Words.count(review.debt().size(), "incident")
              + " without a published post-mortem, "
              + Words.number(late)
              + " past the limit for review");
    }
    if (!review.followUps().isEmpty()) {
      documents.add(Words.count(review.followUps().size(), "post-mortem") + " to look at again");
    }
    if (!documents.isEmpty()) {
      bullet(String.join("; ", documents) + ".");
    }
  }

  /** How the open items came to be so many: what is said adds up. */
  private String balance() {
    int left = review.before() + review.opened().size() - review.open();
    int closed = review.closed().size();
    // The others were candidates: nobody had promised them.
    int dropped = Math.min(review.dropped().size(), left - closed);
    int candidates = review.dropped().size() - dropped;
    int taken = left - closed - dropped;
    return "Since "
        + review.since()
        + ", when "
        + (review.before() == 1 ? "1 was open: " : Words.number(review.before()) + " were open: ")
        + review.opened().size()
        + " new, "
        + closed
        + " closed, "
        + dropped
        + " dropped"
        + (taken > 0 ? ", " + taken + " no longer committed to" : "")
        + (candidates > 0 ? "; " + Words.count(candidates, "candidate") + " dropped" : "")
        + ".";
  }

  private static long oldest(List<Row> rows) {
    return rows.stream().mapToLong(Row::days).max().orElse(0);
  }

  private void bullet(String text) {
    out.append("- ").append(text).append('\n');
  }

  /** Open and overdue items at the ends of the last weeks. */
  private void chart() {
    List<WeekEnd> weeks =
        review.weeks().stream().dropWhile(week -> week.open() == 0 && week.done() == 0).toList();
    int most = weeks.stream().mapToInt(WeekEnd::open).max().orElse(0);
    // One week is no trend.
    if (most == 0 || weeks.size() < 2) {
      return;
    }
    out.append("\n```mermaid\nxychart-beta\n");
    out.append("  title \"Items at the end of each week: open (bars), overdue (line)\"\n");
    out.append("  x-axis [").append(join(weeks, w -> w.week().substring(5))).append("]\n");
    out.append("  y-axis \"items\" 0 --> ").append(most).append('\n');
    out.append("  bar [").append(join(weeks, w -> w.open() + "")).append("]\n");
    out.append("  line [").append(join(weeks, w -> w.overdue() + "")).append("]\n```\n");
  }

  private static String join(List<WeekEnd> weeks, Function<WeekEnd, String> value) {
    return weeks.stream().map(value).collect(Collectors.joining(", "));
  }
}
