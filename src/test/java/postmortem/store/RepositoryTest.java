package postmortem.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;

/** Where things lie, and what can be an id. */
class RepositoryTest {

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(strings = {"2025-02-09-orders", "A", "7", "a.b_c-d", "v1..2", "trailing-"})
  void an_id_is_the_name_of_a_folder(String id) {
    Repository.Folder folder = new Repository(root).folder(id);
    assertThat(folder.path()).isEqualTo(root.resolve("postmortems").resolve(id));
    assertThat(folder.id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../x",
        "a/b",
        "a\\b",
        ".hidden",
        "-option",
        "ends.",
        "two words",
        "a\n",
        "\u00e6",
        "C:",
        "a\u0000"
      })
  void what_is_no_name_of_a_folder_everywhere_is_refused(String id) {
    assertThatThrownBy(() -> new Repository(root).folder(id))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
              assertThat(e.diagnostics())
                  .singleElement()
                  .hasFieldOrPropertyWithValue("code", "PM-W003");
            });
  }

  @Test
  void an_id_has_at_most_120_characters() {
    Repository repository = new Repository(root);
    assertThat(repository.folder("a".repeat(120)).id()).hasSize(120);
    assertThatThrownBy(() -> repository.folder("a".repeat(121)))
        .hasMessageContaining("at most 120");
  }

  @Test
  void the_post_mortems_are_the_folders_with_such_names_in_order() throws Exception {
    Repository repository = new Repository(root);
    assertThat(repository.folders()).isEmpty();
    Path home = root.resolve("postmortems");
    for (String name : new String[] {"b", "a", "C", ".git", "two words"}) {
      Files.createDirectories(home.resolve(name));
    }
    Files.writeString(home.resolve("README.md"), "a file");
    assertThat(repository.folders())
        .extracting(Repository.Folder::id)
        .containsExactly("C", "a", "b");
  }

  @Test
  void a_file_that_is_not_there_has_no_text() throws Exception {
    assertThat(new Repository(root).read(root.resolve("none"))).isEmpty();
    assertThat(new Repository(root).read(root)).as("a folder").isEmpty();
    assertThat(new Repository(root).read(Files.writeString(root.resolve("x"), ""))).hasValue("");
  }
}
