package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import gitserver.Git;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The workflows that {@code init} writes, run step by step as GitHub Actions runs them: the shell
 * of {@code action.yml} and of the workflows themselves, this program, a clone with the example
 * post-mortems, and the two servers.
 */
class WorkflowsTest {

  private static final List<String> ALWAYS = List.of("always()", "!cancelled()");

  @TempDir Path folder;
  private ShopClone shop;
  private Path summary;

  /** What a job left. */
  private record Job(boolean failed, String log) {}

  @BeforeEach
  void a_repository_with_the_examples_that_was_set_up() throws Exception {
    shop = new ShopClone(folder);
    shop.github().installation("github-actions[bot]", "token-of-the-job");
    shop.repository().pushers("github-actions[bot]");
    summary = folder.resolve("summary.md");
    copy(Path.of("postmortems"), shop.work().resolve("postmortems"));
    shop.write(
        ShopClone.DOCUMENT,
        """
        ---
        id: 2026-03-12-users
        title: Users could not log in
        severity: 2
        status: in-review
        owner: lee
        ---

        # Users could not log in

        ## Action items

        | ID | Action | Owner | Deadline | Priority |
        |---|---|---|---|---|
        | A1 | Alert on the wait for connections | lee | 2099-01-31 | P1 |
        """);
    Cli.in(shop.work()).run("init", "--tool", "acme/postmortem@0123456789abcdef");
    shop.write("postmortem.yaml", "schema: 1\nowners: {lee: {github: lee}}\n");
    Git user = shop.user();
    user.run("add", "-A");
    user.run("commit", "-q", "-m", "Set up");
    // As the checkout action leaves it.
    String basic =
        Base64.getEncoder()
            .encodeToString(("x-access-token:" + ShopClone.TOKEN).getBytes(StandardCharsets.UTF_8));
    user.run(
        "config", "http." + shop.git().url() + ".extraheader", "AUTHORIZATION: basic " + basic);
    user.run("push", "-q", "-u", "origin", "main");
  }

  @AfterEach
  void stop() throws IOException {
    shop.close();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private Job run(String workflow) throws Exception {
    JsonNode yaml =
        new YAMLMapper()
            .readTree(Files.readString(shop.work().resolve(".github/workflows").resolve(workflow)));
    StringBuilder log = new StringBuilder();
    boolean failed = false;
    for (JsonNode job : yaml.path("jobs")) {
      for (JsonNode step : job.path("steps")) {
        if (!isDue(step.path("if").asText(""), failed)) {
          continue;
        }
        String uses = step.path("uses").asText("");
        if (step.has("run")) {
          failed |= !bash(step.path("run").asText(), Map.of(), log);
        } else if (uses.equals("./.postmortem-tool")) {
          failed |= !bash(tool(), inputs(step.path("with").path("command").asText()), log);
        } else {
          assertThat(uses).startsWith("actions/checkout@");
        }
      }
    }
    return new Job(failed, log.toString());
  }

  /** The conditions that the workflows use; another one has to be understood here first. */
  private static boolean isDue(String condition, boolean failed) {
    boolean always = false;
    for (String part : condition.split(" && ", -1)) {
      if (part.equals("env.POSTMORTEM_TOOL == ''")) {
        return false;
      }
      always |= ALWAYS.contains(part);
      assertThat(part).isIn("", "env.POSTMORTEM_TOOL != ''", "always()", "!cancelled()");
    }
    return always || !failed;
  }

  private static String tool() throws IOException {
    for (JsonNode step :
        new YAMLMapper().readTree(Files.readString(Path.of("action.yml"))).at("/runs/steps")) {
      if (step.path("name").asText().equals("Run")) {
        return step.path("run").asText();
      }
    }
    throw new AssertionError("action.yml has no step Run");
  }

  private Map<String, String> inputs(String commands) throws IOException {
    // The jar is this build: the same classes, started as the action starts the jar.
    Path java = folder.resolve("bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(
        java,
        """
        #!/bin/sh
        while [ "$1" != -jar ]; do shift; done
        shift 2
        exec "$REAL_JAVA" -XX:TieredStopAtLevel=1 -Xshare:auto -cp "$REAL_PATH" postmortem.cli.Main "$@"
        """);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return Map.of(
        "PATH",
        java.getParent() + ":" + System.getenv("PATH"),
        "REAL_JAVA",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "REAL_PATH",
        System.getProperty("java.class.path"),
        "SUM",
        "0123",
        "COMMANDS",
        commands,
        "GITHUB_TOKEN",
        "token-of-the-job");
  }

  /** As GitHub Actions runs a step; whether it succeeded. */
  private boolean bash(String script, Map<String, String> more, StringBuilder log)
      throws Exception {
    assertThat(script).as("text of a pull request in a script").doesNotContain("${{");
    Map<String, String> environment =
        new TreeMap<>(
            Map.of(
                "PATH",
                System.getenv("PATH"),
                "HOME",
                folder.toString(),
                "GIT_CONFIG_NOSYSTEM",
                "1",
                "GITHUB_ACTIONS",
                "true",
                "GITHUB_WORKSPACE",
                shop.work().toString(),
                "GITHUB_STEP_SUMMARY",
                summary.toString(),
                "GITHUB_API_URL",
                shop.github().url(),
                "GITHUB_SERVER_URL",
                "https://github.example",
                "GITHUB_REPOSITORY",
                "acme/shop",
                "GITHUB_ACTOR",
                "octo"));
    environment.put(
        "SOURCE_DATE_EPOCH", Long.toString(Instant.parse("2026-04-01T12:00:00Z").getEpochSecond()));
    environment.putAll(more);
    ProcessBuilder builder =
        new ProcessBuilder("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script);
    builder.directory(shop.work().toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    log.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    return process.waitFor() == 0;
  }

  @Test
  void lint_annotates_lines_and_writes_the_page_of_the_run() throws Exception {
    Job job = run("postmortem-lint.yml");
    assertThat(job.failed()).as(job.log()).isFalse();
    assertThat(job.log().lines().filter(line -> line.startsWith("::")))
        .isNotEmpty()
        .allMatch(line -> line.matches("::(error|warning|notice) file=postmortems/.*,line=\\d+.*"));
    assertThat(summary).content().contains("| ", "postmortems/");
    assertThat(shop.github().requests()).isEmpty();
    assertThat(shop.user().run("status", "--porcelain")).isEmpty();
  }

  @Test
  void action_items_become_issues_and_the_register_is_pushed_once() throws Exception {
    Job job = run("postmortem-sync.yml");
    assertThat(job.failed()).as(job.log()).isFalse();
    assertThat(shop.repository().issues())
        .extracting(issue -> issue.title())
        .containsOnlyOnce("Alert on the wait for connections");
    int issues = shop.repository().issues().size();
    assertThat(shop.remote().run("log", "-1", "--format=%an: %s", "main"))
        .isEqualTo("github-actions[bot]: Bring action items up to date\n");
    assertThat(shop.remote().run("show", "main:action-items/2026-03-12-users.A1.yaml"))
        .contains("state: open\n", "number: ");
    // What is overdue is reminded of, once.
    assertThat(run("postmortem-sync.yml").log()).contains("remind acme/shop#");
    String tip = shop.remote().run("rev-parse", "main");

    Job again = run("postmortem-sync.yml");
    assertThat(again.failed()).as(again.log()).isFalse();
    assertThat(again.log()).endsWith("nothing has changed\n");
    assertThat(shop.remote().run("rev-parse", "main")).isEqualTo(tip);
    assertThat(shop.repository().issues()).hasSize(issues);

    Job review = run("postmortem-review.yml");
    assertThat(review.failed()).as(review.log()).isFalse();
    assertThat(shop.remote().run("show", "--name-only", "--format=%s", "main"))
        .startsWith("Weekly review of action items\n")
        .contains("action-items/reviews/");
  }

  @Test
  void what_was_done_before_a_failure_is_pushed_all_the_same() throws Exception {
    shop.write("action-items/2026-03-12-users.A9.yaml", "schema: 1\nid: [\n");
    Job job = run("postmortem-sync.yml");
    assertThat(job.failed()).as(job.log()).isTrue();
    assertThat(shop.remote().run("show", "main:action-items/2026-03-12-users.A1.yaml"))
        .contains("number: ");
  }

  @Test
  void the_week_has_its_review_when_one_repository_refuses_and_the_run_ends_red_all_the_same()
      throws Exception {
    shop.write(
        "postmortem.yaml",
        """
        schema: 1
        owners: {lee: {github: lee, team: payments}}
        teams: {payments: {repository: acme/nowhere}}
        """);
    Cli.in(shop.work()).run("actions", "collect", ShopClone.ID);
    String before = shop.remote().run("rev-parse", "main");

    Job review = run("postmortem-review.yml");

    assertThat(review.log()).contains("acme/nowhere: GitHub answers 404");
    assertThat(review.failed()).as(review.log()).isTrue();
    assertThat(shop.remote().run("rev-parse", "main")).isNotEqualTo(before);
    assertThat(shop.remote().run("show", "--name-only", "--format=%s", "main"))
        .startsWith("Weekly review of action items\n")
        .contains("action-items/reviews/");
    assertThat(shop.repository().issues())
        .extracting(issue -> issue.title())
        .anyMatch(title -> title.contains("2026-W14"));
  }
}
