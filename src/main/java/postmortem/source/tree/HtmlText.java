package postmortem.source.tree;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of a message that is written in HTML, raw: tags are gone, scripts and styles with what
 * is in them, entities are undone, a link keeps its address beside its label, a mention begins with
 * {@code @}, a picture is its alternative text, a block quote stands in quotation marks. What it
 * gives has to be redacted, and escaped by whoever shows it, as any text. Time grows with the
 * length alone, whatever the nesting.
 */
public final class HtmlText {

  /** Elements of which nothing is text for a reader. */
  private static final Set<String> HIDDEN =
      Set.of("script", "style", "template", "iframe", "noscript", "head", "object");

  /** Elements within a line; all others end one. */
  private static final Set<String> INLINE =
      Set.of(
          "a",
          "abbr",
          "at",
          "b",
          "code",
          "del",
          "em",
          "emoji",
          "font",
          "i",
          "img",
          "ins",
          "kbd",
          "mark",
          "s",
          "small",
          "span",
          "strike",
          "strong",
          "sub",
          "sup",
          "time",
          "tt",
          "u",
          "wbr",
          "attachment",
          "customemoji",
          "systemeventmessage");

  private static final Map<String, String> ENTITIES =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("hellip", "\u2026"),
          Map.entry("mdash", "\u2014"),
          Map.entry("ndash", "\u2013"),
          Map.entry("lsquo", "\u2018"),
          Map.entry("rsquo", "\u2019"),
          Map.entry("ldquo", "\u201c"),
          Map.entry("rdquo", "\u201d"),
          Map.entry("bull", "\u2022"),
          Map.entry("middot", "\u00b7"),
          Map.entry("rarr", "\u2192"),
          Map.entry("larr", "\u2190"),
          Map.entry("times", "\u00d7"),
          Map.entry("euro", "\u20ac"));

  private static final int LONGEST_ENTITY = 10;

  private final String html;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private boolean quotesBroken;
  private boolean tagsOver;
  private @Nullable String link;
  private int labelFrom;

  private HtmlText(String html) {
    this.html = html;
  }

  /** The words of a piece of HTML; lines are ended by line ends, and nothing else is blank. */
  public static String of(String html) {
    HtmlText text = new HtmlText(html);
    text.read();
    return text.out
        .toString()
        .replaceAll("[ \\t\\u00a0]+", " ")
        .replaceAll(" ?\\R[\\s]*", "\n")
        .replaceAll("\u201c\\s+", "\u201c")
        .replaceAll("\\s+\u201d", "\u201d")
        .replace("\u201c\u201d", "")
        .strip();
  }

  private void read() {
    while (at < html.length()) {
      char c = html.charAt(at);
      if (c == '<' && !tagsOver && tag()) {
        continue;
      }
      if (c == '&') {
        entity();
      } else {
        out.append(Character.isISOControl(c) ? ' ' : c);
        at++;
      }
    }
    endLink();
  }

  /** Goes over a tag or a comment; false where the sign is just text. */
  private boolean tag() {
    if (html.startsWith("<!--", at)) {
      int end = html.indexOf("-->", at + 4);
      at = end < 0 ? html.length() : end + 3;
      return true;
    }
    boolean closing = html.startsWith("</", at);
    int from = at + (closing ? 2 : 1);
    char first = from < html.length() ? html.charAt(from) : ' ';
    if (!isLetter(first) && first != '!' && first != '?') {
      return false;
    }
    int end = tagEnd(from);
    if (end < 0) {
      tagsOver = true;
      return false;
    }
    int to = from;
    while (to < end && (isLetter(html.charAt(to)) || Character.isDigit(html.charAt(to)))) {
      to++;
    }
    String name = html.substring(from, to).toLowerCase(Locale.ROOT);
    int inside = to;
    at = end + 1;
    if (!closing && HIDDEN.contains(name)) {
      skipTo(name);
    } else {
      element(name, closing, inside, end);
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /**
   * Where the tag ends, with regard to quotes as long as they are closed; -1 when it never does.
   */
  private int tagEnd(int from) {
    if (!quotesBroken) {
      char quote = 0;
      for (int i = from; i < html.length(); i++) {
        char c = html.charAt(i);
        if (quote != 0) {
          quote = c == quote ? 0 : quote;
        } else if (c == '>') {
          return i;
        } else if ((c == '"' || c == '\'') && html.charAt(i - 1) == '=') {
          quote = c;
        }
      }
      quotesBroken = true;
    }
    return html.indexOf('>', from);
  }

  private void skipTo(String name) {
    for (int i = at; i + name.length() + 2 <= html.length(); i++) {
      if (html.charAt(i) == '<'
          && html.charAt(i + 1) == '/'
          && html.regionMatches(true, i + 2, name, 0, name.length())) {
        int end = html.indexOf('>', i);
        at = end < 0 ? html.length() : end + 1;
        return;
      }
    }
    at = html.length();
  }

  private void element(String name, boolean closing, int from, int end) {
    switch (name) {
      case "a" -> {
        endLink();
        if (!closing) {
          link = attribute("href", from, end);
          labelFrom = out.length();
        }
      }
      case "at" -> {
        if (!closing) {
          out.append('@');
        }
      }
      case "img", "emoji", "customemoji" -> {
        if (!closing) {
          String shown = attribute("alt", from, end);
          out.append(shown != null && !shown.isBlank() ? shown : "[image]");
        }
      }
      case "td", "th" -> out.append(' ');
      // Words of somebody else, which must not seem to be the writer's own.
      case "blockquote" -> out.append(closing ? "\u201d\n" : "\n\u201c");
      default -> {
        if (!INLINE.contains(name)) {
          out.append('\n');
        }
      }
    }
  }

  /** Puts the address behind the label of a link, unless it says the same, or is a program. */
  private void endLink() {
    String address = link;
    link = null;
    if (address == null) {
      return;
    }
    String lower = address.toLowerCase(Locale.ROOT);
    String label = out.substring(Math.min(labelFrom, out.length())).strip();
    boolean known = lower.startsWith("http://") || lower.startsWith("https://");
    if (known && !label.contains(address)) {
      out.append(label.isEmpty() ? address : " (" + address + ")");
    }
  }

  private @Nullable String attribute(String name, int from, int end) {
    for (int i = from; i + name.length() < end; i++) {
      if (Character.isWhitespace(html.charAt(i))
          && html.regionMatches(true, i + 1, name + "=", 0, name.length() + 1)) {
        int start = i + name.length() + 2;
        char quote = start < end ? html.charAt(start) : ' ';
        boolean quoted = quote == '"' || quote == '\'';
        int valueFrom = quoted ? start + 1 : start;
        int to = valueFrom;
        while (to < end
            && (quoted ? html.charAt(to) != quote : !Character.isWhitespace(html.charAt(to)))) {
          to++;
        }
        HtmlText value = new HtmlText(html.substring(valueFrom, to));
        value.tagsOver = true;
        value.read();
        return value.out.toString().strip();
      }
    }
    return null;
  }

  private void entity() {
    int end = at + 1;
    int most = Math.min(html.length(), at + LONGEST_ENTITY);
    while (end < most && html.charAt(end) != ';') {
      end++;
    }
    if (end >= most) {
      out.append('&');
      at++;
      return;
    }
    String name = html.substring(at + 1, end);
    String means = name.startsWith("#") ? numbered(name.substring(1)) : ENTITIES.get(name);
    if (means == null) {
      out.append('&');
      at++;
    } else {
      out.append(means);
      at = end + 1;
    }
  }

  private static @Nullable String numbered(String number) {
    try {
      boolean hex = number.startsWith("x") || number.startsWith("X");
      int point = hex ? Integer.parseInt(number.substring(1), 16) : Integer.parseInt(number);
      return !Character.isValidCodePoint(point) || Character.isISOControl(point)
          ? " "
          : Character.toString(point);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
