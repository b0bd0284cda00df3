package postmortem.log.wrapped;

import java.util.Arrays;

/**
 * Copies of records, one behind the other: what their owner needs to hand some of them to another
 * thread and to go on. Of each is known where it lies and where it came from. Reused; not
 * thread-safe.
 */
public final class PackedRecords {

  private static final int RECORDS = 1 << 9;

  private byte[] bytes = new byte[0];
  private int filled;
  private int size;
  private int[] from = new int[RECORDS];
  private int[] to = new int[RECORDS];
  private long[] line = new long[RECORDS];

  /** Forgets the records; {@code room} bytes are made for those that follow. */
  public void clear(int room) {
    filled = 0;
    size = 0;
    if (bytes.length < room) {
      bytes = new byte[room];
    }
  }

  /**
   * Adds a record.
   *
   * @param at the line where it begins
   */
  public void add(byte[] buf, int start, int end, long at) {
    int count = end - start;
    if (filled + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, filled + count));
    }
    if (size == from.length) {
      from = Arrays.copyOf(from, size * 2);
      to = Arrays.copyOf(to, size * 2);
      line = Arrays.copyOf(line, size * 2);
    }
    System.arraycopy(buf, start, bytes, filled, count);
    from[size] = filled;
    filled += count;
    to[size] = filled;
    line[size] = at;
    size++;
  }

  /** How many records there are. */
  public int size() {
    return size;
  }

  /** How many bytes they have. */
  public int filled() {
    return filled;
  }

  /** How many bytes there is room for. */
  public int room() {
    return bytes.length;
  }

  /** For how many records there is room beside their bytes. */
  int places() {
    return from.length;
  }

  /** The bytes in which they lie. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where a record begins. */
  public int from(int record) {
    return from[record];
  }

  /** Where it ends. */
  public int to(int record) {
    return to[record];
  }

  /** The line where it begins. */
  public long line(int record) {
    return line[record];
  }
}
