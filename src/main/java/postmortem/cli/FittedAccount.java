package postmortem.cli;

import java.util.List;

/** The account of the evidence on a terminal: long names lose their beginning, no number wraps. */
final class FittedAccount {

  private static final String SECOND_COLUMN = "  read as";
  private static final int FEWEST = 12;

  private FittedAccount() {}

  /**
   * The account, no wider than a terminal if its names can give so much.
   *
   * @param table with a heading, and the names in its first column
   * @param width of the terminal in columns
   */
  static String of(String table, int width) {
    List<String> lines = table.lines().toList();
    int widest = lines.stream().mapToInt(String::length).max().orElse(0);
    int names = lines.isEmpty() ? -1 : lines.get(0).indexOf(SECOND_COLUMN);
    if (widest <= width || names <= FEWEST) {
      return table;
    }
    int left = Math.max(FEWEST, names - (widest - width));
    StringBuilder out = new StringBuilder();
    for (String line : lines) {
      String name = line.substring(0, Math.min(names, line.length())).stripTrailing();
      String rest = line.substring(Math.min(names, line.length()));
      out.append(cut(name, left));
      out.append(" ".repeat(Math.max(0, left - name.length()))).append(rest).append('\n');
    }
    return out.toString();
  }

  private static String cut(String name, int most) {
    return name.length() <= most ? name : "\u2026" + name.substring(name.length() - most + 1);
  }
}
