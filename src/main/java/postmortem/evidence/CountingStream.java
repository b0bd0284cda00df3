package postmortem.evidence;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Knows how much was taken from it, and whether its end was seen. */
final class CountingStream extends FilterInputStream implements Compressed {

  private static final int BUFFER = 1 << 16;

  private long count;
  private boolean ended;

  CountingStream(InputStream in) {
    super(new BufferedInputStream(in, BUFFER));
  }

  /** Bytes taken so far. */
  long count() {
    return count;
  }

  @Override
  public long consumed() {
    return count;
  }

  /** Whether somebody asked for more than there is. */
  boolean ended() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    if (b < 0) {
      ended = true;
    } else {
      count++;
    }
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int got = in.read(bytes, offset, length);
    if (got < 0) {
      ended = true;
    } else {
      count += got;
    }
    return got;
  }

  @Override
  public long skip(long distance) throws IOException {
    long skipped = in.skip(distance);
    count += skipped;
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
