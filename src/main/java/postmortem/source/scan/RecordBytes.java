package postmortem.source.scan;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import postmortem.log.format.ByteSearch;

/**
 * A window of bytes that moves over a stream, for readers that want the bytes of a record together:
 * what lies from a pin on is kept. Counts lines. Not thread-safe.
 */
public final class RecordBytes implements Closeable {

  private static final int BLOCK = 1 << 18;

  private final InputStream in;
  private byte[] buf = new byte[2 * BLOCK];
  private int end;
  private int at;
  private int pin = -1;
  private long base;
  private int counted;
  private long line = 1;
  private boolean ended;

  public RecordBytes(InputStream in) throws IOException {
    this.in = in;
    while (end < 3 && more()) {
      // A mark of the byte order is three bytes.
    }
    if (end >= 3 && buf[0] == (byte) 0xEF && buf[1] == (byte) 0xBB && buf[2] == (byte) 0xBF) {
      at = 3;
    }
  }

  /** The bytes, of which those up to {@link #end} count. */
  public byte[] buf() {
    return buf;
  }

  /** Where reading is. */
  public int at() {
    return at;
  }

  /** Goes on to a place in {@link #buf}. */
  public void to(int place) {
    at = place;
  }

  /** Where the bytes that are here end. */
  public int end() {
    return end;
  }

  /** Keeps what lies from here on until {@link #unpin}. */
  public void pin() {
    pin = at;
  }

  /** Where the pin is; it moves with the bytes. */
  public int pinned() {
    return pin;
  }

  /** Lets go of what was kept. */
  public void unpin() {
    pin = -1;
  }

  /** The offset in the stream of a place in {@link #buf}. */
  public long offset(int place) {
    return base + place;
  }

  /** How many bytes were read. */
  public long passed() {
    return base + end;
  }

  /** The line of a place, from 1; places are asked for in order. */
  public long line(int place) {
    count(place);
    return line;
  }

  private void count(int until) {
    int to = Math.min(until, end);
    if (to > counted) {
      line += ByteSearch.count(buf, counted, to, (byte) '\n');
      counted = to;
    }
  }

  /** Reads on; places move by what is forgotten. False at the end of the stream. */
  public boolean more() throws IOException {
    if (ended) {
      return false;
    }
    if (buf.length - end < BLOCK) {
      int keep = pin >= 0 ? Math.min(pin, at) : at;
      if (keep > 0) {
        count(keep);
        System.arraycopy(buf, keep, buf, 0, end - keep);
        end -= keep;
        at -= keep;
        counted -= keep;
        pin -= pin >= 0 ? keep : 0;
        base += keep;
      }
      if (buf.length - end < BLOCK) {
        buf = Arrays.copyOf(buf, Math.multiplyExact(buf.length, 2));
      }
    }
    int count = in.read(buf, end, BLOCK);
    if (count < 0) {
      ended = true;
      return false;
    }
    end += count;
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
