package postmortem.document.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postmortem.action.Field;
import postmortem.action.WeeklyReview;
import postmortem.action.WeeklyReview.Completion;
import postmortem.action.WeeklyReview.Debt;
import postmortem.action.WeeklyReview.Drift;
import postmortem.action.WeeklyReview.Escalation;
import postmortem.action.WeeklyReview.FollowUp;
import postmortem.action.WeeklyReview.Load;
import postmortem.action.WeeklyReview.Row;
import postmortem.event.ShortText;

/**
 * The weekly review as Markdown, in the order in which a meeting needs it. It reads in five
 * minutes: lists are cut, and say how much they leave out; what is empty takes one line together.
 * Nothing that people wrote makes a mention, a reference, a link or a table cell.
 */
public final class ReviewText {

  private static final int MOST_ROWS = 7;
  private static final int MOST_OVERDUE = 12;
  private static final int LONGEST_TITLE = 64;
  private static final int LONGEST_DETAIL = 80;
  private static final String ALL = "in `postmortem review --json`";

  private final WeeklyReview review;
  private final ReviewLinks links;
  private final StringBuilder out = new StringBuilder();
  private final List<String> empty = new ArrayList<>();

  private ReviewText(WeeklyReview review, ReviewLinks links) {
    this.review = review;
    this.links = links;
  }

  /**
   * The file; lines end in a line feed.
   *
   * @param unreadable names of files of the register that could not be read, and are missing
   */
  public static String markdown(WeeklyReview review, List<String> unreadable) {
    return "# Action items, "
        + review.week()
        + "\n\n"
        + body(review, unreadable, ReviewLinks.OF_FILE);
  }

  /** The same without its heading, for a place that has one. */
  public static String body(WeeklyReview review, List<String> unreadable, ReviewLinks links) {
    return new ReviewText(review, links).text(unreadable);
  }

  private String text(List<String> unreadable) {
    out.append("As of the end of ").append(review.asOf()).append(".\n");
    if (!unreadable.isEmpty()) {
      out.append("\n> **Incomplete**: ")
          .append(Words.count(unreadable.size(), "file"))
          .append(" of the register could not be read: ")
          .append(
              unreadable.stream()
                  .sorted()
                  .limit(MOST_ROWS)
                  .map(MarkdownText::code)
                  .collect(Collectors.joining(", ")))
          .append(".\n");
    }
    ReviewHead.write(review, out);
    rows(
        "Overdue",
        review.overdue(),
        MOST_OVERDUE,
        List.of("Days over", "Put off", "Deadline"),
        row -> List.of(row.days() + "", times(row.slips()), row.deadline() + ""));
    escalations();
    rows(
        "Due in the next " + review.dueDays() + " days",
        review.dueNext(),
        MOST_ROWS,
        List.of("Deadline", "Put off"),
        row -> List.of(row.deadline() + "", times(row.slips())));
    rows(
        "Without an owner or a deadline",
        review.incomplete(),
        MOST_ROWS,
        List.of("Missing"),
        row -> List.of(missing(row)));
    rows(
        "Candidates that nobody decided about",
        review.candidates(),
        MOST_ROWS,
        List.of("Days"),
        row -> List.of(row.days() + ""));
    rows(
        "Closed since " + review.since(),
        review.closed(),
        MOST_ROWS,
        List.of("Days taken", "Proof"),
        row -> List.of(row.days() + "", proof(row)));
    rows(
        "Dropped since " + review.since(),
        review.dropped(),
        MOST_ROWS,
        List.of("Reason"),
        row -> List.of(detail(row, "none")));
    debt();
    followUps();
    load("Load by owner", review.load(), true);
    load("Load by team", review.teams(), false);
    completion();
    drift();
    if (!empty.isEmpty()) {
      out.append("\nNothing to report: ").append(String.join(", ", empty)).append(".\n");
    }
    return out.toString();
  }

  private void bullet(String text) {
    out.append("- ").append(text).append('\n');
  }

  private static String times(int slips) {
    return slips == 0 ? "" : slips + "\u00d7";
  }

  /** A section heading, or a word for the last line when there is nothing. */
  private boolean section(String title, int size) {
    if (size == 0) {
      empty.add(title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1));
      return false;
    }
    out.append("\n## ").append(title).append(" (").append(Words.number(size)).append(")\n\n");
    return true;
  }

  private void rows(
      String title,
      List<Row> rows,
      int most,
      List<String> columns,
      Function<Row, List<String>> cells) {
    if (!section(title, rows.size())) {
      return;
    }
    out.append("| Action | Owner | Priority | ")
        .append(String.join(" | ", columns))
        .append(" |\n|---|---|---|")
        .append("---|".repeat(columns.size()))
        .append('\n');
    for (Row row : rows.subList(0, Math.min(most, rows.size()))) {
      String issue = row.issue() == null ? "" : " " + links.issue(row.issue());
      out.append("| ")
          .append(prose(row.title(), LONGEST_TITLE))
          .append("<br>")
          .append(links.item(row.id()))
          .append(issue)
          .append(" | ")
          .append(owner(row))
          .append(" | ")
          .append(row.priority() == null ? "" : prose(row.priority(), LONGEST_TITLE))
          .append(" | ")
          .append(String.join(" | ", cells.apply(row)))
          .append(" |\n");
    }
    more(rows.size() - most, ALL);
  }

  private void more(int left, String where) {
    if (left > 0) {
      out.append('\n').append(Words.number(left)).append(" more, ").append(where).append(".\n");
    }
  }

  private static String owner(Row row) {
    String name = row.owner() == null ? "nobody" : prose(row.owner(), LONGEST_TITLE);
    return row.team() == null ? name : name + " (" + prose(row.team(), LONGEST_TITLE) + ")";
  }

  private static String missing(Row row) {
    if (row.owner() == null) {
      return row.deadline() == null ? "owner and deadline" : "owner";
    }
    return "deadline";
  }

  /** What shows that it is done: with a link if it is nothing but an address. */
  private String proof(Row row) {
    return row.detail() == null ? "none" : links.proof(row.detail(), d -> prose(d, LONGEST_DETAIL));
  }

  private static String detail(Row row, String none) {
    return row.detail() == null ? none : prose(row.detail(), LONGEST_DETAIL);
  }

  /** Cut first, so that no escape is cut in two. */
  private static String prose(String text, int longest) {
    String line = MarkdownText.oneLine(text);
    return MarkdownText.prose(ShortText.of(line, longest));
  }

  private void escalations() {
    int items = review.escalations().stream().mapToInt(e -> e.items().size()).sum();
    if (!section("To tell the sponsors", items)) {
      return;
    }
    for (Escalation escalation : review.escalations()) {
      String sponsors =
          escalation.sponsors().isEmpty()
              ? "Nobody is set as their sponsor"
              : escalation.sponsors().stream()
                  .map(name -> prose(name, LONGEST_TITLE))
                  .collect(Collectors.joining(", "));
      out.append("- **").append(sponsors).append("**: ");
      out.append(
          escalation.items().stream()
              .limit(MOST_ROWS)
              .map(row -> links.item(row.id()) + " (" + Words.count(row.days(), "day") + ")")
              .collect(Collectors.joining(", ")));
      int left = escalation.items().size() - MOST_ROWS;
      out.append(left > 0 ? ", and " + left + " more" : "").append('\n');
    }
  }

  private void debt() {
    List<Debt> debts = review.debt();
    if (!section("Incidents without a published post-mortem", debts.size())) {
      return;
    }
    out.append(
        "| Post-mortem | Severity | Days since the incident | Past the limit for review |\n");
    out.append("|---|---|---|---|\n");
    for (Debt debt : debts.subList(0, Math.min(MOST_ROWS, debts.size()))) {
      out.append("| ")
          .append(links.postMortem(debt.postMortem()))
          .append(" | ")
          .append(debt.severity() == null ? "unknown" : debt.severity().toString())
          .append(" | ")
          .append(debt.days() == null ? "unknown" : debt.days().toString())
          .append(" | ")
          .append(debt.late() ? "yes" : "no")
          .append(" |\n");
    }
    more(debts.size() - MOST_ROWS, "younger than these");
  }

  private void followUps() {
    List<FollowUp> due = review.followUps();
    if (!section("Post-mortems to look at again", due.size())) {
      return;
    }
    for (FollowUp followUp : due.subList(0, Math.min(MOST_ROWS, due.size()))) {
      bullet(
          links.postMortem(followUp.postMortem())
              + " on "
              + followUp.on()
              + ": "
              + Words.count(followUp.open(), "item")
              + " not finished");
    }
    more(due.size() - MOST_ROWS, "later");
  }

  private void load(String title, List<Load> loads, boolean owners) {
    if (!section(title, loads.size())) {
      return;
    }
    out.append(owners ? "| Owner | Team |" : "| Team |")
        .append(" Open | Overdue | Due next |\n")
        .append(owners ? "|---|" : "|")
        .append("---|---|---|---|\n");
    for (Load load : loads.subList(0, Math.min(MOST_ROWS, loads.size()))) {
      String none = owners ? "nobody" : "no team";
      String name = load.name() == null ? none : prose(load.name(), LONGEST_TITLE);
      out.append("| ").append(name).append(" | ");
      if (owners) {
        out.append(load.team() == null ? "" : prose(load.team(), LONGEST_TITLE)).append(" | ");
      }
      out.append(load.open())
          .append(" | ")
          .append(load.overdue())
          .append(" | ")
          .append(load.dueNext())
          .append(" |\n");
    }
    more(loads.size() - MOST_ROWS, "with less to do");
  }

  private void completion() {
    List<Completion> completions = review.completion();
    if (!section("Completion by priority", completions.size())) {
      return;
    }
    out.append(
        "Of all items ever committed to; the rate leaves out dropped ones, days count from the commitment.\n\n");
    out.append("| Priority | Committed | Done | Dropped | Rate | Median days | Longest |\n");
    out.append("|---|---|---|---|---|---|---|\n");
    for (Completion row : completions.subList(0, Math.min(MOST_ROWS, completions.size()))) {
      Double rate = row.rate();
      out.append("| ")
          .append(row.priority() == null ? "none" : prose(row.priority(), LONGEST_TITLE))
          .append(" | ")
          .append(row.promised())
          .append(" | ")
          .append(row.done())
          .append(" | ")
          .append(row.dropped())
          .append(" | ")
          .append(rate == null ? "unknown" : String.format(Locale.ROOT, "%.0f %%", rate * 100))
          .append(" | ")
          .append(orUnknown(row.medianDays()))
          .append(" | ")
          .append(orUnknown(row.longestDays()))
          .append(" |\n");
    }
    more(completions.size() - MOST_ROWS, "with other words for the priority");
  }

  private static String orUnknown(@Nullable Long days) {
    return days == null ? "unknown" : days.toString();
  }

  private void drift() {
    List<Drift> drifts = review.drift();
    if (!section("Register and issues differ", drifts.size())) {
      return;
    }
    out.append("| Item | Field | Register | Issue | Who leads |\n|---|---|---|---|---|\n");
    for (Drift drift : drifts.subList(0, Math.min(MOST_ROWS, drifts.size()))) {
      out.append("| ")
          .append(links.item(drift.id()))
          .append(" | ")
          .append(name(drift.field()))
          .append(" | ")
          .append(drift.here() == null ? "nothing" : prose(drift.here(), LONGEST_TITLE))
          .append(" | ")
          .append(drift.there() == null ? "nothing" : prose(drift.there(), LONGEST_TITLE))
          .append(" | ")
          .append(drift.leads() == null ? "" : prose(drift.leads(), LONGEST_TITLE))
          .append(" |\n");
    }
    more(drifts.size() - MOST_ROWS, ALL);
  }

  private static String name(Field field) {
    return field.label().replace('-', ' ');
  }
}
