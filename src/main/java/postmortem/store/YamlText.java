package postmortem.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes scalars of YAML so that every reader takes them for the same text. */
final class YamlText {

  /**
   * What is text without quotes in a flow too: no indicator, and nothing like a number or a date.
   */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./@+-]*");

  private static final Pattern OTHER_TYPE =
      Pattern.compile("(?i:true|false|yes|no|on|off|null|y|n)|.*[.]");
  private static final Pattern LITERAL_LINE = Pattern.compile("(?:\\S.*\\S|\\S)?");

  private YamlText() {}

  /** A scalar on one line. */
  static String scalar(@Nullable String text) {
    if (text == null) {
      return "";
    }
    return PLAIN.matcher(text).matches() && !OTHER_TYPE.matcher(text).matches()
        ? text
        : quoted(text);
  }

  /** A scalar in double quotes. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\').appendCodePoint(c);
              } else if (c == '\n') {
                out.append("\\n");
              } else if (isHidden(c)) {
                out.append(String.format(Locale.ROOT, c > 0xffff ? "\\U%08x" : "\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.append('"').toString();
  }

  /**
   * The lines of {@code key: text}; text of several lines as a literal block where that is safe.
   */
  static List<String> lines(String key, String text) {
    if (text.indexOf('\n') < 0) {
      return List.of(key + ": " + scalar(text));
    }
    List<String> content = List.of(text.split("\n", -1));
    boolean first = !content.get(0).isEmpty();
    boolean last = !content.get(content.size() - 1).isEmpty();
    boolean safe =
        content.stream().allMatch(line -> LITERAL_LINE.matcher(line).matches())
            && text.codePoints().noneMatch(c -> c != '\n' && isHidden(c));
    if (!first || !last || !safe) {
      return List.of(key + ": " + quoted(text));
    }
    List<String> lines = new ArrayList<>();
    lines.add(key + ": |-");
    for (String line : content) {
      lines.add(line.isEmpty() ? "" : "  " + line);
    }
    return lines;
  }

  private static boolean isHidden(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || c == 0xfeff;
  }
}
