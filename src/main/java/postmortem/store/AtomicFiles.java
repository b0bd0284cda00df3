package postmortem.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Files that are written whole or not at all. */
public final class AtomicFiles {

  private static final int MOST_LINKS = 40;

  private AtomicFiles() {}

  /**
   * Makes {@code text} the content of a file: temporary file beside it, forced to disk, renamed. A
   * file that already holds it is not touched, so that its time does not change either. Behind a
   * symbolic link the file that it points to is written, and the link stays.
   */
  public static void write(Path link, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Path file = target(link);
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("not a file in a folder: " + file);
    }
    // A name that hidden-file rules skip, and that a later run may take over after a kill.
    Path temporary = folder.resolve("." + file.getFileName() + ".tmp");
    if (Files.isRegularFile(file)
        && Files.size(file) == bytes.length
        && Arrays.equals(Files.readAllBytes(file), bytes)) {
      Files.deleteIfExists(temporary);
      return;
    }
    Files.createDirectories(folder);
    try {
      replace(file, temporary, bytes);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  private static void replace(Path file, Path temporary, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a path stands for when symbolic links are followed, whether it exists or not. */
  private static Path target(Path path) throws IOException {
    Path file = path;
    for (int i = 0; Files.isSymbolicLink(file); i++) {
      if (i == MOST_LINKS) {
        throw new IOException("symbolic links in a circle: " + path);
      }
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    return file;
  }
}
