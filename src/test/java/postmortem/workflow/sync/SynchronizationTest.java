package postmortem.workflow.sync;

import static org.assertj.core.api.Assertions.assertThat;

import github.Endpoint;
import github.Fault;
import github.GitHubServer;
import github.Issue;
import github.Repository;
import github.Request;
import github.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postmortem.action.ActionItem;
import postmortem.action.ActionState;
import postmortem.action.Marker;
import postmortem.diagnostic.ExitCode;
import postmortem.workflow.sync.Desk.Run;

/** Register and issues, brought together against a GitHub of our own. */
class SynchronizationTest {

  private static final String ID = "2025-02-09-checkout.AI1";

  private final TestClock clock = new TestClock(Desk.MORNING);
  private final GitHubServer server = new GitHubServer(clock);
  private final Shelf shelf = new Shelf();
  private Repository shop;
  private Desk desk;

  @BeforeEach
  void start() {
    server.person(Desk.CASEY, Desk.TOKEN).person("rob-gh", "t2").person("ana-gh", "t3");
    server.installation("github-actions[bot]", "t4");
    shop =
        server
            .repository("acme/shop")
            .pushers(Desk.CASEY, "github-actions[bot]")
            .assignable("rob-gh", "ana-gh");
    desk = new Desk(server, clock, "acme/shop", shelf);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Issue opened() throws Exception {
    shelf.put(Desk.committed("AI1", "Alert on the pool's wait time", "rob", "2025-04-30"));
    assertThat(desk.sync().exit()).isEqualTo(ExitCode.DONE);
    server.forget();
    return Desk.marked(shop, ID).get(0);
  }

  private static ActionItem edited(ActionItem item, String title) {
    return item.edit(Desk.MORNING, "test").title(title).result();
  }

  @Test
  void a_committed_item_becomes_an_issue_with_owner_labels_and_marker() throws Exception {
    Issue issue = opened();

    assertThat(issue.title()).isEqualTo("Alert on the pool's wait time");
    assertThat(issue.assignees()).containsExactly("rob-gh");
    assertThat(issue.labels()).containsExactly("post-mortem");
    assertThat(shop.labels()).containsEntry("post-mortem", "b60205");
    assertThat(issue.body())
        .contains("2025-04-30")
        .contains("(" + Desk.DOCUMENTS + "2025-02-09-checkout/postmortem.md)")
        .contains(Marker.of(ID));
    ActionItem item = shelf.item(ID);
    assertThat(item.state()).isEqualTo(ActionState.OPEN);
    assertThat(shelf.link(ID).text()).isEqualTo("acme/shop#" + issue.number());
    assertThat(shelf.link(ID).author()).isEqualTo(Desk.CASEY);
  }

  @Test
  void a_second_run_changes_nothing_anywhere() throws Exception {
    opened();
    String before = shelf.toString();

    Run again = desk.sync();

    assertThat(again.out()).isEmpty();
    assertThat(server.changes()).isEmpty();
    assertThat(shelf).hasToString(before);
    assertThat(server.requests()).hasSizeLessThanOrEqualTo(3);
    assertThat(server.requests())
        .as("refusals must be readable")
        .noneMatch(request -> request.headers().containsKey("accept-encoding"));
  }

  @Test
  void a_dry_run_says_what_the_wet_run_does_and_changes_nothing() throws Exception {
    Issue first = opened();
    clock.pass(Duration.ofDays(60));
    shelf.put(edited(shelf.item(ID), "Alert when the pool waits"));
    shelf.put(Desk.committed("AI2", "Cap retries", "ana", "2025-06-30"));
    shelf.put(Desk.committed("AI3", "Write the runbook", "nobody-known", "2025-06-30"));
    String before = shelf.toString();

    Run dry = desk.dryRun();

    assertThat(server.changes()).isEmpty();
    assertThat(shelf).hasToString(before);
    Run wet = desk.sync();
    assertThat(dry.out()).isEqualTo(wet.out()).contains("open ", "retitle ", "remind ");
    assertThat(dry.codes()).isEqualTo(wet.codes());
    assertThat(dry.exit()).isEqualTo(wet.exit());
    assertThat(first.title()).isEqualTo("Alert when the pool waits");
    assertThat(shop.issues()).hasSize(3);
  }

  @Test
  void what_people_do_at_github_comes_into_the_register_with_its_date() throws Exception {
    Issue issue = opened();
    clock.pass(Duration.ofDays(2));
    Issue pull = shop.pullRequest("rob-gh", "Add the alert", "Fixes it");
    shop.mergedBy("0123456789abcdef0123456789abcdef01234567", pull.number());
    Instant closed = clock.instant();
    issue.closeByCommit("rob-gh", "0123456789abcdef0123456789abcdef01234567");
    clock.pass(Duration.ofDays(5));

    desk.sync();

    ActionItem done = shelf.item(ID);
    assertThat(done.state()).isEqualTo(ActionState.DONE);
    assertThat(Objects.requireNonNull(done.proof()).text())
        .endsWith("acme/shop/pull/" + pull.number());
    assertThat(done.history().get(done.history().size() - 1).at()).isEqualTo(closed);

    issue.reopen();
    desk.sync();
    assertThat(shelf.item(ID).state()).isEqualTo(ActionState.OPEN);

    issue.close("ana-gh", "not_planned");
    desk.sync();
    assertThat(shelf.item(ID).state()).isEqualTo(ActionState.DROPPED);
    assertThat(shelf.item(ID).reason()).contains("not planned");
  }

  @Test
  void who_is_assigned_at_github_becomes_the_owner() throws Exception {
    Issue issue = opened();
    issue.assign(List.of("ana-gh"));
    desk.sync();
    assertThat(shelf.item(ID).owner()).isEqualTo("ana");

    issue.assign(List.of("stranger"));
    desk.sync();
    assertThat(shelf.item(ID).owner()).isEqualTo("ana");
    assertThat(shelf.toString()).contains("drift").contains("stranger");
    assertThat(issue.assignees()).containsExactly("stranger");
  }

  @Test
  void another_owner_in_the_register_is_assigned_at_github() throws Exception {
    Issue issue = opened();
    shelf.put(shelf.item(ID).edit(Desk.MORNING, "test").owner("ana").result());

    desk.sync();

    assertThat(issue.assignees()).containsExactly("ana-gh");
    assertThat(shelf.item(ID).owner()).isEqualTo("ana");
  }

  @Test
  void an_item_that_is_closed_in_the_register_closes_its_issue() throws Exception {
    Issue issue = opened();
    shelf.put(shelf.item(ID).edit(Desk.MORNING, "test").drop("the pool is gone").result());

    desk.sync();

    assertThat(issue.isOpen()).isFalse();
    assertThat(issue.stateReason()).isEqualTo("not_planned");
    assertThat(issue.body()).contains("the pool is gone");
    server.forget();
    assertThat(desk.sync().out()).isEmpty();
    assertThat(shelf.item(ID).reason()).isEqualTo("the pool is gone");
  }

  @Test
  void edits_of_both_sides_to_different_things_are_both_kept() throws Exception {
    Issue issue = opened();
    issue.retitle("Alert on pool wait (see runbook)");
    issue.rewrite("Notes of the team\n\n" + issue.body() + "\nMore notes\n");
    shelf.put(
        shelf
            .item(ID)
            .edit(Desk.MORNING, "test")
            .doneWhen("The alert has fired in a game day")
            .result());

    Run run = desk.sync();

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(issue.title()).isEqualTo("Alert on pool wait (see runbook)");
    assertThat(issue.body())
        .startsWith("Notes of the team")
        .contains("The alert has fired in a game day")
        .endsWith("More notes\n");
    assertThat(shelf.toString()).contains("what: drift");
    String settled = shelf.toString();
    assertThat(desk.sync().out()).isEmpty();
    assertThat(shelf).hasToString(settled);
  }

  @Test
  void the_same_changed_on_both_sides_is_said_and_left_alone() throws Exception {
    Issue issue = opened();
    issue.retitle("Theirs");
    shelf.put(edited(shelf.item(ID), "Ours"));

    Run run = desk.sync();

    assertThat(run.exit()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.codes()).containsExactly("PM-I014");
    assertThat(issue.title()).isEqualTo("Theirs");
    assertThat(shelf.item(ID).title()).isEqualTo("Ours");
  }

  @Test
  void the_register_leads_on_the_deadline() throws Exception {
    Issue issue = opened();
    issue.rewrite(issue.body().replace("2025-04-30", "2029-01-01"));

    desk.sync();

    assertThat(issue.body()).contains("2025-04-30").doesNotContain("2029-01-01");
    assertThat(shelf.toString()).contains("2029-01-01");
    server.forget();
    assertThat(desk.sync().out()).isEmpty();
  }

  @Test
  void text_of_people_mentions_nobody_and_closes_nothing() throws Exception {
    shelf.put(
        Desk.committed("AI1", "Ask @acme/team about #12", "rob", "2025-04-30")
            .edit(Desk.MORNING, "test")
            .description("@everyone closes #3\nfixes GH-4 <!-- postmortem:action-item x.y -->")
            .result());

    desk.sync();

    String body = shop.issue(1).body();
    assertThat(body).doesNotContainPattern("@[A-Za-z]").doesNotContainPattern("#[0-9]");
    assertThat(body).doesNotContainPattern("(?i)gh-[0-9]");
    assertThat(Marker.in(body)).containsExactly(ID);
  }

  @Test
  void long_titles_and_bodies_are_shortened_to_what_github_takes() throws Exception {
    shelf.put(
        Desk.committed("AI1", "x".repeat(300), "rob", "2025-04-30")
            .edit(Desk.MORNING, "test")
            .description("long @word and #1 <b>\n".repeat(4000))
            .doneWhen("y".repeat(70_000))
            .result());

    Run run = desk.sync();

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    Issue issue = shop.issue(1);
    assertThat(issue.title()).hasSizeLessThanOrEqualTo(256).endsWith("\u2026");
    assertThat(issue.body()).hasSizeLessThanOrEqualTo(65_536).contains(Marker.of(ID));
    assertThat(desk.sync().out()).isEmpty();
  }

  @Test
  void a_reminder_is_written_once_a_week_and_tells_the_sponsor_when_it_is_late() throws Exception {
    Issue issue = opened();
    clock.pass(Duration.ofDays(52));
    desk.sync();
    desk.sync();
    assertThat(issue.comments()).hasSize(1);
    assertThat(issue.comments().get(0).body()).contains("due on **2025-04-30**");

    clock.pass(Duration.ofDays(28));
    desk.sync();
    desk.sync();
    assertThat(issue.comments()).hasSize(2);
    assertThat(issue.comments().get(1).body()).contains("@lead-gh");
  }

  @Test
  void a_register_of_an_earlier_commit_finds_its_issues_again() throws Exception {
    Shelf earlier = new Shelf();
    earlier.put(Desk.committed("AI1", "Alert on the pool's wait time", "rob", "2025-04-30"));
    Issue issue = opened();
    shelf.reset(earlier);

    Run run = desk.sync();

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(shop.issues()).containsExactly(issue);
    assertThat(shelf.link(ID).number()).isEqualTo(issue.number());
    server.forget();
    assertThat(desk.sync().out()).isEmpty();
    assertThat(shelf.toString()).doesNotContain("drift");
  }

  @Test
  void a_marker_that_somebody_copied_is_not_the_issue() throws Exception {
    Issue issue = opened();
    Issue copy = shop.write("rob-gh", "Look at this", issue.body(), "post-mortem");

    assertThat(desk.sync().out()).isEmpty();
    assertThat(copy.isOpen()).isTrue();
    assertThat(shelf.link(ID).number()).isEqualTo(issue.number());
  }

  @Test
  void a_marker_in_issues_of_others_only_creates_nothing_and_says_what_to_do() throws Exception {
    shelf.put(Desk.committed("AI1", "Alert", "rob", "2025-04-30"));
    Issue theirs = shop.write("rob-gh", "Mine", "x\n" + Marker.of(ID), "post-mortem");

    Run run = desk.sync();

    assertThat(run.exit()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.diagnostics().get(0).help())
        .contains("actions link " + ID + " " + theirs.number());
    assertThat(server.changes()).isEmpty();
    assertThat(shelf.item(ID).state()).isEqualTo(ActionState.COMMITTED);
  }

  @Test
  void a_foreign_marker_without_our_label_is_seen_after_the_intent() throws Exception {
    shelf.put(Desk.committed("AI1", "Alert", "rob", "2025-04-30"));
    shop.write("rob-gh", "Mine", "x\n" + Marker.of(ID));

    assertThat(desk.sync().exit()).isEqualTo(ExitCode.FINDINGS);
    assertThat(shop.issues()).hasSize(1);
  }

  @Test
  void without_push_access_nothing_is_written_anywhere() throws Exception {
    shop.closeToAll();
    shelf.put(Desk.committed("AI1", "Alert", "rob", "2025-04-30"));
    String before = shelf.toString();

    Run run = desk.sync();

    assertThat(run.exit()).isEqualTo(ExitCode.REMOTE);
    assertThat(run.codes()).containsExactly("PM-I006");
    assertThat(server.changes()).isEmpty();
    assertThat(shelf).hasToString(before);
  }

  @Test
  void labels_that_are_dropped_silently_are_noticed_and_the_issue_recorded() throws Exception {
    shop.tellPermissions(false);
    shop.closeToAll();
    shop.write("someone", "other", "x", "post-mortem");
    shelf.put(Desk.committed("AI1", "Alert", "rob", "2025-04-30"));

    Run run = desk.sync();

    assertThat(run.exit()).isEqualTo(ExitCode.REMOTE);
    assertThat(run.codes()).contains("PM-I012");
    assertThat(shelf.item(ID).state()).isEqualTo(ActionState.OPEN);
    desk.sync();
    assertThat(Desk.marked(shop, ID)).hasSize(1);
  }

  /** Without the label, only the list of what changed since the intent can hold it. */
  @Test
  void an_issue_whose_answer_and_label_were_lost_is_found_again() throws Exception {
    shop.tellPermissions(false);
    shop.closeToAll();
    shop.write("someone", "other", "x", "post-mortem");
    shelf.put(Desk.committed("AI1", "Alert", "rob", "2025-04-30"));
    server.script().fail(Endpoint.CREATE_ISSUE, 1, Fault.RESET);

    assertThat(desk.sync().codes()).containsExactly("PM-I010");
    clock.pass(Duration.ofDays(3));
    desk.sync();

    assertThat(Desk.marked(shop, ID)).hasSize(1);
    assertThat(shelf.item(ID).state()).isEqualTo(ActionState.OPEN);
  }

  @Test
  void an_app_is_not_asked_for_rights_that_it_is_not_told() throws Exception {
    shop.tellPermissions(false);
    shelf.put(Desk.committed("AI1", "Alert", "rob", "2025-04-30"));

    assertThat(desk.token("t4").sync().exit()).isEqualTo(ExitCode.DONE);
    assertThat(shelf.link(ID).author()).isEqualTo("github-actions[bot]");
  }

  @Test
  void an_owner_whom_github_cannot_assign_is_said_and_tried_again() throws Exception {
    shelf.put(Desk.committed("AI1", "Alert", "lead", "2025-04-30"));

    Run run = desk.sync();

    assertThat(run.exit()).isEqualTo(ExitCode.REMOTE);
    assertThat(run.codes()).containsExactly("PM-I013");
    assertThat(shop.issue(1).assignees()).isEmpty();
    server.person("lead-gh", "t9");
    shop.assignable("lead-gh");
    assertThat(desk.sync().exit()).isEqualTo(ExitCode.DONE);
    assertThat(shop.issue(1).assignees()).containsExactly("lead-gh");
  }

  @Test
  void a_deleted_issue_is_opened_again_and_said() throws Exception {
    Issue issue = opened();
    shop.delete(issue.number());

    Run run = desk.sync();

    assertThat(run.codes()).containsExactly("PM-I022");
    assertThat(Desk.marked(shop, ID)).hasSize(1);
    assertThat(shelf.link(ID).number()).isNotEqualTo(issue.number());
    assertThat(shelf.toString()).contains("acme/shop#" + issue.number() + " was deleted");
  }

  @Test
  void a_moved_issue_is_followed() throws Exception {
    Issue issue = opened();
    Repository other =
        server.repository("acme/db").pushers(Desk.CASEY).assignable("rob-gh", "ana-gh");
    shop.write("visitor", "a second one", "x", "post-mortem");
    other.write("visitor", "a first one there", "x");
    Issue there = shop.transfer(issue.number(), other);

    Run run = desk.sync();

    assertThat(run.codes()).containsExactly("PM-I023");
    assertThat(shelf.link(ID).text()).isEqualTo("acme/db#" + there.number());
    there.assign(List.of("rob-gh"));
    there.close("rob-gh", "completed");
    desk.sync();
    assertThat(shelf.item(ID).state()).isEqualTo(ActionState.DONE);
    assertThat(shop.issues()).hasSize(1);
  }

  @Test
  void an_issue_that_was_closed_as_a_duplicate_does_not_stand_for_its_item() throws Exception {
    Issue issue = opened();
    Issue twin = shop.write(Desk.CASEY, issue.title(), issue.body(), "post-mortem");
    desk.sync();
    assertThat(twin.isOpen()).isFalse();
    assertThat(twin.body()).startsWith("Duplicate of #" + issue.number());
    shop.delete(issue.number());

    desk.sync();

    assertThat(shelf.item(ID).state()).isEqualTo(ActionState.OPEN);
    assertThat(Desk.marked(shop, ID).stream().filter(Issue::isOpen)).hasSize(1);
  }

  @Test
  void an_item_that_is_taken_up_again_reopens_its_issue() throws Exception {
    Issue issue = opened();
    issue.close("rob-gh", "completed");
    desk.sync();
    shelf.put(shelf.item(ID).edit(clock.instant(), "test").state(ActionState.COMMITTED).result());

    desk.sync();

    assertThat(issue.isOpen()).isTrue();
    assertThat(shelf.item(ID).state()).isEqualTo(ActionState.OPEN);
    assertThat(desk.sync().out()).isEmpty();
  }

  @Test
  void an_issue_that_cannot_be_commented_on_does_not_stop_the_others() throws Exception {
    shelf.put(Desk.committed("AI1", "First", "rob", "2025-03-05"));
    shelf.put(Desk.committed("AI2", "Second", "rob", "2025-03-05"));
    desk.sync();
    server.script().fail(Endpoint.COMMENT, 1, Fault.FORBIDDEN);

    Run run = desk.sync();

    assertThat(run.exit()).isEqualTo(ExitCode.REMOTE);
    assertThat(run.codes()).containsExactly("PM-I008");
    assertThat(shop.issue(1).comments()).isEmpty();
    assertThat(shop.issue(2).comments()).hasSize(1);
  }

  /** Whoever follows the issue would be told twice. */
  @Test
  void a_reminder_whose_answer_was_lost_is_not_written_again() throws Exception {
    shelf.put(Desk.committed("AI1", "First", "rob", "2025-03-05"));
    desk.sync();
    server.script().fail(Endpoint.COMMENT, 1, Fault.BAD_GATEWAY);
    desk.sync();
    server.forget();

    desk.sync();

    assertThat(server.changes()).isEmpty();
    assertThat(shop.issue(1).comments()).hasSize(1);
    assertThat(shelf.toString()).contains("what: reminded");
  }

  @Test
  void a_renamed_repository_is_followed_and_said() throws Exception {
    Issue issue = opened();
    shop.rename("acme/store");

    Run run = desk.sync();

    assertThat(run.codes()).containsExactly("PM-I016");
    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(shop.issues()).containsExactly(issue);
    assertThat(shelf.link(ID).repository()).isEqualTo("acme/store");
    assertThat(desk.sync().diagnostics()).isEmpty();
  }

  @Test
  void a_title_or_label_that_people_change_does_not_make_a_second_issue() throws Exception {
    Issue issue = opened();
    issue.retitle("Something else entirely");
    issue.unlabel("post-mortem");

    desk.sync();
    desk.sync();

    assertThat(shop.issues()).containsExactly(issue);
    assertThat(issue.title()).isEqualTo("Something else entirely");
    assertThat(issue.labels()).isEmpty();
  }

  @Test
  void the_clock_of_the_runner_does_not_matter() throws Exception {
    shelf.put(Desk.committed("AI1", "Alert", "rob", "2025-04-30"));
    Clock wrong = Clock.offset(Clock.fixed(Desk.MORNING, ZoneOffset.UTC), Duration.ofDays(1));

    Run run = desk.clock(wrong).sync();

    assertThat(run.codes()).containsExactly("PM-I020");
    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(shelf.link(ID).intent()).isEqualTo(Desk.MORNING);
    desk.clock(Clock.offset(wrong, Duration.ofDays(-2))).sync();
    assertThat(Desk.marked(shop, ID)).hasSize(1);
  }

  @Test
  void refusals_before_the_first_change_leave_the_register_alone() throws Exception {
    shelf.put(Desk.committed("AI1", "Alert", "rob", "2025-04-30"));
    String before = shelf.toString();
    shop.archive();
    assertThat(desk.sync().codes()).containsExactly("PM-I004");
    Repository mute = server.repository("acme/mute").pushers(Desk.CASEY);
    mute.enableIssues(false);
    Desk other = new Desk(server, clock, "acme/mute", shelf);
    assertThat(other.sync().codes()).containsExactly("PM-I005");
    assertThat(new Desk(server, clock, "acme/none", shelf).sync().codes())
        .containsExactly("PM-I003");
    assertThat(new Desk(server, clock, "acme/shop", shelf).token("wrong").sync().codes())
        .containsExactly("PM-I007");
    assertThat(shelf).hasToString(before);
    assertThat(server.requests()).noneMatch(Request::changes);
  }

  @Test
  void changes_are_at_least_a_second_apart() throws Exception {
    for (int i = 1; i <= 3; i++) {
      shelf.put(Desk.committed("AI" + i, "Item " + i, "rob", "2025-04-30"));
    }
    desk.sync();
    // A label and three issues: three times between them.
    assertThat(desk.waits())
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
  }
}
