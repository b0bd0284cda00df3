package postmortem.log.record;

import postmortem.log.fit.Fit;

/**
 * A part of a file that is scanned by itself: it owns the records that begin in it, and is read on
 * to the end of the last of them.
 *
 * @param file index of the file among all of the run
 * @param fit the formats of the file
 * @param from its first byte
 * @param until the byte behind it; {@link Long#MAX_VALUE} where it goes to the end of the file
 */
public record Piece(int file, Fit fit, long from, long until) {

  /** All of a file. */
  public static Piece whole(int file, Fit fit) {
    return new Piece(file, fit, 0, Long.MAX_VALUE);
  }

  /** Index of the format of the file, or -1. */
  public int format() {
    return fit.format();
  }

  /** Whether it begins where the file does. */
  public boolean isFirst() {
    return from == 0;
  }

  /** Whether it is all of a file. */
  boolean isWhole() {
    return from == 0 && until == Long.MAX_VALUE;
  }
}
