package postmortem.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file holds its old text or its new one, and nothing else is left. */
class AtomicFilesTest {

  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));

  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void text_is_utf_8_in_folders_that_need_not_exist() throws Exception {
    Path file = folder.resolve("a/b/c.txt");
    AtomicFiles.write(file, "\u00e6\ud83d\ude00\n");
    assertThat(file)
        .hasBinaryContent(
            new byte[] {
              (byte) 0xc3, (byte) 0xa6, (byte) 0xf0, (byte) 0x9f, (byte) 0x98, (byte) 0x80, '\n'
            });
    assertThat(file.getParent()).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void the_same_text_leaves_the_file_alone() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "same");
    Files.setLastModifiedTime(file, LONG_AGO);
    AtomicFiles.write(file, "same");
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
    AtomicFiles.write(file, "Same");
    assertThat(Files.getLastModifiedTime(file)).isNotEqualTo(LONG_AGO);
    assertThat(file).hasContent("Same");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void what_a_killed_run_left_is_taken_over() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    Path left = Files.writeString(folder.resolve(".a.txt.tmp"), "half of a much longer text than");
    AtomicFiles.write(file, "new");
    assertThat(file).hasContent("new");
    assertThat(left).doesNotExist();
    Files.writeString(left, "again");
    AtomicFiles.write(file, "new");
    assertThat(left).as("also when there is nothing to write").doesNotExist();
  }

  @Test
  void a_symbolic_link_stays_and_its_file_is_written() throws Exception {
    Path real = Files.createDirectories(folder.resolve("elsewhere")).resolve("real.txt");
    Files.writeString(real, "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("elsewhere/real.txt"));
    Path second = Files.createSymbolicLink(folder.resolve("second.txt"), link);
    AtomicFiles.write(second, "new");
    assertThat(link).isSymbolicLink();
    assertThat(second).isSymbolicLink();
    assertThat(real).hasContent("new");
    Path dangling = Files.createSymbolicLink(folder.resolve("d.txt"), Path.of("later/real.txt"));
    AtomicFiles.write(dangling, "made");
    assertThat(folder.resolve("later/real.txt")).hasContent("made");
  }

  @Test
  void links_in_a_circle_are_an_error() throws Exception {
    Path a = Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
    assertThatThrownBy(() -> AtomicFiles.write(a, "x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("circle");
  }

  @Test
  void when_it_cannot_be_written_nothing_is_left() throws Exception {
    Files.createDirectories(folder.resolve("a.txt/full"));
    assertThatThrownBy(() -> AtomicFiles.write(folder.resolve("a.txt"), "x"))
        .isInstanceOf(IOException.class);
    assertThat(names()).containsExactly("a.txt");
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    assertThatThrownBy(() -> AtomicFiles.write(file.resolve("b.txt"), "x"))
        .isInstanceOf(IOException.class);
    assertThat(file).hasContent("no folder");
  }

  @Test
  void a_failure_names_the_file_that_was_to_be_written() {
    Path file = folder.resolve("a".repeat(252));
    assertThatThrownBy(() -> AtomicFiles.write(file, "the temporary name is too long"))
        .isInstanceOfSatisfying(
            FileSystemException.class,
            failure -> assertThat(failure.getFile()).isEqualTo(file.toString()));
  }

  @Test
  void a_folder_of_somebody_in_the_place_of_the_temporary_file_is_kept_and_named()
      throws Exception {
    Path theirs = Files.createDirectory(folder.resolve(".a.txt.tmp"));
    assertThatThrownBy(() -> AtomicFiles.write(folder.resolve("a.txt"), "text"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining(theirs + ": a folder stands where a file has to be");
    assertThat(theirs).isDirectory();
  }
}
