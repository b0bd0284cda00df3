package postmortem.log.record;

import org.jspecify.annotations.Nullable;
import postmortem.event.Precision;
import postmortem.log.format.LogRecord;

/**
 * The last lines of an envelope, so that a line can be judged by the one before it of the same
 * stream, though others write between them. What is kept of a line is told by the line alone and
 * forgotten after {@link #WINDOW} lines: whoever begins so many lines earlier knows the same. Not
 * thread-safe.
 */
public final class StreamHistory {

  /** A line that so many lines lie behind is forgotten. */
  public static final int WINDOW = 32;

  private final Line[] lines = new Line[WINDOW];

  /** The stream of each, beside each other, since they are searched for every line. */
  private final long[] streams = new long[WINDOW];

  private long count;

  /** The number of the last piece, or line that names a file in a traceback; -1 for none. */
  private long opened = -1;

  StreamHistory() {
    for (int i = 0; i < WINDOW; i++) {
      lines[i] = new Line();
    }
  }

  /** One line. */
  static final class Line {

    /** So much of the text is kept: a stamp, a level and what follows them. */
    private static final int KEPT = 200;

    /** In place of an instant where a line has no stamp. */
    private static final long NO_STAMP = Long.MIN_VALUE;

    /** Lines that one call wrote are no farther apart, in nanoseconds. */
    private static final long AT_ONCE = 1_000_000;

    /** A program whose quota is used up goes on after so many nanoseconds at the latest. */
    private static final long THROTTLED = 100_000_000;

    private static final int LEAP_YEAR = 2000;

    private long process;
    private boolean piece;
    private long nanos;
    private boolean wholeSecond;
    private TraceLine.Shape shape = TraceLine.Shape.OTHER;

    private long number;

    /** The number of the line that names a file, inside of a traceback of Python; else -1. */
    private long fileOfTraceback;

    private final byte[] text = new byte[KEPT];
    private int length;

    /** Whether a later line goes on with its text: nothing lies between them. */
    boolean isPieceOf(Line later) {
      return piece && later.number == number + 1;
    }

    TraceLine.Shape shape() {
      return shape;
    }

    /** Whether a later line may belong to a traceback that this one is part of. */
    boolean isInTracebackOf(Line later) {
      return fileOfTraceback >= 0 && later.number - fileOfTraceback < WINDOW;
    }

    /** The beginning of what it wraps, from 0 to {@link #length}, if it was kept. */
    byte[] text() {
      return text;
    }

    int length() {
      return length;
    }

    boolean hasStamp() {
      return nanos != NO_STAMP;
    }

    /**
     * Whether a later line was written by the same call, as far as the clock of the envelope tells:
     * at most a millisecond later, or in the same second where it counts whole ones. Of a line
     * without a stamp nothing says otherwise.
     */
    boolean isTogetherWith(Line later) {
      return isWithin(later, AT_ONCE);
    }

    /** The same for a program that may have been made to wait in between. */
    boolean isNear(Line later) {
      return isWithin(later, THROTTLED);
    }

    /** Whether the clock tells lines of the same second apart. */
    boolean isFine(Line later) {
      return hasStamp() && !(wholeSecond && later.wholeSecond);
    }

    private boolean isWithin(Line later, long most) {
      if (later.nanos == NO_STAMP) {
        return true;
      }
      return nanos != NO_STAMP
          && later.nanos >= nanos
          && later.nanos - nanos <= (wholeSecond && later.wholeSecond ? 0 : most);
    }

    private void set(LogRecord line, @Nullable Line before) {
      wholeSecond = false;
      if (line.stampFrom() < 0) {
        nanos = NO_STAMP;
      } else {
        // Two stamps of one log are compared: which year they are of is the same for both.
        nanos = line.stamp().localSecond(LEAP_YEAR) * 1_000_000_000 + line.stamp().nano();
        wholeSecond = line.stamp().precision().compareTo(Precision.SECOND) <= 0;
      }
      fileOfTraceback = shape == TraceLine.Shape.PYTHON_FILE ? number : -1;
      if (shape == TraceLine.Shape.INDENTED && before != null && before.isInTracebackOf(this)) {
        fileOfTraceback = before.fileOfTraceback;
      }
    }

    /** Keeps the beginning of what it wraps, for later lines that ask for its {@link #text}. */
    void keep(byte[] buf, int from, int to) {
      length = Math.min(KEPT, to - from);
      System.arraycopy(buf, from, text, 0, length);
    }
  }

  /** The line directly before one of the same process, on another output; null where it is none. */
  @Nullable Line beside(Line line) {
    Line before = lines[at(line.number - 1)];
    return line.number > 0 && before.process == line.process && streams[at(line.number - 1)] != 0
        ? before
        : null;
  }

  /**
   * Whether a line that is not forgotten is a piece, or in a traceback: others may go on with it.
   */
  boolean isOpen() {
    return opened >= 0 && count - opened < WINDOW;
  }

  /** The last line of a stream that is not forgotten; null when there is none. */
  @Nullable Line last(long stream) {
    // The oldest gives way to the line that is judged.
    for (int i = 1; i <= Math.min(count, WINDOW - 1); i++) {
      if (streams[at(count - i)] == stream) {
        return lines[at(count - i)];
      }
    }
    return null;
  }

  /**
   * Takes a line in, in place of the oldest.
   *
   * @param before the last of its stream, which is only to be read until the next call
   */
  Line add(
      WrappedStream stream,
      @Nullable Line before,
      LogRecord line,
      boolean piece,
      TraceLine.Shape shape) {
    Line next = lines[at(count)];
    next.number = count;
    streams[at(count)] = stream.stream();
    next.process = stream.process();
    next.piece = piece;
    next.shape = shape;
    next.set(line, before);
    next.length = 0;
    opened = Math.max(opened, piece ? count : next.fileOfTraceback);
    count++;
    return next;
  }

  /** Takes in a line that is none of the envelope's. */
  void addOther() {
    streams[at(count)] = 0;
    count++;
  }

  private static int at(long number) {
    return (int) (number & (WINDOW - 1));
  }
}
