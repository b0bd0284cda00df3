package postmortem.document.read;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in which a blank line stands before each table. On GitHub a table may follow the lines of
 * a paragraph; to the parser such a table is text, and its action items would be lost.
 *
 * @param text with the blank lines
 * @param added offsets of the line feeds that were put in
 */
record ApartTables(String text, BitSet added) {

  private static final Pattern LINE = Pattern.compile("[^\r\n]*(?:\r\n|\r|\n|\\z)");
  private static final int DEEPEST = 3;
  private static final Pattern BAR = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern FENCE =
      Pattern.compile("\\s*(?:`{3,}[^`]*|~{3,}.*)", Pattern.DOTALL);

  /** Puts the tables of a text apart. */
  static ApartTables of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    BitSet added = new BitSet();
    boolean fenced = false;
    // In the lines since the last blank one: a block of HTML would end at a blank line.
    boolean html = false;
    String before = "";
    int at = 0;
    while (at < text.length()) {
      String line = line(text, at);
      html = !line.isBlank() && (html || line.stripLeading().startsWith("<"));
      if (FENCE.matcher(line).matches()) {
        fenced = !fenced;
      } else if (!fenced
          && !html
          && !before.isBlank()
          && !isRow(before)
          && isHead(line, line(text, at + line.length()))) {
        added.set(out.length());
        out.append('\n');
      }
      out.append(line);
      before = line;
      at += line.length();
    }
    return new ApartTables(out.toString(), added);
  }

  /** The line at an offset, with its end; empty behind the last one. */
  private static String line(String text, int at) {
    Matcher matcher = LINE.matcher(text).region(at, text.length());
    return matcher.lookingAt() ? matcher.group() : "";
  }

  private static boolean isHead(String line, String next) {
    return isRow(line)
        && next.contains("|")
        && next.contains("-")
        && next.chars().allMatch(c -> " \t|:-\r\n".indexOf(c) >= 0)
        && cells(line) == cells(next);
  }

  /** Whether a line begins with a bar; deeper than three spaces it would be code. */
  private static boolean isRow(String line) {
    return line.stripLeading().startsWith("|") && line.indexOf('|') <= DEEPEST;
  }

  private static int cells(String line) {
    String row = line.strip();
    row = row.startsWith("|") ? row.substring(1) : row;
    row = row.endsWith("|") && !row.endsWith("\\|") ? row.substring(0, row.length() - 1) : row;
    return (int) BAR.matcher(row).results().count() + 1;
  }
}
