package postmortem.log.format;

import java.util.Arrays;
import postmortem.event.stamp.Marks;
import postmortem.event.stamp.Outline;
import postmortem.event.stamp.StampLayout;
import postmortem.event.stamp.StampLayouts;

/**
 * One element of a compiled pattern. A pattern is a row of them, gone through in a loop; only what
 * can be taken in several ways tries the rest of the row by itself. Immutable after linking; a
 * match keeps its state in the {@link LogRecord}.
 */
abstract class PatternNode {

  /** In place of an end: this does not match. */
  static final int FAILED = -1;

  /** In place of an end: this and all that follows match. */
  static final int MATCHED = -2;

  /** What follows; only the end has nothing behind it, and it is its own next. */
  PatternNode next = this;

  /** What goes on where {@link #step} ended. */
  PatternNode then = this;

  /** Sets what follows, once. */
  void link(PatternNode follower) {
    next = follower;
    then = follower;
  }

  /** Whether a row matches from {@code from} to the end of the line. */
  static boolean match(PatternNode row, byte[] buf, int from, int to, LogRecord out) {
    PatternNode node = row;
    int at = from;
    while (true) {
      at = node.step(buf, at, to, out);
      if (at < 0) {
        return at == MATCHED;
      }
      node = node.then;
    }
  }

  /** Takes this element: where it ends, {@link #FAILED} or {@link #MATCHED}. */
  abstract int step(byte[] buf, int at, int to, LogRecord out);

  /** Whether it is worth trying here; cheap, and never wrongly false. */
  abstract boolean canStart(byte[] buf, int at, int to);

  /** The same for what a pattern begins with; may remember what it finds. */
  boolean mayMatch(byte[] buf, int at, int to, LogRecord out) {
    return canStart(buf, at, to);
  }

  /**
   * Whether this and what follows may take all from a place on of a line with that {@link Outline};
   * never wrongly false.
   */
  final boolean fits(Outline outline, int at) {
    return at >= outline.length() || fitsInside(outline, at);
  }

  /** The same for a place inside the outline. */
  boolean fitsInside(Outline outline, int at) {
    return true;
  }

  /** Whether what follows may begin at one of some places, which are bits. */
  final boolean fitsBehind(Outline outline, int ends, boolean padded) {
    for (int left = ends; left != 0; left &= left - 1) {
      int end = Integer.numberOfTrailingZeros(left);
      int last = padded ? blanks(outline, end) : end;
      for (int at = end; at <= last; at++) {
        if (next.fits(outline, at)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Where the blanks end that begin at a place. */
  static int blanks(Outline outline, int at) {
    return outline.run(at, 1 << Outline.BLANK);
  }

  /** Adds the bytes that this, or what follows when this takes none, can begin with. */
  void addFirsts(boolean[] firsts) {
    Arrays.fill(firsts, true);
  }

  /** What a line has to hold for this to match: the marks of one of these at least. */
  long[] needs() {
    return Needs.NOTHING;
  }

  /** How many spaces what may stand here begins with, at most: padding leaves them. */
  int leadingSpaces() {
    return 0;
  }

  static int fail(int at, LogRecord out) {
    out.reached(at);
    return FAILED;
  }

  /** The end of the line. */
  static final class End extends PatternNode {
    @Override
    int step(byte[] buf, int at, int to, LogRecord out) {
      return at == to ? MATCHED : fail(at, out);
    }

    @Override
    boolean canStart(byte[] buf, int at, int to) {
      return at == to;
    }

    @Override
    boolean fitsInside(Outline outline, int at) {
      return outline.kind(at) == Outline.END;
    }

    @Override
    void addFirsts(boolean[] firsts) {
      // Nothing stands here.
    }
  }

  /** Text as it is. */
  static final class Literal extends PatternNode {
    final byte[] text;

    Literal(byte[] text) {
      this.text = text;
    }

    @Override
    int leadingSpaces() {
      int spaces = 0;
      while (spaces < text.length && text[spaces] == ' ') {
        spaces++;
      }
      return spaces;
    }

    @Override
    int step(byte[] buf, int at, int to, LogRecord out) {
      return canStart(buf, at, to) ? at + text.length : fail(at, out);
    }

    @Override
    boolean canStart(byte[] buf, int at, int to) {
      if (to - at < text.length) {
        return false;
      }
      for (int i = 0; i < text.length; i++) {
        if (buf[at + i] != text[i]) {
          return false;
        }
      }
      return true;
    }

    @Override
    boolean fitsInside(Outline outline, int at) {
      int end = outline.behind(at, text);
      return end >= 0 && next.fits(outline, end);
    }

    @Override
    void addFirsts(boolean[] firsts) {
      firsts[text[0] & 0xFF] = true;
    }

    @Override
    long[] needs() {
      return new long[] {Marks.of(text)};
    }
  }

  /** A part that may be missing. */
  static final class Optional extends PatternNode {
    private final PatternNode inside;
    private final int firstField;
    private final int lastField;

    Optional(PatternNode inside, int firstField, int lastField) {
      this.inside = inside;
      this.firstField = firstField;
      this.lastField = lastField;
    }

    @Override
    int step(byte[] buf, int at, int to, LogRecord out) {
      if (inside.canStart(buf, at, to)) {
        if (match(inside, buf, at, to, out)) {
          return MATCHED;
        }
        for (int i = firstField; i < lastField; i++) {
          out.fieldFrom[i] = -1;
        }
      }
      return at;
    }

    @Override
    int leadingSpaces() {
      return Math.max(inside.leadingSpaces(), next.leadingSpaces());
    }

    @Override
    boolean canStart(byte[] buf, int at, int to) {
      return inside.canStart(buf, at, to) || next.canStart(buf, at, to);
    }

    @Override
    boolean fitsInside(Outline outline, int at) {
      return inside.fits(outline, at) || next.fits(outline, at);
    }

    @Override
    void addFirsts(boolean[] firsts) {
      inside.addFirsts(firsts);
      next.addFirsts(firsts);
    }
  }

  /** The stamp: the first layout that takes something which can be followed by what follows. */
  static final class Time extends PatternNode {
    private final StampLayouts layouts;
    private final boolean padded;

    Time(StampLayouts layouts, boolean padded) {
      this.layouts = layouts;
      this.padded = padded;
    }

    @Override
    int step(byte[] buf, int at, int to, LogRecord out) {
      int start = padded ? skipSpaces(buf, at, to) : at;
      StampReading read = reading(buf, start, to, out);
      int end = read.end();
      if (end < 0) {
        return fail(start, out);
      }
      int rest = padded ? padding(buf, end, to, next) : end;
      if (next.canStart(buf, rest, to)) {
        return found(start, end, rest, out);
      }
      out.reached(end);
      while (read.goOn(buf, to)) {
        end = read.end();
        rest = padded ? padding(buf, end, to, next) : end;
        if (next.canStart(buf, rest, to)) {
          read.take(out.stamp);
          return found(start, end, rest, out);
        }
        out.reached(end);
      }
      return fail(start, out);
    }

    /** Several patterns of a format begin so: the stamp is read once for all of them. */
    @Override
    boolean mayMatch(byte[] buf, int at, int to, LogRecord out) {
      StampReading read = reading(buf, padded ? skipSpaces(buf, at, to) : at, to, out);
      int end = read.end();
      if (end < 0 || !read.isAlone()) {
        return end >= 0;
      }
      out.reached(end);
      return next.canStart(buf, padded ? padding(buf, end, to, next) : end, to);
    }

    private StampReading reading(byte[] buf, int start, int to, LogRecord out) {
      StampReading read = out.read;
      if (!read.isOf(layouts, start)) {
        read.begin(layouts, buf, start, to, out.stamp);
      }
      return read;
    }

    private static int found(int start, int end, int rest, LogRecord out) {
      out.stampFrom = start;
      out.stampTo = end;
      return out.probing ? MATCHED : rest;
    }

    @Override
    boolean canStart(byte[] buf, int at, int to) {
      int start = padded ? skipSpaces(buf, at, to) : at;
      for (StampLayout layout : layouts) {
        if (layout.mayRead(buf, start, to)) {
          return true;
        }
      }
      return false;
    }

    @Override
    boolean fitsInside(Outline outline, int at) {
      int last = padded ? blanks(outline, at) : at;
      for (int start = at; start <= last && start < outline.length(); start++) {
        for (StampLayout layout : layouts) {
          if (fitsBehind(outline, layout.ends(outline, start), padded)) {
            return true;
          }
        }
      }
      return last >= outline.length();
    }

    @Override
    void addFirsts(boolean[] firsts) {
      firsts[' '] |= padded;
      for (StampLayout layout : layouts) {
        layout.addFirsts(firsts);
      }
    }

    @Override
    long[] needs() {
      return Needs.of(layouts);
    }
  }

  static int skipSpaces(byte[] buf, int at, int to) {
    int end = at;
    while (end < to && buf[end] == ' ') {
      end++;
    }
    return end;
  }

  static int trimmed(byte[] buf, int from, int to) {
    int end = to;
    while (end > from && buf[end - 1] == ' ') {
      end--;
    }
    return end;
  }

  /** Where the padding ends, leaving those spaces that what follows begins with. */
  static int padding(byte[] buf, int at, int to, PatternNode next) {
    int end = skipSpaces(buf, at, to);
    return Math.max(at, end - next.leadingSpaces());
  }
}
