package postmortem.event.stamp;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which bytes may stand at each place of the beginning of a stamp, as far as its layout says so
 * whatever the stamp is. Never narrower than what the layout reads. Immutable.
 */
final class StampBeginning {

  private static final BitSet DIGIT = range('0', '9');
  private static final BitSet DASH = range('-', '-');
  private static final BitSet COLON = range(':', ':');
  private static final BitSet LETTER = either(range('a', 'z'), range('A', 'Z'));

  /** A digit, or the space in the place of one. */
  private static final BitSet PADDING = either(DIGIT, range(' ', ' '));

  /** What stands between the date and the time of RFC 3339. */
  private static final BitSet BETWEEN = either(LETTER, range(' ', ' '));

  private static final List<BitSet> RFC3339 =
      List.of(
          DIGIT, DIGIT, DIGIT, DIGIT, DASH, DIGIT, DIGIT, DASH, DIGIT, DIGIT, BETWEEN, DIGIT, DIGIT,
          COLON, DIGIT, DIGIT, COLON, DIGIT, DIGIT);

  private final List<BitSet> places = new ArrayList<>();

  /**
   * The beginning of what a program reads.
   *
   * @param firsts the bytes that it can begin with
   */
  StampBeginning(int[] code, byte[][] literals, boolean[] firsts) {
    int pc = 0;
    while (pc < code.length && add(code[pc], code[pc + 1], literals)) {
      pc += 2;
    }
    if (places.isEmpty()) {
      BitSet first = new BitSet();
      for (int b = 0; b < firsts.length; b++) {
        first.set(b, firsts[b]);
      }
      places.add(first);
    }
  }

  /** Adds what a step reads; false where what is behind it may stand at several places. */
  private boolean add(int op, int argument, byte[][] literals) {
    switch (op) {
      case StampProgram.LITERAL -> {
        for (byte b : literals[argument]) {
          places.add(range(b & 0xFF, b & 0xFF));
        }
        return true;
      }
      case StampProgram.YEAR, StampProgram.FRACTION, StampProgram.DAY_OF_YEAR -> {
        add(DIGIT, argument);
        return true;
      }
      case StampProgram.MONTH, StampProgram.DAY -> {
        return number(argument);
      }
      case StampProgram.HOUR, StampProgram.MINUTE, StampProgram.SECOND -> {
        return number(argument);
      }
      case StampProgram.MONTH_NAME, StampProgram.WEEKDAY -> {
        add(LETTER, 3);
        return argument == 3;
      }
      case StampProgram.RFC3339 -> {
        places.addAll(RFC3339);
        return false;
      }
      default -> {
        return false;
      }
    }
  }

  private boolean number(int argument) {
    places.add(argument == StampProgram.PADDED ? PADDING : DIGIT);
    if (argument == 1) {
      return false;
    }
    places.add(DIGIT);
    return true;
  }

  private void add(BitSet bytes, int count) {
    for (int i = 0; i < count; i++) {
      places.add(bytes);
    }
  }

  /** Whether no text begins with both. */
  boolean excludes(StampBeginning other) {
    int shared = Math.min(places.size(), other.places.size());
    for (int i = 0; i < shared; i++) {
      if (!places.get(i).intersects(other.places.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static BitSet range(int first, int last) {
    BitSet bytes = new BitSet();
    bytes.set(first, last + 1);
    return bytes;
  }

  private static BitSet either(BitSet one, BitSet other) {
    BitSet bytes = (BitSet) one.clone();
    bytes.or(other);
    return bytes;
  }
}
