package postmortem.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files that are written whole or not at all. */
public final class AtomicFiles {

  private static final int MOST_LINKS = 40;

  private AtomicFiles() {}

  /**
   * Makes {@code text} the content of a file: temporary file beside it, forced to disk, renamed. A
   * file that already holds it is not touched, so that its time does not change either. Behind a
   * symbolic link the file that it points to is written, and the link stays.
   */
  public static void write(Path file, String text) throws IOException {
    Map<Path, String> one = new LinkedHashMap<>();
    one.put(file, text);
    writeAll(one);
  }

  /**
   * Writes several files. Everything that can go wrong is done first: only when all texts lie on
   * disk under temporary names are they renamed, in the order given; before that a failure leaves
   * nothing behind.
   *
   * @throws FileSystemException when a folder stands in a file's place, or a file in a folder's
   */
  public static void writeAll(Map<Path, String> texts) throws IOException {
    Map<Path, Path> written = new LinkedHashMap<>();
    List<Path> made = new ArrayList<>();
    try {
      for (Map.Entry<Path, String> text : texts.entrySet()) {
        Path file = target(text.getKey()).toAbsolutePath();
        byte[] bytes = text.getValue().getBytes(StandardCharsets.UTF_8);
        Path folder = file.getParent();
        if (folder == null) {
          throw new IOException("not a file in a folder: " + file);
        }
        // A name that hidden-file rules skip, and that a later run may take over after a kill.
        Path temporary = folder.resolve("." + file.getFileName() + ".tmp");
        if (Files.isRegularFile(file)
            && Files.size(file) == bytes.length
            && Arrays.equals(Files.readAllBytes(file), bytes)) {
          Files.deleteIfExists(temporary);
          continue;
        }
        noFolder(file);
        noFolder(temporary);
        create(folder, made);
        written.put(temporary, file);
        force(temporary, bytes, file);
      }
    } catch (IOException | RuntimeException e) {
      undo(written, made, e);
      throw e;
    }
    for (Map.Entry<Path, Path> file : written.entrySet()) {
      move(file.getKey(), file.getValue());
    }
  }

  /** Takes away what a failure left; that this fails as well hides no reason. */
  private static void undo(Map<Path, Path> written, List<Path> made, Exception reason) {
    List<Path> left = new ArrayList<>(made);
    left.addAll(written.keySet());
    for (int i = left.size() - 1; i >= 0; i--) {
      try {
        Files.deleteIfExists(left.get(i));
      } catch (IOException e) {
        reason.addSuppressed(e);
      }
    }
  }

  private static void move(Path temporary, Path file) throws IOException {
    try {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw of(file, e);
    }
  }

  /** The same of the file that was to be written, since nobody knows the temporary one. */
  private static FileSystemException of(Path file, IOException failure) {
    String reason =
        failure instanceof FileSystemException ofFile ? ofFile.getReason() : failure.getMessage();
    FileSystemException named =
        failure instanceof AccessDeniedException
            ? new AccessDeniedException(file.toString(), null, reason)
            : new FileSystemException(
                file.toString(), null, reason == null ? "it cannot be written" : reason);
    named.initCause(failure);
    return named;
  }

  private static void noFolder(Path file) throws FileSystemException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(
          file.toString(), null, "a folder stands where a file has to be");
    }
  }

  /** Creates a folder and those above it, and notes which were not there. */
  private static void create(Path folder, List<Path> made) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (Files.exists(folder)) {
      throw new FileSystemException(
          folder.toString(), null, "a file stands where a folder has to be");
    }
    Path above = folder.getParent();
    if (above != null) {
      create(above, made);
    }
    Files.createDirectory(folder);
    made.add(folder);
  }

  private static void force(Path temporary, byte[] bytes, Path file) throws IOException {
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
    } catch (IOException e) {
      throw of(file, e);
    }
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
