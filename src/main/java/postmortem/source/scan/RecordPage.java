package postmortem.source.scan;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import postmortem.event.Place;
import postmortem.log.wrapped.PackedRecords;
import postmortem.source.tree.Tree;

/**
 * Some records of a file, one behind the other, copied so that another thread can understand them
 * while the next ones are found. Not thread-safe: it is handed on as a whole.
 */
final class RecordPage {

  private static final int BYTES = 1 << 20;
  private static final int RECORDS = 1 << 10;

  private final PackedRecords records = new PackedRecords();
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
    records.clear(0);
    while (records.filled() < BYTES) {
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
    int added = records.size();
    records.add(buf, start, end, at);
    if (added == index.length) {
      int room = added * 2;
      index = Arrays.copyOf(index, room);
      prefix = Arrays.copyOf(prefix, room);
      document = Arrays.copyOf(document, room);
    }
    index[added] = place;
    prefix[added] = pointer;
    document[added] = around;
  }

  /** How many records it holds. */
  int size() {
    return records.size();
  }

  /** Whether it takes little enough room to be filled again. */
  boolean isSmall() {
    return records.room() <= 2 * BYTES;
  }

  /** The bytes in which the records lie. */
  byte[] bytes() {
    return records.bytes();
  }

  /** Where a record begins. */
  int from(int record) {
    return records.from(record);
  }

  /** Where it ends. */
  int to(int record) {
    return records.to(record);
  }

  /** A copy of its bytes. */
  byte[] copy(int record) {
    return Arrays.copyOfRange(records.bytes(), from(record), to(record));
  }

  /** The line where it begins. */
  long line(int record) {
    return records.line(record);
  }

  /** Where it stands. */
  Place place(int record) {
    String pointer = prefix[record];
    if (pointer == null) {
      return new Place.Line(line(record));
    }
    return new Place.Pointer(index[record] < 0 ? pointer : pointer + index[record]);
  }

  /** What is known of the document around it; null when there is none. */
  @Nullable Tree document(int record) {
    return document[record];
  }
}
