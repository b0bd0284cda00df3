package postmortem.evidence;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with {@link EvidenceException} when a file is longer, or denser, than the limits allow. */
final class LimitedStream extends FilterInputStream {

  /**
   * Decompressed bytes below which no ratio is asked: a short file of one repeated line is as dense
   * as a bomb, and harmless.
   */
  static final long HARMLESS = 16L << 20;

  /** The ratio is asked after so many bytes, however many are read at a time. */
  private static final long STEP = 1L << 20;

  private final String evidence;
  private final Limits limits;
  private final Compressed compressed;
  private long produced;

  /** Limits what comes out of {@code in}, of which {@code compressed} knows the input. */
  LimitedStream(InputStream in, Compressed compressed, String evidence, Limits limits) {
    super(in);
    this.compressed = compressed;
    this.evidence = evidence;
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    long left = limits.maxFileBytes() - produced;
    if (left <= 0) {
      if (in.read() < 0) {
        return -1;
      }
      throw new EvidenceException(Trouble.tooManyBytes(evidence, limits.maxFileBytes()));
    }
    if (produced > HARMLESS
        && produced % STEP == 0
        && produced / Math.max(1, compressed.consumed()) > limits.maxRatio()) {
      throw new EvidenceException(Trouble.tooDense(evidence, limits.maxRatio(), produced));
    }
    int count =
        in.read(bytes, offset, (int) Math.min(length, Math.min(left, STEP - produced % STEP)));
    produced += Math.max(count, 0);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    // Skipped bytes count as well: read them.
    byte[] scratch = new byte[(int) Math.min(Math.max(count, 0), 8192)];
    long skipped = 0;
    while (skipped < count) {
      int got = read(scratch, 0, (int) Math.min(scratch.length, count - skipped));
      if (got < 0) {
        break;
      }
      skipped += got;
    }
    return skipped;
  }

  /** Says nothing, so that a decoder above hands out what it has before it reads on and fails. */
  @Override
  public int available() {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
