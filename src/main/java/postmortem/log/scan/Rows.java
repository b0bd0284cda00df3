package postmortem.log.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.log.wrapped.WrappedLog;

/** What became of the records of a file, or of a piece of one. */
public final class Rows {

  private static final int UNREADABLE_SHOWN = 3;

  long read;
  long repeated;
  long filtered;
  private long unreadable;
  private long noTime;

  /** By the index of a format plus one; first those that none took. */
  private final long[] taken;

  private final List<Long> unreadableLines = new ArrayList<>();
  private byte @Nullable [] firstUnreadable;

  Rows(int formats) {
    this.taken = new long[formats + 1];
  }

  /** The index of a format took a record; -1 for none. */
  void take(int format) {
    taken[format + 1]++;
  }

  /**
   * A record has no format, or no time.
   *
   * @param line its first one, from 1 in the piece
   */
  void unreadable(long line, boolean hasFormat) {
    unreadable++;
    noTime += hasFormat ? 1 : 0;
    note(line);
  }

  private void note(long line) {
    if (unreadableLines.size() < UNREADABLE_SHOWN) {
      unreadableLines.add(line);
    }
  }

  /** Whether nothing is kept yet of a record that could not be read. */
  boolean lacksUnreadable() {
    return firstUnreadable == null;
  }

  /** Keeps the first line of the first record that could not be read. */
  void firstUnreadable(byte[] line) {
    firstUnreadable = line;
  }

  /** Records of an export were lost in it. */
  void lose(WrappedLog.Cursor cursor) {
    read += cursor.lost();
    unreadable += cursor.lost();
    taken[0] += cursor.lost();
  }

  /** A file of which nothing could be read is one record, which is unreadable. */
  void nothing() {
    read = 1;
    unreadable = 1;
  }

  /** They are no evidence: what could not be read need not be. */
  void isNoEvidence() {
    filtered += unreadable;
    unreadable = 0;
  }

  /**
   * Adds those of the next piece.
   *
   * @param lines how many lines there are before it
   */
  void append(Rows next, long lines) {
    read += next.read;
    repeated += next.repeated;
    filtered += next.filtered;
    unreadable += next.unreadable;
    noTime += next.noTime;
    for (int i = 0; i < taken.length; i++) {
      taken[i] += next.taken[i];
    }
    next.unreadableLines.forEach(line -> note(lines + line));
    firstUnreadable = firstUnreadable == null ? next.firstUnreadable : firstUnreadable;
  }

  /** How many records there were. */
  public long read() {
    return read;
  }

  /** How many of them stand in another file as well, and count there. */
  public long repeated() {
    return repeated;
  }

  /** How many of them lie outside of the time that was asked for, or are no events. */
  public long filtered() {
    return filtered;
  }

  /** How many of them could not be read. */
  public long unreadable() {
    return unreadable;
  }

  /** How many of those have a format and no time. */
  public long noTime() {
    return noTime;
  }

  /** How many have a time that was asked for. */
  public long timed() {
    return read - filtered - unreadable - repeated;
  }

  /** How many a format took, by its index. */
  public long taken(int format) {
    return taken[format + 1];
  }

  /** Lines of the first records that could not be read, from 1. */
  public List<Long> unreadableLines() {
    return List.copyOf(unreadableLines);
  }

  /** The first line of the first of them, cut; null when there is none. */
  public byte @Nullable [] firstUnreadable() {
    return firstUnreadable == null ? null : firstUnreadable.clone();
  }
}
