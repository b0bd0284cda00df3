package postmortem.document.render;

import java.util.Locale;

/**
 * Puts foreign text into Markdown so that it shows as it is and does nothing: no markup, link,
 * mention, issue reference, emoji, tag or table cell can come out of it. Rules of CommonMark 0.31
 * and GitHub Flavored Markdown; what GitHub finds in finished text nodes (mentions, references,
 * emoji, addresses) is split by an empty comment, because escapes are gone by then.
 */
final class MarkdownText {

  private static final String SPLIT = "<!-- -->";

  private MarkdownText() {}

  /** Text inside of a sentence, heading, list item or table cell: one line. */
  static String prose(String text) {
    String line = oneLine(text);
    StringBuilder out = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (i == 0 && startsBlock(line)) {
        out.append('\\');
      }
      switch (c) {
        case '\\', '`', '*', '[', ']', '|', '~', '$', '{', '}' -> out.append('\\').append(c);
        case '<' -> out.append("&lt;");
        case '>' -> out.append(i == 0 && startsBlock(line) ? ">" : "&gt;");
        case '&' -> out.append(isEntityStart(line, i) ? "&amp;" : "&");
        case '_' -> out.append(isInWord(line, i) ? "_" : "\\_");
        case '@' -> out.append(c).append(i + 1 < line.length() ? SPLIT : "");
        case '#' -> out.append(c).append(digitAt(line, i + 1) ? SPLIT : "");
        case '-' -> out.append(c).append(isIssuePrefix(line, i) ? SPLIT : "");
        case '/' -> out.append(c).append(line.startsWith("/", i + 1) ? SPLIT : "");
        case ':' -> out.append(c).append(needsSplitAfterColon(line, i) ? SPLIT : "");
        case '.' -> {
          if (isOrderedMarker(line, i)) {
            out.append('\\');
          }
          out.append(isWww(line, i) ? SPLIT : "").append(c);
        }
        case ')' -> out.append(isOrderedMarker(line, i) ? "\\" : "").append(c);
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /** Text in the typewriter face inside of a sentence or table cell: one line. */
  static String code(String text) {
    String line = oneLine(text);
    if (line.isEmpty()) {
      return "";
    }
    if (line.indexOf('`') < 0 && line.indexOf('|') < 0) {
      return "`" + line + "`";
    }
    // Neither a longer fence nor a backslash helps against a bar in a cell; entities always do.
    StringBuilder out = new StringBuilder("<code>");
    line.codePoints()
        .forEach(
            c -> {
              if (c < 0x80 && !Character.isLetterOrDigit(c) && c != ' ' && c != '/' && c != '-') {
                out.append("&#").append(c).append(';');
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.append("</code>").toString();
  }

  /**
   * Text between HTML tags inside of {@code <code>}, in a block that is HTML altogether. One line
   * in the file; line breaks of the text show as such, and no blank line can end the block.
   */
  static String html(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\t' -> out.append("&#9;");
                case '\n' -> out.append("&#10;");
                case '\r' -> {}
                default -> visible(c, out);
              }
            });
    return out.toString();
  }

  /** A YAML scalar in double quotes. */
  static String yaml(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\').appendCodePoint(c);
              } else if (isHidden(c)) {
                out.append(String.format(Locale.ROOT, c > 0xffff ? "\\U%08x" : "\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.append('"').toString();
  }

  /** White space of any kind as single spaces; what cannot be seen is spelt out. */
  static String oneLine(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || c == 0x85 || c == 0xa0) {
        gap = out.length() > 0;
        continue;
      }
      if (gap) {
        out.append(' ');
        gap = false;
      }
      visible(c, out);
    }
    return out.toString();
  }

  private static void visible(int c, StringBuilder out) {
    if (isHidden(c)) {
      out.append('\u2039').append(String.format(Locale.ROOT, "U+%04X", c)).append('\u203a');
    } else {
      out.appendCodePoint(c);
    }
  }

  /**
   * Controls, halves of surrogate pairs, marks that turn the direction of text or take no room, and
   * separators: they make a reader see something else than what is there.
   */
  private static boolean isHidden(int c) {
    int type = Character.getType(c);
    if (type == Character.CONTROL
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR) {
      return true;
    }
    // The zero-width joiner is needed inside of emoji and some scripts.
    return type == Character.FORMAT && c != 0x200d && c != 0x200c && c != 0xad;
  }

  /** Whether the first character would begin a heading, list, quote or rule. */
  private static boolean startsBlock(String line) {
    char first = line.charAt(0);
    if ("#>+-=".indexOf(first) < 0) {
      return false;
    }
    return first == '>' || line.length() == 1 || " #+-=".indexOf(line.charAt(1)) >= 0;
  }

  /** Whether a full stop or bracket here ends a list number at the beginning of the line. */
  private static boolean isOrderedMarker(String line, int at) {
    return at > 0
        && at <= 9
        && (at + 1 == line.length() || line.charAt(at + 1) == ' ')
        && line.chars().limit(at).allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isEntityStart(String line, int at) {
    return at + 1 < line.length()
        && (line.charAt(at + 1) == '#' || Character.isLetter(line.charAt(at + 1)));
  }

  private static boolean isInWord(String line, int at) {
    return at > 0
        && at + 1 < line.length()
        && Character.isLetterOrDigit(line.charAt(at - 1))
        && Character.isLetterOrDigit(line.charAt(at + 1));
  }

  private static boolean digitAt(String line, int at) {
    return at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9';
  }

  /** {@code GH-1} refers to an issue, in any case of letters. */
  private static boolean isIssuePrefix(String line, int at) {
    return at >= 2 && line.regionMatches(true, at - 2, "gh", 0, 2) && digitAt(line, at + 1);
  }

  private static boolean isWww(String line, int at) {
    return at >= 3 && line.regionMatches(true, at - 3, "www", 0, 3);
  }

  /** Before a word and a colon it would be an emoji; times of day are none. */
  private static boolean needsSplitAfterColon(String line, int at) {
    int end = at + 1;
    boolean letters = false;
    while (end < line.length() && isEmojiName(line.charAt(end))) {
      letters |= !digitAt(line, end);
      end++;
    }
    boolean afterDigit = at > 0 && digitAt(line, at - 1);
    return end > at + 1
        && end < line.length()
        && line.charAt(end) == ':'
        && (letters || !afterDigit);
  }

  private static boolean isEmojiName(char c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '+' || c == '-');
  }
}
