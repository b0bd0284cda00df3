package postmortem.log.signature;

import java.util.ArrayList;
import java.util.List;

/** Where a word stands, by the characters around it: in some places it is a value. */
enum Place {
  /** Among other words. */
  TEXT,
  /** Behind a name and an equals sign. */
  NAMED,
  /** Behind a colon, and nothing but the word up to the next comma, bracket or the end. */
  LABELLED,
  /** Alone in brackets. */
  ENCLOSED,
  /** Alone in brackets, of which the line consists: what is said, and no value. */
  SAID;

  /** With more words outside of them than this, brackets hold values. */
  private static final int MOST_WORDS_OUTSIDE = 2;

  /** The places of the words of a shape. */
  static List<Place> of(String glue) {
    List<Place> places = new ArrayList<>();
    boolean said = isSaidInBrackets(glue);
    int from = 0;
    int hole = glue.indexOf(Shape.HOLE);
    while (hole >= 0) {
      int next = glue.indexOf(Shape.HOLE, hole + 1);
      String before = glue.substring(from, hole);
      String after = glue.substring(hole + 1, next < 0 ? glue.length() : next);
      Place place = from == 0 ? ofFirst(before, after) : of(before, after);
      places.add(said && place == ENCLOSED ? SAID : place);
      from = hole + 1;
      hole = next;
    }
    return places;
  }

  /**
   * Whether a line says in brackets what others say in a sentence: they follow each other, and
   * besides fields hardly a word stands outside, as in {@code [pay][Pay for it][id: 7]}.
   */
  static boolean isSaidInBrackets(String glue) {
    boolean sideBySide = false;
    int depth = 0;
    int outside = 0;
    for (int i = 0; i < glue.length(); i++) {
      char c = glue.charAt(i);
      if (c == '[') {
        sideBySide |= depth == 0 && i > 0 && glue.charAt(i - 1) == ']';
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (c == Shape.HOLE && depth == 0 && !isField(glue, i)) {
        outside++;
      }
    }
    return sideBySide && outside <= MOST_WORDS_OUTSIDE;
  }

  /** Whether it is the name of a field or its value. */
  private static boolean isField(String glue, int hole) {
    char next = hole + 1 < glue.length() ? glue.charAt(hole + 1) : ' ';
    return next == ':'
        || next == '='
        || (hole > 1 && glue.charAt(hole - 1) == '=')
        || (hole > 2 && glue.startsWith(Shape.HOLE + ": ", hole - 3));
  }

  /** A line may begin with a name in brackets. */
  private static Place ofFirst(String before, String after) {
    return before.equals("[") && after.startsWith("]") ? ENCLOSED : TEXT;
  }

  private static Place of(String before, String after) {
    String joint = before.strip();
    String end = after.isEmpty() ? "" : after.substring(0, 1);
    if (joint.equals("=") || joint.equals("=\"")) {
      return NAMED;
    }
    if ((joint.endsWith("(") || joint.endsWith("[")) && (end.equals(")") || end.equals("]"))) {
      return ENCLOSED;
    }
    if (before.equals(" <") && end.equals(">")) {
      return ENCLOSED;
    }
    return joint.equals(":") && (end.isEmpty() || ",;)].".contains(end)) ? LABELLED : TEXT;
  }
}
