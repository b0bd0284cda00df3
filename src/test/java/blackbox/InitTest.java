package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import gitserver.Git;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.incident.Settings;
import postmortem.store.SettingsFile;

/** A repository is set up once, and nothing in it is overwritten. */
class InitTest {

  private static final List<String> WORKFLOWS =
      List.of("postmortem-lint.yml", "postmortem-review.yml", "postmortem-sync.yml");

  @TempDir Path folder;
  private Path work;

  @BeforeEach
  void an_empty_repository() throws IOException {
    work = folder.resolve("work");
    Files.createDirectories(work);
    new Git(work).run("init", "-q", "-b", "main");
  }

  private Run init(String... options) {
    List<String> line = new ArrayList<>(List.of("init"));
    line.addAll(List.of(options));
    return Cli.in(work).run(line.toArray(new String[0]));
  }

  private SortedMap<String, String> files() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(work)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        String name = work.relativize(path).toString();
        if (!name.startsWith(".git/")) {
          files.put(name, Files.readString(path));
        }
      }
    }
    return files;
  }

  private JsonNode workflow(String name) throws IOException {
    return new YAMLMapper()
        .readTree(Files.readString(work.resolve(".github/workflows").resolve(name)));
  }

  @Test
  void everything_is_written_once_and_left_the_second_time() throws Exception {
    Run first = init("--tool", "acme/postmortem@0123456789abcdef0123456789abcdef01234567");
    assertThat(first.exit()).isZero();
    assertThat(first.err()).isEmpty();
    assertThat(first.out().lines())
        .containsExactly(
            "wrote postmortems/",
            "wrote action-items/",
            "wrote .gitattributes",
            "wrote .github/workflows/postmortem-lint.yml",
            "wrote .github/workflows/postmortem-review.yml",
            "wrote .github/workflows/postmortem-sync.yml",
            "wrote postmortem.yaml");
    SortedMap<String, String> written = files();

    Run second = init();
    assertThat(second.exit()).isZero();
    assertThat(second.err()).isEmpty();
    assertThat(second.out().lines()).allMatch(line -> line.startsWith("left ")).hasSize(7);
    assertThat(files()).isEqualTo(written);
  }

  @Test
  void what_people_wrote_stays() throws Exception {
    Files.writeString(work.resolve("postmortem.yaml"), "schema: 1\nlabels: [ours]\n");
    Files.writeString(work.resolve(".gitattributes"), "*.png binary");
    Run run = init();
    assertThat(run.out()).contains("left postmortem.yaml", "extended .gitattributes");
    assertThat(files().get("postmortem.yaml")).isEqualTo("schema: 1\nlabels: [ours]\n");
    assertThat(files().get(".gitattributes"))
        .startsWith("*.png binary\npostmortems/*/timeline.jsonl linguist-generated\n");
    assertThat(init().out()).contains("left .gitattributes");
  }

  @Test
  void a_dry_run_says_what_would_be_written_and_writes_nothing() throws Exception {
    Run dry = init("--dry-run");
    assertThat(files()).isEmpty();
    assertThat(dry.out()).doesNotContain("wrote").contains("would write postmortem.yaml\n");
    assertThat(init().out()).isEqualTo(dry.out().replace("would write", "wrote"));
  }

  @Test
  void without_the_tools_place_the_workflows_do_nothing_and_it_is_said() throws Exception {
    assertThat(init().err()).contains("note[PM-W040]", "--tool");
    assertThat(workflow("postmortem-lint.yml").path("env").path("POSTMORTEM_TOOL").asText())
        .isEmpty();
  }

  @Test
  void workflows_learn_later_where_the_tool_lies_and_keep_the_rest() throws Exception {
    init();
    Path lint = work.resolve(".github/workflows/postmortem-lint.yml");
    Files.writeString(lint, Files.readString(lint) + "# ours\n");
    assertThat(init().err()).contains("note[PM-W040]");

    Run named = init("--tool", "acme/postmortem@0123456789abcdef0123456789abcdef01234567");
    assertThat(named.err()).isEmpty();
    assertThat(named.out())
        .contains("left postmortem.yaml", "extended .github/workflows/postmortem-lint.yml");
    assertThat(Files.readString(lint)).endsWith("# ours\n");
    for (String name : WORKFLOWS) {
      assertThat(workflow(name).path("env").path("POSTMORTEM_TOOL").asText())
          .isEqualTo("acme/postmortem");
    }
    assertThat(init("--tool", "other/tool@v1").out())
        .contains("left .github/workflows/postmortem-lint.yml");
  }

  @Test
  void the_words_of_the_help_are_no_tool() throws Exception {
    assertThat(init("--tool", "OWNER/NAME@COMMIT").exit()).isEqualTo(2);
    assertThat(files()).isEmpty();
  }

  @Test
  void a_tool_without_a_commit_is_wrong_usage_and_nothing_is_written() throws Exception {
    Run run = init("--tool", "nonsense");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            """
            error[PM-W042]: --tool has to be owner/name@commit
              help: the repository of the tool, and the commit of it that you trust
            """);
    assertThat(files()).isEmpty();
  }

  @Test
  void a_folder_that_is_not_the_top_of_a_repository_is_warned_of() throws Exception {
    Path part = work.resolve("teams/shop");
    Files.createDirectories(part);
    Run run = Cli.in(part).run("init", "--tool", "acme/postmortem@v1");
    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .isEqualTo(
            """
            warning[PM-W041]: this folder is not the top of a Git repository
              help: GitHub reads workflows in .github/ at the top alone: move them there
            """);
  }

  @Test
  void the_settings_can_be_read_and_name_every_key() throws Exception {
    init();
    String text = files().get("postmortem.yaml");
    assertThat(SettingsFile.read("postmortem.yaml", text)).isEqualTo(Settings.DEFAULT);
    // With the comments taken off the examples, all of it is understood.
    String examples = text.replaceAll("(?m)^# ([ ]*[a-z0-9-]+:( |$))", "$1");
    Settings settings = SettingsFile.read("postmortem.yaml", examples);
    assertThat(settings.issueRepository()).isEqualTo("acme/shop");
    assertThat(settings.publishing().base()).isEqualTo("main");
    assertThat(settings.teams()).containsKey("data");
    assertThat(settings.trackerLogins()).containsExactly("github-actions[bot]");
    for (String key :
        List.of(
            "issues",
            "display-zone",
            "owners",
            "teams",
            "deadlines",
            "reminders",
            "follow-up",
            "publication",
            "sponsors",
            "labels",
            "tracker",
            "template",
            "publish")) {
      assertThat(text).containsPattern("(?m)^# " + key + ":");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postmortem-lint.yml", "postmortem-review.yml", "postmortem-sync.yml"})
  void workflows_have_least_permissions_pinned_actions_and_run_one_at_a_time(String name)
      throws Exception {
    init("--tool", "acme/postmortem@v1");
    String text = files().get(".github/workflows/" + name);
    assertThat(text.lines().filter(line -> line.contains("uses: ")))
        .allMatch(
            line ->
                line.matches(
                    " *-? ?uses: (actions/[a-z-]+@[0-9a-f]{40} # v.+|\\./\\.postmortem-tool)"));
    assertThat(text)
        .doesNotContain("pull_request_target")
        .doesNotContain("secrets.")
        .doesNotContain("github.event")
        .doesNotContain("write-all")
        .contains("POSTMORTEM_TOOL: \"acme/postmortem\"", "POSTMORTEM_COMMIT: \"v1\"");
    JsonNode workflow = workflow(name);
    assertThat(workflow.path("permissions").isObject()).isTrue();
    assertThat(workflow.path("concurrency").path("group").asText()).isNotEmpty();
    for (JsonNode job : workflow.path("jobs")) {
      assertThat(job.path("timeout-minutes").asInt()).isPositive();
    }
  }

  @Test
  void the_workflow_on_pull_requests_may_only_read() throws Exception {
    init();
    JsonNode lint = workflow("postmortem-lint.yml");
    assertThat(lint.path("permissions").size()).isEqualTo(1);
    assertThat(lint.path("permissions").path("contents").asText()).isEqualTo("read");
    for (JsonNode step : lint.path("jobs").path("lint").path("steps")) {
      if (step.path("uses").asText().startsWith("actions/checkout")) {
        assertThat(step.path("with").path("persist-credentials").asBoolean(true)).isFalse();
      }
    }
  }

  @Test
  void the_commands_of_the_workflows_are_commands_of_this_program() throws Exception {
    init();
    for (String name : WORKFLOWS) {
      for (JsonNode job : workflow(name).path("jobs")) {
        for (JsonNode step : job.path("steps")) {
          for (String line : step.path("with").path("command").asText("").lines().toList()) {
            List<String> words = new ArrayList<>(List.of(line.strip().split(" ")));
            words.add("--help");
            Run help = Cli.in(work).run(words.toArray(new String[0]));
            assertThat(help.exit()).as(line + "\n" + help.err()).isZero();
            assertThat(help.out()).contains("Usage: postmortem " + words.get(0));
            words.stream()
                .filter(word -> word.startsWith("--"))
                .forEach(option -> assertThat(help.out()).as(line).contains(option));
          }
        }
      }
    }
  }

  @Test
  void the_shell_step_keeps_the_register_and_nothing_else() throws Exception {
    init();
    Path bare = folder.resolve("remote.git");
    Files.createDirectories(bare);
    new Git(bare).run("init", "--bare", "-q", "-b", "main");
    Git git = new Git(work);
    git.run("add", "-A");
    git.run("commit", "-q", "-m", "Set up");
    git.run("remote", "add", "origin", bare.toString());
    git.run("push", "-q", "-u", "origin", "main");
    String step = shell("postmortem-sync.yml", "Keep the register");

    assertThat(bash(step)).contains("nothing has changed");
    Files.writeString(work.resolve("action-items/2026-x.A1.yaml"), "state: open\n");
    Files.writeString(work.resolve("stray.txt"), "x\n");
    // Somebody else pushes meanwhile.
    Path other = folder.resolve("other");
    new Git(folder).run("clone", "-q", bare.toString(), other.toString());
    Files.writeString(other.resolve("README.md"), "# Shop\n");
    new Git(other).run("add", "-A");
    new Git(other).run("commit", "-q", "-m", "Say more");
    new Git(other).run("push", "-q");
    bash(step);

    assertThat(new Git(bare).run("log", "-1", "--format=%an: %s", "main"))
        .isEqualTo("github-actions[bot]: Bring action items up to date\n");
    assertThat(new Git(bare).run("show", "--name-only", "--format=", "main"))
        .isEqualTo("action-items/2026-x.A1.yaml\n");
    assertThat(bash(shell("postmortem-review.yml", "Keep the review")))
        .contains("nothing has changed");
  }

  private String shell(String name, String title) throws IOException {
    for (JsonNode job : workflow(name).path("jobs")) {
      for (JsonNode step : job.path("steps")) {
        if (step.path("name").asText().equals(title)) {
          return step.path("run").asText();
        }
      }
    }
    throw new AssertionError("no step " + title);
  }

  /** As GitHub Actions runs a step. */
  private String bash(String script) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script);
    builder.directory(work.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", System.getenv("PATH"),
                "HOME", folder.toString(),
                "GIT_CONFIG_NOSYSTEM", "1"));
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor()).as(out).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return out;
  }
}
