package postmortem.tracker.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import github.Endpoint;
import github.Fault;
import github.GitHubServer;
import github.Issue;
import github.Patience;
import github.Repository;
import github.Request;
import github.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import postmortem.tracker.IssueComment;
import postmortem.tracker.IssueTracker;
import postmortem.tracker.Label;
import postmortem.tracker.Lookup;
import postmortem.tracker.NewIssue;
import postmortem.tracker.Pace;
import postmortem.tracker.Preflight;
import postmortem.tracker.TrackedIssue;
import postmortem.tracker.TrackedIssue.Status;
import postmortem.tracker.TrackerException;
import postmortem.tracker.TrackerException.Failure;

/** The adapter, against a server that behaves and one that does not. */
class GitHubTrackerTest {

  private static final Instant NOW = Instant.parse("2025-03-03T08:00:00Z");
  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";
  private static final NewIssue ASKED =
      new NewIssue("Title", "Body", List.of("post-mortem"), "rob-gh", null);

  private final TestClock clock = new TestClock(NOW);
  private final GitHubServer server = new GitHubServer(clock, "/api/v3");
  private final List<Duration> waits = new ArrayList<>();
  private Repository shop;
  private IssueTracker tracker;

  @BeforeEach
  void start() {
    server.person("casey", "good").person("rob-gh", "other").installation("app[bot]", "app");
    shop = server.repository("acme/shop").pushers("casey").assignable("rob-gh");
    tracker = tracker(server.url(), "good", Patience.PLENTY);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private IssueTracker tracker(String url, String token, Duration timeout) {
    Pace pace = new Pace(clock, waits::add, Duration.ofMinutes(5), line -> {});
    return new GitHubConnection(url, token, timeout, pace, clock).repository("acme/shop");
  }

  private IssueTracker as(String token) {
    return tracker(server.url(), token, Patience.PLENTY);
  }

  private static TrackerException failure(Runnable call) {
    return catchThrowableOfType(TrackerException.class, call::run);
  }

  @Test
  void tells_what_a_repository_is_before_anything_is_changed() {
    Preflight preflight = tracker.preflight();

    assertThat(preflight.repository()).isEqualTo("acme/shop");
    assertThat(preflight.now()).isEqualTo(NOW);
    assertThat(preflight.access()).isEqualTo(Preflight.Access.GRANTED);
    assertThat(preflight.issuesEnabled()).isTrue();
    assertThat(preflight.archived()).isFalse();
    assertThat(tracker.login()).contains("casey");
    assertThat(as("app").preflight().access()).isEqualTo(Preflight.Access.NOT_TOLD);
    assertThat(as("other").preflight().access()).isEqualTo(Preflight.Access.DENIED);
    assertThat(server.changes()).isEmpty();
  }

  @Test
  void tells_what_became_of_an_issue_that_it_creates() {
    TrackedIssue issue = tracker.create(ASKED);

    assertThat(issue)
        .isEqualTo(
            new TrackedIssue(
                "acme/shop",
                1,
                "https://github.example/acme/shop/issues/1",
                "Title",
                "Body",
                Status.OPEN,
                "casey",
                List.of("post-mortem"),
                List.of("rob-gh"),
                null,
                NOW,
                null));
    assertThat(tracker.find(1)).isEqualTo(new Lookup.Found(issue));
  }

  @Test
  void lists_all_pages_oldest_first_without_pull_requests() {
    for (int i = 1; i <= 230; i++) {
      if (i % 10 == 0) {
        shop.pullRequest("rob-gh", "Pull " + i, "", "post-mortem");
      } else {
        shop.write("rob-gh", "Issue " + i, "", "Post-Mortem");
      }
    }
    shop.issue(3).close("rob-gh", "completed");

    List<TrackedIssue> issues = tracker.labelled("post-mortem");

    assertThat(issues).hasSize(207).extracting(TrackedIssue::number).isSorted();
    assertThat(server.requests().stream().filter(r -> r.endpoint() == Endpoint.LIST_ISSUES))
        .hasSize(3);
    clock.pass(Duration.ofHours(1));
    shop.issue(7).retitle("Seven");
    assertThat(tracker.changedSince(NOW.plusSeconds(60)))
        .extracting(TrackedIssue::title)
        .containsExactly("Seven");
  }

  @Test
  void changes_what_it_is_asked_to_change() {
    Issue issue = shop.write("casey", "Old", "old");
    tracker.retitle(1, "New");
    tracker.rewrite(1, "new");
    assertThat(tracker.assign(1, "rob-gh")).containsExactly("rob-gh");
    tracker.createLabel(new Label("post-mortem", "b60205", "about"));
    tracker.createLabel(new Label("post-mortem", "b60205", "about"));
    assertThat(tracker.labels()).containsExactly("post-mortem");
    assertThat(issue.title() + issue.body()).isEqualTo("Newnew");
    tracker.close(1, false);
    assertThat(issue.stateReason()).isEqualTo("not_planned");
    tracker.reopen(1);
    assertThat(issue.isOpen()).isTrue();
    tracker.close(1, true);
    assertThat(issue.stateReason()).isEqualTo("completed");
    assertThat(tracker.assign(1, null)).isEmpty();
  }

  @Test
  void comments_are_written_listed_and_taken_away() {
    shop.write("casey", "An issue", "");
    IssueComment first = tracker.comment(1, "first");
    clock.pass(Duration.ofDays(1));
    IssueComment second = tracker.comment(1, "second");

    assertThat(tracker.comments(1, NOW)).containsExactly(first, second);
    assertThat(tracker.comments(1, NOW.plusSeconds(1))).containsExactly(second);
    tracker.deleteComment(1, second.id());
    tracker.deleteComment(1, second.id());
    assertThat(tracker.comments(1, NOW)).containsExactly(first);
  }

  @Test
  void finds_what_was_deleted_moved_or_never_there() {
    Repository db = server.repository("acme/db").pushers("casey");
    shop.write("casey", "one", "");
    shop.write("casey", "two", "");
    shop.delete(1);
    Issue there = shop.transfer(2, db);

    assertThat(tracker.find(1)).isInstanceOf(Lookup.Deleted.class);
    assertThat(tracker.find(9)).isInstanceOf(Lookup.NotVisible.class);
    assertThat(tracker.find(2))
        .isInstanceOfSatisfying(
            Lookup.Moved.class,
            moved -> {
              assertThat(moved.issue().repository()).isEqualTo("acme/db");
              assertThat(moved.issue().number()).isEqualTo(there.number());
            });
  }

  @Test
  void the_pull_request_that_closed_an_issue_is_its_proof() {
    Issue issue = shop.write("casey", "one", "");
    Issue pull = shop.pullRequest("rob-gh", "Fix", "");
    assertThat(tracker.closer(1)).isEmpty();
    issue.closeByCommit("rob-gh", SHA);
    assertThat(tracker.closer(1).orElseThrow()).endsWith("/commit/" + SHA);
    shop.mergedBy(SHA, pull.number());
    assertThat(tracker.closer(1)).contains("https://github.example/acme/shop/pull/2");
  }

  /** The library would send it up to three times. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"BAD_GATEWAY", "RESET", "CLOSE", "DELAY", "TRUNCATED"})
  void a_creation_whose_answer_is_lost_is_sent_once_and_its_outcome_unknown(Fault fault) {
    List<IssueTracker> ready = new ArrayList<>();
    Patience.reaches(
        fault,
        Duration.ofMillis(300),
        patience -> {
          IssueTracker impatient = tracker(server.url(), "good", patience);
          try {
            impatient.preflight();
          } catch (TrackerException e) {
            return false;
          }
          return ready.add(impatient);
        });
    server.script().failAlways(Endpoint.CREATE_ISSUE, fault);

    TrackerException lost = failure(() -> ready.get(0).create(ASKED));

    assertThat(lost.failure()).isEqualTo(Failure.UNKNOWN);
    assertThat(shop.issues()).hasSize(1);
    assertThat(server.changes()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "SECONDARY_LIMIT, SLOW_DOWN, 60",
    "SECONDARY_LIMIT_WITH_TIME, SLOW_DOWN, 30",
    "TOO_MANY, SLOW_DOWN, 60",
    "TOO_MANY_WITH_TIME, SLOW_DOWN, 45",
    "PRIMARY_LIMIT, SLOW_DOWN, 121",
    "FORBIDDEN, FORBIDDEN, 0",
    "BAD_TOKEN, TOKEN, 0",
    "NOT_FOUND, MISSING, 0",
    "GONE, GONE, 0",
    "TOO_LONG, INVALID, 0",
  })
  void a_refusal_says_what_it_means_and_changes_nothing(Fault fault, Failure means, int seconds) {
    server.script().fail(Endpoint.CREATE_ISSUE, 1, fault);

    TrackerException refused = failure(() -> tracker.create(ASKED));

    assertThat(refused.failure()).isEqualTo(means);
    assertThat(refused.patience()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(refused).hasMessageStartingWith("GitHub answers 4");
    assertThat(shop.issues()).isEmpty();
    assertThat(server.changes()).hasSize(1);
  }

  @Test
  void an_archived_repository_is_refused_and_not_waited_for() {
    tracker.preflight();
    shop.archive();

    assertThat(failure(() -> tracker.create(ASKED)).failure()).isEqualTo(Failure.FORBIDDEN);
    assertThat(waits).isEmpty();
  }

  @Test
  void an_assignee_who_does_not_exist_is_named_as_the_reason() {
    NewIssue stranger = new NewIssue("Title", "Body", List.of(), "stranger", null);
    shop.write("casey", "x", "");

    assertThat(failure(() -> tracker.create(stranger)).isAbout("assignees")).isTrue();
    assertThat(failure(() -> tracker.assign(1, "stranger")).failure()).isEqualTo(Failure.MISSING);
  }

  @Test
  void reading_is_repeated_after_a_fault_and_a_limit_is_waited_out() {
    tracker.preflight();
    server.script().fail(Endpoint.LIST_ISSUES, 1, Fault.BAD_GATEWAY);
    server.script().fail(Endpoint.LIST_ISSUES, 2, Fault.TRUNCATED);
    assertThat(tracker.labelled("post-mortem")).isEmpty();
    assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));

    waits.clear();
    server.script().fail(Endpoint.LIST_ISSUES, 1, Fault.SECONDARY_LIMIT_WITH_TIME);
    assertThat(tracker.labelled("post-mortem")).isEmpty();
    assertThat(waits).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void a_renamed_repository_is_reached_by_its_old_name_and_changed_by_its_new_one() {
    shop.write("casey", "one", "");
    shop.rename("acme/store");

    assertThat(tracker.preflight().repository()).isEqualTo("acme/store");
    assertThat(tracker.find(1)).isInstanceOf(Lookup.Found.class);
    tracker.create(ASKED);
    assertThat(server.changes())
        .extracting(Request::path)
        .containsExactly("/repos/acme/store/issues");
  }

  @Test
  void a_server_that_is_not_there_is_said_by_name() {
    IssueTracker nobody = tracker("http://127.0.0.1:1", "good", Duration.ofSeconds(5));

    TrackerException unreachable = failure(nobody::preflight);

    assertThat(unreachable.failure()).isEqualTo(Failure.UNKNOWN);
    assertThat(unreachable).hasMessageContaining("127.0.0.1:1 could not be reached");
  }
}
