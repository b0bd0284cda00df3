package postmortem.document.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The cells of a table row. */
final class Rows {

  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}.*)?");

  private static final Pattern DASHES = Pattern.compile("[ \t]*\\|?[ \t:|-]*-[ \t:|-]*");

  private Rows() {}

  /** The cells between the bars, with their white space; an escaped bar is part of its cell. */
  static List<String> cells(String line) {
    String row = line.strip();
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    for (int i = row.startsWith("|") ? 1 : 0; i < row.length(); i++) {
      char c = row.charAt(i);
      if (c == '\\' && i + 1 < row.length()) {
        cell.append(c).append(row.charAt(++i));
      } else if (c == '|') {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (!cell.toString().isBlank()) {
      cells.add(cell.toString());
    }
    return cells;
  }

  /** Whether a cell begins with a date. */
  static boolean isTime(String cell) {
    return TIME.matcher(cell.strip()).matches();
  }

  /** The first cell when it is a time, in a form whose order is that of time; empty otherwise. */
  static String time(String line) {
    List<String> cells = cells(line);
    String first = cells.isEmpty() ? "" : cells.get(0).strip();
    return isTime(first) ? first.replace('T', ' ') : "";
  }

  /** Whether a line is the one under the head of a table. */
  static boolean isDashes(String line) {
    return DASHES.matcher(line).matches();
  }

  /** A row of these cells, each with one space around it. */
  static String row(List<String> cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(cell.isBlank() ? " " : " " + cell.strip() + " ").append('|');
    }
    return row.toString();
  }

  /**
   * A row, or the head of a table with its dashes, as it reads whatever the widths of its columns:
   * programs that line up tables change all rows of them, and nothing that they say.
   */
  static String plain(String lines) {
    List<String> plain = new ArrayList<>();
    for (String line : lines.split("\n", -1)) {
      List<String> cells = cells(line);
      if (isDashes(line)) {
        cells = cells.stream().map(cell -> cell.strip().replaceAll("-+", "---")).toList();
      }
      plain.add(row(cells));
    }
    return String.join("\n", plain);
  }
}
