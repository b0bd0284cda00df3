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
  ENCLOSED;

  /** The places of the words of a shape. */
  static List<Place> of(String glue) {
    List<Place> places = new ArrayList<>();
    int from = 0;
    int hole = glue.indexOf(Shape.HOLE);
    while (hole >= 0) {
      int next = glue.indexOf(Shape.HOLE, hole + 1);
      String before = glue.substring(from, hole);
      String after = glue.substring(hole + 1, next < 0 ? glue.length() : next);
      places.add(from == 0 ? ofFirst(before, after) : of(before, after));
      from = hole + 1;
      hole = next;
    }
    return places;
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
    return joint.equals(":") && (end.isEmpty() || ",;)].".contains(end)) ? LABELLED : TEXT;
  }
}
