package postmortem.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postmortem.evidence.FileAccount;
import postmortem.evidence.RowCounts;
import postmortem.timeline.ManifestEntry;

/**
 * The account of the evidence as a table for people: no row is lost silently.
 *
 * @param rows the heading, one for each piece of evidence, and the sum; all have as many numbers
 */
public record Account(List<Row> rows) {

  private static final Row HEADING =
      new Row(
          "evidence",
          "read as",
          List.of("rows", "placed", "merged", "aggregated", "filtered", "unreadable"));
  private static final String GAP = "  ";

  /** Fewer characters do not tell one name from another. */
  private static final int SHORTEST_NAME = 16;

  /**
   * A row of the table.
   *
   * @param name of the evidence, safe to print
   * @param reader which format or source it was read as
   * @param numbers of its rows
   */
  public record Row(String name, String reader, List<String> numbers) {
    public Row {
      numbers = List.copyOf(numbers);
    }

    private static Row of(String name, String reader, RowCounts rows) {
      return new Row(
          SafeText.still(name),
          reader,
          List.of(
              number(rows.read()),
              number(rows.placed()),
              number(rows.merged()),
              number(rows.aggregated()),
              number(rows.filtered()),
              number(rows.unreadable())));
    }

    private static String number(long value) {
      return String.format(Locale.ROOT, "%,d", value);
    }
  }

  public Account {
    rows = List.copyOf(rows);
  }

  /** The account of all evidence. */
  public static Account of(List<ManifestEntry> manifest) {
    List<Row> rows = new ArrayList<>();
    rows.add(HEADING);
    RowCounts sum = new RowCounts(0, 0, 0, 0, 0, 0);
    for (ManifestEntry entry : manifest) {
      FileAccount account = entry.account();
      String reader = account.reader();
      rows.add(Row.of(account.evidence(), reader == null ? "unknown" : reader, entry.rows()));
      sum = sum.plus(entry.rows());
    }
    rows.add(Row.of("all " + manifest.size(), "", sum));
    return new Account(rows);
  }

  /** The table as wide as it needs to be. */
  public String table() {
    return table(Integer.MAX_VALUE);
  }

  /**
   * The table for a terminal: where it is wider, long names lose their beginning, and where that
   * does not do, the column that says how each was read goes. No number is cut.
   *
   * @param width of the terminal in columns
   */
  public String table(int width) {
    int names = widest(rows.stream().map(Row::name).toList());
    int readers = widest(rows.stream().map(Row::reader).toList());
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < rows.get(0).numbers().size(); i++) {
      int column = i;
      numbers.add(widest(rows.stream().map(row -> row.numbers().get(column)).toList()));
    }
    int rest = numbers.stream().mapToInt(each -> GAP.length() + each).sum();
    int second = GAP.length() + readers;
    if (names > SHORTEST_NAME && names + second + rest > width) {
      int left = width - second - rest;
      if (left < SHORTEST_NAME) {
        readers = 0;
        left = Math.max(SHORTEST_NAME, left + second);
      }
      names = Math.min(names, left);
    }
    StringBuilder out = new StringBuilder();
    for (Row row : rows) {
      out.append(padded(cut(row.name(), names), names));
      if (readers > 0) {
        out.append(GAP).append(padded(row.reader(), readers));
      }
      for (int i = 0; i < numbers.size(); i++) {
        String number = row.numbers().get(i);
        out.append(GAP).append(" ".repeat(numbers.get(i) - number.length())).append(number);
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static int widest(List<String> cells) {
    return cells.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String cut(String name, int most) {
    return name.length() <= most ? name : "\u2026" + name.substring(name.length() - most + 1);
  }
}
