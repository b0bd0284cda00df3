package postmortem.log.wrapped;

import java.io.IOException;
import java.util.Arrays;

/**
 * Some records of an export, one behind the other, copied so that they can be understood by another
 * thread while the next ones are found. They can be gone through more than once. Not thread-safe:
 * it is handed on as a whole.
 */
public final class RecordBatch implements Records {

  private static final int SPARE = 1 << 14;

  private final PackedRecords records = new PackedRecords();
  private int at = -1;
  private long begin;
  private long end;
  private int[] firstTo = new int[0];
  private int[] textFrom = new int[0];
  private int[] length = new int[0];
  private int[] lines = new int[0];
  private long[] offset = new long[0];
  private long[] passed = new long[0];
  private boolean[] noEvent = new boolean[0];

  /**
   * Takes the next records in place of those that it holds.
   *
   * @param size of them in bytes; it ends with the record that reaches it
   * @return whether there may be more
   * @throws IOException when the export breaks off; the records before that are held
   */
  public boolean fill(Records source, int size) throws IOException {
    records.clear(records.room() < size ? size + SPARE : 0);
    at = -1;
    begin = source.bytes();
    boolean more = true;
    try {
      while (more && records.filled() < size) {
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
    int added = records.size();
    records.add(record.buf(), record.from(), record.to(), record.line());
    if (added == length.length) {
      grow(records.places());
    }
    int moved = records.from(added) - record.from();
    firstTo[added] = record.firstTo() + moved;
    textFrom[added] = record.textFrom() + moved;
    length[added] = record.length();
    lines[added] = record.lines();
    offset[added] = record.offset();
    passed[added] = record.bytes();
    noEvent[added] = record.isNoEvent();
  }

  private void grow(int room) {
    firstTo = Arrays.copyOf(firstTo, room);
    textFrom = Arrays.copyOf(textFrom, room);
    length = Arrays.copyOf(length, room);
    lines = Arrays.copyOf(lines, room);
    offset = Arrays.copyOf(offset, room);
    passed = Arrays.copyOf(passed, room);
    noEvent = Arrays.copyOf(noEvent, room);
  }

  /** Goes back to before the first record. */
  public RecordBatch again() {
    at = -1;
    return this;
  }

  @Override
  public boolean next() {
    at++;
    return at < records.size();
  }

  @Override
  public byte[] buf() {
    return records.bytes();
  }

  @Override
  public int from() {
    return records.from(at);
  }

  @Override
  public int firstTo() {
    return firstTo[at];
  }

  @Override
  public int to() {
    return records.to(at);
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
    return records.line(at);
  }

  @Override
  public int lines() {
    return lines[at];
  }

  @Override
  public long bytes() {
    return at < 0 ? begin : at < records.size() ? passed[at] : end;
  }
}
