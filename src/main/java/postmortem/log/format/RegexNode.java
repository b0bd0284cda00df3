package postmortem.log.format;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.event.stamp.StampLayout;
import postmortem.event.stamp.StampLayouts;

/**
 * A regular expression over the bytes of a line, for formats that are too irregular for a pattern.
 * Each byte is seen as one character. Slower than a pattern by an order of magnitude, and bounded:
 * a match that looks at more than {@link #MOST_STEPS} characters counts as none.
 */
final class RegexNode extends PatternNode {

  /** How many characters one match may look at; a look back counts again. */
  static final int MOST_STEPS = 100_000;

  private static final byte BEGINS = 1;
  private static final byte BEGINS_NOT = 2;

  private final Pattern pattern;
  private final String[] groups;
  private final int[] fields;
  private final StampLayouts layouts;
  private final boolean time;

  /**
   * Whether a match can begin with a byte: 0 where nobody asked yet. Threads may find the same one
   * twice.
   */
  private final byte[] begins = new byte[256];

  RegexNode(Pattern pattern, String[] groups, int[] fields, StampLayouts layouts, boolean time) {
    this.pattern = pattern;
    this.groups = groups.clone();
    this.fields = fields.clone();
    this.layouts = layouts;
    this.time = time;
  }

  @Override
  int step(byte[] buf, int at, int to, LogRecord out) {
    return matches(buf, at, to, out) ? MATCHED : FAILED;
  }

  private boolean matches(byte[] buf, int at, int to, LogRecord out) {
    Matcher matcher = pattern.matcher(new Bytes(buf, at, to));
    try {
      if (!matcher.matches()) {
        return false;
      }
    } catch (TooManySteps e) {
      return false;
    }
    for (int i = 0; i < groups.length; i++) {
      int start = matcher.start(groups[i]);
      if (start >= 0) {
        out.fieldFrom[fields[i]] = at + start;
        out.fieldTo[fields[i]] = at + matcher.end(groups[i]);
      }
    }
    return !time || stamp(buf, at + matcher.start("time"), at + matcher.end("time"), out);
  }

  private boolean stamp(byte[] buf, int from, int to, LogRecord out) {
    for (StampLayout layout : layouts) {
      out.read.forget();
      if (layout.parse(buf, from, to, out.stamp) == to) {
        out.stampFrom = from;
        out.stampTo = to;
        return true;
      }
    }
    out.reached(from);
    return false;
  }

  @Override
  boolean canStart(byte[] buf, int at, int to) {
    if (at >= to) {
      return true;
    }
    int first = buf[at] & 0xFF;
    if (begins[first] == 0) {
      begins[first] = begins(first) ? BEGINS : BEGINS_NOT;
    }
    return begins[first] == BEGINS;
  }

  /** A match of one byte that fails before its end fails whatever stands behind that byte. */
  private boolean begins(int first) {
    Matcher matcher = pattern.matcher(String.valueOf((char) first));
    return matcher.matches() || matcher.hitEnd();
  }

  @Override
  long[] needs() {
    return time ? Needs.of(layouts) : Needs.NOTHING;
  }

  /** Stops a match; has no stack trace, as it is thrown once for each such line. */
  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySteps() {
      super("more than " + MOST_STEPS + " steps", null, false, false);
    }
  }

  /** A line as text, one character for each byte; counts how often it is looked at. */
  private static final class Bytes implements CharSequence {
    private final byte[] buf;
    private final int from;
    private final int to;
    private int steps;

    Bytes(byte[] buf, int from, int to) {
      this.buf = buf;
      this.from = from;
      this.to = to;
    }

    @Override
    public int length() {
      return to - from;
    }

    @Override
    public char charAt(int index) {
      if (++steps > MOST_STEPS) {
        throw new TooManySteps();
      }
      return (char) (buf[from + index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Bytes(buf, from + start, from + end);
    }

    @Override
    public String toString() {
      return new String(buf, from, to - from, StandardCharsets.ISO_8859_1);
    }
  }
}
