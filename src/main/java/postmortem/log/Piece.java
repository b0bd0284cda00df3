package postmortem.log;

/**
 * A part of a file that is scanned by itself: it owns the records that begin in it, and is read on
 * to the end of the last of them.
 *
 * @param file index of the file among all of the run
 * @param format index of the format of the file, or -1
 * @param from its first byte
 * @param until the byte behind it; {@link Long#MAX_VALUE} where it goes to the end of the file
 */
record Piece(int file, int format, long from, long until) {

  /** All of a file. */
  static Piece whole(int file, int format) {
    return new Piece(file, format, 0, Long.MAX_VALUE);
  }

  /** Whether it begins where the file does. */
  boolean isFirst() {
    return from == 0;
  }

  /** Whether it is all of a file. */
  boolean isWhole() {
    return from == 0 && until == Long.MAX_VALUE;
  }
}
