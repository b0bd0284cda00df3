package postmortem.evidence;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Text without what only a terminal understands: the escape sequences of ECMA-48 that colour it,
 * also where something wrote out the escape character (rsyslog {@code #033[31m}, {@code cat -v}
 * {@code ^[[31m}), and the NUL bytes that a file is filled with when it is cut while somebody
 * writes to it. Lines stay what they are.
 */
final class CleanStream extends FilterInputStream {

  private static final int NUL = 0;
  private static final int BELL = 0x07;
  private static final int ESCAPE = 0x1B;

  /** What an escape character and the bracket behind it become where they are written out. */
  private static final byte[] OCTAL = {'#', '0', '3', '3', '['};

  private static final byte[] CARET = {'^', '[', '['};

  /** A longer sequence that is written out is none; those of colours in full have 19 bytes. */
  private static final int LONGEST = 30;

  private static final int BUFFER = 8192;

  private enum State {
    TEXT,
    /** Behind an escape. */
    ESCAPED,
    /** Behind escape and bracket: parameters up to a letter. */
    CONTROL,
    /** Behind escape and closing bracket: text up to a bell, or an escape and a backslash. */
    COMMAND,
    /** Behind escape and underscore: the same, but with it a program says when: it is kept. */
    APPLICATION
  }

  private final byte[] raw = new byte[BUFFER];
  private int from;
  private int to;
  private boolean ended;
  private State state = State.TEXT;

  CleanStream(InputStream in) {
    super(in);
  }

  /** Whether there is something to take out of text that begins like this. */
  static boolean isNeeded(byte[] head, int length) {
    for (int i = 0; i < length; i++) {
      if (head[i] == NUL
          || (head[i] == ESCAPE && i + 1 < length && (head[i + 1] == '[' || head[i + 1] == '_'))
          || written(head, i, length) > 0) {
        return true;
      }
    }
    return false;
  }

  /** How many bytes a sequence that is written out has which begins there; 0 where none does. */
  private static int written(byte[] bytes, int from, int to) {
    byte[] begin = bytes[from] == '#' ? OCTAL : bytes[from] == '^' ? CARET : null;
    if (begin == null
        || to - from <= begin.length
        || !Arrays.equals(bytes, from, from + begin.length, begin, 0, begin.length)) {
      return 0;
    }
    int at = from + begin.length;
    while (at < to && at - from < LONGEST && (bytes[at] == ';' || isFigure(bytes[at]))) {
      at++;
    }
    return at < to && (bytes[at] == 'm' || bytes[at] == 'K') ? at + 1 - from : 0;
  }

  private static boolean isFigure(byte b) {
    return b >= '0' && b <= '9';
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int kept = offset;
    // What a sequence needs has to be in the buffer; the end of it is only looked at with more.
    while (kept < offset + length && (to - from > LONGEST || kept == offset)) {
      if (to - from <= LONGEST && !ended) {
        fill();
        continue;
      }
      if (from == to) {
        return kept > offset ? kept - offset : -1;
      }
      int sequence = state == State.TEXT ? written(raw, from, to) : 0;
      if (sequence > 0) {
        from += sequence;
        continue;
      }
      byte b = raw[from++];
      if (state == State.APPLICATION && b == BELL) {
        state = State.TEXT;
        bytes[kept++] = ' ';
      } else if (keeps(b)) {
        bytes[kept++] = b;
      }
    }
    return kept - offset;
  }

  private void fill() throws IOException {
    System.arraycopy(raw, from, raw, 0, to - from);
    to -= from;
    from = 0;
    int got = in.read(raw, to, raw.length - to);
    if (got < 0) {
      ended = true;
    } else {
      to += got;
    }
  }

  private boolean keeps(byte b) {
    if (b == '\n') {
      // No sequence goes over a line: one that is not closed would swallow the rest of the file.
      state = State.TEXT;
      return true;
    }
    switch (state) {
      case TEXT -> {
        if (b == ESCAPE) {
          state = State.ESCAPED;
          return false;
        }
        return b != NUL;
      }
      case ESCAPED -> {
        state = behindEscape(b);
        return b == '_';
      }
      case CONTROL -> state = b >= 0x40 && b <= 0x7E ? State.TEXT : State.CONTROL;
      case APPLICATION -> {
        state = b == ESCAPE ? State.ESCAPED : state;
        return b != ESCAPE && b != NUL;
      }
      case COMMAND -> state = b == BELL ? State.TEXT : b == ESCAPE ? State.ESCAPED : State.COMMAND;
    }
    return false;
  }

  private static State behindEscape(byte b) {
    return switch (b) {
      case '[' -> State.CONTROL;
      case ']' -> State.COMMAND;
      case '_' -> State.APPLICATION;
      default -> State.TEXT;
    };
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = 0;
    while (skipped < count && read() >= 0) {
      skipped++;
    }
    return skipped;
  }

  @Override
  public int available() {
    return 0;
  }
}
