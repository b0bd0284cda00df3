package postmortem.publish;

import java.util.regex.Pattern;

/**
 * Text for places without markup, such as titles and commit messages, where GitHub still looks for
 * mentions, for references, and for words that close an issue.
 */
public final class QuietText {

  /** Joins two characters without being seen: what stands on its two sides is no longer one. */
  private static final String JOINER = "\u2060";

  private static final Pattern LOUD =
      Pattern.compile("@(?=[A-Za-z0-9])|#(?=[0-9])|\\b[Gg][Hh]-(?=[0-9])|://(?=\\S)");

  private QuietText() {}

  /** One line that mentions nobody, refers to nothing and closes nothing. */
  public static String line(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints().forEach(c -> plain.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    String line = plain.toString().strip().replaceAll(" {2,}", " ");
    return LOUD.matcher(line).replaceAll("$0" + JOINER);
  }

  /** The same, cut to a number of characters, with a sign that it was. */
  public static String line(String text, int most) {
    String line = line(text);
    if (line.length() <= most) {
      return line;
    }
    int end = most - 1;
    if (Character.isHighSurrogate(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end) + "\u2026";
  }
}
