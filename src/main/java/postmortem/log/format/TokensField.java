package postmortem.log.format;

import postmortem.event.Severity;
import postmortem.event.stamp.Outline;

/**
 * What programs write between a time and a level: one to {@value #MOST} tokens with blanks between
 * them, as few as what follows needs. A token is a group in brackets, which may hold blanks, or a
 * run of other bytes. So that no sentence is taken for it, at most one token is a plain word, and
 * none is a level itself; and it ends within {@value #LONGEST} bytes.
 */
final class TokensField extends FieldNode {

  private static final int MOST = 6;
  private static final int LONGEST = 160;
  private static final int NO_END = ~Outline.any(Outline.END);

  private final LevelTable levels;

  TokensField(int index, boolean padded, LevelTable levels) {
    super(index, padded);
    this.levels = levels;
  }

  @Override
  int step(byte[] buf, int at, int to, LogRecord out) {
    int start = start(buf, at, to);
    int last = Math.min(to, start + LONGEST);
    int plain = 0;
    int end = start;
    for (int tokens = 0; tokens < MOST; tokens++) {
      int from = tokens == 0 ? end : skipBlanks(buf, end, last);
      end = endOfToken(buf, from, last);
      if (end == from || isLevel(buf, from, end)) {
        return fail(from, out);
      }
      plain += isPlain(buf, from, end) ? 1 : 0;
      if (plain > 1) {
        return fail(from, out);
      }
      if (match(next, buf, take(buf, start, end, end, to, out), to, out)) {
        return MATCHED;
      }
    }
    return fail(end, out);
  }

  private static int skipBlanks(byte[] buf, int at, int to) {
    int end = at;
    while (end < to && isBlank(buf[end])) {
      end++;
    }
    return end;
  }

  private static int endOfToken(byte[] buf, int from, int to) {
    byte closing = from < to ? closing(buf[from]) : 0;
    if (closing != 0) {
      int close = ByteSearch.indexOf(buf, from + 1, to, closing);
      if (close < to) {
        return close + 1;
      }
    }
    int end = from;
    while (end < to && !isBlank(buf[end])) {
      end++;
    }
    return end;
  }

  private static byte closing(byte opening) {
    return switch (opening) {
      case '[' -> (byte) ']';
      case '(' -> (byte) ')';
      case '{' -> (byte) '}';
      case '<' -> (byte) '>';
      default -> 0;
    };
  }

  /** Whether it is a word for a level, perhaps in brackets. */
  private boolean isLevel(byte[] buf, int from, int to) {
    int start = from;
    int end = to;
    if (closing(buf[from]) != 0) {
      start = skipBlanks(buf, from + 1, to);
      end = Math.max(start, trimmed(buf, start, to - 1));
    } else if (buf[end - 1] == ':') {
      end--;
    }
    return end > start && levels.find(buf, start, end) != Severity.UNKNOWN;
  }

  /** Letters and what may end a word of a sentence. */
  private static boolean isPlain(byte[] buf, int from, int to) {
    byte last = buf[to - 1];
    int end = last == ',' || last == '.' || last == ';' ? to - 1 : to;
    for (int i = from; i < end; i++) {
      if ((buf[i] | 0x20) < 'a' || (buf[i] | 0x20) > 'z') {
        return false;
      }
    }
    return end > from;
  }

  @Override
  int ends(Outline outline, int start) {
    return Outline.places(start, outline.run(start, NO_END));
  }

  @Override
  boolean canStart(byte[] buf, int at, int to) {
    return at < to;
  }
}
