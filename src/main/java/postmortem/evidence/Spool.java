package postmortem.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;

/**
 * Keeps what can be read only once, or only from the start: few bytes in memory, more in a
 * temporary file that only the user may read and that goes with the process, however it ends.
 */
final class Spool {

  private static final int MEMORY = 4 << 20;
  private static final int CHUNK = 1 << 16;

  private Spool() {}

  /**
   * Everything up to the end, or up to where the stream cannot be read on.
   *
   * @param cut told why the stream could not be read to its end
   */
  static Bytes.Seekable keep(InputStream in, Consumer<Diagnostic> cut) throws IOException {
    byte[] memory = new byte[CHUNK];
    int length = 0;
    FileChannel file = null;
    try {
      while (true) {
        if (length == memory.length) {
          if (file == null && memory.length < MEMORY) {
            memory = Arrays.copyOf(memory, memory.length * 2);
          } else {
            file = append(file, memory, length);
            length = 0;
          }
        }
        int count = in.read(memory, length, memory.length - length);
        if (count < 0) {
          break;
        }
        length += count;
      }
    } catch (EvidenceException e) {
      cut.accept(e.diagnostic());
    }
    if (file == null) {
      return new Bytes.InMemory(memory, 0, length);
    }
    append(file, memory, length);
    return new Bytes.Range(file, 0, file.size());
  }

  private static FileChannel append(@Nullable FileChannel file, byte[] bytes, int length)
      throws IOException {
    FileChannel to = file == null ? temporary() : file;
    ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
    while (rest.hasRemaining()) {
      to.write(rest);
    }
    return to;
  }

  private static FileChannel temporary() throws IOException {
    Path path = Files.createTempFile("postmortem-", ".spool");
    return FileChannel.open(
        path,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }
}
