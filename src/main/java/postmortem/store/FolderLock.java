package postmortem.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import postmortem.event.EventId;

/**
 * Keeps two runs from writing the same repository at once. The operating system lets go of it when
 * the process ends, however it ends. The lock's file lies in the folder for temporary files, so
 * that the repository stays clean.
 */
public final class FolderLock implements AutoCloseable {

  /** A lock of the operating system is of the whole process: its threads queue here first. */
  private static final ConcurrentMap<Path, Semaphore> THREADS = new ConcurrentHashMap<>();

  private final Semaphore turn;
  private final FileChannel channel;
  private final FileLock lock;
  private final AtomicBoolean closed = new AtomicBoolean();

  private FolderLock(Semaphore turn, FileChannel channel, FileLock lock) {
    this.turn = turn;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Waits until no other process of this machine and user, and no other thread of this one, writes
   * below {@code folder}.
   *
   * @throws IOException when the lock's file cannot be opened
   */
  public static FolderLock acquire(Path folder, Path temporaryFolder) throws IOException {
    byte[] digest =
        EventId.sha256().digest(folder.toRealPath().toString().getBytes(StandardCharsets.UTF_8));
    Path file =
        temporaryFolder.resolve(
            "postmortem-" + HexFormat.of().formatHex(digest).substring(0, 16) + ".lock");
    Files.createDirectories(temporaryFolder);
    Semaphore turn =
        THREADS.computeIfAbsent(
            temporaryFolder.toRealPath().resolve(file.getFileName()), path -> new Semaphore(1));
    turn.acquireUninterruptibly();
    boolean taken = false;
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FolderLock held = new FolderLock(turn, channel, channel.lock());
        taken = true;
        return held;
      } finally {
        if (!taken) {
          channel.close();
        }
      }
    } finally {
      if (!taken) {
        turn.release();
      }
    }
  }

  /** Whether it is still held. */
  public boolean isHeld() {
    return lock.isValid();
  }

  @Override
  public void close() throws IOException {
    if (closed.getAndSet(true)) {
      return;
    }
    try (channel) {
      lock.release();
    } finally {
      turn.release();
    }
  }
}
