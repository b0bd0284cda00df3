package postmortem.document.render;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.Deadline;
import postmortem.action.Field;
import postmortem.action.HistoryEntry;
import postmortem.action.IssueLink;
import postmortem.action.Policy;
import postmortem.action.Standing;
import postmortem.event.ShortText;

/** The forms of the register for people and for spreadsheets. */
public final class ActionTable {

  private static final int NARROWEST = 60;
  private static final int WIDEST_OWNER = 20;
  private static final int WIDEST_ID = 48;
  private static final String GAP = "  ";

  private ActionTable() {}

  /**
   * Aligned plain text for a terminal: no character of a title can move the cursor.
   *
   * @param width of the terminal in columns; lines are cut to it, but not below 60
   */
  public static void text(
      List<ActionItem> items, Policy policy, LocalDate today, int width, Appendable out)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ID", "STATE", "OWNER", "DEADLINE", "DUE IN", "PRIO", "ACTION"));
    for (ActionItem item : items) {
      Standing standing = policy.standing(item, today);
      Long days = standing.dueInDays();
      rows.add(
          List.of(
              ShortText.of(item.id(), WIDEST_ID),
              item.state().label(),
              ShortText.of(line(item.owner()), WIDEST_OWNER),
              line(Field.DEADLINE.of(item)),
              days == null ? "-" : days + " d" + (standing.overdue() ? " !" : ""),
              ShortText.of(line(Field.PRIORITY.of(item)), 8),
              MarkdownText.oneLine(item.title())));
    }
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    int left = Math.max(width, NARROWEST);
    for (int i = 0; i < columns - 1; i++) {
      left -= widths[i] + GAP.length();
    }
    widths[columns - 1] = Math.max(left, 20);
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = ShortText.of(row.get(i), widths[i]);
        line.append(i == 0 ? "" : GAP).append(cell);
        line.append(" ".repeat(widths[i] - length(cell)));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static String line(@Nullable String text) {
    return text == null ? "-" : MarkdownText.oneLine(text);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /**
   * One item, field by field, and what happened to it.
   *
   * @param telling who is told of it and when; empty for nobody
   */
  public static void show(
      ActionItem item, Standing standing, Optional<String> telling, Appendable out)
      throws IOException {
    field(out, "id", item.id());
    for (Field field : Field.values()) {
      String value = field.of(item);
      if (value != null) {
        field(out, field.label(), value);
      }
      Deadline deadline = item.deadline();
      if (field == Field.DEADLINE && deadline != null) {
        field(out, "set by", deadline.policy());
      }
      IssueLink issue = item.issue();
      if (field == Field.ISSUE && issue != null && issue.url() != null) {
        field(out, "address", issue.url());
      }
    }
    field(out, "stands", (standing.overdue() ? "overdue: " : "") + standing.because());
    if (telling.isPresent()) {
      field(out, "told", telling.get());
    }
    out.append("\nhistory\n");
    for (HistoryEntry entry : item.history()) {
      out.append("  ").append(entry.at().toString()).append("  ").append(line(entry.by()));
      out.append("  ").append(said(entry)).append('\n');
    }
  }

  private static void field(Appendable out, String name, String value) throws IOException {
    out.append(String.format(java.util.Locale.ROOT, "%-13s", name))
        .append(MarkdownText.oneLine(value))
        .append('\n');
  }

  /** An entry of the history in words. */
  static String said(HistoryEntry entry) {
    Field field = entry.field();
    String note = entry.note() == null ? "" : " (" + line(entry.note()) + ")";
    String name = field == null ? "" : field.label().replace('-', ' ');
    return switch (entry.what()) {
      case CREATED -> "came into the register" + note;
      case CHANGED -> name + ": " + line(entry.from()) + " \u2192 " + line(entry.to()) + note;
      case DRIFT ->
          "drift of "
              + name
              + ": register "
              + line(entry.from())
              + ", tracker "
              + line(entry.to())
              + note;
      case AGREED -> "no drift of " + name + " any more" + note;
      case REMINDED -> "owner reminded, " + line(entry.to()) + note;
      case NOTED -> line(entry.note());
    };
  }

  /** RFC 4180 with a header; cells that a spreadsheet would run get an apostrophe in front. */
  public static void csv(List<ActionItem> items, Policy policy, LocalDate today, Appendable out)
      throws IOException {
    StringWriter buffer = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(buffer)) {
      List<String> header = new ArrayList<>(List.of("id", "post-mortem"));
      for (Field field : Field.values()) {
        header.add(field.label());
      }
      header.addAll(List.of("deadline-policy", "url", "overdue", "due-in-days"));
      csv.writeRecord(header);
      for (ActionItem item : items) {
        List<String> cells = new ArrayList<>(List.of(safe(item.id()), safe(item.postMortem())));
        for (Field field : Field.values()) {
          cells.add(safe(field.of(item)));
        }
        Standing standing = policy.standing(item, today);
        Deadline deadline = item.deadline();
        IssueLink issue = item.issue();
        cells.add(safe(deadline == null ? null : deadline.policy()));
        cells.add(safe(issue == null ? null : issue.url()));
        cells.add(Boolean.toString(standing.overdue()));
        cells.add(Objects.toString(standing.dueInDays(), ""));
        csv.writeRecord(cells);
      }
    }
    out.append(buffer.toString());
  }

  /** A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection). */
  private static String safe(@Nullable String cell) {
    if (cell == null || cell.isEmpty()) {
      return "";
    }
    return "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
