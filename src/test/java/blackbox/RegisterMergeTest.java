package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people change the register on two branches, and Git merges them. */
class RegisterMergeTest {

  private static final String ID = "2026-02-09-orders";

  @TempDir Path folder;

  @BeforeEach
  void a_register_that_is_committed() throws Exception {
    write(
        "postmortems/" + ID + "/postmortem.md",
        """
        ---
        severity: 2
        ---

        | ID | Action | Owner | Deadline | Priority |
        |---|---|---|---|---|
        | A1 | Cap the pool | ines | 2026-05-11 | P1 |
        | A2 | Test the restore | mira | 2026-05-12 | P2 |
        """);
    assertThat(actions("collect").exit()).isZero();
    git("init", "-q", "-b", "main");
    git("config", "user.email", "ines@test.example");
    git("config", "user.name", "Ines");
    commit("begin");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Run actions(String... args) {
    List<String> all = new ArrayList<>(List.of("actions"));
    all.addAll(List.of(args));
    return new Cli(folder, Map.of("USER", "ines"), "").run(all.toArray(String[]::new));
  }

  private int git(String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-c", "commit.gpgsign=false"));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    Process process = builder.redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }

  private void commit(String message) throws Exception {
    assertThat(git("add", "-A")).isZero();
    assertThat(git("commit", "-q", "-m", message)).isZero();
  }

  /** One change on a branch, the other one on main, then the merge; with its exit code. */
  private int merge(List<String> theirs, List<String> ours) throws Exception {
    git("checkout", "-q", "-b", "theirs");
    assertThat(actions(theirs.toArray(String[]::new)).exit()).isZero();
    commit("theirs");
    git("checkout", "-q", "main");
    assertThat(actions(ours.toArray(String[]::new)).exit()).isZero();
    commit("ours");
    return git("merge", "-q", "-m", "merged", "theirs");
  }

  private String item(String key) throws IOException {
    return Files.readString(folder.resolve("action-items/" + ID + "." + key + ".yaml"));
  }

  /** With the attributes that init writes, and without. */
  private void attributes(boolean union) throws Exception {
    if (union) {
      write(".gitattributes", "action-items/*.yaml merge=union\n");
      commit("attributes");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void edits_of_two_items_just_merge(boolean union) throws Exception {
    attributes(union);
    assertThat(
            merge(
                List.of("edit", "A1", "--owner", "jonas"),
                List.of("edit", "A2", "--deadline", "2026-06-01")))
        .isZero();
    assertThat(actions("collect")).isEqualTo(new Run(0, "", ""));
    assertThat(item("A1")).contains("owner: jonas\n");
    assertThat(item("A2")).contains("deadline: 2026-06-01\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void edits_of_two_fields_of_one_item_are_both_kept(boolean union) throws Exception {
    attributes(union);
    int merged =
        merge(
            List.of("edit", "A1", "--owner", "jonas"),
            List.of("edit", "A1", "--deadline", "2026-06-01", "--because", "the vendor is late"));
    // Lines beside each other, and a history that both sides went on with: Git alone cannot tell.
    assertThat(merged).isEqualTo(union ? 0 : 1);
    assertThat(actions("show", "A1").out()).contains("jonas").contains("2026-06-01");
    assertThat(actions("collect"))
        .isEqualTo(new Run(0, "merged " + ID + ".A1: what two branches changed\n", ""));
    assertThat(item("A1"))
        .containsOnlyOnce("\nowner: jonas\n")
        .containsOnlyOnce("\ndeadline: 2026-06-01\n")
        .containsOnlyOnce("field: owner, from: ines, to: jonas")
        .containsOnlyOnce("field: deadline, from: \"2026-05-11\", to: \"2026-06-01\"")
        .doesNotContain("<<<<", ">>>>", "====");
    String settled = item("A1");
    assertThat(actions("collect")).isEqualTo(new Run(0, "", ""));
    assertThat(item("A1")).isEqualTo(settled);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void two_values_for_one_field_are_a_conflict_that_is_said(boolean union) throws Exception {
    attributes(union);
    merge(List.of("edit", "A1", "--owner", "jonas"), List.of("edit", "A1", "--owner", "mira"));
    String before = item("A1");
    Run run = actions("collect");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            union
                ? "error[PM-D002]: the key \u201cowner\u201d"
                : "error[PM-A003]: a conflict of a Git merge stands here\n")
        .contains("--> action-items/" + ID + ".A1.yaml:")
        .contains("^");
    assertThat(item("A1")).isEqualTo(before).contains("jonas").contains("mira");
    // The other item is not held up by it.
    assertThat(actions("edit", "A2", "--priority", "P0").out())
        .isEqualTo(ID + ".A2: updated, committed\n");
  }
}
