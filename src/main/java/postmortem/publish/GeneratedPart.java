package postmortem.publish;

/**
 * The part of a pull request's body that is ours. People write around it, and keep what they wrote.
 */
public final class GeneratedPart {

  private static final String BEGIN = "<!-- postmortem ";
  private static final String END = "<!-- postmortem end -->";

  private GeneratedPart() {}

  /** The part with its marks. */
  public static String marked(String id, String part) {
    // A template of the user's must not print what ends the part.
    String text = part.replace("<!-- postmortem", "<!-- ").strip();
    return BEGIN + id + " -->\n" + text + "\n" + END;
  }

  /** A body with a new part; one whose marks somebody took out is left as it is. */
  public static String replaced(String body, String id, String part) {
    int begin = body.indexOf(BEGIN + id + " -->");
    int end = body.indexOf(END, Math.max(begin, 0));
    return begin < 0 || end < 0
        ? body
        : body.substring(0, begin) + marked(id, part) + body.substring(end + END.length());
  }
}
