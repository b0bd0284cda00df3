package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import github.Endpoint;
import github.Fault;
import github.GitHubServer;
import github.Repository;
import github.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The register on disk and the issues of a server, by the command line. */
class ActionsSyncTest {

  private static final String TOKEN = "a-token-of-the-test";
  private static final String ITEM = "2026-03-12-users.A1";

  private final GitHubServer github =
      new GitHubServer(new TestClock(Instant.parse("2026-04-01T12:00:00Z")), "/api/v3");

  @TempDir Path parent;
  private Path folder;
  private Repository shop;
  private Cli cli;

  @BeforeEach
  void a_register_with_one_committed_item() throws Exception {
    folder = Files.createDirectories(parent.resolve("clone"));
    github.person("octo", TOKEN);
    shop = github.repository("acme/shop").pushers("octo").assignable("octo");
    shop.write("visitor", "Noise", "with the label", "post-mortem");
    Files.writeString(
        folder.resolve("postmortem.yaml"),
        "schema: 1\nissues: {repository: acme/shop}\nowners: {octo: {github: octo}}\n");
    Path document = folder.resolve("postmortems/2026-03-12-users/postmortem.md");
    Files.createDirectories(document.getParent());
    Files.writeString(document, "# Users could not log in\n");
    cli = new Cli(folder, environment(), "");
    add("A1", "Alert on pool wait");
  }

  @AfterEach
  void stop() {
    github.close();
  }

  private Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>();
    variables.put("GITHUB_TOKEN", TOKEN);
    variables.put("GITHUB_API_URL", github.url());
    variables.put("GITHUB_SERVER_URL", "https://git.example");
    variables.put("GITHUB_REPOSITORY", "acme/ops");
    variables.put("GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567");
    return variables;
  }

  private Cli without(String variable) {
    Map<String, String> variables = environment();
    variables.remove(variable);
    return new Cli(folder, variables, "");
  }

  private void add(String key, String title) {
    Run added =
        cli.run(
            "actions",
            "add",
            "2026-03-12-users",
            "--id",
            key,
            "--title",
            title,
            "--owner",
            "octo",
            "--deadline",
            "2026-05-30");
    assertThat(added.exit()).as(added.err()).isZero();
    Run committed = cli.run("actions", "commit", "2026-03-12-users." + key);
    assertThat(committed.exit()).as(committed.err()).isZero();
  }

  private String register() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("action-items"))) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(
              file -> {
                try {
                  return file.getFileName() + "\n" + Files.readString(file);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              })
          .collect(Collectors.joining());
    }
  }

  @Test
  void a_committed_item_becomes_an_issue_and_the_file_says_which() throws Exception {
    Run run = cli.run("actions", "sync");

    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .isEqualTo("open acme/shop " + ITEM + ": \u201cAlert on pool wait\u201d for octo\n");
    assertThat(register()).contains("state: open").contains("number: 2");
    assertThat(shop.issue(2).body())
        .contains(
            "https://git.example/acme/ops/blob/0123456789abcdef0123456789abcdef01234567"
                + "/postmortems/2026-03-12-users/postmortem.md");
    String settled = register();
    assertThat(cli.run("actions", "sync")).isEqualTo(new Run(0, "", ""));
    assertThat(register()).isEqualTo(settled);
  }

  @Test
  void the_link_to_the_document_does_not_move_with_every_commit() {
    cli.run("actions", "sync");
    Run elsewhere = without("GITHUB_SHA").run("actions", "sync");
    assertThat(elsewhere).isEqualTo(new Run(0, "", ""));
  }

  @Test
  void a_dry_run_prints_the_same_and_touches_nothing() throws Exception {
    String before = register();

    Run dry = cli.run("actions", "sync", "--dry-run");

    assertThat(dry.exit()).isZero();
    assertThat(github.changes()).isEmpty();
    assertThat(register()).isEqualTo(before);
    assertThat(cli.run("actions", "sync").out()).isEqualTo(dry.out());
  }

  @Test
  void without_a_token_it_is_wrong_usage() {
    Run run = without("GITHUB_TOKEN").run("actions", "sync");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("error[PM-I001]: GITHUB_TOKEN is not set").contains("help:");
    assertThat(github.requests()).isEmpty();
  }

  @Test
  void a_refused_token_is_the_remote_side() {
    Map<String, String> variables = environment();
    variables.put("GITHUB_TOKEN", "withdrawn");
    Run run = new Cli(folder, variables, "").run("actions", "sync");

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("PM-I007").doesNotContain("withdrawn\n");
  }

  @Test
  void the_repository_comes_from_the_option_then_the_settings_then_the_environment()
      throws Exception {
    Repository ops = github.repository("acme/ops").pushers("octo").assignable("octo");
    ops.write("visitor", "Noise", "with the label", "post-mortem");
    Files.writeString(
        folder.resolve("postmortem.yaml"), "schema: 1\nowners: {octo: {github: octo}}\n");

    Run nowhere = without("GITHUB_REPOSITORY").run("actions", "sync");
    assertThat(nowhere.exit()).isEqualTo(2);
    assertThat(nowhere.err()).contains("PM-I002").contains(ITEM).contains("--repo");

    assertThat(cli.run("actions", "sync", "--dry-run").out()).startsWith("open acme/ops ");
    assertThat(cli.run("actions", "sync", "--repo=acme/shop").out()).startsWith("open acme/shop ");
    assertThat(cli.run("actions", "sync", "--repo=shop").exit()).isEqualTo(2);
  }

  @Test
  void a_file_that_cannot_be_read_is_said_and_the_others_are_synchronized() throws Exception {
    add("A2", "Cap retries");
    Path broken = folder.resolve("action-items/2026-03-12-users.A2.yaml");
    String wrong = Files.readString(broken).replace("state: committed", "state: comitted");
    Files.writeString(broken, wrong);

    Run run = cli.run("actions", "sync");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("2026-03-12-users.A2.yaml:").contains("^");
    assertThat(run.out()).contains("open acme/shop " + ITEM);
    assertThat(Files.readString(broken)).isEqualTo(wrong);
  }

  /** The process is gone for good between the creation and its record. */
  @Test
  void a_process_that_is_killed_before_it_can_record_leaves_no_second_issue() throws Exception {
    github.script().fail(Endpoint.CREATE_ISSUE, 1, Fault.DELAY);
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "postmortem.cli.Main",
            "actions",
            "sync");
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectOutput(parent.resolve("output").toFile());
    builder.environment().putAll(environment());
    Process process = builder.start();
    while (shop.issues().size() < 2 && process.isAlive()) {
      Thread.onSpinWait();
    }
    process.destroyForcibly().waitFor();
    assertThat(shop.issues()).as(Files.readString(parent.resolve("output"))).hasSize(2);
    assertThat(register()).contains("state: opening");

    Run run = cli.run("actions", "sync");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("found acme/shop#2");
    assertThat(shop.issues()).hasSize(2);
    assertThat(register()).contains("state: open\n").contains("number: 2");
  }
}
