package bench.generator;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.IntConsumer;

/** Writes a log of a family: the same seed and size give the same bytes. */
public final class Generator {

  private static final int BLOCK = 1 << 20;

  /** The incident lasts from so many thousandths of the size to so many. */
  private static final int ONSET = 600;

  private static final int END = 680;

  private Generator() {}

  /**
   * Writes whole records until the size is reached.
   *
   * @param truth is told the id of the statement of each record, in order
   * @return how many bytes were written: the size, and what the last record has beyond it
   */
  public static long write(Family family, long seed, long size, OutputStream to, IntConsumer truth)
      throws IOException {
    Dice dice = new Dice(seed);
    Clock clock = new Clock(family.perSecond());
    Bytes out = new Bytes();
    Export export = family instanceof Export wrapped ? wrapped : null;
    if (export != null) {
      export.begin(out);
    }
    long written = 0;
    long records = 0;
    while (written < size) {
      boolean trouble = written >= size / 1000 * ONSET && written < size / 1000 * END;
      while (out.length() < BLOCK && written + out.length() < size) {
        clock.advance(dice);
        if (export != null) {
          export.between(out, records);
        }
        truth.accept(family.write(out, clock, dice, trouble));
        records++;
      }
      written += out.length();
      out.drain(to);
    }
    if (export != null) {
      export.end(out);
      written += out.length();
      out.drain(to);
    }
    return written;
  }
}
