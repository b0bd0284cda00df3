package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import github.Endpoint;
import github.Fault;
import github.GitHubServer;
import github.Pull;
import github.Repository;
import github.TestClock;
import gitserver.Git;
import gitserver.GitServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One post-mortem, one branch, one pull request, whatever happens on the way. */
class PublishTest {

  private static final String TOKEN = "a-token-of-the-test";
  private static final String ID = "2026-03-12-users";
  private static final String BRANCH = "postmortem/" + ID;

  @TempDir Path folder;
  private Path bare;
  private Path work;
  private GitServer git;
  private GitHubServer github;
  private Repository repository;

  @BeforeEach
  void a_clone_of_a_repository_at_github() throws Exception {
    bare = folder.resolve("remote.git");
    work = folder.resolve("work");
    Files.createDirectories(bare);
    Files.createDirectories(work);
    new Git(bare).run("init", "--bare", "-q", "-b", "main");
    new Git(bare).run("config", "http.receivepack", "true");
    git = GitServer.serving(bare, TOKEN);
    Git user = new Git(work);
    user.run("init", "-q", "-b", "main");
    write("README.md", "# Shop\n");
    write(".github/CODEOWNERS", "* @acme/everybody\n/postmortems/ @lee @octo ops@example.org\n");
    user.run("add", "-A");
    user.run("commit", "-q", "-m", "Begin");
    user.run("push", "-q", bare.toString(), "main");
    user.run("remote", "add", "origin", git.url());
    document("Users could not log in");
    github = new GitHubServer(new TestClock(Instant.parse("2026-04-01T12:00:00Z")));
    github.person("octo", TOKEN).person("lee", "another");
    repository = github.repository("acme/shop").pushers("octo").assignable("octo", "lee");
    repository.branches(this::isThere);
  }

  @AfterEach
  void stop() throws IOException {
    git.close();
    github.close();
  }

  private boolean isThere(String branch) {
    try {
      new Git(bare).run("rev-parse", "--verify", "-q", "refs/heads/" + branch);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void write(String path, String text) throws IOException {
    Path file = work.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void document(String title) throws IOException {
    write(
        "postmortems/" + ID + "/postmortem.md",
        "---\nid: "
            + ID
            + "\ntitle: \""
            + title
            + "\"\nseverity: 2\nstatus: draft\n---\n\n# Title\n");
  }

  private Run publish(String... options) {
    return publish(Map.of(), options);
  }

  private Run publish(Map<String, String> more, String... options) {
    Map<String, String> variables =
        new TreeMap<>(Map.of("GITHUB_TOKEN", TOKEN, "GITHUB_API_URL", github.url()));
    variables.putAll(more);
    variables.values().removeIf(String::isEmpty);
    String[] line = new String[options.length + 2];
    line[0] = "publish";
    line[1] = ID;
    System.arraycopy(options, 0, line, 2, options.length);
    return new Cli(work, variables, "").run(line);
  }

  /** Without labels and reviewers one request opens it, and nobody has to pace requests. */
  private void plain() throws IOException {
    write("postmortem.yaml", "schema: 1\nlabels: []\npublish:\n  reviewers: [octo]\n");
  }

  private Pull onlyPull() {
    assertThat(repository.pulls()).hasSize(1);
    return repository.pulls().get(0);
  }

  private String commits() throws IOException {
    return new Git(bare).run("rev-list", "--count", "main.." + BRANCH).strip();
  }

  @Test
  void a_post_mortem_becomes_a_pull_request_with_labels_and_reviewers() throws Exception {
    Run run = publish("--draft");

    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out()).endsWith("https://github.example/acme/shop/pull/1\n");
    Pull pull = onlyPull();
    assertThat(pull.head()).isEqualTo(BRANCH);
    assertThat(pull.base()).isEqualTo("main");
    assertThat(pull.isDraft()).isTrue();
    assertThat(pull.requested()).containsExactly("lee");
    assertThat(pull.issue().title()).isEqualTo("Post-mortem: Users could not log in");
    assertThat(pull.issue().labels()).containsExactly("post-mortem");
    assertThat(pull.issue().body())
        .contains(
            "[Users could not log in](https://github.example/acme/shop/blob/"
                + BRANCH
                + "/postmortems/"
                + ID
                + "/postmortem.md)",
            "- Severity: 2",
            "- added `postmortems/" + ID + "/postmortem.md`",
            "### Lint",
            "2 warnings.",
            "- warning `owner-missing`, line 1: nobody owns this post-mortem");
    assertThat(new Git(bare).run("log", "-1", "--format=%an <%ae>", BRANCH))
        .startsWith("octo <")
        .contains("+octo@users.noreply.github.com>");
  }

  @Test
  void open_questions_are_folded_away_below_what_is_wrong() throws Exception {
    Path document = work.resolve("postmortems/" + ID + "/postmortem.md");
    Files.writeString(
        document, Files.readString(document) + "\n_Question: What was surprising?_\n");

    publish();

    assertThat(onlyPull().issue().body())
        .contains(
            "2 warnings, 1 remark.",
            "- warning `owner-missing`, line 1: nobody owns this post-mortem\n",
            "<details><summary>Remarks</summary>\n\n- `open-question-left`, line ",
            ": a question is still open: What was surprising?\n\n</details>");
  }

  @Test
  void again_nothing_changes_and_a_change_updates_the_same_pull_request() throws Exception {
    publish();
    String body = onlyPull().issue().body();
    github.forget();

    Run again = publish();

    assertThat(again.exit()).isZero();
    assertThat(again.out()).contains("commit: none", "pull request: keep #1");
    assertThat(github.changes()).isEmpty();
    assertThat(commits()).isEqualTo("1");

    onlyPull().issue().rewrite("Please read on Monday.\n\n" + body + "\n\nThanks.");
    onlyPull().issue().retitle("A better title");
    write("postmortems/" + ID + "/notes.md", "# Notes\n");
    Run changed = publish();

    assertThat(changed.out()).contains("  added postmortems/" + ID + "/notes.md", "update #1");
    assertThat(commits()).isEqualTo("2");
    assertThat(onlyPull().issue().title()).isEqualTo("A better title");
    assertThat(onlyPull().issue().body())
        .startsWith("Please read on Monday.")
        .endsWith("Thanks.")
        .contains("- added `postmortems/" + ID + "/notes.md`");
  }

  @Test
  void a_dry_run_says_what_the_wet_one_does_and_changes_nothing() throws Exception {
    Run dry = publish("--dry-run", "--draft");

    assertThat(dry.exit()).isZero();
    assertThat(github.changes()).isEmpty();
    assertThat(git.requests()).noneMatch(request -> request.contains("receive-pack"));
    assertThat(isThere(BRANCH)).isFalse();

    Run wet = publish("--draft");
    assertThat(wet.out()).isEqualTo(dry.out() + "https://github.example/acme/shop/pull/1\n");
    assertThat(dry.out())
        .contains(
            "branch: " + BRANCH + ", new, from main",
            "pull request: open \u201cPost-mortem: Users could not log in\u201d into main, as a draft",
            "labels: post-mortem",
            "reviewers: lee");
  }

  /** What a dry run says, a wet one does; what it does not say, is not done. */
  @Test
  void whatever_has_to_be_done_next_a_dry_run_foretells_it() throws Exception {
    plain();
    publish();
    dryThenWet("keep #1", List.of());
    document("Users could not log in for 35 minutes");
    dryThenWet("update #1", List.of("push", "PATCH body"));
    onlyPull().issue().close("lee", "completed");
    dryThenWet("reopen #1", List.of("PATCH state"));
    new Git(bare).run("branch", "release", "main");
    dryThenWet("keep #1, now into release", List.of("PATCH base"), "--base", "release");
    write("postmortem.yaml", "schema: 1\nlabels: [incident]\npublish:\n  reviewers: [lee]\n");
    dryThenWet("keep #1", List.of("POST labels", "POST reviewers"));
  }

  private void dryThenWet(String intent, List<String> done, String... options) throws Exception {
    github.forget();
    int before = git.requests().size();
    String tips = new Git(bare).run("for-each-ref");
    String[] dryOptions = java.util.Arrays.copyOf(options, options.length + 1);
    dryOptions[options.length] = "--dry-run";
    Run dry = publish(dryOptions);
    assertThat(dry.exit()).as(dry.err()).isZero();
    assertThat(github.changes()).isEmpty();
    assertThat(git.requests().subList(before, git.requests().size()))
        .noneMatch(request -> request.contains("receive-pack"));
    assertThat(new Git(bare).run("for-each-ref")).isEqualTo(tips);

    Run wet = publish(options);
    assertThat(wet.out()).isEqualTo(dry.out() + "https://github.example/acme/shop/pull/1\n");
    assertThat(wet.err()).isEqualTo(dry.err());
    assertThat(dry.out()).contains("pull request: " + intent + "\n");
    List<String> changes = new java.util.ArrayList<>();
    if (!new Git(bare).run("for-each-ref").equals(tips)) {
      changes.add("push");
    }
    for (github.Request request : github.changes()) {
      String path = request.path().substring(request.path().lastIndexOf('/') + 1);
      changes.add(
          request.method().equals("PATCH")
              ? "PATCH " + request.json().fieldNames().next()
              : "POST " + path.replace("requested_", ""));
    }
    assertThat(changes).as(intent).isEqualTo(done);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"BAD_GATEWAY", "RESET", "CLOSE", "TRUNCATED"})
  void a_lost_answer_to_the_opening_leaves_one_pull_request(Fault fault) throws Exception {
    plain();
    github.script().fail(Endpoint.CREATE_PULL, 1, fault);
    Run first = publish();
    github.script().heal();
    Run second = publish();

    assertThat(first.exit()).isZero();
    assertThat(second.exit()).isZero();
    assertThat(onlyPull().head()).isEqualTo(BRANCH);
    assertThat(commits()).isEqualTo("1");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"BAD_TOKEN", "FORBIDDEN", "NOT_FOUND", "TOO_LONG"})
  void a_refused_opening_ends_with_4_and_the_next_run_opens_it(Fault fault) throws Exception {
    plain();
    github.script().fail(Endpoint.CREATE_PULL, 1, fault);
    Run first = publish();

    assertThat(first.exit()).isEqualTo(4);
    assertThat(first.err()).contains("error[PM-P020]: GitHub did not open the pull request");
    assertThat(repository.pulls()).isEmpty();

    assertThat(publish().exit()).isZero();
    assertThat(onlyPull().head()).isEqualTo(BRANCH);
    assertThat(commits()).isEqualTo("1");
  }

  @ParameterizedTest
  @EnumSource(
      value = Endpoint.class,
      names = {"REPOSITORY", "USER", "LIST_PULLS"})
  void what_fails_before_the_push_leaves_nothing_behind(Endpoint endpoint) throws Exception {
    plain();
    github.script().failAlways(endpoint, Fault.BAD_TOKEN);
    Run run = publish();
    assertThat(run.exit()).isEqualTo(4);
    assertThat(isThere(BRANCH)).isFalse();
    assertThat(github.changes()).isEmpty();
    github.script().heal();
    assertThat(publish().exit()).isZero();
    onlyPull();
  }

  @ParameterizedTest
  @EnumSource(
      value = Endpoint.class,
      names = {"ADD_LABELS", "ASK_REVIEWERS"})
  void what_is_missing_on_a_pull_request_is_added_by_the_next_run(Endpoint endpoint)
      throws Exception {
    github.script().fail(endpoint, 1, Fault.FORBIDDEN);
    Run first = publish();
    assertThat(first.exit()).isEqualTo(4);
    Run second = publish();
    assertThat(second.exit()).isZero();
    assertThat(onlyPull().issue().labels()).containsExactly("post-mortem");
    assertThat(onlyPull().requested()).containsExactly("lee");
  }

  @Test
  void a_run_that_was_killed_after_the_push_is_taken_up() throws Exception {
    plain();
    github.script().failAlways(Endpoint.CREATE_PULL, Fault.FORBIDDEN);
    publish();
    github.script().heal();
    assertThat(isThere(BRANCH)).isTrue();

    Run run = publish();

    assertThat(run.out()).contains("commit: none");
    onlyPull();
    assertThat(commits()).isEqualTo("1");
  }

  @Test
  void another_run_that_opens_it_first_is_joined() throws Exception {
    git.beforeNextPush(
        () -> repository.open("lee", "Post-mortem: theirs", "", BRANCH, "main", false));
    Run run = publish();
    assertThat(run.exit()).isZero();
    assertThat(onlyPull().issue().author()).isEqualTo("lee");
    assertThat(onlyPull().issue().labels()).containsExactly("post-mortem");
  }

  @Test
  void a_pull_request_that_was_closed_is_opened_again_and_a_merged_one_is_followed_by_the_next()
      throws Exception {
    plain();
    publish();
    onlyPull().issue().close("lee", "completed");
    Run reopened = publish();
    assertThat(reopened.out()).contains("pull request: reopen #1");
    assertThat(onlyPull().issue().isOpen()).isTrue();

    new Git(bare).run("update-ref", "refs/heads/main", "refs/heads/" + BRANCH);
    onlyPull().merge("lee");
    assertThat(publish().out()).isEqualTo("nothing to publish: main has it all already\n");
    assertThat(repository.pulls()).hasSize(1);

    document("Users could not log in for 35 minutes");
    Run next = publish();
    assertThat(next.exit()).isZero();
    assertThat(repository.pulls()).hasSize(2);
    assertThat(repository.pulls().get(1).issue().body())
        .contains("- changed `postmortems/" + ID + "/postmortem.md`");
  }

  @Test
  void somebody_who_gave_it_another_base_keeps_it() throws Exception {
    plain();
    new Git(bare).run("branch", "release", "main");
    publish();
    onlyPull().retarget("release");
    Run kept = publish();
    assertThat(kept.out()).contains("pull request: keep #1");
    assertThat(onlyPull().base()).isEqualTo("release");
    Run moved = publish("--base", "main");
    assertThat(moved.out()).contains("keep #1, now into main");
    assertThat(onlyPull().base()).isEqualTo("main");
  }

  @Test
  void text_from_evidence_mentions_nobody_and_closes_nothing() throws Exception {
    plain();
    document("Fixes #12, says @lee, see https://github.com/acme/shop/issues/7 and GH-3");
    publish();
    String title = onlyPull().issue().title();
    String body = onlyPull().issue().body();
    for (String text : List.of(title, body)) {
      assertThat(text)
          .doesNotContainPattern("#[0-9]")
          .doesNotContainPattern("@[A-Za-z]")
          .doesNotContain("GH-3")
          .doesNotContain("://github.com");
    }
    assertThat(new Git(bare).run("log", "-1", "--format=%B", BRANCH)).doesNotContain("#12");
  }

  @Test
  void settings_name_base_reviewers_labels_and_draft() throws Exception {
    new Git(bare).run("branch", "develop", "main");
    write(
        "postmortem.yaml",
        """
        schema: 1
        labels: [incident, review-me]
        publish:
          base: develop
          draft: true
          reviewers: [lee, nobody-of-that-name]
        """);
    Run run = publish();
    assertThat(run.exit()).isZero();
    assertThat(onlyPull().base()).isEqualTo("develop");
    assertThat(onlyPull().isDraft()).isTrue();
    assertThat(onlyPull().issue().labels()).containsExactly("incident", "review-me");
    assertThat(onlyPull().requested()).containsExactly("lee");
    assertThat(run.err()).contains("PM-W036", "nobody-of-that-name");
  }

  @Test
  void a_plan_without_drafts_gets_an_ordinary_one_and_says_so() {
    repository.withoutDrafts();
    Run run = publish("--draft");
    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("warning[PM-W037]");
    assertThat(onlyPull().isDraft()).isFalse();
  }

  @Test
  void a_template_of_the_repository_makes_the_body_and_cannot_break_out_of_its_part()
      throws Exception {
    plain();
    write(
        "templates/default/pull-request.md.ftl",
        """
        Please read **${title}** (${actionItems} items). <!-- postmortem end -->
        <#list files as file>
        * ${file.path}
        </#list>
        """);
    publish();
    String first = onlyPull().issue().body();
    assertThat(first)
        .isEqualTo(
            "<!-- postmortem "
                + ID
                + " -->\nPlease read **Users could not log in** (0 items). <!--  end -->\n"
                + "* `postmortems/"
                + ID
                + "/postmortem.md`\n<!-- postmortem end -->");
    write("templates/default/pull-request.md.ftl", "Again: ${title}\n");
    publish();
    assertThat(onlyPull().issue().body())
        .isEqualTo(
            "<!-- postmortem "
                + ID
                + " -->\nAgain: Users could not log in\n<!-- postmortem end -->");

    write("templates/default/pull-request.md.ftl", "${nothing}\n");
    github.forget();
    Run broken = publish();
    assertThat(broken.exit()).isEqualTo(2);
    assertThat(broken.err()).contains("PM-T001", "templates/default/pull-request.md.ftl:1");
    assertThat(github.changes()).isEmpty();
  }

  @Test
  void a_body_is_never_longer_than_github_takes() throws Exception {
    plain();
    for (int i = 0; i < 60; i++) {
      write("postmortems/" + ID + "/" + "a-file-with-a-name-".repeat(12) + i + ".md", "# x\n");
    }
    write(
        "templates/default/pull-request.md.ftl",
        "<#list files as file>" + "${file.path} ".repeat(12) + "\n</#list>");
    Run run = publish();
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(onlyPull().issue().body())
        .hasSizeLessThan(60_100)
        .contains("*Shortened: the files and all findings are on the branch.*");
  }

  @Test
  void only_this_post_mortem_and_its_action_items_are_published() throws Exception {
    write("postmortems/2026-01-01-other/postmortem.md", "# Other\n");
    write("src/half-done.txt", "x\n");
    publish();
    assertThat(new Git(bare).run("diff", "--name-only", "main", BRANCH).lines())
        .containsExactly("postmortems/" + ID + "/postmortem.md");
  }

  @Test
  void no_token_and_no_post_mortem_are_wrong_usage() throws Exception {
    Run without = publish(Map.of("GITHUB_TOKEN", ""));
    assertThat(without.exit()).isEqualTo(2);
    assertThat(without.err()).contains("error[PM-W030]: GITHUB_TOKEN is not set");
    Run unknown =
        new Cli(work, Map.of("GITHUB_TOKEN", TOKEN), "").run("publish", "2020-01-01-nothing");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("PM-W032");
    Run base = publish("--base", "nowhere");
    assertThat(base.exit()).isEqualTo(2);
    assertThat(base.err()).contains("PM-P008");
    assertThat(github.changes()).isEmpty();
    assertThat(git.requests()).noneMatch(request -> request.contains("receive-pack"));
  }

  @Test
  void an_archived_repository_and_a_token_that_may_not_push_are_refused_beforehand() {
    repository.archive();
    Run archived = publish();
    assertThat(archived.exit()).isEqualTo(4);
    assertThat(archived.err()).contains("PM-P021", "archived");
    assertThat(git.requests()).isEmpty();
  }

  @Test
  void a_token_that_may_only_read_is_refused_beforehand() {
    repository.closeToAll();
    Run run = publish();
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("PM-P021", "not push");
    assertThat(git.requests()).isEmpty();
  }

  @Test
  void a_protected_branch_leaves_no_pull_request() {
    git.protect();
    Run run = publish();
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("PM-P012", "protected branch hook declined");
    assertThat(github.changes()).isEmpty();
  }

  @Test
  void the_token_of_an_app_commits_as_its_bot() throws Exception {
    github.installation("github-actions[bot]", TOKEN);
    repository.pushers("github-actions[bot]");
    Run run = publish();
    assertThat(run.exit()).isZero();
    assertThat(new Git(bare).run("log", "-1", "--format=%an", BRANCH))
        .isEqualTo("github-actions[bot]\n");
  }
}
