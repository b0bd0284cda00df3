package postmortem.workflow.document;

import static org.assertj.core.api.Assertions.assertThat;

import github.Endpoint;
import github.Fault;
import github.GitHubServer;
import github.Patience;
import github.Pull;
import github.TestClock;
import gitserver.Git;
import gitserver.GitServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.ExitCode;
import postmortem.diagnostic.Progress;
import postmortem.publish.Branches;
import postmortem.publish.PullRequests;
import postmortem.publish.git.GitBranches;
import postmortem.publish.github.GitHubPullRequests;
import postmortem.tracker.Pace;
import postmortem.workflow.GitHubAccess;
import postmortem.workflow.Session;

/**
 * Whatever goes wrong with a push or the opening of a pull request: after at most two further runs
 * there is one branch with the right content, and one pull request from it.
 *
 * <p>Each case is a fault at a place. It is met by a run that goes on as far as it gets; by runs
 * that are killed before each of the steps that follow it; and by two runs at once, where the other
 * one does all of its work, and may meet the fault instead, before a changing step of the first.
 * What happens before the fault is the same for all of them: a case without a fault is killed, and
 * met by another run, before each of its steps.
 */
@Tag("matrix")
class PublishMatrixTest {

  private static final String TOKEN = "a-token-of-the-test";
  private static final String ID = "2026-03-12-users";
  private static final String BRANCH = "postmortem/" + ID;
  private static final String DOCUMENT = "postmortems/" + ID + "/postmortem.md";

  /** It is waited for real; a run that needs more for other answers gets more. */
  private static final Duration IMPATIENT = Duration.ofMillis(300);

  private static final int MOST_FURTHER_RUNS = 2;

  /** What goes wrong where. Git is not asked for what would make a 422. */
  enum Place {
    OPEN_PULL_REQUEST(null),
    ANNOUNCE_PUSH(GitServer.Place.ANNOUNCE),
    PUSH(GitServer.Place.BEFORE_PUSH),
    PUSH_TAKEN(GitServer.Place.AFTER_PUSH);

    private final GitServer.@Nullable Place git;

    Place(GitServer.@Nullable Place git) {
      this.git = git;
    }

    boolean has(Fault fault) {
      return switch (fault) {
        // The adapter's own test tells the other limits apart.
        case EMPTY_LIST, INVALID_ASSIGNEE, TOO_MANY_WITH_TIME, PRIMARY_LIMIT, FORBIDDEN -> false;
        case TOO_LONG -> git == null;
        default -> this != PUSH_TAKEN || fault.carriesOut();
      };
    }
  }

  record Case(Fault fault, Place place) {}

  private static final Map<Fault, Map<Place, String>> CELLS = new TreeMap<>();

  @TempDir static Path folder;
  private static Path before;
  private static GitServer git;
  private static GitHubServer github;
  private static TestClock clock;
  private static int scenes;

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      for (Place place : Place.values()) {
        if (place.has(fault)) {
          cases.add(new Case(fault, place));
        }
      }
    }
    return cases;
  }

  @BeforeAll
  static void two_servers() throws Exception {
    clock = new TestClock(Instant.parse("2026-04-01T12:00:00Z"));
    github = new GitHubServer(clock).person("octo", TOKEN).person("lee", "another");
    before = Files.createDirectories(folder.resolve("before"));
    Path bare = Files.createDirectories(before.resolve("remote.git"));
    Path work = Files.createDirectories(before.resolve("work"));
    new Git(bare).run("init", "--bare", "-q", "-b", "main", "--template=");
    new Git(bare).run("config", "http.receivepack", "true");
    Git user = new Git(work);
    user.run("init", "-q", "-b", "main", "--template=");
    write(work, "README.md", "# Shop\n");
    write(work, ".github/CODEOWNERS", "/postmortems/ @lee\n");
    user.run("add", "-A");
    user.run("commit", "-q", "-m", "Begin");
    user.run("push", "-q", bare.toString(), "main");
    write(work, DOCUMENT, "---\ntitle: Users could not log in\n---\n\n# Users could not log in\n");
    git = GitServer.serving(bare, TOKEN);
  }

  @AfterAll
  static void stop() throws IOException {
    git.close();
    github.close();
    print();
  }

  private static void write(Path work, String path, String text) throws IOException {
    Path file = work.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** A run is ended where it is, as a killed process does: nothing is caught. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** What happens before the n-th step, counted from 1. */
  @FunctionalInterface
  interface Before {
    void step(int n, String name) throws Exception;
  }

  /** A repository of its own on both servers, and clones of it. */
  private static final class Scene {
    private final Path bare;
    private final String name = "acme/shop" + ++scenes;
    private final Path folder = PublishMatrixTest.folder.resolve("scene" + scenes);
    private final github.Repository repository;
    private int clones;

    Scene() throws IOException {
      bare = folder.resolve("remote.git");
      copy(before.resolve("remote.git"), bare);
      git.add(name, bare);
      repository = github.repository(name).pushers("octo").assignable("octo", "lee");
      repository.branches(branch -> Files.exists(bare.resolve("refs/heads").resolve(branch)));
    }

    Path newClone() throws IOException {
      Path work = folder.resolve("clone" + ++clones);
      copy(before.resolve("work"), work);
      Path config = work.resolve(".git/config");
      Files.writeString(
          config,
          Files.readString(config) + "[remote \"origin\"]\n\turl = " + git.url(name) + "\n");
      return work;
    }

    void check(String cell) throws IOException {
      try (Repository there =
          new FileRepositoryBuilder().setGitDir(bare.toFile()).setMustExist(true).build()) {
        assertThat(there.getRefDatabase().getRefsByPrefix("refs/"))
            .as(cell)
            .extracting(Ref::getName)
            .containsExactlyInAnyOrder("refs/heads/main", "refs/heads/" + BRANCH);
        ObjectId tip = there.resolve(BRANCH);
        try (RevWalk walk = new RevWalk(there)) {
          RevCommit commit = walk.parseCommit(tip);
          assertThat(commit.getParentCount()).as(cell).isEqualTo(1);
          assertThat(commit.getParent(0).getId()).as(cell).isEqualTo(there.resolve("main"));
          try (TreeWalk files = new TreeWalk(there)) {
            files.addTree(commit.getTree());
            files.setRecursive(true);
            List<String> paths = new ArrayList<>();
            while (files.next()) {
              paths.add(files.getPathString());
            }
            assertThat(paths).as(cell).containsExactly(".github/CODEOWNERS", "README.md", DOCUMENT);
          }
          try (TreeWalk document = TreeWalk.forPath(there, DOCUMENT, commit.getTree())) {
            assertThat(there.open(document.getObjectId(0)).getBytes())
                .as(cell)
                .isEqualTo(Files.readAllBytes(before.resolve("work").resolve(DOCUMENT)));
          }
        }
      }
      assertThat(repository.pulls()).as(cell + ": pull requests").hasSize(1);
      Pull pull = repository.pulls().get(0);
      assertThat(pull.issue().isOpen()).as(cell).isTrue();
      assertThat(pull.head()).as(cell).isEqualTo(BRANCH);
      assertThat(pull.base()).as(cell).isEqualTo("main");
      assertThat(pull.issue().labels()).as(cell).containsExactly("post-mortem");
      assertThat(pull.requested()).as(cell).containsExactly("lee");
      assertThat(pull.issue().body())
          .as(cell)
          .contains("- added `" + DOCUMENT + "`")
          .containsOnlyOnce("<!-- postmortem " + ID + " -->");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  /** One run of the use case, with its steps in sight. */
  private static final class Runner {
    private final Scene scene;
    private final Path work;
    private final Duration timeout;
    private final Before before;
    private final List<String> said = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();

    Runner(Scene scene, Path work, Duration timeout, Before before) {
      this.scene = scene;
      this.work = work;
      this.timeout = timeout;
      this.before = before;
    }

    ExitCode run() throws IOException {
      StringBuilder out = new StringBuilder();
      Pace pace =
          new Pace(clock, clock::pass, Duration.ofMinutes(15), line -> said.add(line + "\n"));
      Session session =
          new Session(
              work,
              Map.of(
                  "GITHUB_TOKEN",
                  TOKEN,
                  "GITHUB_API_URL",
                  github.url(),
                  "GITHUB_REPOSITORY",
                  scene.name),
              new ByteArrayInputStream(new byte[0]),
              out,
              new Diagnostics(),
              Progress.NONE,
              scene.folder.resolve("tmp"),
              clock);
      try {
        return PublishPostmortem.run(
            session,
            ID,
            new PublishPostmortem.Options(false, false, null, false, true),
            new PublishPostmortem.Remote() {
              @Override
              public Branches branches(Session of, String token) throws IOException {
                return stepping(
                    Branches.class,
                    GitBranches.open(
                        of.folder(),
                        of.variables(),
                        token,
                        of.temporaryFolder(),
                        timeout,
                        GitHubAccess.waiting(pace)));
              }

              @Override
              public PullRequests pullRequests(Session of, GitHubAccess access) {
                return stepping(
                    PullRequests.class,
                    new GitHubPullRequests(access.connect(of, pace, timeout), access.repository()));
              }
            });
      } catch (DiagnosticException e) {
        return e.exitCode();
      }
    }

    private <T> T stepping(Class<T> port, T real) {
      Set<String> free = Set.of("address", "host", "name", "path", "isReadableByOthers", "close");
      return port.cast(
          Proxy.newProxyInstance(
              port.getClassLoader(),
              new Class<?>[] {port},
              (proxy, method, arguments) -> {
                if (!free.contains(method.getName())) {
                  steps.add(method.getName());
                  before.step(steps.size(), method.getName());
                }
                try {
                  return method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }
  }

  @Test
  void without_a_fault_every_step_may_be_the_last_one_or_meet_another_run() throws Exception {
    heal();
    Scene calm = new Scene();
    Runner undisturbed = new Runner(calm, calm.newClone(), Patience.PLENTY, (n, name) -> {});
    assertThat(undisturbed.run()).isEqualTo(ExitCode.DONE);
    calm.check("nothing goes wrong");
    assertThat(undisturbed.steps)
        .containsExactly("preflight", "find", "plan", "textOnBase", "push", "open", "label", "ask");
    for (int step = 1; step <= undisturbed.steps.size(); step++) {
      assertThat(killed(null, step)).isTrue();
      assertThat(atOnce(null, step)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ends_with_one_branch_and_one_pull_request(Case met) throws Exception {
    List<String> steps = new ArrayList<>();
    assertThat(Patience.reaches(met.fault(), IMPATIENT, patience -> struck(met, patience, steps)))
        .as("it struck")
        .isTrue();
    int fault = steps.indexOf(met.place().git == null ? "open" : "push") + 1;
    int killed = 0;
    for (int step = fault + 1; step <= steps.size(); step++) {
      assertThat(killed(met, step)).isTrue();
      killed++;
    }
    int both = 0;
    for (int step = fault; step <= Math.min(fault + 1, steps.size()); step++) {
      assertThat(atOnce(met, step)).isTrue();
      both++;
    }
    CELLS
        .computeIfAbsent(met.fault(), each -> new TreeMap<>())
        .put(met.place(), "1 plain, " + killed + " killed, " + both + " at once");
  }

  private static void arm(@Nullable Case met) {
    heal();
    if (met == null) {
      return;
    }
    GitServer.Place place = met.place().git;
    if (place == null) {
      github.script().fail(Endpoint.CREATE_PULL, 1, met.fault());
    } else {
      git.fail(place, met.fault());
    }
  }

  private static void heal() {
    github.script().heal();
    git.heal();
  }

  /**
   * Whether a run that nothing else disturbs met the fault.
   *
   * @param steps gets those that it took
   */
  private static boolean struck(Case met, Duration patience, List<String> steps)
      throws IOException {
    Scene scene = new Scene();
    Path work = scene.newClone();
    int struck = github.script().struck() + git.struck();
    arm(met);
    Runner runner = new Runner(scene, work, patience, (n, name) -> {});
    ExitCode exit = runner.run();
    if (github.script().struck() + git.struck() == struck) {
      return false;
    }
    assertThat(exit).as(met + ", plain").isIn(ExitCode.DONE, ExitCode.REMOTE);
    boolean limit =
        EnumSet.of(
                Fault.SECONDARY_LIMIT,
                Fault.SECONDARY_LIMIT_WITH_TIME,
                Fault.TOO_MANY,
                Fault.TOO_MANY_WITH_TIME,
                Fault.PRIMARY_LIMIT)
            .contains(met.fault());
    // At Git's own endpoints a 403 without a time is a refusal: there is no body to tell.
    boolean told = met.place() == Place.OPEN_PULL_REQUEST || met.fault() != Fault.SECONDARY_LIMIT;
    if (limit && told) {
      assertThat(exit).as(met + ": waited for").isEqualTo(ExitCode.DONE);
      assertThat(runner.said).as(met.toString()).hasSize(1);
      assertThat(runner.said.get(0)).startsWith("waiting ");
    }
    recover(scene, met + ", plain", List.of(work));
    github.forget();
    final int pushes = git.requests().size();
    Runner settled = new Runner(scene, work, Patience.PLENTY, (n, name) -> {});
    assertThat(settled.run()).as(met + ", settled").isEqualTo(ExitCode.DONE);
    assertThat(github.changes()).as(met + ", settled").isEmpty();
    assertThat(git.requests().subList(pushes, git.requests().size()))
        .as(met + ", settled")
        .noneMatch(request -> request.startsWith("POST") && request.endsWith("receive-pack"));
    scene.check(met + ", settled");
    steps.addAll(runner.steps);
    return true;
  }

  /** Whether the run gets as far as that step. */
  private static boolean killed(@Nullable Case met, int step) throws IOException {
    return Patience.reaches(
        met == null ? null : met.fault(), IMPATIENT, patience -> killed(met, patience, step));
  }

  private static boolean killed(@Nullable Case met, Duration patience, int step)
      throws IOException {
    Scene scene = new Scene();
    Path work = scene.newClone();
    arm(met);
    try {
      new Runner(
              scene,
              work,
              patience,
              (n, name) -> {
                if (n == step) {
                  throw new Killed();
                }
              })
          .run();
      return false;
    } catch (Killed e) {
      recover(scene, met + ", killed before step " + step, List.of(work));
      return true;
    }
  }

  /** Whether the run gets as far as that step. */
  private static boolean atOnce(@Nullable Case met, int step) throws IOException {
    return Patience.reaches(
        met == null ? null : met.fault(), IMPATIENT, patience -> atOnce(met, patience, step));
  }

  private static boolean atOnce(@Nullable Case met, Duration patience, int step)
      throws IOException {
    Scene scene = new Scene();
    Path work = scene.newClone();
    Path other = scene.newClone();
    arm(met);
    AtomicBoolean ran = new AtomicBoolean();
    new Runner(
            scene,
            work,
            patience,
            (n, name) -> {
              if (n == step) {
                // Another process has threads of its own as well.
                Thread thread =
                    new Thread(
                        () -> {
                          try {
                            new Runner(scene, other, patience, (m, each) -> {}).run();
                            ran.set(true);
                          } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                          }
                        });
                thread.start();
                thread.join();
              }
            })
        .run();
    recover(scene, met + ", two at once, at step " + step, List.of(work, other));
    return ran.get();
  }

  /** One run of each more; another one only where that was not enough. */
  private static void recover(Scene scene, String cell, List<Path> clones) throws IOException {
    heal();
    for (int run = 1; run < MOST_FURTHER_RUNS; run++) {
      again(scene, clones);
      try {
        scene.check(cell);
        return;
      } catch (AssertionError notYet) {
        // The last further run has to do.
      }
    }
    again(scene, clones);
    scene.check(cell);
  }

  private static void again(Scene scene, List<Path> clones) throws IOException {
    for (Path work : clones) {
      new Runner(scene, work, Patience.PLENTY, (n, name) -> {}).run();
    }
  }

  /** The cells, for people: what was gone through, and that nothing else came of it. */
  private static void print() throws IOException {
    StringBuilder table = new StringBuilder();
    CELLS.forEach(
        (fault, places) ->
            places.forEach(
                (place, cell) ->
                    table.append(
                        String.format(
                            Locale.ROOT,
                            "%-27s %-18s %s: one branch, one pull request%n",
                            fault,
                            place,
                            cell))));
    Files.writeString(
        Files.createDirectories(Path.of("target")).resolve("publish-matrix.txt"), table);
    System.out.print(table);
  }
}
