package postmortem.log.record;

import java.util.Arrays;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;

/**
 * The text of a record whose lines an envelope wraps one by one: what is wrapped, line by line, and
 * what was cut into pieces in one. Lines of another process between them are left out. Reused; not
 * thread-safe.
 */
public final class JoinedLines {

  private byte[] bytes = new byte[1024];
  private int length;
  private int firstTo;
  private final LogRecord line = new LogRecord();

  /**
   * Joins.
   *
   * @param first the match of the first line
   * @param from where its further lines begin
   * @param to where the last of them ends
   */
  void join(LogFormat format, LogRecord first, byte[] buf, int from, int to) {
    length = 0;
    firstTo = -1;
    append(first);
    long process = WrappedStream.process(first);
    boolean open = format.isPiece(buf, first);
    int at = from;
    while (at < to) {
      int end = at;
      while (end < to && buf[end] != '\n') {
        end++;
      }
      int last = end > at && buf[end - 1] == '\r' ? end - 1 : end;
      if (format.match(buf, at, last, line)
          && line.has(Role.INNER)
          && WrappedStream.process(line) == process) {
        if (!open) {
          firstTo = firstTo < 0 ? length : firstTo;
          append((byte) '\n');
        }
        append(line);
        open = format.isPiece(buf, line);
      }
      at = end + 1;
    }
    firstTo = firstTo < 0 ? length : firstTo;
  }

  private void append(LogRecord wrapping) {
    byte[] from = wrapping.bytes(Role.INNER);
    int begin = wrapping.from(Role.INNER);
    int end = wrapping.to(Role.INNER);
    while (end > begin && (from[end - 1] == '\n' || from[end - 1] == '\r')) {
      end--;
    }
    room(end - begin);
    System.arraycopy(from, begin, bytes, length, end - begin);
    length += end - begin;
  }

  private void append(byte b) {
    room(1);
    bytes[length++] = b;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /** The text, from 0 to {@link #length}. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /** Where its first line ends. */
  int firstTo() {
    return firstTo;
  }
}
