package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drafting again, after people wrote in the document and more evidence came. */
class RedraftTest {

  private static final String ID = "2026-03-12-redis-cache-flag";
  private static final Path EXAMPLE = Path.of("examples/redis-cache-flag").toAbsolutePath();

  /** In the order in which they are written. */
  private static final List<String> FILES =
      List.of("incident.yaml", "timeline.jsonl", "evidence.yaml", "postmortem.md", ".generated.md");

  @TempDir Path scratch;
  private Path evidence;
  private Path repository;

  @BeforeEach
  void evidence_without_the_log_of_the_gateway_and_the_flags() throws Exception {
    evidence = scratch.resolve("redis-cache-flag");
    repository = Files.createDirectory(scratch.resolve("repository"));
    Tree.copy(EXAMPLE, evidence);
    Files.delete(evidence.resolve("gateway/gateway.log"));
    Files.delete(evidence.resolve("launchdarkly/auditlog.json"));
  }

  private void moreEvidence() throws Exception {
    for (String file : List.of("gateway/gateway.log", "launchdarkly/auditlog.json")) {
      Files.copy(EXAMPLE.resolve(file), evidence.resolve(file));
    }
  }

  private Run draft() {
    Run run = Cli.in(repository).run("draft", evidence.toString());
    assertThat(run.err()).doesNotContain("PM-C999");
    return run;
  }

  private Path post() {
    return repository.resolve("postmortems").resolve(ID);
  }

  private String document() throws Exception {
    return Files.readString(post().resolve("postmortem.md"));
  }

  private void edit(String from, String to) throws Exception {
    String before = document();
    assertThat(before).contains(from);
    int at = before.indexOf(from);
    Files.writeString(
        post().resolve("postmortem.md"),
        before.substring(0, at) + to + before.substring(at + from.length()));
  }

  /** The first line that holds a text. */
  private String line(String text) throws Exception {
    return document().lines().filter(line -> line.contains(text)).findFirst().orElseThrow();
  }

  @Test
  void what_people_wrote_stays_and_what_is_new_comes() throws Exception {
    assertThat(draft().exit()).isZero();
    assertThat(document()).doesNotContain("turned on in production");

    edit(
        "_Question: What happened, in two sentences for somebody who was not there?_",
        "The cache of the user service went away, and every request that needed it failed.");
    String deployed = line("user-service v1.2.3 is out on all hosts");
    String reworded = deployed.replace("is out on all hosts", "is out (seen by the team)");
    edit(deployed, reworded);
    String deleted = line("HighCpu firing");
    edit(deleted + "\n", "");
    edit(
        "| ID | Action | Owner | Deadline | Priority | Type | Done when |\n|---|---|---|---|---|---|---|\n",
        "| ID | Action | Owner | Deadline | Priority | Type | Done when |\n|---|---|---|---|---|---|---|\n"
            + "| 1 | Serve users without the cache when it is away | mara.k | 2026-04-15 | high |"
            + " prevent | the cache is stopped in staging and no request fails |\n");
    edit("owner:\n", "owner: mara.k\n");

    moreEvidence();
    Run again = draft();

    assertThat(again.exit()).isZero();
    assertThat(again.err()).doesNotContain("PM-W006");
    String merged = document();
    assertThat(merged)
        .contains("The cache of the user service went away")
        .doesNotContain("What happened, in two sentences")
        .contains(reworded)
        .doesNotContain(deployed)
        .doesNotContain(deleted)
        .contains("| 1 | Serve users without the cache when it is away | mara.k |")
        .contains("owner: mara.k\n");
    // The new rows came, between the others, in the order of time.
    List<String> rows =
        merged
            .substring(merged.indexOf("## Timeline"), merged.indexOf("## Detection"))
            .lines()
            .filter(line -> line.startsWith("| 2026-"))
            .toList();
    assertThat(rows.stream().map(row -> row.substring(0, "| 2026-03-12 14:25:00".length())))
        .isSorted();
    assertThat(String.join("\n", rows))
        .contains("Flag enableUserCache turned on in production")
        .contains("Flag enableUserCache turned off in production");
    int flag = indexOf(rows, "turned on in production");
    assertThat(indexOf(rows, "seen by the team")).isEqualTo(flag - 1);

    Map<String, String> settled = Tree.of(repository);
    assertThat(draft().exit()).isZero();
    assertThat(Tree.of(repository)).isEqualTo(settled);
  }

  private static int indexOf(List<String> rows, String text) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).contains(text)) {
        return i;
      }
    }
    throw new AssertionError("no row with " + text);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void killed_between_any_two_files_and_run_again_gives_the_same(boolean edited) throws Exception {
    assertThat(draft().exit()).isZero();
    if (edited) {
      edit(
          "_Question: What happened, in two sentences for somebody who was not there?_",
          "The cache went away.");
      edit(line("HighCpu firing") + "\n", "");
    }
    Path before = scratch.resolve("before");
    Tree.copy(repository, before);
    moreEvidence();
    assertThat(draft().exit()).isZero();
    Map<String, String> whole = Tree.of(repository);
    Path after = scratch.resolve("after");
    Tree.copy(repository, after);

    List<Integer> reached = new ArrayList<>();
    for (int written = 0; written <= FILES.size(); written++) {
      Tree.copy(before, repository);
      for (String file : FILES.subList(0, written)) {
        Files.copy(
            after.resolve("postmortems/" + ID + "/" + file),
            post().resolve(file),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      if (written < FILES.size()) {
        // What the killed run had begun to write.
        Files.writeString(post().resolve("." + FILES.get(written) + ".tmp"), "half a");
      }
      assertThat(draft().exit()).isZero();
      Map<String, String> now = Tree.of(repository);
      now.keySet().removeIf(name -> name.endsWith(".tmp"));
      assertThat(now).as("killed after %d files", written).isEqualTo(whole);
      reached.add(written);
    }
    assertThat(reached).hasSize(FILES.size() + 1);
  }

  @Test
  void killed_in_its_first_run_after_any_file_gives_the_same() throws Exception {
    assertThat(draft().exit()).isZero();
    Map<String, String> whole = Tree.of(repository);
    Path after = scratch.resolve("after");
    Tree.copy(repository, after);
    for (int written = 0; written < FILES.size(); written++) {
      for (String file : FILES) {
        Files.delete(post().resolve(file));
      }
      for (String file : FILES.subList(0, written)) {
        Files.copy(after.resolve("postmortems/" + ID + "/" + file), post().resolve(file));
      }
      assertThat(draft().exit()).isZero();
      assertThat(Tree.of(repository)).as("killed after %d files", written).isEqualTo(whole);
    }
  }

  @Test
  void a_place_that_both_changed_keeps_the_persons_text_and_says_so() throws Exception {
    assertThat(draft().exit()).isZero();
    String impact = line("- **Mitigation**");
    edit(impact, "- **Mitigation**: somebody pulled the plug at 14:48.");
    // The statement about the mitigation now rests on another row.
    Files.delete(evidence.resolve("prometheus/error-rate-percent.json"));

    Run again = draft();

    assertThat(document()).contains("somebody pulled the plug at 14:48.");
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("warning[PM-W006]").contains("generated: ");
  }

  @Test
  void what_people_state_corrects_what_was_read() throws Exception {
    assertThat(draft().exit()).isZero();
    Path stated = post().resolve("incident.yaml");
    Files.writeString(
        stated,
        Files.readString(stated)
            + "milestones: {detection: 2026-03-12T14:45:30Z} # a customer called\n");

    assertThat(draft().exit()).isZero();

    assertThat(document()).contains("14:45:30").contains("18 s after impact start");
    assertThat(Files.readString(stated)).contains("a customer called");
  }
}
