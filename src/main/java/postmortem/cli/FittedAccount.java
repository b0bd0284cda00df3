package postmortem.cli;

import java.util.List;

/**
 * The account of the evidence on a terminal: long names lose their beginning, and where that does
 * not do, the column that says how each was read goes. No number wraps.
 */
final class FittedAccount {

  private static final String GAP = "  ";
  private static final String SECOND_COLUMN = GAP + "read as";
  private static final int FEWEST = 16;

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
    int numbers = names;
    int left = names - (widest - width);
    if (left < FEWEST) {
      numbers = endOfSecond(lines, names + GAP.length());
      left = Math.min(names, Math.max(FEWEST, left + numbers - names));
    }
    StringBuilder out = new StringBuilder();
    for (String line : lines) {
      String name = line.substring(0, Math.min(names, line.length())).stripTrailing();
      String rest = line.substring(Math.min(numbers, line.length()));
      out.append(cut(name, left));
      out.append(" ".repeat(Math.max(0, left - name.length()))).append(rest).append('\n');
    }
    return out.toString();
  }

  /** Where the longest cell of the second column ends, which begins there. */
  private static int endOfSecond(List<String> lines, int begin) {
    int end = begin;
    for (String line : lines) {
      int gap = line.indexOf(GAP, begin);
      if (gap > begin) {
        end = Math.max(end, gap);
      }
    }
    return end;
  }

  private static String cut(String name, int most) {
    return name.length() <= most ? name : "\u2026" + name.substring(name.length() - most + 1);
  }
}
