package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import github.Endpoint;
import github.Fault;
import github.GitHubServer;
import github.Repository;
import github.TestClock;
import gitserver.Git;
import gitserver.GitServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is missing is said before anything is tried, and nothing is changed by asking. */
class DoctorTest {

  private static final String TOKEN = "a-token-of-the-test";

  @TempDir Path folder;
  private Path work;
  private GitServer git;
  private GitHubServer github;
  private TestClock clock;
  private Repository repository;

  @BeforeEach
  void a_clone_of_a_repository_at_github() throws Exception {
    Path bare = folder.resolve("remote.git");
    work = folder.resolve("work");
    Files.createDirectories(bare);
    Files.createDirectories(work);
    new Git(bare).run("init", "--bare", "-q", "-b", "main");
    git = GitServer.serving(bare, TOKEN);
    Git user = new Git(work);
    user.run("init", "-q", "-b", "main");
    user.run("remote", "add", "origin", git.url());
    user.run("config", "user.name", "Rosa Writer");
    user.run("config", "user.email", "rosa@example.org");
    Cli.in(work).run("init");
    clock = new TestClock(Instant.parse("2026-04-01T12:00:00Z"));
    github = new GitHubServer(clock);
    github.person("octo", TOKEN);
    repository = github.repository("acme/shop").pushers("octo");
  }

  @AfterEach
  void stop() throws IOException {
    git.close();
    github.close();
  }

  private Run doctor(String... more) {
    Map<String, String> variables =
        new TreeMap<>(Map.of("GITHUB_TOKEN", TOKEN, "GITHUB_API_URL", github.url()));
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    return new Cli(work, variables, "").run("doctor");
  }

  @Test
  void all_is_well() {
    Run run = doctor();
    assertThat(run.out())
        .contains(
            "ok       settings: postmortem.yaml can be read",
            "ok       register: 0 action items",
            "ok       files: all that init writes are there",
            "ok       token: GITHUB_TOKEN is set",
            "ok       author: commits are by Rosa Writer <rosa@example.org>",
            "ok       permission: the token may push to acme/shop",
            "note     labels: post-mortem will be created in acme/shop",
            "ok       clock: agrees with the server's");
    assertThat(run.exit()).isZero();
    assertThat(github.changes()).isEmpty();
    assertThat(run.out() + run.err()).doesNotContain(TOKEN);
  }

  @Test
  void no_token_is_wrong_and_everything_else_is_still_looked_at() {
    Run run = doctor("GITHUB_TOKEN", "");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out())
        .contains("wrong    token: GITHUB_TOKEN is not set", "ok       git: origin");
  }

  @Test
  void what_would_be_refused_is_missing() {
    repository.archive();
    repository.enableIssues(false);
    repository.closeToAll();
    clock.pass(Duration.ofHours(24));
    Run run = doctor();
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "missing  repository: acme/shop is archived",
            "missing  issues: are switched off in acme/shop",
            "missing  permission: the token may not push to acme/shop",
            "missing  clock: this machine is 86400 s behind the server");
  }

  @Test
  void a_token_that_is_not_accepted_and_a_repository_that_is_not_there() throws Exception {
    Run wrong = doctor("GITHUB_TOKEN", "nonsense");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.out())
        .contains("missing  origin: cannot be read", "missing  repository: acme/shop");
    Files.writeString(
        work.resolve("postmortem.yaml"), "schema: 1\nissues:\n  repository: acme/nowhere\n");
    assertThat(doctor().out()).contains("missing  repository: acme/nowhere");
    github.script().failAlways(Endpoint.REPOSITORY, Fault.FORBIDDEN);
    assertThat(doctor().exit()).isEqualTo(1);
  }

  @Test
  void the_scopes_of_a_classic_token_are_told() {
    assertThat(doctor().out()).contains("note     scopes: GitHub does not tell them");
    github.scopes(TOKEN, "read:org, repo");
    Run enough = doctor();
    assertThat(enough.exit()).isZero();
    assertThat(enough.out()).contains("ok       scopes: read:org, repo\n");
    github.scopes(TOKEN, "public_repo");
    assertThat(doctor().out())
        .contains("note     scopes: public_repo; enough for public repositories alone\n");
    github.scopes(TOKEN, "gist");
    Run few = doctor();
    assertThat(few.exit()).isEqualTo(1);
    assertThat(few.out()).contains("missing  scopes: the token has gist, and needs repo\n");
    github.scopes(TOKEN, "");
    assertThat(doctor().out()).contains("missing  scopes: the token has none, and needs repo\n");
  }

  @Test
  void settings_that_cannot_be_read_are_shown_with_their_place() throws Exception {
    Files.writeString(work.resolve("postmortem.yaml"), "schema: 1\nlables: [x]\n");
    Run run = doctor();
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).contains("wrong    settings: postmortem.yaml cannot be read");
    assertThat(run.err()).contains("postmortem.yaml:2", "lables", "^");
  }

  @Test
  void a_folder_without_git_is_wrong() throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    Files.createDirectories(elsewhere);
    Run run =
        new Cli(elsewhere, Map.of("GITHUB_TOKEN", TOKEN, "GITHUB_API_URL", github.url()), "")
            .run("doctor");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).contains("wrong    git: the folder is not inside of a Git repository");
  }
}
