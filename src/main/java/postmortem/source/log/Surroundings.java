package postmortem.source.log;

import java.util.Arrays;

/** What stands around the records that follow: copies of the values, unescaped. */
final class Surroundings {

  private static final byte[] NONE = new byte[0];

  private final byte[][] values;

  Surroundings(int captures) {
    values = new byte[captures][];
    Arrays.fill(values, NONE);
  }

  /** Says what stands there; of several the first counts. */
  void set(int capture, byte[] value) {
    if (!has(capture)) {
      values[capture] = value;
    }
  }

  /** Forgets what stood around the records before. */
  void forget(int[] captures) {
    for (int capture : captures) {
      if (capture >= 0) {
        values[capture] = NONE;
      }
    }
  }

  boolean has(int capture) {
    return values[capture].length > 0;
  }

  /** What stands there; empty when nothing does. */
  byte[] value(int capture) {
    return values[capture];
  }
}
