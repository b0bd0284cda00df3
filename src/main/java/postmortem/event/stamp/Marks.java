package postmortem.event.stamp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What a text holds, as bits: which marks of punctuation, whether digits, and whether something
 * that looks like a time of day. What is made of certain marks is not in a text that lacks one of
 * them, so that most of what a text cannot be is told without reading it again. Letters do not
 * count.
 */
public final class Marks {

  /** Two digits behind a colon behind a digit, as hours and minutes are written. */
  static final long CLOCK = 1L << 62;

  /** The same with two further digits behind another colon. */
  static final long SECONDS = 1L << 63;

  /** A dash between two spaces, which sets apart what loggers write. */
  private static final long SPACED_DASH = 1L << 60;

  private static final long DIGIT = 1;
  private static final long BEYOND_ASCII = 1L << 61;
  private static final long[] BITS = bits();
  private static final long TIMED = DIGIT | BITS[':'];
  private static final long SPACED = BITS['-'] | BITS[' '];

  /** Eight bytes of an array, the first the lowest. */
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long COLONS = ':' * ONES;
  private static final long DASHES = '-' * ONES;

  private Marks() {}

  private static long[] bits() {
    long[] bits = new long[256];
    int next = 1;
    for (int b = 0; b < 128; b++) {
      boolean letter = (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
      if (b >= '0' && b <= '9') {
        bits[b] = DIGIT;
      } else if (b == '\t' || (b >= ' ' && b != 0x7F && !letter)) {
        bits[b] = 1L << next;
        next++;
      }
    }
    java.util.Arrays.fill(bits, 128, 256, BEYOND_ASCII);
    return bits;
  }

  /** Those of a byte. */
  public static long of(byte b) {
    return BITS[b & 0xFF];
  }

  /** Those of a text that is written as it is. */
  public static long of(byte[] text) {
    long marks = 0;
    for (int i = 0; i < text.length; i++) {
      marks |= of(text[i]) | (isSpacedDash(text, i, 0, text.length) ? SPACED_DASH : 0);
    }
    return marks;
  }

  /** Those of {@code buf[from, to)}. */
  public static long of(byte[] buf, int from, int to) {
    long marks = 0;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long word = (long) WORD.get(buf, at);
      marks |=
          BITS[(int) word & 0xFF]
              | BITS[(int) (word >>> 8) & 0xFF]
              | BITS[(int) (word >>> 16) & 0xFF]
              | BITS[(int) (word >>> 24) & 0xFF]
              | BITS[(int) (word >>> 32) & 0xFF]
              | BITS[(int) (word >>> 40) & 0xFF]
              | BITS[(int) (word >>> 48) & 0xFF]
              | BITS[(int) (word >>> 56)];
    }
    for (; at < to; at++) {
      marks |= BITS[buf[at] & 0xFF];
    }
    boolean timed = (marks & TIMED) == TIMED;
    boolean spaced = (marks & SPACED) == SPACED;
    return timed || spaced ? marks | inside(buf, from, to) : marks;
  }

  /** Those that several bytes make together, around a colon or a dash. */
  private static long inside(byte[] buf, int from, int to) {
    long marks = 0;
    int at = from + 1;
    for (; at + Long.BYTES < to; at += Long.BYTES) {
      long word = (long) WORD.get(buf, at);
      long places = zeros(word ^ COLONS) | zeros(word ^ DASHES);
      for (; places != 0; places &= places - 1) {
        marks |= around(buf, at + (Long.numberOfTrailingZeros(places) >>> 3), from, to);
      }
    }
    for (; at + 1 < to; at++) {
      marks |= around(buf, at, from, to);
    }
    return marks;
  }

  /** Which bytes are zero, by their highest bits; of those above one that is, some that are not. */
  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGHS;
  }

  private static long around(byte[] buf, int at, int from, int to) {
    if (isSpacedDash(buf, at, from, to)) {
      return SPACED_DASH;
    }
    if (buf[at] != ':' || !isDigit(buf[at - 1]) || at + 2 >= to || !areDigits(buf, at + 1)) {
      return 0;
    }
    boolean seconds = at + 5 < to && buf[at + 3] == ':' && areDigits(buf, at + 4);
    return seconds ? CLOCK | SECONDS : CLOCK;
  }

  private static boolean isSpacedDash(byte[] buf, int at, int from, int to) {
    return buf[at] == '-' && at > from && at + 1 < to && buf[at - 1] == ' ' && buf[at + 1] == ' ';
  }

  private static boolean areDigits(byte[] buf, int at) {
    return isDigit(buf[at]) && isDigit(buf[at + 1]);
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
