package postmortem.source;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import postmortem.event.Place;

/**
 * Some records of a file, one behind the other, copied so that another thread can understand them
 * while the next ones are found. Not thread-safe: it is handed on as a whole.
 */
final class RecordPage {

  private static final int BYTES = 1 << 20;
  private static final int RECORDS = 1 << 10;

  private byte[] bytes = new byte[RECORDS];
  private int filled;
  private int records;
  private int[] from = new int[RECORDS];
  private int[] to = new int[RECORDS];
  private long[] line = new long[RECORDS];
  private int[] index = new int[RECORDS];
  private @Nullable String[] prefix = new String[RECORDS];
  private @Nullable Tree[] document = new Tree[RECORDS];

  /**
   * Takes the next records in place of those that it holds.
   *
   * @return whether there may be more
   * @throws IOException when the file breaks off; the records before that are held
   */
  boolean fill(RecordFinder finder) throws IOException {
    filled = 0;
    records = 0;
    while (filled < BYTES) {
      if (!finder.next()) {
        return false;
      }
      finder.put(this);
    }
    return true;
  }

  /** Adds a record at a line. */
  void add(byte[] buf, int start, int end, long at) {
    add(buf, start, end, at, null, -1, null);
  }

  /**
   * Adds a record.
   *
   * @param at the line where it begins
   * @param pointer to the list that it is in, or to itself when the index is -1; null when it
   *     stands at its line
   * @param around what is known of the document around it; null when there is none
   */
  void add(
      byte[] buf,
      int start,
      int end,
      long at,
      @Nullable String pointer,
      int place,
      @Nullable Tree around) {
    int count = end - start;
    if (filled + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, filled + count));
    }
    if (records == from.length) {
      int room = records * 2;
      from = Arrays.copyOf(from, room);
      to = Arrays.copyOf(to, room);
      line = Arrays.copyOf(line, room);
      index = Arrays.copyOf(index, room);
      prefix = Arrays.copyOf(prefix, room);
      document = Arrays.copyOf(document, room);
    }
    System.arraycopy(buf, start, bytes, filled, count);
    from[records] = filled;
    to[records] = filled + count;
    line[records] = at;
    index[records] = place;
    prefix[records] = pointer;
    document[records] = around;
    filled += count;
    records++;
  }

  /** How many records it holds. */
  int size() {
    return records;
  }

  /** Whether it takes little enough room to be filled again. */
  boolean isSmall() {
    return bytes.length <= 2 * BYTES;
  }

  /** The bytes in which the records lie. */
  byte[] bytes() {
    return bytes;
  }

  /** Where a record begins. */
  int from(int record) {
    return from[record];
  }

  /** Where it ends. */
  int to(int record) {
    return to[record];
  }

  /** A copy of its bytes. */
  byte[] copy(int record) {
    return Arrays.copyOfRange(bytes, from[record], to[record]);
  }

  /** The line where it begins. */
  long line(int record) {
    return line[record];
  }

  /** Where it stands. */
  Place place(int record) {
    String pointer = prefix[record];
    if (pointer == null) {
      return new Place.Line(line[record]);
    }
    return new Place.Pointer(index[record] < 0 ? pointer : pointer + index[record]);
  }

  /** What is known of the document around it; null when there is none. */
  @Nullable Tree document(int record) {
    return document[record];
  }
}
