package postmortem.log.format;

import java.util.List;

/**
 * Tells which patterns of a format are worth trying on a line, by the byte that it begins with and
 * by the marks that it holds. Patterns are bits; the last one stands for all that have no bit of
 * their own, and what has no patterns is one. Never says no to what matches. Immutable.
 */
final class Gate {

  private static final int MOST = Long.SIZE;

  private final long[] firsts = new long[256];
  private final long[][] needs;

  private Gate(int patterns) {
    needs = new long[Math.min(patterns, MOST)][];
  }

  /** Of something that is matched as one. */
  static Gate of(boolean[] firsts, long[] needs) {
    Gate gate = new Gate(1);
    gate.add(0, firsts, needs);
    return gate;
  }

  /** Of patterns in their order. */
  static Gate of(List<PatternNode> patterns) {
    Gate gate = new Gate(patterns.size());
    for (int i = 0; i < patterns.size(); i++) {
      boolean[] firsts = new boolean[256];
      patterns.get(i).addFirsts(firsts);
      gate.add(bit(i), firsts, Needs.of(patterns.get(i)));
    }
    return gate;
  }

  /** The bit of a pattern. */
  static int bit(int pattern) {
    return Math.min(pattern, MOST - 1);
  }

  private void add(int bit, boolean[] mayBegin, long[] needed) {
    for (int b = 0; b < mayBegin.length; b++) {
      firsts[b] |= mayBegin[b] ? 1L << bit : 0;
    }
    long[] known = needs[bit];
    needs[bit] = known == null ? needed : Needs.either(known, needed);
  }

  /** The patterns that a line may be of which begins so. */
  long begins(byte first) {
    return firsts[first & 0xFF];
  }

  /** The marks that any of some patterns asks for. */
  long asks(long patterns) {
    long asks = 0;
    for (long left = patterns; left != 0; left &= left - 1) {
      for (long alternative : needs[Long.numberOfTrailingZeros(left)]) {
        asks |= alternative;
      }
    }
    return asks;
  }

  /** Those of some patterns that a line with such marks may be of. */
  long takes(long patterns, long marks) {
    long takes = 0;
    for (long left = patterns; left != 0; left &= left - 1) {
      int bit = Long.numberOfTrailingZeros(left);
      if (Needs.areMet(needs[bit], marks)) {
        takes |= 1L << bit;
      }
    }
    return takes;
  }
}
