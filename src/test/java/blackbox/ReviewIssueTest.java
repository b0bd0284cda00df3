package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import github.GitHubServer;
import github.Issue;
import github.Repository;
import github.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The weekly review as an issue, by the command line. The day of these tests is 2026-04-01. */
class ReviewIssueTest {

  private static final String TOKEN = "a-token-of-the-test";
  private static final String FILE = "action-items/reviews/2026-W14.md";

  private final GitHubServer github =
      new GitHubServer(new TestClock(Instant.parse("2026-04-01T12:00:00Z")), "/api/v3");

  @TempDir Path folder;
  private Repository ops;

  @BeforeEach
  void a_register() throws IOException {
    github.person("octo", TOKEN);
    ops = github.repository("acme/ops").pushers("octo");
    write(
        "postmortems/2026-02-09-orders/postmortem.md",
        """
        ---
        severity: 2
        status: published
        published: 2026-03-05
        ---

        | ID | Action | Owner | Deadline | Priority |
        |---|---|---|---|---|
        | A1 | Tell @everyone <b>now</b>, fixes #7 | octo | 2026-03-11 | P1 |
        | A2 | Closes acme/shop#9 and https://github.example/acme/shop/issues/9 | octo | 2026-04-05 | P2 |
        """);
    assertThat(run("actions", "collect").exit()).isZero();
    assertThat(run("actions", "link", "A1", "acme/shop#31").err()).isEmpty();
  }

  @AfterEach
  void stop() {
    github.close();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>();
    variables.put("USER", "octo");
    variables.put("GITHUB_TOKEN", TOKEN);
    variables.put("GITHUB_API_URL", github.url());
    variables.put("GITHUB_REPOSITORY", "acme/ops");
    return variables;
  }

  private Run run(String... args) {
    return new Cli(folder, environment(), "").run(args);
  }

  private Issue only() {
    assertThat(ops.issues()).hasSize(1);
    return ops.issues().get(0);
  }

  @Test
  void the_review_is_a_file_and_an_issue_and_a_second_time_nothing_new() throws IOException {
    Run run = run("review", "--issue");
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .isEqualTo(
            FILE
                + """

                label acme/ops: post-mortem-review
                open acme/ops: \u201cWeekly review of action items, 2026-W14\u201d
                """);
    assertThat(only().title()).isEqualTo("Weekly review of action items, 2026-W14");
    assertThat(Files.readString(folder.resolve(FILE)))
        .contains("[`2026-02-09-orders.A1`](../2026-02-09-orders.A1.yaml) `acme/shop#31`");

    github.forget();
    assertThat(run("review", "--issue")).isEqualTo(new Run(0, FILE + "\n", ""));
    assertThat(github.changes()).isEmpty();

    assertThat(run("actions", "drop", "A2", "--reason", "not worth it").exit()).isZero();
    assertThat(run("review", "--issue").out())
        .isEqualTo(FILE + "\nupdate acme/ops#1: review of 2026-W14\n");
    assertThat(only().body()).contains("not worth it");
  }

  @Test
  void what_people_wrote_mentions_nobody_closes_nothing_and_is_no_markup() {
    run("review", "--issue");
    assertThat(only().body())
        .contains("@<!-- -->everyone now, fixes #<!-- -->7")
        .doesNotContain("<b>")
        .contains("Closes acme/shop#<!-- -->9 and https:/<!-- -->/github.example")
        .contains(
            "[`2026-02-09-orders.A1`](https://github.example/acme/ops/blob/HEAD/action-items/2026-02-09-orders.A1.yaml)"
                + " [acme/shop#31](https://github.example/acme/shop/issues/31)");
  }

  @Test
  void a_dry_run_shows_it_all_and_does_nothing() {
    Run dry = run("review", "--issue", "--dry-run");
    assertThat(dry.exit()).isZero();
    assertThat(github.changes()).isEmpty();
    assertThat(folder.resolve(FILE)).doesNotExist();
    Run wet = run("review", "--issue");
    assertThat(dry.out()).isEqualTo(wet.out() + "\n# " + only().title() + "\n\n" + only().body());
  }

  @Test
  void a_dry_run_without_issue_shows_the_file() throws IOException {
    Run dry = run("review", "--dry-run");
    assertThat(folder.resolve(FILE)).doesNotExist();
    run("review");
    assertThat(dry.out()).isEqualTo(FILE + "\n\n" + Files.readString(folder.resolve(FILE)));
  }

  @Test
  void wrong_usage_is_said_before_anything_is_written() {
    Map<String, String> without = environment();
    without.remove("GITHUB_TOKEN");
    Run run = new Cli(folder, without, "").run("review", "--issue");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("error[PM-I001]: GITHUB_TOKEN is not set");

    without = environment();
    without.remove("GITHUB_REPOSITORY");
    run = new Cli(folder, without, "").run("review", "--issue");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("error[PM-I002]: no repository is named for the review");

    assertThat(run("review", "--issue", "--json").exit()).isEqualTo(2);
    assertThat(run("review", "--issue", "--repo", "ops").err())
        .contains("error[PM-I002]: --repo is not the name of a repository: ops");
    assertThat(folder.resolve(FILE)).doesNotExist();
    assertThat(github.changes()).isEmpty();
  }
}
