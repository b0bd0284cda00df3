package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a document says of evidence that gave no row. */
class LeftOutTest {

  @TempDir Path folder;

  @Test
  void only_what_could_not_be_read_is_said_to_be_so() throws Exception {
    Path evidence = Files.createDirectory(folder.resolve("evidence"));
    Files.writeString(evidence.resolve("app.log"), "2026-02-09T10:05:23Z ERROR boom\n");
    Files.writeString(evidence.resolve("empty.log"), "");
    Files.writeString(evidence.resolve("LICENSE"), "MIT License\n\nCopyright (c) 2026\n");
    Files.write(evidence.resolve("core.bin"), new byte[] {1, 0, 2, 0, 3});
    Cli.in(folder).run("draft", "evidence", "--id", "x");
    assertThat(folder.resolve("postmortems/x/postmortem.md"))
        .content()
        .contains("- `core.bin` could not be read.\n")
        .contains("- `empty.log` holds no rows.\n")
        .contains("- `LICENSE` was left out.\n");
  }
}
