package postmortem.log.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Searches in bytes that look at eight at a time, since most of a scan goes by in them. A byte of a
 * word is zero exactly where {@code (x - 0x01..01) & ~x & 0x80..80} has its high bit; the lowest
 * such bit is never wrong (Mycroft's test).
 */
public final class ByteSearch {

  /** Eight bytes of an array, the first the lowest. */
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private ByteSearch() {}

  /** The eight bytes from {@code at} on, which must be there. */
  public static long word(byte[] buf, int at) {
    return (long) WORD.get(buf, at);
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGHS;
  }

  /** The place of the first such byte in {@code [from, to)}, or {@code to}. */
  public static int indexOf(byte[] buf, int from, int to, byte wanted) {
    long pattern = (wanted & 0xFF) * ONES;
    int last = buf.length - Long.BYTES;
    int at = from;
    while (at < to && at <= last) {
      long found = zeros(word(buf, at) ^ pattern);
      if (found != 0) {
        return Math.min(to, at + (Long.numberOfTrailingZeros(found) >>> 3));
      }
      at += Long.BYTES;
    }
    while (at < to && buf[at] != wanted) {
      at++;
    }
    return Math.min(at, to);
  }

  /** The place of the first of two bytes in {@code [from, to)}, or {@code to}. */
  public static int indexOf(byte[] buf, int from, int to, byte one, byte other) {
    long ones = (one & 0xFF) * ONES;
    long others = (other & 0xFF) * ONES;
    int last = buf.length - Long.BYTES;
    int at = from;
    while (at < to && at <= last) {
      long word = word(buf, at);
      long found = zeros(word ^ ones) | zeros(word ^ others);
      if (found != 0) {
        return Math.min(to, at + (Long.numberOfTrailingZeros(found) >>> 3));
      }
      at += Long.BYTES;
    }
    while (at < to && buf[at] != one && buf[at] != other) {
      at++;
    }
    return Math.min(at, to);
  }

  /** How many bytes in {@code [from, to)} are that one. */
  public static int count(byte[] buf, int from, int to, byte wanted) {
    long pattern = (wanted & 0xFF) * ONES;
    int count = 0;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long word = word(buf, at) ^ pattern;
      // Exact for every byte, where the test above is for the lowest: no carry leaves a byte.
      count += Long.bitCount(~(((word & ~HIGHS) + ~HIGHS) | word | ~HIGHS));
    }
    for (; at < to; at++) {
      count += buf[at] == wanted ? 1 : 0;
    }
    return count;
  }
}
