package postmortem.log.format;

import postmortem.event.stamp.Outline;

/** What recognises a record of a format and finds its fields. Immutable. */
sealed interface Body permits PatternBody, KeyedBody, EnvelopeBody {

  /**
   * Finds stamp and fields in {@code buf[from, to)}; only looks for the stamp when the record is
   * {@link LogRecord#probing}.
   */
  boolean find(byte[] buf, int from, int to, LogRecord out);

  /** The bytes that a record can begin with. */
  default boolean[] firsts() {
    boolean[] firsts = new boolean[256];
    java.util.Arrays.fill(firsts, true);
    return firsts;
  }

  /**
   * What a record has to hold, see {@link Needs}.
   *
   * @param timed whether it has to have a time where its fields say it
   */
  default long[] needs(boolean timed) {
    return Needs.NOTHING;
  }

  /**
   * What tells whether it is worth looking.
   *
   * @param timed see {@link #needs}
   */
  default Gate gate(boolean timed) {
    return Gate.of(firsts(), needs(timed));
  }

  /** Like the other, but tries only those patterns, which are bits as a {@link Gate} has them. */
  default boolean find(byte[] buf, int from, int to, long only, LogRecord out) {
    return find(buf, from, to, out);
  }

  /**
   * Those of some patterns that may match a line with such an {@link Outline}; none is left out
   * wrongly. What is only probed may be none of them.
   */
  default long fitting(long patterns, Outline outline) {
    return patterns;
  }

  /** How many fields there are at most. */
  int fieldCount();
}
