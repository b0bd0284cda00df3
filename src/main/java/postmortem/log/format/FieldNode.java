package postmortem.log.format;

import org.jspecify.annotations.Nullable;
import postmortem.event.Severity;
import postmortem.event.stamp.Outline;

/** A field of a pattern. */
abstract class FieldNode extends PatternNode {

  final int index;
  final boolean padded;

  FieldNode(int index, boolean padded) {
    this.index = index;
    this.padded = padded;
  }

  /** The node for a type; those of levels know the words of {@code levels}. */
  static FieldNode of(int index, FieldType type, int width, boolean padded, LevelTable levels) {
    return switch (type) {
      case TEXT -> new Text(index, padded);
      case WORD -> new Word(index, padded);
      case TOKENS -> new TokensField(index, padded, levels);
      case MOST -> new MostField(index, padded);
      case FIXED -> new Fixed(index, width, padded, null);
      case FIXED_LEVEL -> new Fixed(index, width, padded, levels);
      default -> new Typed(index, type, padded, levels);
    };
  }

  /** Keeps where the field lies; where what follows begins, behind {@code rest}. */
  final int take(byte[] buf, int from, int end, int rest, int to, LogRecord out) {
    out.fieldFrom[index] = from;
    out.fieldTo[index] = end;
    return padded ? padding(buf, rest, to, next) : rest;
  }

  final int start(byte[] buf, int at, int to) {
    return padded ? skipSpaces(buf, at, to) : at;
  }

  final int end(byte[] buf, int from, int to) {
    return padded ? trimmed(buf, from, to) : to;
  }

  @Override
  final boolean fitsInside(Outline outline, int at) {
    int last = padded ? blanks(outline, at) : at;
    for (int start = at; start <= last && start < outline.length(); start++) {
      if (fitsBehind(outline, ends(outline, start), padded)) {
        return true;
      }
    }
    return last >= outline.length();
  }

  /** Where a value may end that begins at a place inside the outline, as bits; none is missing. */
  abstract int ends(Outline outline, int start);

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /** Whether a literal stands here, and behind it something of the type of its field. */
  static boolean ends(Literal literal, byte[] buf, int at, int to, LogRecord out) {
    return literal.canStart(buf, at, to)
        && (!(literal.next instanceof FieldNode behind)
            || behind.begins(buf, at + literal.text.length, to, out));
  }

  /** Like {@link #canStart}, and remembers what it finds. */
  boolean begins(byte[] buf, int at, int to, LogRecord out) {
    return canStart(buf, at, to);
  }

  /** Any text up to what follows. */
  private static final class Text extends FieldNode {
    private @Nullable Literal literal;
    private boolean last;

    Text(int index, boolean padded) {
      super(index, padded);
    }

    @Override
    void link(PatternNode follower) {
      super.link(follower);
      literal = follower instanceof Literal text ? text : null;
      last = follower instanceof End;
      if (literal != null && !padded) {
        // It is looked at to find the end, so it need not be looked at again.
        then = literal.next;
      }
    }

    @Override
    int step(byte[] buf, int at, int to, LogRecord out) {
      int start = start(buf, at, to);
      if (literal != null) {
        return upTo(literal, buf, start, to, out);
      }
      if (last) {
        return take(buf, start, end(buf, start, to), to, to, out);
      }
      for (int end = start; end <= to; end++) {
        if (next.canStart(buf, end, to)
            && match(next, buf, take(buf, start, end(buf, start, end), end, to, out), to, out)) {
          return MATCHED;
        }
      }
      return fail(start, out);
    }

    @Override
    int ends(Outline outline, int start) {
      return Outline.places(start, outline.run(start, ~Outline.any(Outline.END))) | 1 << start;
    }

    private int upTo(Literal ending, byte[] buf, int start, int to, LogRecord out) {
      byte first = ending.text[0];
      int end = ByteSearch.indexOf(buf, start, to, first);
      while (end < to) {
        if (ends(ending, buf, end, to, out)) {
          int rest = take(buf, start, end(buf, start, end), end, to, out);
          return padded ? rest : rest + ending.text.length;
        }
        end = ByteSearch.indexOf(buf, end + 1, to, first);
      }
      return fail(start, out);
    }

    @Override
    boolean canStart(byte[] buf, int at, int to) {
      return true;
    }
  }

  /** At least one byte, no white space. */
  private static final class Word extends FieldNode {
    private static final int NO_BLANK = ~Outline.any(Outline.BLANK, Outline.END);

    private @Nullable Literal literal;

    /** With what the rest can go on, and white space. */
    private final boolean[] ends = new boolean[256];

    Word(int index, boolean padded) {
      super(index, padded);
    }

    @Override
    void link(PatternNode follower) {
      super.link(follower);
      literal = follower instanceof Literal text ? text : null;
      follower.addFirsts(ends);
      ends[' '] = true;
      ends['\t'] = true;
    }

    @Override
    int step(byte[] buf, int at, int to, LogRecord out) {
      int start = start(buf, at, to);
      return literal != null ? upTo(literal, buf, start, to, out) : upToNext(buf, start, to, out);
    }

    @Override
    int ends(Outline outline, int start) {
      return Outline.places(start, outline.run(start, NO_BLANK));
    }

    private int upTo(Literal ending, byte[] buf, int start, int to, LogRecord out) {
      byte first = ending.text[0];
      for (int end = start; ; end++) {
        end = endOfWord(buf, end, to, first);
        if (end == to) {
          return fail(start, out);
        }
        if (buf[end] == first && end > start && ends(ending, buf, end, to, out)) {
          return take(buf, start, end(buf, start, end), end, to, out);
        }
        if (isBlank(buf[end])) {
          return atBlank(buf, start, end, to, out);
        }
      }
    }

    /** Looks at nothing but the bytes: words are too short to be searched eight at a time. */
    private static int endOfWord(byte[] buf, int at, int to, byte wanted) {
      int end = at;
      while (end < to && buf[end] != wanted && !isBlank(buf[end])) {
        end++;
      }
      return end;
    }

    private int upToNext(byte[] buf, int start, int to, LogRecord out) {
      for (int end = start; end <= to; end++) {
        while (end < to && !ends[buf[end] & 0xFF]) {
          end++;
        }
        if (end > start
            && next.canStart(buf, end, to)
            && match(next, buf, take(buf, start, end(buf, start, end), end, to, out), to, out)) {
          return MATCHED;
        }
        if (end < to && isBlank(buf[end])) {
          return atBlank(buf, start, end, to, out);
        }
      }
      return fail(start, out);
    }

    /** A word ends at white space; what follows may still stand behind padding. */
    private int atBlank(byte[] buf, int start, int end, int to, LogRecord out) {
      int rest = padded ? padding(buf, end, to, next) : end;
      if (rest > end && end > start && next.canStart(buf, rest, to)) {
        return take(buf, start, end, rest, to, out);
      }
      return fail(end, out);
    }

    @Override
    boolean canStart(byte[] buf, int at, int to) {
      return true;
    }
  }

  /** A number of bytes; a word for a level where that is asked. */
  private static final class Fixed extends FieldNode {
    private final int width;
    private final @Nullable LevelTable levels;

    Fixed(int index, int width, boolean padded, @Nullable LevelTable levels) {
      super(index, padded);
      this.width = width;
      this.levels = levels;
    }

    @Override
    int step(byte[] buf, int at, int to, LogRecord out) {
      int start = start(buf, at, to);
      if (levels == null) {
        return to - start >= width
            ? take(buf, start, start + width, start + width, to, out)
            : FAILED;
      }
      return isLevel(levels, buf, start, to)
          ? take(buf, start, start + width, start + width, to, out)
          : fail(start, out);
    }

    @Override
    int ends(Outline outline, int start) {
      int end = Math.min(outline.length(), start + width);
      return outline.run(start, ~Outline.any(Outline.END)) >= end ? 1 << end : 0;
    }

    private boolean isLevel(LevelTable known, byte[] buf, int at, int to) {
      return to - at >= width && known.find(buf, at, at + width) != Severity.UNKNOWN;
    }

    @Override
    boolean canStart(byte[] buf, int at, int to) {
      return levels == null || isLevel(levels, buf, at, to);
    }
  }

  /** A type with an end of its own. */
  private static final class Typed extends FieldNode {
    private final FieldType type;
    private final LevelTable levels;
    private final int quote;

    Typed(int index, FieldType type, boolean padded, LevelTable levels) {
      super(index, padded);
      this.type = type;
      this.levels = levels;
      this.quote = type == FieldType.QUOTED ? 1 : 0;
    }

    @Override
    int step(byte[] buf, int at, int to, LogRecord out) {
      int start = start(buf, at, to);
      int end = end(buf, start, to, out);
      return end > 0 ? take(buf, start + quote, end - quote, end, to, out) : fail(start, out);
    }

    @Override
    boolean canStart(byte[] buf, int at, int to) {
      return type.end(buf, start(buf, at, to), to, levels) > 0;
    }

    @Override
    int ends(Outline outline, int start) {
      return type.ends(outline, start);
    }

    @Override
    boolean begins(byte[] buf, int at, int to, LogRecord out) {
      return end(buf, start(buf, at, to), to, out) > 0;
    }

    /** Where a value ends that begins there; looked at once for a line. */
    private int end(byte[] buf, int start, int to, LogRecord out) {
      if (!out.known(type, start)) {
        out.know(type, start, type.end(buf, start, to, levels));
      }
      return out.knownEnd;
    }

    @Override
    long[] needs() {
      return new long[] {type.marks()};
    }

    @Override
    void addFirsts(boolean[] firsts) {
      for (int b = 0; b < firsts.length; b++) {
        boolean begins = type.canBegin(b) && (!type.isLevel() || levels.hasFirst((byte) b));
        firsts[b] |= begins || (padded && b == ' ');
      }
    }
  }
}
