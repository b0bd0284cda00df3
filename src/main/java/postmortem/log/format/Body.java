package postmortem.log.format;

/** What recognises a record of a format and finds its fields. Immutable. */
sealed interface Body permits PatternBody, JsonBody, KeyValueBody, EnvelopeBody {

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

  /** How many fields there are at most. */
  int fieldCount();
}
