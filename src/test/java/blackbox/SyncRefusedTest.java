package blackbox;

import static blackbox.SyncScene.ITEM;
import static blackbox.SyncScene.POST_MORTEM;
import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import github.Endpoint;
import github.Fault;
import github.Issue;
import github.Repository;
import github.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postmortem.action.Marker;

/** What GitHub refuses or does not know: what is said, how it ends, and what is left behind. */
class SyncRefusedTest {

  @TempDir Path parent;
  private SyncScene scene;

  @BeforeEach
  void start() throws Exception {
    scene = new SyncScene(parent);
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  /** Refused before anything was done: nothing is written anywhere. */
  private void refused(Run run, int exit, String text) {
    assertThat(run.err()).isEqualTo(text);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(exit);
    assertThat(scene.github.requests()).noneMatch(Request::changes);
    assertThat(scene.item("A1")).contains("state: committed");
  }

  @Test
  void without_a_token_nothing_is_asked() {
    scene.commit("A1", "Alert", "rob");
    refused(
        scene.with("GITHUB_TOKEN", null).sync(),
        2,
        """
        error[PM-I001]: GITHUB_TOKEN is not set
          help: set it to a token that may read and write issues; in GitHub Actions: permissions: \
        {issues: write} and env: {GITHUB_TOKEN: "${{ github.token }}"}
        """);
    assertThat(scene.github.requests()).isEmpty();
  }

  @Test
  void a_token_that_was_withdrawn_is_said_and_never_shown() {
    scene.commit("A1", "Alert", "rob");
    Run run = scene.with("GITHUB_TOKEN", "ghp_withdrawn").sync();
    refused(
        run,
        4,
        """
        error[PM-I007]: acme/shop: GitHub answers 401: Bad credentials
          help: set GITHUB_TOKEN anew: it is wrong, was withdrawn or has expired
        """);
  }

  @Test
  void an_address_that_is_none_is_wrong_usage() {
    scene.commit("A1", "Alert", "rob");
    refused(
        scene.with("GITHUB_API_URL", "git.example/api/v3").sync(),
        2,
        """
        error[PM-I024]: GITHUB_API_URL is not an address: git.example/api/v3
          help: unset it for github.com; an Enterprise Server has https://<host>/api/v3
        """);
  }

  @Test
  void a_repository_that_nobody_knows_is_said() throws Exception {
    scene.commit("A1", "Alert", "rob");
    refused(
        scene.sync("--repo=acme/shp"),
        4,
        """
        error[PM-I003]: acme/shp: GitHub answers 404: Not Found
          help: check the name, and that the token may see the repository: GitHub says the same to \
        those who may not
        """);
  }

  @Test
  void an_archived_repository_is_left_alone() {
    scene.commit("A1", "Alert", "rob");
    scene.shop.archive();
    refused(
        scene.sync(),
        4,
        """
        error[PM-I004]: acme/shop is archived: nothing can change
          help: unarchive it, or let issues.repository in postmortem.yaml name another one
        """);
  }

  @Test
  void a_repository_without_issues_is_left_alone() {
    scene.commit("A1", "Alert", "rob");
    scene.shop.enableIssues(false);
    refused(
        scene.sync(),
        4,
        """
        error[PM-I005]: acme/shop has its issues switched off
          help: switch them on in the settings of the repository
        """);
  }

  @Test
  void a_person_who_may_not_push_is_told_before_labels_are_dropped() {
    scene.commit("A1", "Alert", "rob");
    scene.shop.closeToAll();
    refused(
        scene.sync(),
        4,
        """
        error[PM-I006]: this token may not push to acme/shop
          note: GitHub would drop labels and assignees and say nothing; so nothing was done
          help: use a token of somebody who may write to that repository
        """);
  }

  /** Apps are not told what they may do: only the answer shows it. */
  @Test
  void an_app_whose_labels_are_dropped_is_told_and_its_issue_is_recorded() {
    scene.commit("A1", "Alert", "rob");
    scene.github.installation("github-actions[bot]", "of-the-app");
    scene.shop.tellPermissions(false);
    scene.shop.addLabel("post-mortem", "b60205");

    Run run = scene.with("GITHUB_TOKEN", "of-the-app").sync();

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err())
        .isEqualTo(
            """
            error[PM-I012]: acme/shop#2 of %s has no label post-mortem
              note: GitHub drops labels of callers who may not push; it is tried again every run
              help: give the token push access to the repository
            error[PM-I013]: acme/shop#2 of %s cannot be assigned to rob-gh
              note: it is tried again with every run
              help: check owners in postmortem.yaml; GitHub assigns only who has access to the \
            repository
            """
                .formatted(ITEM, ITEM));
    assertThat(scene.item("A1")).contains("number: 2").contains("state: open");
    assertThat(scene.shop.issue(2).labels()).isEmpty();

    scene.shop.pushers("github-actions[bot]");
    Run repaired = scene.sync();
    assertThat(repaired.exit()).as(repaired.err()).isZero();
    assertThat(scene.shop.issue(2).labels()).containsExactly("post-mortem");
    assertThat(scene.shop.issue(2).assignees()).containsExactly("rob-gh");
    scene.isSettled();
  }

  @Test
  void a_missing_scope_is_named() {
    scene.commit("A1", "Alert", "rob");
    scene.github.script().fail(Endpoint.CREATE_ISSUE, 1, Fault.FORBIDDEN);

    Run run = scene.sync();

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err())
        .isEqualTo(
            """
            error[PM-I008]: acme/shop: GitHub answers 403: Resource not accessible by personal \
            access token; the token needs issues=write
              help: the token has to read and write issues of that repository; in GitHub Actions: \
            permissions: {issues: write}
            """);
    assertThat(scene.item("A1")).contains("state: opening");
    scene.must("actions", "sync");
    scene.issueOf("A1");
  }

  @Test
  void an_owner_whom_github_does_not_know_gets_the_issue_later() {
    scene.commit("A1", "Alert", "gone");

    Run run = scene.sync();

    assertThat(run.exit()).isEqualTo(4);
    assertThat(scene.issueOf("A1").assignees()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            """
            error[PM-I013]: acme/shop#2 of %s cannot be assigned to gone-gh
              note: it is tried again with every run
              help: check owners in postmortem.yaml; GitHub assigns only who has access to the \
            repository
            """
                .formatted(ITEM));
    scene.github.person("gone-gh", "t9");
    scene.shop.assignable("gone-gh");
    scene.must("actions", "sync");
    assertThat(scene.issueOf("A1").assignees()).containsExactly("gone-gh");
    scene.isSettled();
  }

  @Test
  void an_owner_without_a_login_is_said_once_and_the_issue_is_created() {
    scene.commit("A1", "Alert", "octo");
    scene.must("actions", "edit", ITEM, "--owner", "kim");

    Run run = scene.sync();

    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .isEqualTo(
            """
            warning[PM-I019]: no login is known for kim, the owner of %s
              help: write owners: {kim: {github: ...}} into postmortem.yaml
            """
                .formatted(ITEM));
    assertThat(scene.issueOf("A1").assignees()).isEmpty();
    scene.isSettled();
  }

  @Test
  void one_item_that_github_does_not_take_leaves_the_others_alone() {
    scene.commit("A1", "Alert", "rob");
    scene.commit("A2", "Cap retries", "ana");
    scene.github.script().fail(Endpoint.CREATE_ISSUE, 1, Fault.TOO_LONG);

    Run run = scene.sync();

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err())
        .isEqualTo(
            """
            error[PM-I018]: acme/shop of %s: GitHub answers 422: Validation Failed (body, custom)
              note: the other items went on
              help: see what GitHub says, change action-items/%s.yaml and run it again
            """
                .formatted(ITEM, ITEM));
    assertThat(scene.issueOf("A2").title()).isEqualTo("Cap retries");
    scene.must("actions", "sync");
    scene.issueOf("A1");
  }

  @Test
  void a_marker_in_issues_of_others_only_creates_nothing() {
    scene.commit("A1", "Alert", "rob");
    Issue theirs = scene.shop.write("rob-gh", "Mine", "x\n" + Marker.of(ITEM), "post-mortem");

    Run run = scene.sync();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            """
            error[PM-I011]: acme/shop#2 bears the marker of %s but was written by rob-gh
              note: nothing was created for it
              help: if that is its issue: postmortem actions link %s 2; if that login creates \
            issues for you, list it in tracker.logins
            """
                .formatted(ITEM, ITEM));
    assertThat(scene.github.changes()).isEmpty();
    scene.must("actions", "link", ITEM, "2");
    scene.sync();
    assertThat(scene.item("A1")).contains("number: " + theirs.number());
    assertThat(SyncScene.open(scene.shop, "A1")).containsExactly(theirs);
  }

  @Test
  void an_issue_that_is_nowhere_is_said_with_every_run_and_not_replaced() {
    scene.commit("A1", "Alert", "rob");
    scene.must("actions", "link", ITEM, "acme/shop#77");

    Run run = scene.sync();

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err())
        .isEqualTo(
            """
            error[PM-I015]: acme/shop#77 of %s cannot be found
              note: it was moved to where this token does not see it, or never existed
              help: postmortem actions link %s <number> names the right one
            """
                .formatted(ITEM, ITEM));
    assertThat(scene.github.changes()).isEmpty();
  }

  @Test
  void titles_and_bodies_of_any_length_are_cut_to_what_github_takes() {
    scene.commit(
        "A1",
        "\u00e4".repeat(299) + "!",
        "rob",
        "--description",
        "A long story about @all and #1. ".repeat(2200));

    scene.must("actions", "sync");

    Issue issue = scene.issueOf("A1");
    assertThat(issue.title()).hasSizeLessThanOrEqualTo(256).endsWith("\u2026");
    assertThat(issue.body())
        .hasSizeLessThanOrEqualTo(65_536)
        .contains("Shortened: the whole text is in the register.");
    scene.isSettled();
  }

  @Test
  void two_items_with_one_id_end_with_one_issue() throws Exception {
    scene.commit("A1", "Alert", "rob");
    Files.writeString(
        scene.folder.resolve("action-items/" + POST_MORTEM + ".a1.yaml"),
        scene.item("A1").replace(ITEM, POST_MORTEM + ".a1"));

    Run run = scene.sync();

    assertThat(run.exit()).isEqualTo(2);
    assertThat(SyncScene.codes(run)).containsExactly("PM-A005");
    assertThat(scene.shop.issues()).hasSize(2);
    Run again = scene.sync();
    assertThat(again.out()).isEmpty();
    assertThat(scene.shop.issues()).hasSize(2);
  }

  @Test
  void the_items_of_other_repositories_go_on_when_one_is_refused() throws Exception {
    Repository db = scene.github.repository("acme/db").pushers("octo").assignable("ana-gh");
    scene.settings("teams: {data: {repository: acme/db}}");
    String settings = Files.readString(scene.folder.resolve("postmortem.yaml"));
    Files.writeString(
        scene.folder.resolve("postmortem.yaml"),
        settings.replace("{github: ana-gh}", "{github: ana-gh, team: data}"));
    scene.commit("A1", "Alert", "rob");
    scene.commit("A2", "Vacuum", "ana");
    db.archive();

    Run run = scene.sync();

    assertThat(run.exit()).isEqualTo(4);
    assertThat(SyncScene.codes(run)).containsExactly("PM-I004");
    scene.issueOf("A1");
    assertThat(scene.item("A2")).contains("state: committed");
  }

  @Test
  void what_the_register_cannot_tell_is_asked_for_by_name() throws Exception {
    Files.writeString(scene.folder.resolve("postmortem.yaml"), "schema: 1\n");
    scene.with("GITHUB_REPOSITORY", null);
    for (int i = 1; i <= 7; i++) {
      scene.commit("A" + i, "Item " + i, "rob");
    }

    Run run = scene.sync();

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("error[PM-I002]: no repository is named for the issues of " + ITEM + ", ")
        .contains(POST_MORTEM + ".A5 and 2 more\n");
    assertThat(List.of(scene.register().split("state: committed", -1))).hasSize(8);
  }
}
