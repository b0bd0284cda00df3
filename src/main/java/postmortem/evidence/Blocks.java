package postmortem.evidence;

import java.io.InputStream;
import java.util.List;

/**
 * Unpacked bytes that are kept in memory.
 *
 * @param blocks full but for the last
 * @param block size of a full one
 * @param length of all
 */
record Blocks(List<byte[]> blocks, int block, long length) {

  Blocks {
    blocks = List.copyOf(blocks);
  }

  /** From the start; skipping costs nothing. */
  InputStream open() {
    return new InputStream() {
      private long position;

      @Override
      public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int offset, int wanted) {
        if (wanted == 0) {
          return 0;
        }
        if (position >= length) {
          return -1;
        }
        int inside = (int) (position % block);
        int count = (int) Math.min(Math.min(wanted, block - inside), length - position);
        System.arraycopy(blocks.get((int) (position / block)), inside, bytes, offset, count);
        position += count;
        return count;
      }

      @Override
      public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, length - position));
        position += skipped;
        return skipped;
      }
    };
  }
}
