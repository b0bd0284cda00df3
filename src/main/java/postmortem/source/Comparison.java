package postmortem.source;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Compares texts as bytes with others, without regard to case as far as ASCII goes. Immutable.
 *
 * @see Condition.Wording
 */
final class Comparison {

  private final Condition.How how;
  private final byte[][] others;

  /**
   * A comparison.
   *
   * @param others of which one suffices; in lower case
   */
  Comparison(Condition.How how, List<String> others) {
    this.how = how;
    this.others =
        others.stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  /** Whether it comes out true of a text. */
  boolean holds(byte[] text, int from, int to) {
    for (byte[] other : others) {
      int last = to - other.length;
      boolean is =
          switch (how) {
            case IS -> from == last && same(other, text, from);
            case BEGINS -> from <= last && same(other, text, from);
            case ENDS -> from <= last && same(other, text, last);
            case CONTAINS -> contains(other, text, from, last);
          };
      if (is) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(byte[] other, byte[] text, int from, int last) {
    for (int at = from; at <= last; at++) {
      if (same(other, text, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(byte[] other, byte[] text, int at) {
    for (int i = 0; i < other.length; i++) {
      byte b = text[at + i];
      if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != other[i]) {
        return false;
      }
    }
    return true;
  }
}
