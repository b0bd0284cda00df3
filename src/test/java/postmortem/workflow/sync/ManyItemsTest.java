package postmortem.workflow.sync;

import static org.assertj.core.api.Assertions.assertThat;

import github.Endpoint;
import github.Fault;
import github.GitHubServer;
import github.Issue;
import github.Repository;
import github.Request;
import github.TestClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postmortem.action.ActionState;
import postmortem.diagnostic.ExitCode;
import postmortem.workflow.sync.Desk.Run;

/** A register of many items in a repository of many issues. */
class ManyItemsTest {

  private static final int ITEMS = 500;
  private static final int PAGE = 100;

  private final TestClock clock = new TestClock(Desk.MORNING);
  private final GitHubServer server = new GitHubServer(clock);
  private final Shelf shelf = new Shelf();
  private Repository shop;
  private Desk desk;

  @BeforeEach
  void start() {
    server.person(Desk.CASEY, Desk.TOKEN).person("rob-gh", "t2").person("ana-gh", "t3");
    shop = server.repository("acme/shop").pushers(Desk.CASEY).assignable("rob-gh", "ana-gh");
    desk = new Desk(server, clock, "acme/shop", shelf);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void commit(int from, int to) {
    for (int i = from; i <= to; i++) {
      shelf.put(Desk.committed("AI" + i, "Item " + i, i % 2 == 0 ? "rob" : "ana", "2025-09-30"));
    }
  }

  /** Issues of people and pull requests, with our label and without. */
  private void noise(int count) {
    for (int i = 0; i < count; i++) {
      String[] labels = i % 4 == 0 ? new String[] {"post-mortem"} : new String[0];
      if (i % 3 == 0) {
        shop.pullRequest("rob-gh", "Pull " + i, "text", labels);
      } else {
        shop.write("visitor", "Item " + i, "text", labels);
      }
    }
  }

  private Map<Endpoint, Long> calls() {
    return server.requests().stream()
        .collect(Collectors.groupingBy(Request::endpoint, HashMap::new, Collectors.counting()));
  }

  private static int pages(int issues) {
    return Math.max(1, (issues + PAGE - 1) / PAGE);
  }

  @Test
  void five_hundred_items_take_one_call_each_and_one_for_each_page_of_the_lists() throws Exception {
    noise(150);
    commit(1, ITEMS / 2);
    assertThat(desk.sync().exit()).isEqualTo(ExitCode.DONE);
    noise(150);
    commit(ITEMS / 2 + 1, ITEMS);
    server.forget();

    assertThat(desk.sync().exit()).isEqualTo(ExitCode.DONE);

    int created = ITEMS / 2;
    int labelled = ITEMS / 2 + 76;
    int before = ITEMS / 2 + 300;
    int after = ITEMS + 300;
    assertThat(calls())
        .containsOnly(
            Map.entry(Endpoint.USER, 1L),
            Map.entry(Endpoint.REPOSITORY, 1L),
            Map.entry(Endpoint.LIST_LABELS, 1L),
            Map.entry(Endpoint.CREATE_ISSUE, (long) created),
            Map.entry(Endpoint.LIST_ISSUES, (long) pages(labelled) + pages(before) + pages(after)));

    assertThat(shelf.items())
        .hasSize(ITEMS)
        .allMatch(item -> item.state() == ActionState.OPEN)
        .allMatch(item -> shop.issue(RepositorySync.numberOf(item)).title().equals(item.title()));
    assertThat(shop.issues().stream().filter(i -> i.author().equals(Desk.CASEY))).hasSize(ITEMS);
    assertThat(shop.issues()).allMatch(Issue::isOpen);

    server.forget();
    assertThat(desk.sync().out()).isEmpty();
    assertThat(server.requests()).hasSize(2 + pages(ITEMS + 76));
  }

  @Test
  void a_second_page_that_fails_is_not_an_end_of_the_list() throws Exception {
    commit(1, 130);
    desk.sync();
    Shelf lost = new Shelf();
    shelf
        .items()
        .forEach(i -> lost.put(Desk.committed(i.key(), i.title(), i.owner(), "2025-09-30")));
    shelf.reset(lost);
    server.forget();
    server.script().fail(Endpoint.LIST_ISSUES, 2, 30, Fault.BAD_GATEWAY);

    Run run = desk.sync();

    assertThat(run.exit()).isEqualTo(ExitCode.REMOTE);
    assertThat(server.changes()).isEmpty();
    assertThat(shelf).hasToString(lost.toString());
    server.script().heal();
    assertThat(desk.sync().exit()).isEqualTo(ExitCode.DONE);
    assertThat(shop.issues()).hasSize(130);
  }

  @Test
  void an_empty_list_from_a_server_that_is_behind_creates_nothing() throws Exception {
    commit(1, 3);
    desk.sync();
    commit(4, 4);
    server.forget();
    server.script().fail(Endpoint.LIST_ISSUES, 1, Fault.EMPTY_LIST);

    Run run = desk.sync();

    assertThat(run.exit()).isEqualTo(ExitCode.REMOTE);
    assertThat(run.codes()).containsExactly("PM-I017");
    assertThat(server.changes()).isEmpty();
    desk.sync();
    assertThat(shop.issues()).hasSize(4);
  }

  @Test
  void a_limit_is_waited_out_visibly_and_under_a_cap() throws Exception {
    commit(1, 3);
    server.script().fail(Endpoint.CREATE_ISSUE, 2, Fault.SECONDARY_LIMIT_WITH_TIME);
    server.script().fail(Endpoint.CREATE_ISSUE, 4, Fault.SECONDARY_LIMIT);

    assertThat(desk.sync().exit()).isEqualTo(ExitCode.DONE);

    assertThat(shop.issues()).hasSize(3);
    assertThat(desk.waits()).contains(Duration.ofSeconds(30), Duration.ofSeconds(60));
    assertThat(desk.said())
        .anySatisfy(line -> assertThat(line).startsWith("waiting 30 s: GitHub answers 403"));

    commit(4, 4);
    server.script().failAlways(Endpoint.CREATE_ISSUE, Fault.TOO_MANY);
    Run capped = desk.sync();
    assertThat(capped.exit()).isEqualTo(ExitCode.REMOTE);
    assertThat(capped.codes()).containsExactly("PM-I009");
    assertThat(desk.waits().stream().filter(Duration.ofSeconds(60)::equals)).hasSize(1 + 15);
  }

  @Test
  void items_go_to_the_repositories_of_their_teams() throws Exception {
    Repository db = server.repository("acme/db").pushers(Desk.CASEY).assignable("ana-gh");
    commit(1, 2);

    desk.settings(Desk.settings("teams: {data: {repository: acme/db}}")).sync();

    assertThat(db.issues()).hasSize(1);
    assertThat(db.issue(1).assignees()).containsExactly("ana-gh");
    assertThat(shop.issues()).hasSize(1);
  }
}
