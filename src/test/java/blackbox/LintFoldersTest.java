package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lint checks where folders are named. */
class LintFoldersTest {

  @TempDir Path folder;

  @BeforeEach
  void two_documents() throws Exception {
    for (String id : new String[] {"2026-02-09-orders", "2026-03-01-mails"}) {
      Path home = Files.createDirectories(folder.resolve("postmortems").resolve(id));
      Files.writeString(home.resolve("postmortem.md"), "# Slow\n\nIt was human error.\n");
    }
  }

  private Run lint(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "lint";
    System.arraycopy(words, 0, all, 1, words.length);
    return Cli.in(folder).run(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"postmortems", "./postmortems/", "."})
  void a_folder_stands_for_all_post_mortems_in_it(String argument) {
    Run run = lint(argument);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(lint().out()).contains("2 documents: ");
  }

  @Test
  void what_is_named_twice_is_checked_once() {
    Run run =
        lint(
            "postmortems/2026-02-09-orders",
            "postmortems/2026-02-09-orders/postmortem.md",
            "./postmortems/2026-02-09-orders");
    assertThat(run.out()).isEqualTo(lint("postmortems/2026-02-09-orders").out());
    assertThat(run.out()).contains("1 document: ");
  }
}
