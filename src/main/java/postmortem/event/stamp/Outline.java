package postmortem.event.stamp;

import java.util.Arrays;

/**
 * What kinds of bytes a line begins with. Lines of one log mostly have few outlines, so that what a
 * line of some outline cannot be is worth remembering. Mutable, to be reused from line to line; not
 * thread-safe.
 */
public final class Outline {

  /** How many bytes it tells of: a stamp to the millisecond, and what stands behind it. */
  public static final int LENGTH = 28;

  /** Behind the end of the line. */
  public static final int END = 0;

  /** A digit. */
  public static final int DIGIT = 1;

  /** A letter of ASCII, or an underscore. */
  public static final int LETTER = 2;

  /** A space or a tab. */
  public static final int BLANK = 3;

  /** A hyphen, also as a minus. */
  public static final int DASH = 4;

  /** A colon. */
  public static final int COLON = 5;

  /** A point. */
  public static final int POINT = 6;

  /** A comma. */
  public static final int COMMA = 7;

  /** Any other byte. */
  public static final int OTHER = 8;

  private static final int BITS = 4;
  private static final int KIND = (1 << BITS) - 1;

  /** So many kinds fit into one word. */
  private static final int HALF = Long.SIZE / BITS;

  private static final byte[] KINDS = kinds();

  private long one;
  private long other;
  private int length;

  /** The outline of nothing. */
  public Outline() {}

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    Arrays.fill(kinds, (byte) OTHER);
    Arrays.fill(kinds, '0', '9' + 1, (byte) DIGIT);
    Arrays.fill(kinds, 'a', 'z' + 1, (byte) LETTER);
    Arrays.fill(kinds, 'A', 'Z' + 1, (byte) LETTER);
    kinds['_'] = LETTER;
    kinds[' '] = BLANK;
    kinds['\t'] = BLANK;
    kinds['-'] = DASH;
    kinds[':'] = COLON;
    kinds['.'] = POINT;
    kinds[','] = COMMA;
    return kinds;
  }

  /**
   * Takes that of a line {@code buf[from, to)}.
   *
   * @param most so many bytes are looked at, {@link #LENGTH} at most; of those behind nothing is
   *     known
   */
  public void read(byte[] buf, int from, int to, int most) {
    length = most;
    one = kinds(buf, from, Math.min(to, from + Math.min(most, HALF)));
    other =
        to > from + HALF && most > HALF ? kinds(buf, from + HALF, Math.min(to, from + most)) : 0;
  }

  /** How many bytes are known; where the line is shorter, its end is. */
  public int length() {
    return length;
  }

  private static long kinds(byte[] buf, int from, int to) {
    long kinds = 0;
    for (int at = to - 1; at >= from; at--) {
      kinds = kinds << BITS | KINDS[buf[at] & 0xFF];
    }
    return kinds;
  }

  /** Takes that of another. */
  public void set(Outline from) {
    one = from.one;
    other = from.other;
    length = from.length;
  }

  /** Whether both are the same. */
  public boolean isLike(Outline that) {
    return one == that.one && other == that.other && length == that.length;
  }

  /** A number that is the same for the same outline, spread over all bits. */
  public long spread() {
    return (one ^ other * 31 ^ length) * 0x9E3779B97F4A7C15L;
  }

  /** The kind of the byte at a place, which is less than {@link #length}. */
  public int kind(int at) {
    return (int) (at < HALF ? one >>> (BITS * at) : other >>> (BITS * (at - HALF))) & KIND;
  }

  /** The kinds of some bytes, as bits; for {@link #run}. */
  public static int any(int... kinds) {
    int any = 0;
    for (int kind : kinds) {
      any |= 1 << kind;
    }
    return any;
  }

  /** Where a row of bytes of some kinds ends that begins at a place; {@link #length} at most. */
  public int run(int at, int kinds) {
    int end = at;
    while (end < length && (kinds >>> kind(end) & 1) != 0) {
      end++;
    }
    return end;
  }

  /**
   * Where a text ends that begins at a place, or {@link #length} when it ends there or beyond; -1
   * when something else stands there.
   */
  public int behind(int at, byte[] text) {
    for (int i = 0; i < text.length && at + i < length; i++) {
      if (kind(at + i) != KINDS[text[i] & 0xFF]) {
        return -1;
      }
    }
    return Math.min(length, at + text.length);
  }

  /** The places behind {@code from} up to {@code last}, as bits. */
  public static int places(int from, int last) {
    return (2 << last) - (2 << from);
  }
}
