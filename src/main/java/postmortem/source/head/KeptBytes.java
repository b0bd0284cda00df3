package postmortem.source.head;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import postmortem.diagnostic.Progress;

/**
 * Passes bytes on and keeps those from a mark on, so that a record's bytes are at hand when its end
 * is known. A byte order mark at the beginning is left out and not counted. Not thread-safe.
 */
public final class KeptBytes extends InputStream {

  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final Progress progress;
  private byte[] kept = new byte[CHUNK];
  private long base;
  private int filled;
  private int passed;
  private long mark;
  private boolean begun;

  public KeptBytes(InputStream in, Progress progress) {
    this.in = in;
    this.progress = progress;
  }

  /** Bytes before {@code offset} are not needed any more. */
  public void keepFrom(long offset) {
    mark = offset;
  }

  /** A copy of the bytes from {@code from} to {@code to}, both at or behind the mark. */
  public byte[] slice(long from, long to) {
    int start = Math.toIntExact(Math.max(from, base) - base);
    int end = Math.toIntExact(Math.min(to, base + filled) - base);
    return Arrays.copyOfRange(kept, Math.min(start, end), end);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (passed == filled && !fill()) {
      return -1;
    }
    int count = Math.min(length, filled - passed);
    System.arraycopy(kept, passed, target, offset, count);
    passed += count;
    return count;
  }

  private boolean fill() throws IOException {
    int keepAt = Math.toIntExact(Math.min(Math.max(mark - base, 0), filled));
    if (keepAt > 0) {
      System.arraycopy(kept, keepAt, kept, 0, filled - keepAt);
      base += keepAt;
      filled -= keepAt;
      passed -= keepAt;
    }
    if (filled == kept.length) {
      kept = Arrays.copyOf(kept, Math.multiplyExact(kept.length, 2));
    }
    int count = in.read(kept, filled, kept.length - filled);
    if (count <= 0) {
      return false;
    }
    progress.advance(count);
    filled += count;
    if (!begun) {
      begun = true;
      while (filled < 3 && count > 0) {
        count = in.read(kept, filled, kept.length - filled);
        filled += Math.max(count, 0);
      }
      if (filled >= 3
          && kept[0] == (byte) 0xef
          && kept[1] == (byte) 0xbb
          && kept[2] == (byte) 0xbf) {
        System.arraycopy(kept, 3, kept, 0, filled - 3);
        filled -= 3;
        return filled > 0 || fill();
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
