package postmortem.source.rule;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Compares texts as bytes with others, without regard to case as far as ASCII goes. Immutable.
 *
 * @see Condition.Wording
 */
public final class Comparison {

  private final Condition.How how;
  private final byte[][] others;

  /** Of each other whether a word has to begin where it does. */
  private final boolean[] begin;

  /** Of each other whether a word has to end where it does. */
  private final boolean[] end;

  /**
   * A comparison.
   *
   * @param others of which one suffices; in lower case
   */
  public Comparison(Condition.How how, List<String> others) {
    this.how = how;
    this.others = new byte[others.size()][];
    this.begin = new boolean[others.size()];
    this.end = new boolean[others.size()];
    for (int i = 0; i < others.size(); i++) {
      String other = others.get(i);
      boolean words = how == Condition.How.CONTAINS && !other.isBlank();
      this.begin[i] = words && other.startsWith(" ");
      this.end[i] = words && other.endsWith(" ");
      this.others[i] = (words ? other.strip() : other).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Whether it comes out true of a text. */
  public boolean holds(byte[] text, int from, int to) {
    for (int i = 0; i < others.length; i++) {
      byte[] other = others[i];
      int last = to - other.length;
      boolean is =
          switch (how) {
            case IS -> from == last && same(other, text, from);
            case BEGINS -> from <= last && same(other, text, from);
            case ENDS -> from <= last && same(other, text, last);
            case CONTAINS -> contains(i, text, from, to);
          };
      if (is) {
        return true;
      }
    }
    return false;
  }

  private boolean contains(int number, byte[] text, int from, int to) {
    byte[] other = others[number];
    for (int at = from; at <= to - other.length; at++) {
      int behind = at + other.length;
      boolean within =
          (begin[number] && at > from && isLetter(text[at - 1]))
              || (end[number] && behind < to && isLetter(text[behind]));
      if (!within && same(other, text, at)) {
        return true;
      }
    }
    return false;
  }

  /** Whatever is not ASCII counts as a letter. */
  private static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b < 0;
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
