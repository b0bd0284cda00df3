package postmortem.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer at a time. */
class FolderLockTest {

  @TempDir Path root;
  private Path folder;
  private Path temporary;

  /** Another process: takes the lock, says so, and waits to be killed. */
  static final class Holder {
    private Holder() {}

    /** Takes the lock of the first argument's folder in the second's. */
    public static void main(String[] args) throws Exception {
      try (FolderLock lock = FolderLock.acquire(Path.of(args[0]), Path.of(args[1]))) {
        System.out.write((lock.isHeld() ? "held\n" : "lost\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
        while (System.in.read() >= 0) {
          // Until the other side closes.
        }
      }
    }
  }

  @BeforeEach
  void folders() throws Exception {
    folder = Files.createDirectories(root.resolve("repository"));
    temporary = root.resolve("tmp");
  }

  @Test
  void threads_take_turns() throws Exception {
    Path counter = Files.writeString(folder.resolve("counter"), "0");
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        all.add(
            pool.submit(
                () -> {
                  try (FolderLock lock = FolderLock.acquire(folder, temporary)) {
                    int count = Integer.parseInt(Files.readString(counter));
                    Files.writeString(counter, Integer.toString(count + 1));
                    assertThat(lock.isHeld()).isTrue();
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(counter).hasContent("100");
  }

  @Test
  void another_process_keeps_us_out_until_it_is_killed() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString(),
                temporary.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader says =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(says.readLine()).isEqualTo("held");
      try (FileChannel channel = FileChannel.open(lockFile(), StandardOpenOption.WRITE);
          FileLock none = channel.tryLock()) {
        assertThat(none).as("the other process has it").isNull();
      }
    } finally {
      other.destroyForcibly().waitFor();
    }
    try (FolderLock lock = FolderLock.acquire(folder, temporary)) {
      assertThat(lock.isHeld()).isTrue();
    }
  }

  private Path lockFile() throws Exception {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void the_repository_stays_clean_and_two_of_them_do_not_wait_for_each_other() throws Exception {
    Path second = Files.createDirectories(root.resolve("second"));
    try (FolderLock one = FolderLock.acquire(folder, temporary);
        FolderLock two = FolderLock.acquire(second, temporary)) {
      assertThat(one.isHeld() && two.isHeld()).isTrue();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_folder_is_the_same_by_every_name() throws Exception {
    Path link = Files.createSymbolicLink(root.resolve("link"), folder);
    FolderLock.acquire(folder, temporary).close();
    FolderLock.acquire(link, temporary).close();
    FolderLock.acquire(folder.resolve("../repository"), temporary).close();
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void closing_twice_does_not_let_two_in() throws Exception {
    FolderLock lock = FolderLock.acquire(folder, temporary);
    lock.close();
    lock.close();
    assertThat(lock.isHeld()).isFalse();
    try (FolderLock next = FolderLock.acquire(folder, temporary)) {
      assertThat(next.isHeld()).isTrue();
    }
  }
}
