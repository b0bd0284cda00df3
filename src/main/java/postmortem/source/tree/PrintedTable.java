package postmortem.source.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table as commands print it for people: titles over columns that blanks line up, or with lines
 * drawn between them. What stands above the titles is about the table.
 *
 * <pre>
 * REVISION  UPDATED                   STATUS        +---------+---------------------+
 * 1         Mon Feb  9 09:00:00 2026  deployed      | Version | Installed On        |
 *                                                   +---------+---------------------+
 * </pre>
 *
 * @param starts where each column begins, in characters; empty when lines are drawn between them
 * @param framed whether a line is drawn in front of the first column as well
 */
public record PrintedTable(List<Integer> starts, boolean framed) {

  private static final int MOST_LINES = 60;
  private static final int LONGEST = 4 << 10;
  private static final int FEWEST_COLUMNS = 2;

  /** A line of dashes, crossed where columns meet. */
  private static final Pattern DRAWN = Pattern.compile("\\s*[+|]?-{2,}(?:[+|]-*)+\\s*");

  /** A line of dashes below titles, whole or a piece for each column. */
  private static final Pattern DASHES = Pattern.compile("\\s*+(?:[-=]{3,}+ *+){1,60}+");

  /** Titles behind a column without one, in which a command puts a mark. */
  private static final Pattern MARKED =
      Pattern.compile(" {2,4}(?:[A-Z][A-Z_]+(?: [A-Z]+)*(?: {2,}|$)){3,}");

  private static final Pattern COUNT = Pattern.compile("\\(\\d+ rows?\\).*|\\d+ rows? .*");

  /** Titles: words of capital letters, or that begin with one, or drawn between lines any. */
  private static final Pattern TITLE =
      Pattern.compile("\\p{Lu}[\\p{L}\\d._/-]*(?: [\\p{L}\\d._/()-]+)*");

  private static final Pattern GAP = Pattern.compile(" {2,}");
  private static final Pattern BAR = Pattern.compile("[|]");

  public PrintedTable {
    starts = List.copyOf(starts);
  }

  /** The columns of the first table in the beginning of a file; empty when there is none. */
  public static Optional<CsvColumns> find(byte[] bytes) {
    List<String> lines = lines(bytes);
    for (int i = 0; i + 1 < lines.size(); i++) {
      String line = lines.get(i);
      if (DRAWN.matcher(line).matches() && isHeader(lines, i + 1)) {
        return Optional.of(drawn(lines.get(i + 1), i + 2L));
      }
      if (bars(line) > 1 && isUnderline(lines.get(i + 1))) {
        return Optional.of(drawn(line, i + 1L));
      }
      List<Integer> starts = starts(line);
      if (starts.size() >= FEWEST_COLUMNS && fits(lines.get(i + 1), starts)) {
        PrintedTable table = new PrintedTable(starts, false);
        return Optional.of(CsvColumns.of(table, table.fields(line), i + 1L));
      }
    }
    return Optional.empty();
  }

  /** Whether a line between drawn ones names columns, and not what the table is about. */
  private static boolean isHeader(List<String> lines, int at) {
    return drawn(lines.get(at))
        && (at + 2 >= lines.size()
            || !drawn(lines.get(at + 2))
            || bars(lines.get(at)) == bars(lines.get(at + 2)));
  }

  private static boolean isUnderline(String line) {
    return DRAWN.matcher(line).matches() || DASHES.matcher(line).matches();
  }

  /** How many columns lie between the bars of a line. */
  private static int bars(String line) {
    if (!drawn(line)) {
      return 0;
    }
    String plain = line.strip();
    int from = plain.startsWith("|") ? 1 : 0;
    int to = plain.endsWith("|") ? plain.length() - 1 : plain.length();
    return BAR.split(plain.substring(from, Math.max(from, to)), -1).length;
  }

  /** A line of a table inside of another one without the frame of the outer one. */
  private static String peeled(String line) {
    String plain = line.stripTrailing();
    while (plain.length() > 2
        && (plain.startsWith("||") || plain.startsWith("|+"))
        && plain.endsWith("|")) {
      plain = plain.substring(1, plain.length() - 1);
    }
    return plain;
  }

  private static List<String> lines(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (from < bytes.length && lines.size() < MOST_LINES) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n' && end - from < LONGEST) {
        end++;
      }
      if (end - from == LONGEST) {
        return lines;
      }
      lines.add(peeled(new String(bytes, from, end - from, StandardCharsets.UTF_8)));
      from = end + 1;
    }
    return lines;
  }

  /** Where titles begin, if the line is nothing but titles. */
  private static List<Integer> starts(String line) {
    boolean marked = MARKED.matcher(line).matches();
    if (line.isEmpty()
        || line.indexOf('\t') >= 0
        || !(marked || Character.isUpperCase(line.charAt(0)))) {
      return List.of();
    }
    List<Integer> starts = new ArrayList<>();
    Matcher gap = GAP.matcher(line);
    int from = 0;
    if (marked) {
      starts.add(0);
      from = line.length() - line.stripLeading().length();
    }
    while (from < line.length()) {
      int to = gap.find(from) ? gap.start() : line.length();
      if (!TITLE.matcher(line.substring(from, to)).matches()) {
        return List.of();
      }
      starts.add(from);
      from = to == line.length() ? to : gap.end();
    }
    return starts;
  }

  /** Whether something stands in the first column, and nothing where another one begins. */
  private static boolean fits(String line, List<Integer> starts) {
    int there = 0;
    for (int start : starts) {
      if (start > 0 && start <= line.length() && line.charAt(start - 1) != ' ') {
        return false;
      }
      there += start < line.length() && line.charAt(start) != ' ' ? 1 : 0;
    }
    return there >= FEWEST_COLUMNS;
  }

  private static boolean drawn(String line) {
    return line.indexOf('|') >= 0 && !DRAWN.matcher(line).matches();
  }

  private static CsvColumns drawn(String header, long line) {
    PrintedTable table = new PrintedTable(List.of(), header.stripLeading().startsWith("|"));
    return CsvColumns.of(table, table.cells(header), line);
  }

  private List<String> cells(String line) {
    int from = framed ? line.indexOf('|') + 1 : 0;
    int to = framed && line.stripTrailing().endsWith("|") ? line.lastIndexOf('|') : line.length();
    return Stream.of(BAR.split(line.substring(from, Math.max(from, to)), -1))
        .map(String::strip)
        .toList();
  }

  /** Whether a line behind the titles is a record. */
  boolean isRecord(String line) {
    return starts.isEmpty() ? drawn(peeled(line)) : !isCount(line) && !isUnderline(line);
  }

  /** Whether a line says how many rows there are. */
  static boolean isCount(String line) {
    return COUNT.matcher(line).matches();
  }

  /** What stands in each column. */
  List<String> fields(String line) {
    if (starts.isEmpty()) {
      return cells(peeled(line));
    }
    if (!fits(line, starts)) {
      // Longer than its column: what comes behind it is moved.
      List<String> pieces = List.of(GAP.split(line.strip(), starts.size()));
      if (pieces.size() == starts.size()) {
        return pieces;
      }
    }
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int from = Math.min(starts.get(i), line.length());
      int to = i + 1 < starts.size() ? Math.min(starts.get(i + 1), line.length()) : line.length();
      fields.add(line.substring(from, to).strip());
    }
    return fields;
  }
}
