package postmortem.event;

import java.util.regex.Pattern;

/** Text for places that bear only so much of it. What is left out is an ellipsis. */
public final class ShortText {

  private static final String LEFT_OUT = "\u2026";

  /** A UUID, or the number of a trace: says nothing to a reader, and stands in what is cited. */
  private static final Pattern IDENTIFIER =
      Pattern.compile(
          "(?<![\\p{Alnum}_-])"
              + "(?:[0-9a-f]{16,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
              + "(?![\\p{Alnum}_-])");

  private ShortText() {}

  /** The beginning of a text, of at most so many characters (code points; at least one). */
  public static String of(String text, int most) {
    return fits(text, most)
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + LEFT_OUT;
  }

  /** The same, where identifiers are left out before the end is. */
  public static String telling(String text, int most) {
    return fits(text, most) ? text : of(IDENTIFIER.matcher(text).replaceAll(LEFT_OUT), most);
  }

  private static boolean fits(String text, int most) {
    return text.length() <= most || text.codePointCount(0, text.length()) <= most;
  }
}
