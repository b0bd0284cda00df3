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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postmortem.action.ActionItem;
import postmortem.action.ActionState;
import postmortem.action.HistoryEntry.What;
import postmortem.action.IssueLink;
import postmortem.action.Policy;
import postmortem.diagnostic.ExitCode;
import postmortem.document.render.IssueText;
import postmortem.workflow.sync.Desk.Run;

/**
 * Whatever goes wrong wherever: after at most two further runs there is exactly one open issue for
 * each item, one reminder for its week, and the register agrees.
 *
 * <p>Each case is a fault at a place. It is met by a run that goes on as far as it gets, by runs
 * that are killed before each of the steps that follow it, and by two runs at once, where the other
 * one does all of its work, and may meet the fault instead, before a step of the first. A run that
 * is killed before it meets the fault is the same for all of them: it is gone through without one.
 */
@Tag("matrix")
class FaultMatrixTest {

  /** Short, since it is waited for real; an answer that comes too late is one more lost answer. */
  private static final Duration IMPATIENT = Duration.ofMillis(40);

  private static final String OLD = "2025-02-09-checkout.AI2";
  private static final String WEEK = "2025-W10";
  private static final int MOST_FURTHER_RUNS = 2;

  /**
   * Which call of a run goes wrong. What only reads is asked again, by us and by the JDK's client,
   * so many in a row go wrong.
   */
  enum Place {
    LIST(Endpoint.LIST_ISSUES, 1, 30),
    LIST_AFTER_INTENT(Endpoint.LIST_ISSUES, 2, 30),
    LIST_AFTER_CREATING(Endpoint.LIST_ISSUES, 3, 30),
    CREATE_LABEL(Endpoint.CREATE_LABEL, 1, 1),
    CREATE_ISSUE(Endpoint.CREATE_ISSUE, 1, 1),
    LIST_COMMENTS(Endpoint.LIST_COMMENTS, 1, 30),
    COMMENT(Endpoint.COMMENT, 1, 1);

    private final Endpoint endpoint;
    private final int nth;
    private final int times;

    Place(Endpoint endpoint, int nth, int times) {
      this.endpoint = endpoint;
      this.nth = nth;
      this.times = times;
    }
  }

  /** They end as another one does; the adapter's own test tells them apart. */
  private static final Set<Fault> ALIKE =
      EnumSet.of(Fault.TOO_MANY_WITH_TIME, Fault.PRIMARY_LIMIT, Fault.FORBIDDEN);

  record Case(Fault fault, Place place) {}

  /**
   * How often a fault at a place was gone through, besides plainly.
   *
   * @param killed at so many steps after the fault
   * @param both with another run at so many steps
   */
  private record Cell(int killed, int both) {}

  private static final Map<Fault, Map<Place, Cell>> CELLS = new TreeMap<>();

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      for (Place place : Place.values()) {
        boolean list = place.name().startsWith("LIST");
        if (!ALIKE.contains(fault) && (fault != Fault.EMPTY_LIST || list)) {
          cases.add(new Case(fault, place));
        }
      }
    }
    return cases;
  }

  /** What the issue asks for is in the table. */
  @Test
  void every_fault_is_met_at_every_place() {
    List<Fault> asked =
        List.of(
            Fault.BAD_GATEWAY,
            Fault.RESET,
            Fault.CLOSE,
            Fault.DELAY,
            Fault.SECONDARY_LIMIT,
            Fault.SECONDARY_LIMIT_WITH_TIME,
            Fault.TOO_MANY,
            Fault.BAD_TOKEN,
            Fault.NOT_FOUND,
            Fault.GONE,
            Fault.INVALID_ASSIGNEE,
            Fault.TOO_LONG,
            Fault.TRUNCATED);
    for (Fault fault : asked) {
      for (Place place : Place.values()) {
        assertThat(cases()).contains(new Case(fault, place));
      }
    }
  }

  /** One repository with noise, an item that is overdue and has its issue, and a new one. */
  private static final class Scene {
    private final GitHubServer server;
    private final TestClock clock;
    private final Repository repository;
    private final Shelf shelf = new Shelf();

    /** The first scene: the old item gets its issue in a run of its own. */
    Scene(GitHubServer server, TestClock clock) throws IOException {
      this(server, clock, 0);
      shelf.put(Desk.committed("AI2", "Cap the retries", "ana", "2025-03-02"));
      desk(shelf).settings(Desk.settings()).sync();
      shelf.put(Desk.committed("AI1", "Alert on the pool", "rob", "2025-04-30"));
    }

    /** The same as it was before anything happened in the first one. */
    Scene(Scene first, int number) {
      this(first.server, first.clock, number);
      Issue old = first.repository.issue(3);
      repository
          .write(old.author(), old.title(), old.body(), "post-mortem")
          .assign(old.assignees());
      for (ActionItem item : first.shelf.items()) {
        IssueLink link = item.issue();
        shelf.put(
            link == null
                ? item
                : item.edit(first.clock.instant(), "test")
                    .issue(
                        new IssueLink(
                            repository.name(),
                            3,
                            link.author(),
                            null,
                            link.intent(),
                            link.agreed()))
                    .result());
      }
    }

    private Scene(GitHubServer server, TestClock clock, int number) {
      this.server = server;
      this.clock = clock;
      String name = "acme/shop" + number;
      repository = server.repository(name).pushers(Desk.CASEY).assignable("rob-gh", "ana-gh");
      repository.write("visitor", "It does not work", "for me", "post-mortem");
      repository.pullRequest("rob-gh", "Cap retries", "Closes nothing", "post-mortem");
    }

    Desk desk(Shelf of) {
      return new Desk(server, clock, repository.name(), of)
          .settings(Desk.settings("labels: [post-mortem, p1]"));
    }

    void check(String cell, Shelf register) {
      for (ActionItem item : register.items()) {
        List<Issue> marked = Desk.marked(repository, item.id());
        List<Issue> open = marked.stream().filter(Issue::isOpen).toList();
        assertThat(open).as(cell + ": open issues of " + item.id()).hasSize(1);
        assertThat(item.state()).as(cell).isEqualTo(ActionState.OPEN);
        assertThat(RepositorySync.number(item)).as(cell).isEqualTo(open.get(0).number());
      }
      Issue old = repository.issue(RepositorySync.numberOf(register.item(OLD)));
      String marker = IssueText.reminderMarker(OLD, WEEK);
      assertThat(old.comments()).as(cell + ": reminders").hasSize(1);
      assertThat(old.comments().get(0).body()).as(cell).contains(marker);
      assertThat(
              register.item(OLD).history().stream().filter(e -> e.what() == What.REMINDED).count())
          .as(cell + ": recorded reminders")
          .isEqualTo(1);
      assertThat(repository.issue(1).isOpen()).as(cell).isTrue();
      assertThat(repository.issue(2).isOpen()).as(cell).isTrue();
      assertThat(repository.labels()).as(cell).containsKeys("post-mortem", "p1");
    }
  }

  @Test
  void without_a_fault_every_step_may_be_the_last_one() throws IOException {
    TestClock clock = new TestClock(Desk.MORNING);
    try (GitHubServer server = server(clock)) {
      Scene first = new Scene(server, clock);
      int steps = steps(new Scene(first, 1));
      for (int step = 1; step <= steps; step++) {
        assertThat(killed(new Scene(first, 1 + step), null, step)).as("step " + step).isTrue();
      }
    }
  }

  private static GitHubServer server(TestClock clock) {
    return new GitHubServer(clock)
        .person(Desk.CASEY, Desk.TOKEN)
        .person("rob-gh", "t2")
        .person("ana-gh", "t3");
  }

  /** How many steps a run takes that nothing disturbs. */
  private static int steps(Scene calm) throws IOException {
    int steps = calm.desk(calm.shelf).sync().steps().size();
    calm.check("nothing goes wrong", calm.shelf);
    return steps;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ends_with_one_issue_one_reminder_and_a_register_that_agrees(Case met) throws Exception {
    TestClock clock = new TestClock(Desk.MORNING);
    assertThat(Policy.week(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))).isEqualTo(WEEK);
    try (GitHubServer server = server(clock)) {
      Scene first = new Scene(server, clock);
      AtomicInteger number = new AtomicInteger();
      int steps = steps(new Scene(first, number.incrementAndGet()));

      AtomicInteger at = new AtomicInteger();
      assertThat(
              Patience.reaches(
                  met.fault(),
                  IMPATIENT,
                  patience ->
                      struck(new Scene(first, number.incrementAndGet()), met, patience, at)))
          .as("the fault struck")
          .isTrue();
      int killed = 0;
      while (killed(new Scene(first, number.incrementAndGet()), met, at.get() + killed + 1)) {
        killed++;
      }
      int both = 0;
      while (both < steps && two(new Scene(first, number.incrementAndGet()), met, both + 1)) {
        both++;
      }
      synchronized (CELLS) {
        CELLS
            .computeIfAbsent(met.fault(), fault -> new TreeMap<>())
            .put(met.place(), new Cell(killed, both));
      }
    }
  }

  private static void arm(Scene scene, @Nullable Case met) {
    scene.server.script().heal();
    if (met == null) {
      return;
    }
    Place place = met.place();
    scene.server.script().fail(place.endpoint, place.nth, place.times, met.fault());
  }

  private static Desk impatient(Scene scene, Shelf shelf, @Nullable Case met) {
    Desk desk = scene.desk(shelf);
    return met != null && met.fault() == Fault.DELAY ? desk.timeout(IMPATIENT) : desk;
  }

  /**
   * Whether a run that nothing else disturbs met the fault.
   *
   * @param at gets the step that met it, counted from 1
   */
  private static boolean struck(Scene scene, Case met, Duration patience, AtomicInteger at)
      throws IOException {
    arm(scene, met);
    int struck = scene.server.script().struck();
    Steps steps =
        new Steps(
            (n, name) -> {
              if (scene.server.script().struck() == struck) {
                at.set(n);
              }
            });
    scene.desk(scene.shelf).timeout(patience).sync(steps);
    if (scene.server.script().struck() == struck) {
      return false;
    }
    recover(scene, met + ", plain", List.of(scene.shelf));
    scene.server.forget();
    Run last = scene.desk(scene.shelf).sync();
    assertThat(last.exit()).as(met + ", settled").isEqualTo(ExitCode.DONE);
    assertThat(last.out()).as(met + ", settled").isEmpty();
    assertThat(scene.server.changes()).as(met + ", settled").isEmpty();
    return true;
  }

  /** Whether the run got as far as that step; if not, it went as the plain one. */
  private static boolean killed(Scene scene, @Nullable Case met, int step) throws IOException {
    arm(scene, met);
    try {
      impatient(scene, scene.shelf, met).sync(Steps.killedBefore(step));
      return false;
    } catch (Steps.Killed e) {
      recover(scene, met + ", killed before step " + step, List.of(scene.shelf));
      return true;
    }
  }

  /** Whether the first run got as far as that step; if not, it went as the plain one. */
  private static boolean two(Scene scene, Case met, int at) throws IOException {
    arm(scene, met);
    Shelf other = scene.shelf.copy();
    Steps steps =
        new Steps(
            (n, name) -> {
              if (n == at) {
                impatient(scene, other, met).sync();
              }
            });
    impatient(scene, scene.shelf, met).sync(steps);
    if (steps.names().size() < at) {
      return false;
    }
    recover(scene, met + ", two at once, at step " + at, List.of(scene.shelf, other));
    return true;
  }

  /** One run of each more; another one only where that was not enough. */
  private static void recover(Scene scene, String cell, List<Shelf> registers) throws IOException {
    scene.server.script().heal();
    for (int run = 1; run < MOST_FURTHER_RUNS; run++) {
      again(scene, registers);
      try {
        registers.forEach(register -> scene.check(cell, register));
        return;
      } catch (AssertionError notYet) {
        // The last further run has to do.
      }
    }
    again(scene, registers);
    registers.forEach(register -> scene.check(cell, register));
  }

  private static void again(Scene scene, List<Shelf> registers) throws IOException {
    for (Shelf register : registers) {
      scene.desk(register).sync();
    }
  }

  /** The cells, for people: what was gone through, and that nothing else came of it. */
  @AfterAll
  static void print() throws IOException {
    StringBuilder table =
        new StringBuilder(
                "Each cell: plain + killed after the fault + another run before a step;\n")
            .append(
                "all end with one open issue per item, one reminder, and the register agreeing.\n")
            .append(String.format(Locale.ROOT, "%-26s", ""));
    for (Place place : Place.values()) {
      table.append(String.format(Locale.ROOT, "%-20s", place));
    }
    int runs = 0;
    for (Map.Entry<Fault, Map<Place, Cell>> row : CELLS.entrySet()) {
      table.append(String.format(Locale.ROOT, "%n%-26s", row.getKey()));
      for (Place place : Place.values()) {
        Cell cell = row.getValue().get(place);
        String text = cell == null ? "-" : "1 + " + cell.killed() + " + " + cell.both();
        runs += cell == null ? 0 : 1 + cell.killed() + cell.both();
        table.append(String.format(Locale.ROOT, "%-20s", text));
      }
    }
    table.append(String.format(Locale.ROOT, "%n%d ways in all%n", runs));
    Files.writeString(
        Files.createDirectories(Path.of("target")).resolve("fault-matrix.txt"), table);
    System.out.print(table);
  }
}
