package postmortem.log.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Finds lines before a place in a file, going backwards. */
public final class LineBefore {

  private static final int BLOCK = 1 << 16;

  private LineBefore() {}

  /**
   * Where the first of the last lines begins that begin before {@code place} and are not empty; 0
   * where there are fewer.
   *
   * @param lines how many of them
   */
  public static long start(Path path, long place, int lines) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      byte[] block = new byte[BLOCK];
      boolean inside = false;
      int left = lines;
      long until = place;
      while (until > 0) {
        int length = (int) Math.min(BLOCK, until);
        read(channel, until - length, block, length);
        for (int at = length - 1; at >= 0; at--) {
          boolean end = block[at] == '\n';
          if (inside && end) {
            left--;
            if (left == 0) {
              return until - length + at + 1;
            }
            inside = false;
          }
          inside |= !end && block[at] != '\r';
        }
        until -= length;
      }
      return 0;
    }
  }

  private static void read(FileChannel channel, long from, byte[] into, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        return;
      }
    }
  }
}
