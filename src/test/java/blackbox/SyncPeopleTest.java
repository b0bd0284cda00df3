package blackbox;

import static blackbox.SyncScene.ITEM;
import static blackbox.SyncScene.POST_MORTEM;
import static blackbox.SyncScene.TITLE;
import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import github.Endpoint;
import github.Fault;
import github.Issue;
import github.Repository;
import github.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do at GitHub and in the register between two runs: nothing of it is lost. */
class SyncPeopleTest {

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

  private void done(Run run, String out) {
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(out);
    assertThat(run.exit()).isZero();
  }

  @Test
  void a_title_that_a_person_changed_stays_and_is_drift() {
    Issue issue = scene.opened();
    issue.retitle("Alert on pool wait (see the board)");

    done(scene.sync(), "");

    assertThat(scene.issueOf("A1").title()).isEqualTo("Alert on pool wait (see the board)");
    assertThat(scene.item("A1"))
        .contains("title: \"Alert on pool wait\"\n")
        .contains("what: drift")
        .contains("Alert on pool wait (see the board)");
    scene.isSettled();
  }

  @Test
  void a_title_that_both_sides_changed_is_said_until_one_gives_way() {
    Issue issue = scene.opened();
    issue.retitle("Theirs");
    scene.must("actions", "edit", ITEM, "--title", "Ours");

    Run run = scene.sync();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            """
            error[PM-I014]: the title of %s was changed in the register and at the tracker
              note: at acme/shop#2: Theirs
              note: both were left as they are
              help: write the same on both sides, or put one of them back
            """
                .formatted(ITEM));
    assertThat(issue.title()).isEqualTo("Theirs");
    assertThat(scene.item("A1")).contains("title: \"Ours\"\n");
    assertThat(scene.sync().exit()).isEqualTo(1);
    scene.must("actions", "edit", ITEM, "--title", "Theirs");
    scene.sync();
    scene.isSettled();
  }

  @Test
  void each_side_gets_what_the_other_changed_elsewhere() {
    Issue issue = scene.opened();
    issue.rewrite("See the board.\n\n" + issue.body() + "\nAnd the runbook.\n");
    issue.assign(List.of("ana-gh"));
    scene.must("actions", "edit", ITEM, "--done-when", "It has fired in a game day");
    scene.must("actions", "edit", ITEM, "--deadline", "2026-06-30");

    Run run = scene.sync();

    done(
        run,
        "rewrite acme/shop#2 "
            + ITEM
            + ": done-when, facts as in the register\nrecord acme/shop#2 "
            + ITEM
            + ": owner is ana\n");
    assertThat(issue.body())
        .startsWith("See the board.\n")
        .contains("It has fired in a game day")
        .contains("**2026-06-30**")
        .doesNotContain("2026-05-30")
        .endsWith("And the runbook.\n");
    assertThat(scene.item("A1")).contains("owner: ana\n");
    scene.isSettled();
  }

  @Test
  void a_label_that_a_person_removed_is_not_put_back() {
    Issue issue = scene.opened();
    issue.unlabel("post-mortem");
    done(scene.sync(), "");
    assertThat(issue.labels()).isEmpty();
    scene.isSettled();
  }

  /** Neither the number nor the label is left: only what changed since the item was written. */
  @Test
  void a_register_of_an_earlier_commit_finds_an_issue_without_its_label() throws Exception {
    scene.commit("A1", TITLE, "rob");
    String earlier = scene.item("A1");
    scene.must("actions", "sync");
    Issue issue = scene.issueOf("A1");
    issue.unlabel("post-mortem");
    scene.clock.pass(Duration.ofDays(3));
    Files.writeString(scene.file("A1"), earlier);

    done(scene.sync(), "found acme/shop#2 " + ITEM + ": its issue was there already\n");

    assertThat(SyncScene.open(scene.shop, "A1")).containsExactly(issue);
    scene.isSettled();
  }

  @Test
  void a_register_of_an_earlier_commit_agrees_again() throws Exception {
    scene.commit("A1", TITLE, "rob");
    String earlier = scene.item("A1");
    scene.must("actions", "sync");
    String before = scene.item("A1");
    Files.writeString(scene.file("A1"), earlier);

    scene.must("actions", "sync");

    assertThat(scene.issueOf("A1").number()).isEqualTo(2);
    assertThat(scene.item("A1")).contains("number: 2").contains("state: open");
    assertThat(before).contains("number: 2");
    scene.isSettled();
  }

  @Test
  void a_marker_that_a_person_copied_makes_no_second_issue_and_no_other_one() {
    Issue issue = scene.opened();
    Issue copy = scene.shop.write("ana-gh", "Look at this", issue.body(), "post-mortem");
    scene.isSettled();
    assertThat(copy.isOpen()).isTrue();
    assertThat(scene.item("A1")).contains("number: 2\n");
  }

  @Test
  void a_deleted_issue_is_opened_again_and_said() {
    Issue issue = scene.opened();
    scene.shop.delete(issue.number());

    Run run = scene.sync();

    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .isEqualTo(
            """
            warning[PM-I022]: acme/shop#2 was deleted; %s gets a new one
              help: postmortem actions drop %s --reason ... ends it for good
            """
                .formatted(ITEM, ITEM));
    assertThat(run.out())
        .isEqualTo(
            "deleted acme/shop "
                + ITEM
                + ": acme/shop#2 was deleted\nopen acme/shop "
                + ITEM
                + ": \u201c"
                + TITLE
                + "\u201d for rob-gh\n");
    assertThat(scene.issueOf("A1").number()).isEqualTo(3);
    scene.isSettled();
  }

  @Test
  void a_transferred_issue_is_followed_to_its_new_place() {
    Issue issue = scene.opened();
    Repository db =
        scene.github.repository("acme/db").pushers("octo").assignable("rob-gh", "ana-gh");
    db.write("visitor", "Noise", "there");
    Issue there = scene.shop.transfer(issue.number(), db);
    there.assign(List.of("rob-gh"));

    Run run = scene.sync();

    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .isEqualTo(
            """
            warning[PM-I023]: the issue of %s was moved to acme/db#2
              note: the next run goes on there
              help: check that the token may write there as well
            """
                .formatted(ITEM));
    there.close("rob-gh", "completed");
    done(scene.sync(), "record acme/db#2 " + ITEM + ": done on 2026-04-01, no proof\n");
    assertThat(SyncScene.open(scene.shop, "A1")).isEmpty();
    scene.isSettled();
  }

  @Test
  void a_renamed_repository_is_followed() throws Exception {
    scene.opened();
    scene.shop.rename("acme/store");

    Run run = scene.sync();

    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .isEqualTo(
            """
            warning[PM-I016]: acme/shop is now called acme/store
              help: write the new name into postmortem.yaml
            """);
    assertThat(scene.item("A1")).contains("repository: acme/store");
    scene.isSettled();
  }

  @Test
  void what_is_closed_by_a_pull_request_is_done_with_it_as_proof() {
    Issue issue = scene.opened();
    Issue pull = scene.shop.pullRequest("rob-gh", "Add the alert", "Fixes #2");
    scene.shop.mergedBy("0123456789abcdef0123456789abcdef01234567", pull.number());
    issue.closeByCommit("rob-gh", "0123456789abcdef0123456789abcdef01234567");
    scene.clock.pass(Duration.ofDays(4));

    done(
        scene.sync(),
        "record acme/shop#2 "
            + ITEM
            + ": done on 2026-04-01, https://github.example/acme/shop/pull/3\n");

    assertThat(scene.item("A1"))
        .contains("state: done")
        .contains("proof: \"https://github.example/acme/shop/pull/3\"");
    scene.isSettled();
  }

  /** GitHub names no commit then: only the timeline has the pull request. */
  @Test
  void a_merged_pull_request_that_fixes_the_issue_is_its_proof() {
    Issue issue = scene.opened();
    issue.mentionedByMerged(scene.shop.pullRequest("ana-gh", "Prepare it", "See #2"));
    issue.mentionedBy(scene.shop.pullRequest("ana-gh", "Another way", "Fixes #2"));
    scene.clock.pass(Duration.ofDays(3));
    Issue pull = scene.shop.pullRequest("rob-gh", "Add the \"pull_request\": {} alert", "Fixes #2");
    issue.closeByPull("rob-gh", pull);

    done(
        scene.sync(),
        "record acme/shop#2 "
            + ITEM
            + ": done on 2026-04-04, https://github.example/acme/shop/pull/"
            + pull.number()
            + "\n");
    scene.isSettled();
  }

  @Test
  void a_pull_request_that_only_mentions_the_issue_is_no_proof() {
    Issue issue = scene.opened();
    issue.mentionedByMerged(scene.shop.pullRequest("ana-gh", "Prepare it", "See #2"));
    scene.clock.pass(Duration.ofDays(3));
    issue.close("rob-gh", "completed");

    done(scene.sync(), "record acme/shop#2 " + ITEM + ": done on 2026-04-04, no proof\n");
  }

  @Test
  void new_issues_get_the_milestone_of_the_settings() throws Exception {
    scene.shop.milestone("Backlog");
    scene.shop.milestone("Reliability");
    scene.settings();
    Path settings = scene.folder.resolve("postmortem.yaml");
    String text = Files.readString(settings);
    Files.writeString(settings, text.replace("acme/shop}", "acme/shop, milestone: reliability}"));
    scene.commit("A1", TITLE, "rob");

    Run run = scene.sync();

    assertThat(run.err()).isEmpty();
    assertThat(scene.issueOf("A1").milestone()).isEqualTo("Reliability");
    scene.isSettled();

    Files.writeString(settings, text.replace("acme/shop}", "acme/shop, milestone: 2026Q9}"));
    scene.commit("A2", "Cap retries", "ana");
    Run unknown = scene.sync();
    assertThat(unknown.exit()).isZero();
    assertThat(unknown.err())
        .isEqualTo(
            """
            warning[PM-I027]: acme/shop has no open milestone \u201c2026Q9\u201d
              note: issues are left without one
              help: create it there, or correct issues.milestone in postmortem.yaml; the next run \
            sets it
            """);
    assertThat(scene.issueOf("A1").milestone()).isEqualTo("Reliability");
    assertThat(scene.issueOf("A2").milestone()).isNull();
  }

  @Test
  void another_milestone_in_the_settings_goes_to_open_issues_that_nobody_moved_there()
      throws Exception {
    scene.shop.milestone("Backlog");
    scene.shop.milestone("Reliability");
    scene.shop.milestone("2026Q3");
    scene.settings();
    Path settings = scene.folder.resolve("postmortem.yaml");
    String text = Files.readString(settings);
    scene.commit("A1", TITLE, "rob");
    scene.sync();
    assertThat(scene.issueOf("A1").milestone()).isNull();

    Files.writeString(settings, text.replace("acme/shop}", "acme/shop, milestone: reliability}"));
    scene.commit("A2", "Cap retries", "ana");
    Run first = scene.sync();
    assertThat(first.err()).isEmpty();
    assertThat(first.out()).contains("milestone acme/shop#2 " + ITEM + ": Reliability\n");
    assertThat(scene.issueOf("A1").milestone()).isEqualTo("Reliability");
    scene.isSettled();

    // Somebody decides at GitHub; the settings change after that.
    scene.issueOf("A2").milestone("Backlog");
    Files.writeString(settings, text.replace("acme/shop}", "acme/shop, milestone: 2026Q3}"));
    Run dry = scene.sync("--dry-run");
    Run second = scene.sync();
    assertThat(second.out())
        .isEqualTo(dry.out())
        .isEqualTo("milestone acme/shop#2 " + ITEM + ": 2026Q3\n");
    assertThat(scene.issueOf("A1").milestone()).isEqualTo("2026Q3");
    assertThat(scene.issueOf("A2").milestone()).isEqualTo("Backlog");
    scene.isSettled();

    // One that was taken away is not given again.
    scene.issueOf("A1").milestone(null);
    scene.isSettled();
    assertThat(scene.issueOf("A1").milestone()).isNull();
  }

  @Test
  void what_is_closed_as_not_planned_is_dropped_and_comes_back_when_it_is_reopened() {
    Issue issue = scene.opened();
    issue.close("ana-gh", "not_planned");
    done(scene.sync(), "record acme/shop#2 " + ITEM + ": dropped on 2026-04-01\n");
    assertThat(scene.item("A1")).contains("reason: \"closed as not planned at the tracker\"");

    issue.reopen();
    done(scene.sync(), "record acme/shop#2 " + ITEM + ": open again\n");
    assertThat(scene.item("A1")).contains("state: open");
    scene.isSettled();
  }

  @Test
  void who_is_assigned_there_becomes_the_owner_and_a_stranger_is_drift() {
    Issue issue = scene.opened();
    issue.assign(List.of("ana-gh"));
    done(scene.sync(), "record acme/shop#2 " + ITEM + ": owner is ana\n");

    issue.assign(List.of("stranger"));
    done(scene.sync(), "");
    assertThat(scene.item("A1")).contains("owner: ana\n").contains("stranger");
    assertThat(issue.assignees()).containsExactly("stranger");
    scene.isSettled();
  }

  @Test
  void what_is_closed_in_the_register_is_closed_there() {
    Issue issue = scene.opened();
    scene.must("actions", "close", ITEM, "--proof", "https://github.example/acme/shop/pull/9");

    done(
        scene.sync(),
        "rewrite acme/shop#2 "
            + ITEM
            + ": facts as in the register\nclose acme/shop#2 "
            + ITEM
            + ": done in the register\n");

    assertThat(issue.isOpen()).isFalse();
    assertThat(issue.stateReason()).isEqualTo("completed");
    scene.isSettled();
  }

  @Test
  void a_second_page_that_fails_creates_nothing() {
    for (int i = 0; i < 120; i++) {
      scene.shop.write("visitor", "Noise " + i, "text", "post-mortem");
    }
    scene.commit("A1", TITLE, "rob");
    scene.github.script().fail(Endpoint.LIST_ISSUES, 2, 30, Fault.NOT_FOUND);

    Run run = scene.sync();

    assertThat(run.exit()).isEqualTo(4);
    assertThat(SyncScene.codes(run)).containsExactly("PM-I003");
    assertThat(scene.github.requests()).noneMatch(Request::changes);
    assertThat(scene.item("A1")).contains("state: committed");
  }

  @Test
  void a_clock_that_is_a_day_off_makes_no_second_issue() throws Exception {
    for (int days : new int[] {1, -2}) {
      scene.clockAhead(Duration.ofDays(days));
      String key = days > 0 ? "A1" : "A2";
      scene.commit(key, "Item " + key, "rob");
      String earlier = scene.item(key);

      Run run = scene.sync();

      assertThat(run.exit()).isZero();
      assertThat(SyncScene.codes(run)).containsExactly("PM-I020");
      assertThat(run.err())
          .contains("help: set the clock of this machine: reviews and the history use it\n");
      scene.issueOf(key).unlabel("post-mortem");
      Files.writeString(scene.file(key), earlier);
      assertThat(scene.sync().out()).startsWith("found ");
      scene.issueOf(key);
    }
  }

  @Test
  void two_issues_for_one_item_become_the_older_one() {
    scene.opened();
    Issue first = scene.issueOf("A1");
    Issue second = scene.shop.write("octo", first.title(), first.body(), "post-mortem");

    Run run = scene.sync();

    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .isEqualTo(
            """
            warning[PM-I021]: acme/shop#3 says the same as #2 and was closed
              note: both were created for %s by runs at the same time
              help: if anybody wrote into #3, take it over to #2
            """
                .formatted(ITEM));
    assertThat(run.out()).isEqualTo("close acme/shop#3 " + ITEM + ": duplicate of #2\n");
    assertThat(second.isOpen()).isFalse();
    assertThat(scene.issueOf("A1")).isSameAs(first);
    scene.isSettled();
  }

  @Test
  void a_dry_run_of_everything_says_what_the_wet_run_does() throws Exception {
    for (String key : List.of("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9")) {
      scene.commit(key, "Item " + key, "rob");
    }
    scene.must("actions", "sync");
    Repository db = scene.github.repository("acme/db").pushers("octo").assignable("rob-gh");
    scene.clock.pass(Duration.ofDays(80));
    scene.issueOf("B1").retitle("By a person");
    scene.must("actions", "edit", POST_MORTEM + ".B1", "--title", "By us");
    scene.issueOf("B2").close("ana-gh", "completed");
    scene.issueOf("B3").assign(List.of("ana-gh"));
    scene.must("actions", "edit", POST_MORTEM + ".B4", "--deadline", "2026-09-30");
    scene.must("actions", "drop", POST_MORTEM + ".B5", "--reason", "the pool is gone");
    scene.shop.delete(scene.issueOf("B6").number());
    scene.shop.transfer(scene.issueOf("B7").number(), db);
    Issue eight = scene.issueOf("B8");
    scene.shop.write("octo", eight.title(), eight.body(), "post-mortem");
    scene.must("actions", "edit", POST_MORTEM + ".B9", "--owner", "gone");
    scene.commit("C1", "New one", "ana");
    scene.commit("C2", "For nobody at GitHub", "octo");
    scene.must("actions", "edit", POST_MORTEM + ".C2", "--owner", "kim");
    scene.settings("labels: [post-mortem, sev-2]", "sponsors: [ana]");
    String before = scene.register();
    scene.github.forget();

    Run dry = scene.sync("--dry-run");

    assertThat(scene.github.requests()).isNotEmpty().noneMatch(Request::changes);
    assertThat(scene.register()).isEqualTo(before);
    Run wet = scene.sync();
    assertThat(dry.out()).isEqualTo(wet.out());
    assertThat(dry.out().lines().map(line -> line.split(" ", 2)[0]).distinct())
        .contains("open", "label", "rewrite", "close", "record", "moved", "deleted", "remind");
    assertThat(dry.err()).isEqualTo("postmortem: dry run: nothing is changed\n" + wet.err());
    assertThat(dry.exit()).isEqualTo(wet.exit());
  }
}
