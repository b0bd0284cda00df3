package postmortem.workflow.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.action.ActionItem;
import postmortem.document.read.ActionRow;
import postmortem.document.read.ActionRow.Column;
import postmortem.document.read.Cell;
import postmortem.document.read.DocumentText;

/**
 * Puts IDs into the cells of rows that have none, and touches no other byte of the document. A cell
 * that is wide enough keeps its width.
 */
final class IdCells {

  private static final Pattern NUMBERED = Pattern.compile("(.*?)([0-9]{1,9})");

  private IdCells() {}

  /** The ID that a row has; empty when nothing is written. */
  static String idOf(ActionRow row) {
    String text = row.text(Column.ID).orElse("").strip();
    if (StatedAction.isNothing(text)) {
      return "";
    }
    return text.startsWith("#") ? text.substring(1) : text;
  }

  /**
   * The document with an ID in every row that says what to do and has an empty ID cell.
   *
   * @param taken IDs that the register holds for this document
   */
  static String fill(DocumentText document, String text, Set<String> taken) {
    Set<String> all = new TreeSet<>(taken);
    String last = "A0";
    for (ActionRow row : document.actions()) {
      String id = idOf(row);
      if (ActionItem.isKey(id)) {
        all.add(id);
        last = NUMBERED.matcher(id).matches() ? id : last;
      }
    }
    Set<String> lower = new TreeSet<>();
    all.forEach(id -> lower.add(id.toLowerCase(Locale.ROOT)));
    int[] starts = lineStarts(text);
    List<int[]> places = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (ActionRow row : document.actions()) {
      Cell cell = row.cell(Column.ID).orElse(null);
      boolean says = StatedAction.says(row, Column.ACTION).isPresent();
      if (cell != null && says && idOf(row).isEmpty()) {
        int begin = starts[cell.at().line() - 1] + cell.at().column() - 1;
        last = next(last, lower);
        lower.add(last.toLowerCase(Locale.ROOT));
        places.add(new int[] {begin, cell.text().length()});
        ids.add(last);
      }
    }
    StringBuilder out = new StringBuilder(text);
    for (int i = places.size() - 1; i >= 0; i--) {
      put(out, places.get(i)[0], places.get(i)[1], ids.get(i));
    }
    return out.toString();
  }

  /** The next free ID in the manner of the last one: {@code A3} after {@code A2}. */
  private static String next(String last, Set<String> taken) {
    Matcher matcher = NUMBERED.matcher(last);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(last);
    }
    String words = Objects.requireNonNull(matcher.group(1));
    String digits = Objects.requireNonNull(matcher.group(2));
    int width = digits.startsWith("0") && digits.length() > 1 ? digits.length() : 1;
    for (long number = Long.parseLong(digits) + 1; ; number++) {
      String id = words + String.format(Locale.ROOT, "%0" + width + "d", number);
      if (!taken.contains(id.toLowerCase(Locale.ROOT))) {
        return id;
      }
    }
  }

  private static void put(StringBuilder out, int at, int written, String id) {
    if (written > 0) {
      out.replace(at, at + written, id);
      return;
    }
    int begin = at;
    while (begin > 0 && out.charAt(begin - 1) == ' ') {
      begin--;
    }
    int end = begin;
    while (end < out.length() && out.charAt(end) == ' ') {
      end++;
    }
    String padding = " ".repeat(Math.max(1, end - begin - 1 - id.length()));
    out.replace(begin, end, " " + id + padding);
  }

  private static int[] lineStarts(String text) {
    List<Integer> starts = new ArrayList<>();
    // A byte order mark is no column of the first line.
    starts.add(text.startsWith("\uFEFF") ? 1 : 0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        starts.add(i + 1);
      }
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }
}
