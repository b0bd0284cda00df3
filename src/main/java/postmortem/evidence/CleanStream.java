package postmortem.evidence;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Text without what only a terminal understands: the escape sequences of ECMA-48 that colour it,
 * and the NUL bytes that a file is filled with when it is cut while somebody writes to it. Lines
 * stay what they are.
 */
final class CleanStream extends FilterInputStream {

  private static final int NUL = 0;
  private static final int BELL = 0x07;
  private static final int ESCAPE = 0x1B;

  private enum State {
    TEXT,
    /** Behind an escape. */
    ESCAPED,
    /** Behind escape and bracket: parameters up to a letter. */
    CONTROL,
    /** Behind escape and closing bracket: text up to a bell, or an escape and a backslash. */
    COMMAND
  }

  private State state = State.TEXT;

  CleanStream(InputStream in) {
    super(in);
  }

  /** Whether there is something to take out of text that begins like this. */
  static boolean isNeeded(byte[] head, int length) {
    for (int i = 0; i < length; i++) {
      if (head[i] == NUL || (head[i] == ESCAPE && i + 1 < length && head[i + 1] == '[')) {
        return true;
      }
    }
    return false;
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
    while (true) {
      int got = in.read(bytes, offset, length);
      if (got < 0) {
        return -1;
      }
      int kept = offset;
      for (int i = offset; i < offset + got; i++) {
        byte b = bytes[i];
        if (keeps(b)) {
          bytes[kept++] = b;
        }
      }
      if (kept > offset) {
        return kept - offset;
      }
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
      case ESCAPED -> state = b == '[' ? State.CONTROL : b == ']' ? State.COMMAND : State.TEXT;
      case CONTROL -> state = b >= 0x40 && b <= 0x7E ? State.TEXT : State.CONTROL;
      case COMMAND -> state = b == BELL ? State.TEXT : b == ESCAPE ? State.ESCAPED : State.COMMAND;
    }
    return false;
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
