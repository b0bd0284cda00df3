package postmortem.log.record;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import postmortem.log.fit.Fit;
import postmortem.log.format.ByteSearch;
import postmortem.log.wrapped.Records;

/**
 * Cuts a stream of bytes into records: a line, and the lines after it which do not start a record.
 * Lines end with LF or CR LF; empty lines are part of the record before them if more of it follows.
 * Blanks before all lines of a file ({@link Fit#indent}) are no part of a record's first line.
 *
 * <p>A line over the limit is cut and its rest skipped, and so are the lines of a record beyond
 * that size. The result does not depend on the size of the blocks that are read.
 */
public final class RecordReader implements Records {

  /** Judges lines. */
  @FunctionalInterface
  interface Start {
    /**
     * Whether a line starts a record; called once for each line that is not empty, in their order.
     * A judgement may rest on the line before.
     */
    boolean startsRecord(byte[] buf, int from, int to);

    /** The bytes of the line that was judged last are now elsewhere. */
    default void moved() {}
  }

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final int block;
  private final int maxLine;
  private final Start start;
  private final Piece piece;
  private final int indent;

  private byte[] buf;
  private int filled;
  private boolean ended;
  private @Nullable IOException damage;

  /** What to add to the place of a byte that was not read over yet to get its offset. */
  private long base;

  // The line that was read last.
  private long lineOffset;
  private int lineFrom;
  private int lineIndent;
  private int lineTo;
  private int next;
  private long number;
  private boolean cut;
  private boolean pending;

  // The record, as places in buf.
  private int from = -1;
  private long offset;
  private int firstTo;
  private int to;
  private long line;
  private int lines;
  private long longLines;
  private long firstLongLine;
  private boolean begun;

  /** How many lines begin in the piece, once that is known. */
  private long ownLines = -1;

  /** A reader of a whole stream. */
  RecordReader(InputStream in, int block, int maxLine, Start start) {
    this(in, block, maxLine, start, Piece.whole(0, Fit.NONE), 0);
  }

  /**
   * A reader of the records that begin in a piece of a stream.
   *
   * @param in stands at {@code begin}
   * @param block how many bytes to read at a time
   * @param maxLine the longest line, and the longest record, in bytes
   * @param begin {@link #begin} of the piece, or where a line before it begins, if the judgement of
   *     its first line rests on the line before
   */
  public RecordReader(
      InputStream in, int block, int maxLine, Start start, Piece piece, long begin) {
    this.in = in;
    this.block = block;
    this.maxLine = maxLine;
    this.start = start;
    this.piece = piece;
    this.indent = piece.fit().indent();
    this.buf = new byte[2 * block];
    this.base = begin;
  }

  /** Where the reading of a piece begins: at the byte before it, which may end a line. */
  public static long begin(Piece piece) {
    return Math.max(0, piece.from() - 1);
  }

  /**
   * Goes on to the next record; false when there is none.
   *
   * @throws IOException behind the last record, when the stream breaks off there
   */
  @Override
  public boolean next() throws IOException {
    from = -1;
    if (!begun) {
      begun = true;
      if (!piece.isFirst() && !first()) {
        return end();
      }
    }
    boolean judged = pending;
    if (!judged && !readLine()) {
      return end();
    }
    pending = false;
    while (lineFrom == lineTo) {
      if (!readLine()) {
        return end();
      }
    }
    if (lineOffset >= piece.until()) {
      return false;
    }
    if (!judged) {
      start.startsRecord(buf, lineFrom, lineTo);
    }
    from = lineFrom;
    offset = lineOffset + lineIndent;
    firstTo = lineTo;
    to = lineTo;
    line = number;
    lines = 1;
    boolean full = false;
    while (readLine()) {
      if (lineFrom == lineTo) {
        continue;
      }
      if (start.startsRecord(buf, lineFrom, lineTo)) {
        pending = true;
        break;
      }
      full |= lineTo - from > maxLine;
      if (!full) {
        to = lineTo;
        lines = (int) (number - line) + 1;
      } else if (next - from > 2 * maxLine) {
        // What is skipped need not be held: close the gap behind the record.
        System.arraycopy(buf, next, buf, to, filled - next);
        base += next - to;
        filled -= next - to;
        next = to;
      }
    }
    return true;
  }

  /** Goes to the first line of the piece that starts a record; false when there is none. */
  private boolean first() throws IOException {
    if (base == begin(piece) && !skipLine()) {
      return false;
    }
    while (readLine()) {
      if (lineOffset >= piece.until()) {
        return false;
      }
      boolean starts = lineFrom < lineTo && start.startsRecord(buf, lineFrom, lineTo);
      if (lineOffset < piece.from()) {
        number = 0;
        longLines = 0;
        firstLongLine = 0;
      } else if (starts) {
        pending = true;
        return true;
      }
    }
    return false;
  }

  /** Skips what is left of a line that began before the piece, if it ends inside. */
  private boolean skipLine() throws IOException {
    while (true) {
      next = ByteSearch.indexOf(buf, next, filled, (byte) '\n');
      if (next < filled) {
        next++;
        return true;
      }
      base += filled;
      filled = 0;
      next = 0;
      if (ended || base >= piece.until()) {
        ownLines = 0;
        return false;
      }
      fill(0);
    }
  }

  private boolean end() throws IOException {
    if (damage != null) {
      throw damage;
    }
    return false;
  }

  private boolean readLine() throws IOException {
    cut = false;
    lineOffset = base + next;
    int begin = next;
    int searched = next;
    while (true) {
      searched = ByteSearch.indexOf(buf, searched, filled, (byte) '\n');
      if (searched < filled) {
        break;
      }
      if (ended) {
        if (searched == begin) {
          return false;
        }
        break;
      }
      if (searched - begin > maxLine + 1) {
        // Keep the beginning, forget the rest up to the line end.
        int keep = begin + maxLine;
        base += searched - keep;
        filled = keep;
        searched = keep;
        cut = true;
      }
      int moved = fill(from >= 0 ? from : begin);
      begin -= moved;
      searched -= moved;
    }
    if (ownLines < 0 && lineOffset >= piece.until()) {
      ownLines = number;
    }
    number++;
    lineFrom = begin;
    lineTo = searched;
    next = Math.min(searched + 1, filled);
    if (lineTo > lineFrom && buf[lineTo - 1] == '\r') {
      lineTo--;
    }
    if (number == 1 && piece.isFirst() && startsWithMark()) {
      lineFrom += BYTE_ORDER_MARK.length;
      lineOffset += BYTE_ORDER_MARK.length;
    }
    lineIndent = indent();
    lineFrom += lineIndent;
    if (cut || lineTo - lineFrom > maxLine) {
      lineTo = lineFrom + maxLine;
      if (ownLines < 0) {
        longLines++;
        firstLongLine = firstLongLine == 0 ? number : firstLongLine;
      }
    }
    return true;
  }

  /** How many of the blanks before the line are those before all lines. */
  private int indent() {
    int most = Math.min(indent, lineTo - lineFrom);
    int blanks = 0;
    while (blanks < most && (buf[lineFrom + blanks] == ' ' || buf[lineFrom + blanks] == '\t')) {
      blanks++;
    }
    return blanks;
  }

  private boolean startsWithMark() {
    return Arrays.equals(
        buf, lineFrom, Math.min(lineTo, lineFrom + 3), BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
  }

  /** Reads a block, keeping what lies from {@code keep} on; returns how far that moved. */
  private int fill(int keep) throws IOException {
    int moved = 0;
    if (buf.length - filled < block) {
      moved = keep;
      start.moved();
      System.arraycopy(buf, keep, buf, 0, filled - keep);
      filled -= keep;
      base += keep;
      next -= keep;
      if (from >= 0) {
        from -= keep;
        firstTo -= keep;
        to -= keep;
      }
      if (buf.length - filled < block) {
        buf = Arrays.copyOf(buf, Math.max(buf.length * 2, filled + block));
      }
    }
    int got;
    try {
      got = in.read(buf, filled, block);
    } catch (IOException e) {
      // What came before the damage is handed out first.
      damage = e;
      got = -1;
    }
    if (got < 0) {
      ended = true;
    } else {
      filled += got;
    }
    return moved;
  }

  /** The bytes in which the record lies. */
  @Override
  public byte[] buf() {
    return buf;
  }

  /** Where the record begins in {@link #buf}. */
  @Override
  public int from() {
    return from;
  }

  /** Where its first line ends, without the line end. */
  @Override
  public int firstTo() {
    return firstTo;
  }

  /** Where its last line ends, without the line end. */
  @Override
  public int to() {
    return to;
  }

  @Override
  public int textFrom() {
    return from;
  }

  @Override
  public boolean isNoEvent() {
    return false;
  }

  @Override
  public int length() {
    return to - from;
  }

  /** Where the record begins in the stream. */
  @Override
  public long offset() {
    return offset;
  }

  /** The number of its first line, from 1. */
  @Override
  public long line() {
    return line;
  }

  /** How many lines it has. */
  @Override
  public int lines() {
    return lines;
  }

  /** How many lines so far were over the limit. */
  public long longLines() {
    return longLines;
  }

  /** The number of the first line over the limit, or 0. */
  public long firstLongLine() {
    return firstLongLine;
  }

  /** How many lines so far begin in the piece. */
  public long ownLines() {
    return ownLines < 0 ? number : ownLines;
  }

  /** How far the stream was read, but not beyond the piece: others count that. */
  @Override
  public long bytes() {
    return Math.min(base + filled, piece.until());
  }
}
