package postmortem.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import postmortem.event.EventId;

/**
 * Keeps two runs from writing the same repository at once. The operating system lets go of it when
 * the process ends, however it ends. The lock's file lies in the folder for temporary files, so
 * that the repository stays clean.
 */
public final class FolderLock implements AutoCloseable {

  /** The operating system's lock is one of the process: among its threads this decides. */
  private static final Map<Path, Semaphore> THREADS = new ConcurrentHashMap<>();

  private final FileChannel channel;
  private final FileLock lock;

  private final Semaphore threads;

  private FolderLock(FileChannel channel, FileLock lock, Semaphore threads) {
    this.channel = channel;
    this.lock = lock;
    this.threads = threads;
  }

  /** Waits until nobody else of this machine and user writes below {@code folder}. */
  public static FolderLock acquire(Path folder, Path temporaryFolder) throws IOException {
    byte[] digest =
        EventId.sha256().digest(folder.toRealPath().toString().getBytes(StandardCharsets.UTF_8));
    Path file =
        temporaryFolder.resolve(
            "postmortem-" + HexFormat.of().formatHex(digest).substring(0, 16) + ".lock");
    Files.createDirectories(temporaryFolder);
    Semaphore threads =
        THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), name -> new Semaphore(1));
    threads.acquireUninterruptibly();
    try {
      return locked(file, threads);
    } catch (IOException | RuntimeException e) {
      threads.release();
      throw e;
    }
  }

  private static FolderLock locked(Path file, Semaphore threads) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      return new FolderLock(channel, channel.lock(), threads);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether it is still held. */
  public boolean isHeld() {
    return lock.isValid();
  }

  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      lock.release();
    } finally {
      threads.release();
    }
  }
}
