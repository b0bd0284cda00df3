package postmortem.log.format;

import postmortem.event.Severity;
import postmortem.event.stamp.StampLayout;

/**
 * One element of a compiled pattern; it matches and hands over to what follows. Immutable after
 * linking; a match keeps its state in the {@link LogRecord}.
 */
abstract class PatternNode {

  /** What follows; only the end has nothing behind it, and it is its own next. */
  PatternNode next = this;

  /** Whether this and all that follows match from {@code at} to the end of the line. */
  abstract boolean match(byte[] buf, int at, int to, LogRecord out);

  /** Whether it is worth trying here; cheap, and never wrongly false. */
  abstract boolean canStart(byte[] buf, int at, int to);

  /** How many spaces what may stand here begins with, at most: padding leaves them. */
  int leadingSpaces() {
    return 0;
  }

  /** The end of the line. */
  static final class End extends PatternNode {
    @Override
    boolean match(byte[] buf, int at, int to, LogRecord out) {
      out.reached(at);
      return at == to;
    }

    @Override
    boolean canStart(byte[] buf, int at, int to) {
      return at == to;
    }
  }

  /** Text as it is. */
  static final class Literal extends PatternNode {
    private final byte[] text;

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
    boolean match(byte[] buf, int at, int to, LogRecord out) {
      if (!canStart(buf, at, to)) {
        out.reached(at);
        return false;
      }
      return next.match(buf, at + text.length, to, out);
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
    boolean match(byte[] buf, int at, int to, LogRecord out) {
      if (inside.canStart(buf, at, to)) {
        if (inside.match(buf, at, to, out)) {
          return true;
        }
        for (int i = firstField; i < lastField; i++) {
          out.fieldFrom[i] = -1;
        }
      }
      return next.match(buf, at, to, out);
    }

    @Override
    int leadingSpaces() {
      return Math.max(inside.leadingSpaces(), next.leadingSpaces());
    }

    @Override
    boolean canStart(byte[] buf, int at, int to) {
      return inside.canStart(buf, at, to) || next.canStart(buf, at, to);
    }
  }

  /** The stamp: the first layout that takes something which can be followed by what follows. */
  static final class Time extends PatternNode {
    private final StampLayout[] layouts;
    private final boolean padded;

    Time(StampLayout[] layouts, boolean padded) {
      this.layouts = layouts;
      this.padded = padded;
    }

    @Override
    boolean match(byte[] buf, int at, int to, LogRecord out) {
      int start = padded ? skipSpaces(buf, at, to) : at;
      for (StampLayout layout : layouts) {
        int end = layout.parse(buf, start, to, out.stamp);
        if (end >= 0) {
          int rest = padded ? padding(buf, end, to, next) : end;
          if (next.canStart(buf, rest, to)) {
            out.stampFrom = start;
            out.stampTo = end;
            return out.probing || next.match(buf, rest, to, out);
          }
          out.reached(end);
        }
      }
      out.reached(start);
      return false;
    }

    @Override
    boolean canStart(byte[] buf, int at, int to) {
      return at < to;
    }
  }

  /** A field. */
  static final class Field extends PatternNode {
    private final int index;
    private final FieldType type;
    private final int width;
    private final boolean padded;
    private final LevelTable levels;

    Field(int index, FieldType type, int width, boolean padded, LevelTable levels) {
      this.index = index;
      this.type = type;
      this.width = width;
      this.padded = padded;
      this.levels = levels;
    }

    @Override
    boolean match(byte[] buf, int at, int to, LogRecord out) {
      int start = padded ? skipSpaces(buf, at, to) : at;
      switch (type) {
        case TEXT, WORD -> {
          return text(buf, start, to, out);
        }
        case FIXED -> {
          return to - start >= width && take(buf, start, start + width, start + width, to, out);
        }
        case FIXED_LEVEL -> {
          return isLevel(buf, start, to)
              ? take(buf, start, start + width, start + width, to, out)
              : fail(start, out);
        }
        case QUOTED -> {
          int end = type.end(buf, start, to, LevelTable.USUAL);
          return end > 0 ? take(buf, start + 1, end - 1, end, to, out) : fail(start, out);
        }
        default -> {
          int end = type.end(buf, start, to, levels);
          return end > 0 ? take(buf, start, end, end, to, out) : fail(start, out);
        }
      }
    }

    private boolean isLevel(byte[] buf, int at, int to) {
      return to - at >= width && levels.find(buf, at, at + width) != Severity.UNKNOWN;
    }

    private static boolean fail(int at, LogRecord out) {
      out.reached(at);
      return false;
    }

    private boolean text(byte[] buf, int start, int to, LogRecord out) {
      if (next instanceof Literal literal) {
        return upTo(literal, buf, start, to, out);
      }
      if (next instanceof End && type == FieldType.TEXT) {
        return take(buf, start, padded ? trimmed(buf, start, to) : to, to, to, out);
      }
      for (int end = start; end <= to; end++) {
        if ((type == FieldType.TEXT || end > start)
            && next.canStart(buf, end, to)
            && take(buf, start, padded ? trimmed(buf, start, end) : end, end, to, out)) {
          return true;
        }
        if (end < to && type == FieldType.WORD && isBlank(buf[end])) {
          return endOfWord(buf, start, end, to, out);
        }
      }
      return fail(start, out);
    }

    /** Ends at the first place where the literal fits, and the type of a field right behind it. */
    private boolean upTo(Literal literal, byte[] buf, int start, int to, LogRecord out) {
      byte first = literal.text[0];
      boolean word = type == FieldType.WORD;
      int length = literal.text.length;
      for (int end = start; ; end++) {
        end = word ? endOfWord(buf, end, to, first) : indexOf(buf, end, to, first);
        if (end == to) {
          return fail(start, out);
        }
        if (buf[end] == first
            && literal.canStart(buf, end, to)
            && !(word && end == start)
            && (!(literal.next instanceof Field behind)
                || behind.canStart(buf, end + length, to))) {
          return take(buf, start, padded ? trimmed(buf, start, end) : end, end, to, out);
        }
        if (word && isBlank(buf[end])) {
          return endOfWord(buf, start, end, to, out);
        }
      }
    }

    // Two loops that look at nothing but the bytes: most of the time of a scan goes by in them.

    private static int indexOf(byte[] buf, int at, int to, byte wanted) {
      int end = at;
      while (end < to && buf[end] != wanted) {
        end++;
      }
      return end;
    }

    private static int endOfWord(byte[] buf, int at, int to, byte wanted) {
      int end = at;
      while (end < to && buf[end] != wanted && !isBlank(buf[end])) {
        end++;
      }
      return end;
    }

    /** A word ends at white space; what follows may still stand behind padding. */
    private boolean endOfWord(byte[] buf, int start, int end, int to, LogRecord out) {
      int rest = padded ? padding(buf, end, to, next) : end;
      return (rest > end
              && end > start
              && next.canStart(buf, rest, to)
              && take(buf, start, end, rest, to, out))
          || fail(end, out);
    }

    private static boolean isBlank(byte b) {
      return b == ' ' || b == '\t';
    }

    private boolean take(byte[] buf, int from, int end, int rest, int to, LogRecord out) {
      out.fieldFrom[index] = from;
      out.fieldTo[index] = end;
      return next.match(buf, padded ? padding(buf, rest, to, next) : rest, to, out);
    }

    /** Whether the type fits here. Text ends where the literal and the type behind it fit. */
    @Override
    boolean canStart(byte[] buf, int at, int to) {
      return switch (type) {
        case TEXT, WORD, FIXED -> true;
        case FIXED_LEVEL -> isLevel(buf, at, to);
        default -> type.end(buf, padded ? skipSpaces(buf, at, to) : at, to, levels) > 0;
      };
    }
  }

  private static int skipSpaces(byte[] buf, int at, int to) {
    int end = at;
    while (end < to && buf[end] == ' ') {
      end++;
    }
    return end;
  }

  private static int trimmed(byte[] buf, int from, int to) {
    int end = to;
    while (end > from && buf[end - 1] == ' ') {
      end--;
    }
    return end;
  }

  /** Where the padding ends, leaving those spaces that what follows begins with. */
  private static int padding(byte[] buf, int at, int to, PatternNode next) {
    int end = skipSpaces(buf, at, to);
    return Math.max(at, end - next.leadingSpaces());
  }
}
