package postmortem.log;

import java.io.IOException;
import java.util.Arrays;

/**
 * Some records of an export, one behind the other, copied so that they can be understood by another
 * thread while the next ones are found. They can be gone through more than once. Not thread-safe:
 * it is handed on as a whole.
 */
final class RecordBatch implements Records {

  private static final int RECORDS = 512;
  private static final int SPARE = 1 << 14;

  private byte[] bytes = new byte[0];
  private int filled;
  private int records;
  private int at = -1;
  private long begin;
  private long end;
  private int[] from = new int[RECORDS];
  private int[] firstTo = new int[RECORDS];
  private int[] to = new int[RECORDS];
  private int[] textFrom = new int[RECORDS];
  private int[] length = new int[RECORDS];
  private int[] lines = new int[RECORDS];
  private long[] offset = new long[RECORDS];
  private long[] line = new long[RECORDS];
  private long[] passed = new long[RECORDS];
  private boolean[] noEvent = new boolean[RECORDS];

  /**
   * Takes the next records in place of those that it holds.
   *
   * @param size of them in bytes; it ends with the record that reaches it
   * @return whether there may be more
   * @throws IOException when the export breaks off; the records before that are held
   */
  boolean fill(Records source, int size) throws IOException {
    if (bytes.length < size) {
      bytes = new byte[size + SPARE];
    }
    filled = 0;
    records = 0;
    at = -1;
    begin = source.bytes();
    boolean more = true;
    try {
      while (more && filled < size) {
        more = source.next();
        if (more) {
          add(source);
        }
      }
    } finally {
      end = source.bytes();
    }
    return more;
  }

  private void add(Records record) {
    int count = record.to() - record.from();
    if (filled + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, filled + count));
    }
    if (records == from.length) {
      grow();
    }
    System.arraycopy(record.buf(), record.from(), bytes, filled, count);
    int moved = filled - record.from();
    from[records] = filled;
    firstTo[records] = record.firstTo() + moved;
    to[records] = record.to() + moved;
    textFrom[records] = record.textFrom() + moved;
    length[records] = record.length();
    lines[records] = record.lines();
    offset[records] = record.offset();
    line[records] = record.line();
    passed[records] = record.bytes();
    noEvent[records] = record.isNoEvent();
    filled += count;
    records++;
  }

  private void grow() {
    int room = records * 2;
    from = Arrays.copyOf(from, room);
    firstTo = Arrays.copyOf(firstTo, room);
    to = Arrays.copyOf(to, room);
    textFrom = Arrays.copyOf(textFrom, room);
    length = Arrays.copyOf(length, room);
    lines = Arrays.copyOf(lines, room);
    offset = Arrays.copyOf(offset, room);
    line = Arrays.copyOf(line, room);
    passed = Arrays.copyOf(passed, room);
    noEvent = Arrays.copyOf(noEvent, room);
  }

  /** Goes back to before the first record. */
  RecordBatch again() {
    at = -1;
    return this;
  }

  @Override
  public boolean next() {
    at++;
    return at < records;
  }

  @Override
  public byte[] buf() {
    return bytes;
  }

  @Override
  public int from() {
    return from[at];
  }

  @Override
  public int firstTo() {
    return firstTo[at];
  }

  @Override
  public int to() {
    return to[at];
  }

  @Override
  public int textFrom() {
    return textFrom[at];
  }

  @Override
  public boolean isNoEvent() {
    return noEvent[at];
  }

  @Override
  public long offset() {
    return offset[at];
  }

  @Override
  public int length() {
    return length[at];
  }

  @Override
  public long line() {
    return line[at];
  }

  @Override
  public int lines() {
    return lines[at];
  }

  @Override
  public long bytes() {
    return at < 0 ? begin : at < records ? passed[at] : end;
  }
}
