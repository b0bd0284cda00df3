package postmortem.workflow.sync;

import static org.assertj.core.api.Assertions.assertThat;

import github.Endpoint;
import github.Fault;
import github.GitHubServer;
import github.Issue;
import github.Patience;
import github.Repository;
import github.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.ExitCode;
import postmortem.document.render.ReviewIssueText;
import postmortem.redact.Redactor;
import postmortem.tracker.DryRun;
import postmortem.tracker.IssueTracker;
import postmortem.tracker.Pace;
import postmortem.tracker.github.GitHubConnection;

/** The review of a week is one issue, whatever goes wrong on the way to it. */
@Tag("matrix")
class WeeklyIssueTest {

  private static final Redactor REDACTOR = Redactor.builtIn(null);
  private static final String HOME = "acme/ops";
  private static final String WEEK = "2025-W10";
  private static final String BEFORE = "2025-W09";

  /** Short, since it is waited for real; an answer that comes too late is one more lost answer. */
  private static final Duration IMPATIENT = Duration.ofMillis(40);

  /** They end as another one does; the adapter's own test tells them apart. */
  private static final List<Fault> ALIKE =
      List.of(Fault.TOO_MANY_WITH_TIME, Fault.PRIMARY_LIMIT, Fault.FORBIDDEN);

  private final TestClock clock = new TestClock(Desk.MORNING);
  private final GitHubServer server = new GitHubServer(clock);
  private int repositories;

  WeeklyIssueTest() {
    server.person(Desk.CASEY, Desk.TOKEN).person("rob-gh", "token-of-rob");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private record Run(
      ExitCode exit, String out, List<Diagnostic> said, List<String> steps, boolean posted) {
    List<String> codes() {
      return said.stream().map(Diagnostic::code).distinct().toList();
    }
  }

  private String register = HOME;

  private Repository repository() {
    Repository repository = server.repository(HOME + repositories++).pushers(Desk.CASEY, "rob-gh");
    repository.write("visitor", "It does not work", "for me", "post-mortem");
    repository.pullRequest("rob-gh", "Cap retries", "Closes nothing", "post-mortem");
    return repository;
  }

  private Run post(Repository repository, String week, String text, Steps steps, boolean dry)
      throws IOException {
    return post(repository, week, text, steps, dry, Patience.PLENTY, Desk.TOKEN);
  }

  private Run post(
      Repository repository,
      String week,
      String text,
      Steps steps,
      boolean dry,
      Duration timeout,
      String token,
      String... settings)
      throws IOException {
    StringBuilder out = new StringBuilder();
    Diagnostics diagnostics = new Diagnostics();
    Pace pace = new Pace(clock, clock::pass, Duration.ofMinutes(15), line -> {});
    GitHubConnection connection = new GitHubConnection(server.url(), token, timeout, pace, clock);
    IssueTracker tracker = connection.repository(repository.name());
    Journal journal = new Journal(out, diagnostics);
    Optional<WeeklyIssue.Posted> posted =
        new WeeklyIssue(
                steps.of(dry ? new DryRun(tracker) : tracker),
                connection::repository,
                Desk.settings(settings),
                REDACTOR,
                journal,
                pace,
                repository.name(),
                new WeeklyIssue.Review(
                    new ReviewIssueText.Key(week, register),
                    Instant.parse("2025-03-03T00:00:00Z"),
                    "action-items/reviews/" + week + ".md",
                    HOME + "/blob/HEAD/",
                    links -> text))
            .post();
    return new Run(
        journal.exit(), out.toString(), diagnostics.sorted(), steps.names(), posted.isPresent());
  }

  private Run post(Repository repository, String week, String text) throws IOException {
    return post(repository, week, text, Steps.undisturbed(), false);
  }

  private static List<Issue> reviews(Repository repository, String week) {
    String marker = new ReviewIssueText.Key(week, HOME).marker();
    return repository.issues().stream().filter(issue -> issue.body().contains(marker)).toList();
  }

  private static Issue review(Repository repository, String week) {
    List<Issue> open = reviews(repository, week).stream().filter(Issue::isOpen).toList();
    assertThat(open).as("open reviews of " + week).hasSize(1);
    return open.get(0);
  }

  @Test
  void a_week_gets_one_issue_that_is_renewed_only_when_its_text_changes() throws IOException {
    Repository repository = repository();
    Run first = post(repository, WEEK, "Three are overdue.\n");
    assertThat(first.exit()).isEqualTo(ExitCode.DONE);
    assertThat(first.out())
        .isEqualTo(
            """
            label acme/ops0: post-mortem-review
            open acme/ops0: \u201cWeekly review of action items, 2025-W10 (acme/ops)\u201d
            """);
    Issue issue = review(repository, WEEK);
    assertThat(issue.labels()).containsExactly(WeeklyIssue.LABEL);
    assertThat(issue.body())
        .startsWith("<!-- postmortem:review 2025-W10 acme/ops -->\n\nThree are overdue.\n\n---\n")
        .endsWith("\n<!-- postmortem:review-end -->\n");

    server.forget();
    assertThat(post(repository, WEEK, "Three are overdue.\n").out()).isEmpty();
    assertThat(server.changes()).isEmpty();

    Run changed = post(repository, WEEK, "Two are overdue.\n");
    assertThat(changed.out()).isEqualTo("update acme/ops0#3: review of 2025-W10\n");
    assertThat(review(repository, WEEK).body()).contains("Two are").doesNotContain("Three are");
  }

  @Test
  void a_repository_that_is_renamed_in_the_week_keeps_its_one_review() throws IOException {
    Repository repository = repository();
    String former = repository.name();
    register = former;
    post(repository, WEEK, "Before the move.\n");
    Issue issue = only(repository);

    repository.rename(former + "-renamed");
    register = former + "-renamed";
    assertThat(post(repository, WEEK, "After the move.\n").exit()).isEqualTo(ExitCode.DONE);
    assertThat(only(repository)).isSameAs(issue);
    assertThat(issue.body()).contains("After the move.", register + " -->");

    // A clone may still know the former name.
    register = former;
    post(repository, WEEK, "From an older clone.\n");
    assertThat(only(repository)).isSameAs(issue);

    // Somebody else's register of the same week is another review, moved or not.
    register = "acme/elsewhere";
    post(repository, WEEK, "Another register.\n");
    assertThat(withMarker(repository)).hasSize(2);
  }

  private static List<Issue> withMarker(Repository repository) {
    return repository.issues().stream()
        .filter(issue -> ReviewIssueText.key(issue.body()).isPresent())
        .toList();
  }

  private static Issue only(Repository repository) {
    assertThat(withMarker(repository)).hasSize(1);
    return withMarker(repository).get(0);
  }

  @Test
  void the_next_week_names_and_closes_the_one_before() throws IOException {
    Repository repository = repository();
    post(repository, BEFORE, "Before.\n");
    Run next = post(repository, WEEK, "Now.\n");
    assertThat(next.out())
        .endsWith("close acme/ops0#3: review of 2025-W09, there is the one of 2025-W10\n");
    assertThat(repository.issue(3).isOpen()).isFalse();
    assertThat(repository.issue(3).stateReason()).isEqualTo("completed");
    assertThat(review(repository, WEEK).body()).contains("The review before this one: #3.");
    assertThat(post(repository, WEEK, "Now.\n").out()).isEmpty();
  }

  @Test
  void what_people_write_around_it_stays_and_what_they_close_stays_closed() throws IOException {
    Repository repository = repository();
    post(repository, WEEK, "Old.\n");
    Issue issue = review(repository, WEEK);
    issue.rewrite(
        "We met on Monday.\r\n\r\n" + issue.body().replace("\n", "\r\n") + "\r\nRob takes two.");
    issue.retitle("Our week");
    issue.close(Desk.CASEY, "completed");
    server.forget();
    assertThat(post(repository, WEEK, "Old.\n").out()).isEmpty();
    assertThat(server.changes()).isEmpty();

    assertThat(post(repository, WEEK, "New.\n").out()).startsWith("update acme/ops0#3");
    Issue renewed = repository.issue(3);
    assertThat(renewed.body())
        .startsWith("We met on Monday.\n\n<!-- ")
        .contains("\nNew.\n")
        .doesNotContain("Old.")
        .endsWith("Rob takes two.");
    assertThat(renewed.isOpen()).isFalse();
    assertThat(renewed.title()).isEqualTo("Our week");
    assertThat(reviews(repository, WEEK)).hasSize(1);
  }

  @Test
  void a_body_whose_end_is_gone_is_left_as_it_is() throws IOException {
    Repository repository = repository();
    post(repository, WEEK, "Old.\n");
    Issue issue = review(repository, WEEK);
    issue.rewrite(issue.body().replace("<!-- postmortem:review-end -->", "my notes"));
    Run run = post(repository, WEEK, "New.\n");
    assertThat(run.exit()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.said())
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.code()).isEqualTo("PM-I026");
              assertThat(said.message())
                  .isEqualTo("acme/ops0#3 cannot be renewed: the end of the review is gone");
            });
    assertThat(review(repository, WEEK).body()).contains("Old.").contains("my notes");
  }

  @Test
  void a_review_that_is_too_long_for_an_issue_says_what_it_leaves_out() throws IOException {
    Repository repository = repository();
    String row = "| " + "x".repeat(97) + "|\n";
    String review =
        "Summary.\n\n## Overdue (2)\n\n"
            + row.repeat(400)
            + "\n## Debt (9)\n\n"
            + row.repeat(300)
            + "\n## Load (3)\n\nnot much\n";
    post(repository, WEEK, review);
    Issue issue = review(repository, WEEK);
    assertThat(issue.body())
        .hasSizeBetween(40_000, 65_536)
        .contains(
            "\n> **Shortened**, because an issue holds 65,536 characters. Left out: Debt (9); Load"
                + " (3). The whole review is in `action-items/reviews/2025-W10.md`.\n")
        .endsWith("<!-- postmortem:review-end -->\n");
    assertThat(post(repository, WEEK, review).out()).isEmpty();

    // What people wrote around it takes room as well.
    issue.rewrite("y".repeat(30_000) + "\n" + issue.body());
    post(repository, WEEK, review);
    assertThat(issue.body())
        .hasSizeBetween(30_000, 65_536)
        .startsWith("yyy")
        .contains("Summary.")
        .contains("Left out: Overdue (2); Debt (9); Load (3).")
        .endsWith("<!-- postmortem:review-end -->\n");
  }

  @Test
  void the_marker_in_an_issue_of_somebody_else_is_no_review_of_ours() throws IOException {
    Repository repository = repository();
    String marker = new ReviewIssueText.Key(WEEK, HOME).marker();
    repository.write("visitor", "Copied", "see " + marker);
    Run run = post(repository, WEEK, "Text.\n");
    assertThat(run.exit()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.said())
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.code()).isEqualTo("PM-I025");
              assertThat(said.message())
                  .isEqualTo(
                      "acme/ops0#3 bears the marker of the review of 2025-W10 but was written by"
                          + " visitor");
            });
    assertThat(server.changes()).isEmpty();

    // A colleague who posts reviews as well is one of us as soon as the settings say so.
    Repository shared = repository();
    post(shared, WEEK, "Text.\n");
    server.forget();
    Run robs =
        post(
            shared,
            WEEK,
            "Text.\n",
            Steps.undisturbed(),
            false,
            Patience.PLENTY,
            "token-of-rob",
            "tracker: {logins: [casey]}");
    assertThat(robs.out()).isEmpty();
    assertThat(server.changes()).isEmpty();
  }

  @Test
  void a_past_week_that_is_posted_late_does_not_stay_open() throws IOException {
    Repository repository = repository();
    post(repository, WEEK, "Now.\n");
    Run late = post(repository, BEFORE, "Before.\n");
    assertThat(late.out())
        .isEqualTo(
            """
            open acme/ops0: \u201cWeekly review of action items, 2025-W09 (acme/ops)\u201d
            close acme/ops0: review of 2025-W09, there is the one of 2025-W10
            """);
    assertThat(review(repository, WEEK).isOpen()).isTrue();
    assertThat(reviews(repository, BEFORE)).singleElement().matches(issue -> !issue.isOpen());
  }

  @Test
  void a_dry_run_prints_what_the_wet_run_does_and_changes_nothing() throws IOException {
    Repository repository = repository();
    for (String[] next :
        new String[][] {{BEFORE, "Before.\n"}, {WEEK, "Now.\n"}, {WEEK, "Renewed.\n"}}) {
      server.forget();
      Run dry = post(repository, next[0], next[1], Steps.undisturbed(), true);
      assertThat(server.changes()).isEmpty();
      assertThat(dry.posted()).isTrue();
      assertThat(dry.out()).isNotEmpty().isEqualTo(post(repository, next[0], next[1]).out());
    }
  }

  @Test
  void without_push_access_nothing_is_posted_and_a_dropped_label_is_said() throws IOException {
    Repository repository = server.repository("acme/closed").pushers("rob-gh");
    Run denied = post(repository, WEEK, "Text.\n");
    assertThat(denied.exit()).isEqualTo(ExitCode.REMOTE);
    assertThat(denied.codes()).containsExactly("PM-I006");
    assertThat(server.changes()).isEmpty();

    repository.write("visitor", "Noise", "with the label", WeeklyIssue.LABEL);
    // Of an app it is not told beforehand what it may do.
    server.installation("github-actions[bot]", "token-of-app");
    Run app =
        post(
            repository,
            WEEK,
            "Text.\n",
            Steps.undisturbed(),
            false,
            Patience.PLENTY,
            "token-of-app");
    assertThat(app.exit()).isEqualTo(ExitCode.REMOTE);
    assertThat(app.said())
        .singleElement()
        .satisfies(
            said ->
                assertThat(said.message())
                    .isEqualTo(
                        "acme/closed#2, the review of 2025-W10, was created without label"
                            + " post-mortem-review"));
    assertThat(reviews(repository, WEEK)).hasSize(1);
  }

  /** Which call goes wrong, and in a run that creates the issue or in one that renews it. */
  enum Place {
    LIST_BY_LABEL(Endpoint.LIST_ISSUES, 1, 30, true),
    LIST_SINCE(Endpoint.LIST_ISSUES, 2, 30, true),
    CREATE_LABEL(Endpoint.CREATE_LABEL, 1, 1, true),
    CREATE_ISSUE(Endpoint.CREATE_ISSUE, 1, 1, true),
    LIST_AFTER_CREATING(Endpoint.LIST_ISSUES, 3, 30, true),
    CLOSE_THE_ONE_BEFORE(Endpoint.CHANGE_ISSUE, 1, 1, true),
    LIST_BEFORE_RENEWING(Endpoint.LIST_ISSUES, 1, 30, false),
    RENEW(Endpoint.CHANGE_ISSUE, 1, 1, false);

    private final Endpoint endpoint;
    private final int nth;
    private final int times;
    private final boolean creates;

    Place(Endpoint endpoint, int nth, int times, boolean creates) {
      this.endpoint = endpoint;
      this.nth = nth;
      this.times = times;
      this.creates = creates;
    }
  }

  /** A repository as it is before a run at a place. */
  private Repository scene(Place place) throws IOException {
    server.script().heal();
    Repository repository = repository();
    if (place.creates) {
      // Written by hand: so the label is still to be created.
      repository.write(
          Desk.CASEY,
          "Before",
          ReviewIssueText.body(
              new ReviewIssueText.Key(BEFORE, HOME), "Before.\n", null, "x.md", 60_000));
    } else {
      post(repository, BEFORE, "Before.\n");
      post(repository, WEEK, "Old.\n");
    }
    return repository;
  }

  private void arm(Place place, Fault fault) {
    server.script().fail(place.endpoint, place.nth, place.times, fault);
  }

  private Run go(Repository repository, @Nullable Fault fault, Steps steps) throws IOException {
    return go(repository, steps, fault == Fault.DELAY ? IMPATIENT : Patience.PLENTY);
  }

  private Run go(Repository repository, Steps steps, Duration patience) throws IOException {
    return post(repository, WEEK, "New.\n", steps, false, patience, Desk.TOKEN);
  }

  private static void check(String cell, Repository repository) {
    List<Issue> open = reviews(repository, WEEK).stream().filter(Issue::isOpen).toList();
    assertThat(open).as(cell + ": open reviews of the week").hasSize(1);
    assertThat(open.get(0).body()).as(cell).contains("New.").doesNotStartWith("Duplicate");
    assertThat(reviews(repository, BEFORE)).as(cell).hasSize(1).noneMatch(Issue::isOpen);
    assertThat(repository.issue(1).isOpen()).as(cell).isTrue();
    assertThat(repository.issue(2).isOpen()).as(cell).isTrue();
  }

  /** One further run does; the next one finds nothing to do. */
  private void recover(String cell, Repository repository) throws IOException {
    server.script().heal();
    post(repository, WEEK, "New.\n");
    check(cell, repository);
    server.forget();
    Run settled = post(repository, WEEK, "New.\n");
    assertThat(settled.exit()).as(cell).isEqualTo(ExitCode.DONE);
    assertThat(settled.out()).as(cell).isEmpty();
    assertThat(server.changes()).as(cell).isEmpty();
  }

  /** A run that is killed before it meets a fault is the same for all faults. */
  @ParameterizedTest
  @EnumSource(Place.class)
  void without_a_fault_every_step_may_be_the_last_one(Place place) throws IOException {
    Repository calm = scene(place);
    int steps = go(calm, Steps.undisturbed(), Patience.PLENTY).steps().size();
    check(place + ", nothing goes wrong", calm);
    assertThat(steps).isGreaterThan(3);
    for (int step = 1; step <= steps; step++) {
      assertThat(killed(place, null, step)).as(place + ", step " + step).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void after_any_fault_killed_anywhere_or_two_at_once_there_is_one(Place place) throws IOException {
    int cells = 0;
    for (Fault fault : faults(place)) {
      String cell = place + " " + fault;
      List<Boolean> struck = new ArrayList<>();
      assertThat(
              Patience.reaches(
                  fault, IMPATIENT, patience -> struck(cell, place, fault, patience, struck)))
          .as(cell + ": it struck")
          .isTrue();
      for (int step = 1; step <= struck.size(); step++) {
        if (struck.get(step - 1)) {
          killed(place, fault, step);
          cells++;
        }
        Repository both = scene(place);
        arm(place, fault);
        int at = step;
        go(
            both,
            fault,
            new Steps(
                (n, name) -> {
                  if (n == at) {
                    go(both, fault, Steps.undisturbed());
                  }
                }));
        recover(cell + ", two at once, at step " + step, both);
        cells++;
      }
      cells++;
    }
    assertThat(cells).isGreaterThan(50);
  }

  /** Whether the run got as far as that step. */
  private boolean killed(Place place, @Nullable Fault fault, int step) throws IOException {
    Repository repository = scene(place);
    if (fault != null) {
      arm(place, fault);
    }
    boolean killed = false;
    try {
      go(repository, fault, Steps.killedBefore(step));
    } catch (Steps.Killed e) {
      killed = true;
    }
    recover(place + " " + fault + ", killed before step " + step, repository);
    return killed;
  }

  /**
   * Whether a run that nothing else disturbs met the fault.
   *
   * @param steps gets, for each step that it took, whether the fault had struck before it
   */
  private boolean struck(
      String cell, Place place, Fault fault, Duration patience, List<Boolean> steps)
      throws IOException {
    Repository plain = scene(place);
    int struck = server.script().struck();
    arm(place, fault);
    steps.clear();
    go(plain, new Steps((n, name) -> steps.add(server.script().struck() > struck)), patience);
    if (server.script().struck() == struck) {
      return false;
    }
    recover(cell + ", plain", plain);
    return true;
  }

  private static List<Fault> faults(Place place) {
    List<Fault> faults = new ArrayList<>(Arrays.asList(Fault.values()));
    faults.removeAll(ALIKE);
    if (!place.name().startsWith("LIST")) {
      faults.remove(Fault.EMPTY_LIST);
    }
    return faults;
  }
}
