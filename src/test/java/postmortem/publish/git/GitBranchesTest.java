package postmortem.publish.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import github.Fault;
import gitserver.Git;
import gitserver.GitServer;
import gitserver.GitServer.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.publish.Author;
import postmortem.publish.BranchPlan;
import postmortem.publish.BranchRequest;
import postmortem.publish.FileChange;

/** Pushes to a real Git server, from every kind of clone, and leaves the clone as it was. */
class GitBranchesTest {

  private static final String TOKEN = "a-token-of-the-test";
  private static final String ID = "2026-03-12-users";
  private static final String BRANCH = "postmortem/" + ID;
  private static final Author FALLBACK = new Author("octo", "octo@users.noreply.github.com");

  @TempDir Path folder;
  private Path bare;
  private Path work;
  private GitServer server;

  @BeforeEach
  void a_repository_with_some_history_and_a_clone_of_it() throws Exception {
    bare = folder.resolve("remote.git");
    Files.createDirectories(bare);
    new Git(bare).run("init", "--bare", "-q", "-b", "main");
    new Git(bare).run("config", "http.receivepack", "true");
    new Git(bare).run("config", "uploadpack.allowFilter", "true");
    work = folder.resolve("work");
    Files.createDirectories(work);
    Git git = new Git(work);
    git.run("init", "-q", "-b", "main");
    write("src/app.txt", "one\n");
    write("README.md", "# Shop\n");
    git.run("add", "-A");
    git.run("commit", "-q", "-m", "Begin");
    write("src/app.txt", "two\n");
    git.run("commit", "-q", "-a", "-m", "Go on");
    git.run("remote", "add", "origin", bare.toString());
    git.run("push", "-q", "-u", "origin", "main");
    server = GitServer.serving(bare, TOKEN);
    git.run("remote", "set-url", "origin", server.url());
    document("# Users could not log in\n");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private void write(String path, String text) throws IOException {
    Path file = work.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void document(String text) throws IOException {
    write("postmortems/" + ID + "/postmortem.md", text);
    write("postmortems/" + ID + "/timeline.jsonl", "{}\n");
  }

  private BranchRequest request(Path top) {
    return request(top, "main", List.of(), false, false);
  }

  private BranchRequest request(
      Path top, String base, List<Path> files, boolean restart, boolean overwrite) {
    return new BranchRequest(
        ID,
        BRANCH,
        base,
        List.of(top.resolve("postmortems").resolve(ID)),
        files,
        restart,
        overwrite,
        true,
        FALLBACK,
        Instant.parse("2026-04-01T12:00:00Z"));
  }

  private GitBranches open(Path top, Map<String, String> variables) throws IOException {
    return GitBranches.open(top, variables, TOKEN, folder.resolve("tmp"));
  }

  private String push(Path top) throws IOException {
    try (GitBranches branches = open(top, Map.of())) {
      return branches.push(request(top));
    }
  }

  private String remote(String... arguments) throws IOException {
    return new Git(bare).run(arguments).strip();
  }

  /** Everything below .git and the working tree that a push could have touched. */
  private static SortedMap<String, String> state(Path top) throws IOException {
    SortedMap<String, String> state = new TreeMap<>();
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        state.put(
            top.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return state;
  }

  @Test
  void a_post_mortem_becomes_one_commit_on_a_branch_of_the_base() throws Exception {
    String commit = push(work);

    assertThat(remote("rev-parse", BRANCH)).isEqualTo(commit);
    assertThat(remote("rev-parse", BRANCH + "^")).isEqualTo(remote("rev-parse", "main"));
    assertThat(remote("diff", "--name-status", "main", BRANCH).lines())
        .containsExactly(
            "A\tpostmortems/" + ID + "/postmortem.md", "A\tpostmortems/" + ID + "/timeline.jsonl");
    assertThat(remote("show", BRANCH + ":postmortems/" + ID + "/postmortem.md"))
        .isEqualTo("# Users could not log in");
    assertThat(remote("log", "-1", "--format=%an <%ae> %cn %aI%n%B", BRANCH))
        .isEqualTo(
            "octo <octo@users.noreply.github.com> octo 2026-04-01T12:00:00+00:00\n"
                + "Publish post-mortem "
                + ID
                + "\n\nPostmortem-Id: "
                + ID);
    assertThat(remote("fsck", "--strict", "--no-dangling")).doesNotContain("error");
  }

  @Test
  void the_clone_is_not_touched_however_dirty_it_is() throws Exception {
    write("src/app.txt", "half done\n");
    write("src/new.txt", "staged\n");
    new Git(work).run("add", "src/new.txt");
    write("src/new.txt", "staged, then changed\n");
    String status = new Git(work).run("status", "--porcelain=v2", "--branch");
    SortedMap<String, String> before = state(work);

    push(work);

    assertThat(state(work)).isEqualTo(before);
    assertThat(new Git(work).run("status", "--porcelain=v2", "--branch")).isEqualTo(status);
    assertThat(remote("show", BRANCH + ":src/app.txt")).isEqualTo("two");
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void the_same_again_makes_no_commit_and_a_change_makes_the_next_one() throws Exception {
    String first = push(work);
    assertThat(push(work)).isEqualTo(first);
    document("# Users could not log in for 35 minutes\n");
    Files.delete(work.resolve("postmortems/" + ID + "/timeline.jsonl"));

    String second = push(work);

    assertThat(remote("rev-parse", BRANCH + "^")).isEqualTo(first);
    assertThat(remote("log", "-1", "--format=%s", second)).isEqualTo("Update post-mortem " + ID);
    assertThat(remote("diff", "--name-status", first, second).lines())
        .containsExactly(
            "M\tpostmortems/" + ID + "/postmortem.md", "D\tpostmortems/" + ID + "/timeline.jsonl");
  }

  @Test
  void a_base_that_moved_is_what_a_new_branch_starts_from() throws Exception {
    Path other = clone("other");
    Files.writeString(other.resolve("README.md"), "# The shop\n");
    new Git(other).run("commit", "-q", "-a", "-m", "Say more");
    new Git(other).run("push", "-q", bare.toString(), "main");
    String moved = remote("rev-parse", "main");

    push(work);

    assertThat(remote("rev-parse", BRANCH + "^")).isEqualTo(moved);
    assertThat(remote("show", BRANCH + ":README.md")).isEqualTo("# The shop");
    assertThat(new Git(work).run("rev-parse", "origin/main").strip()).isNotEqualTo(moved);
  }

  @Test
  void a_base_that_moves_later_leaves_the_branch_alone() throws Exception {
    String first = push(work);
    Path other = clone("other");
    Files.writeString(other.resolve("README.md"), "# The shop\n");
    new Git(other).run("commit", "-q", "-a", "-m", "Say more");
    new Git(other).run("push", "-q", bare.toString(), "main");
    assertThat(push(work)).isEqualTo(first);
    document("# More\n");
    push(work);
    assertThat(remote("rev-parse", BRANCH + "^")).isEqualTo(first);
  }

  private Path clone(String name, String... options) throws IOException {
    Path target = folder.resolve(name);
    List<String> arguments = new java.util.ArrayList<>(List.of("clone", "-q"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("file://" + bare, target.toString()));
    new Git(folder).run(arguments.toArray(new String[0]));
    new Git(target).run("remote", "set-url", "origin", server.url());
    return target;
  }

  @ParameterizedTest
  @EnumSource
  void works_from_every_kind_of_clone(Kind kind) throws Exception {
    // History that the clone may not have.
    for (int i = 0; i < 30; i++) {
      write("src/app.txt", "version " + i + "\n");
      new Git(work).run("commit", "-q", "-a", "-m", "Version " + i);
    }
    new Git(work).run("push", "-q", bare.toString(), "main");
    Path top =
        switch (kind) {
          case DETACHED -> {
            new Git(work).run("checkout", "-q", "--detach", "HEAD~3");
            yield work;
          }
          case LINKED -> {
            new Git(work).run("worktree", "add", "-q", "-b", "side", "../linked", "HEAD~3");
            yield folder.resolve("linked");
          }
          case SHALLOW -> clone("shallow", "--depth=1");
          case PARTIAL -> clone("partial", "--filter=blob:none", "--no-checkout");
          case UNBORN -> {
            Path empty = folder.resolve("unborn");
            Files.createDirectories(empty);
            new Git(empty).run("init", "-q", "-b", "trunk");
            new Git(empty).run("remote", "add", "origin", server.url());
            yield empty;
          }
          case REBASING -> {
            Git git = new Git(work);
            git.run("branch", "side", "HEAD~2");
            git.run("checkout", "-q", "side");
            write("src/app.txt", "another\n");
            git.run("commit", "-q", "-a", "-m", "Conflict");
            assertThatThrownBy(() -> git.run("rebase", "main")).hasMessageContaining("CONFLICT");
            assertThat(work.resolve(".git/rebase-merge")).isDirectory();
            yield work;
          }
          case SUBMODULE -> {
            Path outer = folder.resolve("outer");
            Files.createDirectories(outer);
            new Git(outer).run("init", "-q", "-b", "main");
            new Git(outer)
                .run(
                    "-c",
                    "protocol.file.allow=always",
                    "submodule",
                    "--quiet",
                    "add",
                    bare.toString(),
                    "shop");
            Path inner = outer.resolve("shop");
            assertThat(inner.resolve(".git")).isRegularFile();
            new Git(inner).run("remote", "set-url", "origin", server.url());
            yield inner;
          }
          case SPARSE -> {
            Path clone = clone("sparse", "--sparse");
            assertThat(clone.resolve("src")).doesNotExist();
            yield clone;
          }
          case PACKED -> {
            new Git(work).run("gc", "-q");
            yield work;
          }
          case SHALLOW_AND_BEHIND -> {
            Path clone = clone("behind", "--depth=1");
            write("src/app.txt", "later\n");
            new Git(work).run("commit", "-q", "-a", "-m", "Later");
            new Git(work).run("push", "-q", bare.toString(), "main");
            yield clone;
          }
        };
    Path post = top.resolve("postmortems").resolve(ID);
    Files.createDirectories(post);
    Files.writeString(post.resolve("postmortem.md"), "# From a clone\n");
    SortedMap<String, String> before = state(top);

    String first = push(top);
    Files.writeString(post.resolve("postmortem.md"), "# From a clone, again\n");
    String second = push(top);

    assertThat(remote("rev-parse", first + "^")).isEqualTo(remote("rev-parse", "main"));
    assertThat(remote("rev-parse", second + "^")).isEqualTo(first);
    assertThat(remote("diff", "--name-only", "main", BRANCH).lines())
        .contains("postmortems/" + ID + "/postmortem.md")
        .allMatch(path -> path.startsWith("postmortems/"));
    assertThat(remote("fsck", "--no-dangling")).doesNotContain("missing");
    before.remove("postmortems/" + ID + "/postmortem.md");
    SortedMap<String, String> after = state(top);
    after.remove("postmortems/" + ID + "/postmortem.md");
    assertThat(after).isEqualTo(before);
  }

  enum Kind {
    DETACHED,
    LINKED,
    SHALLOW,
    SHALLOW_AND_BEHIND,
    PARTIAL,
    UNBORN,
    REBASING,
    SUBMODULE,
    SPARSE,
    PACKED
  }

  @Test
  void what_a_sparse_checkout_leaves_out_was_not_removed() throws Exception {
    new Git(work).run("add", "postmortems");
    new Git(work).run("commit", "-q", "-m", "A post-mortem");
    new Git(work).run("push", "-q", bare.toString(), "main");
    Path clone = clone("sparse", "--sparse");
    new Git(clone).run("sparse-checkout", "set", "--no-cone", "/postmortems/**/*.md");
    assertThat(clone.resolve("postmortems/" + ID + "/timeline.jsonl")).doesNotExist();
    Files.writeString(clone.resolve("postmortems/" + ID + "/postmortem.md"), "# More\n");
    String status = new Git(clone).run("status", "--porcelain=v2", "--branch");
    SortedMap<String, String> before = state(clone);

    push(clone);

    assertThat(remote("diff", "--name-status", "main", BRANCH))
        .isEqualTo("M\tpostmortems/" + ID + "/postmortem.md");
    assertThat(state(clone)).isEqualTo(before);
    assertThat(new Git(clone).run("status", "--porcelain=v2", "--branch")).isEqualTo(status);
  }

  @Test
  void a_submodule_of_the_clone_stays_what_it_is() throws Exception {
    Path part = folder.resolve("part");
    Files.createDirectories(part);
    new Git(part).run("init", "-q", "-b", "main");
    new Git(part).run("commit", "-q", "--allow-empty", "-m", "Begin");
    new Git(work)
        .run(
            "-c",
            "protocol.file.allow=always",
            "submodule",
            "--quiet",
            "add",
            part.toString(),
            "part");
    new Git(work).run("add", "-A", "part", ".gitmodules");
    new Git(work).run("commit", "-q", "-m", "A part");
    new Git(work).run("push", "-q", bare.toString(), "main");
    push(work);
    assertThat(remote("ls-tree", BRANCH, "part")).startsWith("160000 commit ");
    assertThat(remote("diff", "--name-only", "main", BRANCH).lines())
        .allMatch(path -> path.startsWith("postmortems/"));
  }

  @Test
  void a_history_of_thousands_of_commits_and_files_sends_only_what_is_new() throws Exception {
    StringBuilder stream = new StringBuilder();
    for (int i = 1; i <= 3_000; i++) {
      stream.append("commit refs/heads/main\nmark :").append(i);
      stream.append("\ncommitter Rosa Writer <rosa@example.org> ").append(1_700_000_000 + i);
      stream.append(" +0000\ndata 4\nmore\n");
      if (i == 1) {
        stream.append("from ").append(remote("rev-parse", "main")).append('\n');
      }
      stream.append("M 100644 inline src/part").append(i % 60).append("/file").append(i);
      stream.append("\ndata 5\n").append(String.format(java.util.Locale.ROOT, "%05d", i));
      stream.append('\n');
    }
    Path history = folder.resolve("history");
    Files.writeString(history, stream);
    Process imported =
        new ProcessBuilder("git", "fast-import", "--quiet")
            .directory(bare.toFile())
            .redirectInput(history.toFile())
            .start();
    assertThat(imported.waitFor()).isZero();
    Path shallow = clone("shallow", "--depth=1");
    Path post = shallow.resolve("postmortems").resolve(ID);
    Files.createDirectories(post);
    Files.writeString(post.resolve("postmortem.md"), "# Found\n");

    String commit = push(shallow);

    assertThat(remote("rev-list", "--count", commit)).isEqualTo("3003");
    assertThat(remote("diff", "--name-only", "main", commit))
        .isEqualTo("postmortems/" + ID + "/postmortem.md");
    assertThat(server.largestPush()).isLessThan(20_000);
  }

  @Test
  void a_limit_that_is_too_long_to_be_waited_for_ends_the_run_and_says_so() throws Exception {
    List<String> asked = new ArrayList<>();
    server.fail(GitServer.Place.LIST, Fault.TOO_MANY_WITH_TIME);
    try (GitBranches branches =
        GitBranches.open(
            work,
            Map.of(),
            TOKEN,
            folder.resolve("tmp"),
            (why, time) -> {
              asked.add(why + ", " + time);
              return false;
            })) {
      assertThatThrownBy(() -> branches.plan(request(work)))
          .isInstanceOfSatisfying(
              DiagnosticException.class,
              e -> {
                assertThat(e.exitCode()).isEqualTo(ExitCode.REMOTE);
                assertThat(e.getMessage())
                    .contains("PM-P010", "too many requests: publish again in some minutes");
              });
    }
    assertThat(asked).singleElement().asString().startsWith("Git at 127.0.0.1 answers 429, PT");
  }

  @Test
  void a_wrong_token_is_refused_and_not_repeated_to_anybody() throws Exception {
    try (GitBranches branches =
        GitBranches.open(work, Map.of(), "wrong-" + TOKEN, folder.resolve("tmp"))) {
      assertThatThrownBy(() -> branches.plan(request(work)))
          .isInstanceOfSatisfying(
              DiagnosticException.class,
              e -> {
                assertThat(e.exitCode()).isEqualTo(ExitCode.REMOTE);
                assertThat(e.getMessage())
                    .contains("PM-P010", "GITHUB_TOKEN must be valid")
                    .doesNotContain(TOKEN);
              });
    }
    assertThat(server.requests()).isEmpty();
    assertThat(remote("branch", "--list")).isEqualTo("* main");
  }

  @Test
  void a_protected_branch_is_said_in_the_words_of_the_server() throws Exception {
    server.protect();
    assertThatThrownBy(() -> push(work))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.REMOTE);
              assertThat(e.getMessage()).contains("PM-P012", "protected branch hook declined");
            });
    assertThat(remote("branch", "--list")).isEqualTo("* main");
  }

  @ParameterizedTest
  @EnumSource(names = {"BAD_GATEWAY", "CLOSE", "RESET", "TRUNCATED"})
  void an_answer_that_is_lost_after_the_push_was_taken_does_not_matter(Fault fault)
      throws Exception {
    server.fail(Place.AFTER_PUSH, fault);
    String commit = push(work);
    assertThat(remote("rev-parse", BRANCH)).isEqualTo(commit);
    assertThat(push(work)).isEqualTo(commit);
    assertThat(remote("rev-list", "--count", "main.." + BRANCH)).isEqualTo("1");
  }

  @Test
  void a_push_that_did_not_arrive_is_refused_and_works_the_next_time() throws Exception {
    server.fail(Place.BEFORE_PUSH, Fault.BAD_GATEWAY);
    assertThatThrownBy(() -> push(work))
        .isInstanceOfSatisfying(
            DiagnosticException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.REMOTE));
    assertThat(remote("branch", "--list")).isEqualTo("* main");
    push(work);
    assertThat(remote("rev-list", "--count", "main.." + BRANCH)).isEqualTo("1");
  }

  @Test
  void a_run_that_comes_between_is_built_upon() throws Exception {
    Path other = clone("other");
    Path file = other.resolve("postmortems").resolve(ID).resolve("picture.svg");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "<svg/>\n");
    server.beforeNextPush(
        () -> {
          try {
            Git git = new Git(other);
            git.run("checkout", "-q", "-b", BRANCH);
            git.run("add", "-A");
            git.run("commit", "-q", "-m", "A picture");
            git.run("push", "-q", bare.toString(), BRANCH);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });

    push(work);

    assertThat(remote("log", "--format=%s", "main.." + BRANCH).lines())
        .containsExactly("Update post-mortem " + ID, "A picture");
    assertThat(remote("ls-tree", "-r", "--name-only", BRANCH, "postmortems").lines())
        .containsExactly(
            "postmortems/" + ID + "/picture.svg",
            "postmortems/" + ID + "/postmortem.md",
            "postmortems/" + ID + "/timeline.jsonl");
  }

  @Test
  void two_runners_with_the_same_content_end_with_one_commit() throws Exception {
    Path other = clone("other");
    Path post = other.resolve("postmortems").resolve(ID);
    Files.createDirectories(post);
    for (String name : List.of("postmortem.md", "timeline.jsonl")) {
      Files.copy(work.resolve("postmortems").resolve(ID).resolve(name), post.resolve(name));
    }
    server.beforeNextPush(
        () -> {
          Thread runner =
              new Thread(
                  () -> {
                    try {
                      push(other);
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  });
          runner.start();
          try {
            runner.join();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    String commit = push(work);

    assertThat(remote("rev-parse", BRANCH)).isEqualTo(commit);
    assertThat(remote("rev-list", "--count", "main.." + BRANCH)).isEqualTo("1");
  }

  @Test
  void what_a_reviewer_changed_on_the_branch_stays() throws Exception {
    push(work);
    edit("postmortem.md", "# Users could not log in, said a reviewer\n");
    write("postmortems/" + ID + "/timeline.jsonl", "{\"at\":1}\n");

    try (GitBranches branches = open(work, Map.of())) {
      BranchPlan plan = branches.plan(request(work));
      assertThat(plan.kept()).containsExactly("postmortems/" + ID + "/postmortem.md");
      assertThat(plan.changes())
          .containsExactly(
              new FileChange("postmortems/" + ID + "/timeline.jsonl", FileChange.Kind.CHANGED));
      branches.push(request(work));
    }

    assertThat(remote("show", BRANCH + ":postmortems/" + ID + "/postmortem.md"))
        .endsWith("said a reviewer");
  }

  @Test
  void what_a_reviewer_changed_or_added_stays_however_often_the_rest_is_published()
      throws Exception {
    String folder = "postmortems/" + ID + "/";
    push(work);
    edit("postmortem.md", "# Said a reviewer\n");
    add("notes \u00fc\"1\".md", "seen by a reviewer\n");
    for (int i = 1; i <= 3; i++) {
      write(folder + "timeline.jsonl", "{\"at\":" + i + "}\n");
      push(work);
      try (GitBranches branches = open(work, Map.of())) {
        BranchPlan again = branches.plan(request(work));
        assertThat(again.changes()).isEmpty();
        assertThat(again.kept())
            .containsExactly(folder + "notes \u00fc\"1\".md", folder + "postmortem.md");
      }
    }
    assertThat(remote("show", BRANCH + ":" + folder + "postmortem.md"))
        .isEqualTo("# Said a reviewer");
    assertThat(remote("show", BRANCH + ":" + folder + "notes \u00fc\"1\".md"))
        .isEqualTo("seen by a reviewer");

    // Who changes it now has changed what a reviewer changed.
    document("# Ours\n");
    assertThatThrownBy(() -> push(work)).hasMessageContaining("PM-P011");

    // Who has taken it over and committed it knows it.
    new Git(work).run("fetch", "-q", bare.toString(), BRANCH);
    new Git(work).run("checkout", "-q", "FETCH_HEAD", "--", folder);
    new Git(work).run("commit", "-q", "-m", "Take over what a reviewer said");
    document("# Ours, with what a reviewer said\n");
    push(work);
    assertThat(remote("show", BRANCH + ":" + folder + "postmortem.md"))
        .isEqualTo("# Ours, with what a reviewer said");
  }

  @Test
  void what_somebody_else_published_is_not_taken_back_by_an_older_clone() throws Exception {
    String folder = "postmortems/" + ID + "/";
    push(work);
    Path other = clone("other");
    new Git(other).run("fetch", "-q", bare.toString(), BRANCH);
    new Git(other).run("checkout", "-q", "-b", "colleague", "FETCH_HEAD");
    Files.writeString(other.resolve(folder + "postmortem.md"), "# Said a colleague\n");
    Map<String, String> lee =
        Map.of("GIT_AUTHOR_NAME", "lee", "GIT_AUTHOR_EMAIL", "lee@example.org");
    try (GitBranches branches = open(other, lee)) {
      branches.push(request(other));
    }

    write(folder + "timeline.jsonl", "{\"at\":1}\n");
    push(work);
    assertThat(remote("show", BRANCH + ":" + folder + "postmortem.md"))
        .isEqualTo("# Said a colleague");
    assertThat(remote("show", BRANCH + ":" + folder + "timeline.jsonl")).isEqualTo("{\"at\":1}");

    document("# Ours\n");
    assertThatThrownBy(() -> push(work)).hasMessageContaining("PM-P011");
  }

  @Test
  void a_file_that_others_removed_stays_removed_however_often_the_rest_is_published()
      throws Exception {
    String folder = "postmortems/" + ID + "/";
    write(folder + "notes.md", "to be removed by a reviewer\n");
    write(folder + "more.md", "to be removed by a colleague\n");
    push(work);
    Path other = clone("other");
    Git git = new Git(other);
    git.run("fetch", "-q", bare.toString(), BRANCH);
    git.run("checkout", "-q", "-b", "review", "FETCH_HEAD");
    git.run("rm", "-q", folder + "notes.md");
    git.run("commit", "-q", "-m", "Leave the notes out");
    git.run("push", "-q", bare.toString(), "HEAD:" + BRANCH);
    Files.delete(other.resolve(folder + "more.md"));
    Map<String, String> lee =
        Map.of("GIT_AUTHOR_NAME", "lee", "GIT_AUTHOR_EMAIL", "lee@example.org");
    try (GitBranches branches = open(other, lee)) {
      branches.push(request(other));
    }

    for (int i = 1; i <= 3; i++) {
      write(folder + "timeline.jsonl", "{\"at\":" + i + "}\n");
      push(work);
      assertThat(remote("ls-tree", "--name-only", BRANCH, folder).lines())
          .containsExactly(folder + "postmortem.md", folder + "timeline.jsonl");
    }
  }

  @Test
  void a_file_that_was_left_on_a_new_branch_as_the_base_has_it_is_left_again() throws Exception {
    String item = "action-items/" + ID + ".A1.yaml";
    write(item, "state: committed\n");
    new Git(work).run("add", "action-items");
    new Git(work).run("commit", "-q", "-m", "An item");
    new Git(work).run("push", "-q", bare.toString(), "main");
    Path other = clone("other");
    Files.writeString(other.resolve(item), "state: done\n");
    new Git(other).run("commit", "-q", "-a", "-m", "Sync");
    new Git(other).run("push", "-q", bare.toString(), "main");
    BranchRequest withItem = request(work, "main", List.of(work.resolve(item)), false, false);
    for (int i = 1; i <= 2; i++) {
      document("# Version " + i + "\n");
      try (GitBranches branches = open(work, Map.of())) {
        branches.push(withItem);
      }
      assertThat(remote("show", BRANCH + ":" + item)).isEqualTo("state: done");
    }
  }

  @Test
  void a_file_that_both_changed_is_refused_until_somebody_decides() throws Exception {
    push(work);
    String theirs = edit("postmortem.md", "# Theirs\n");
    document("# Ours\n");

    assertThatThrownBy(() -> push(work))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.FINDINGS);
              assertThat(e.getMessage())
                  .contains("PM-P011", "--> postmortems/" + ID + "/postmortem.md", "--overwrite");
            });
    assertThat(remote("rev-parse", BRANCH)).isEqualTo(theirs);

    try (GitBranches branches = open(work, Map.of())) {
      branches.push(request(work, "main", List.of(), false, true));
    }
    assertThat(remote("show", BRANCH + ":postmortems/" + ID + "/postmortem.md"))
        .isEqualTo("# Ours");
  }

  /** Changes a file on the branch as a person does. */
  private String edit(String name, String text) throws IOException {
    Path reviewer = clone("reviewer", "-b", BRANCH);
    Files.writeString(reviewer.resolve("postmortems").resolve(ID).resolve(name), text);
    new Git(reviewer).run("commit", "-q", "-a", "-m", "Say it better");
    new Git(reviewer).run("push", "-q", bare.toString(), BRANCH);
    return remote("rev-parse", BRANCH);
  }

  /** Adds a file to the branch as a person does. */
  private void add(String name, String text) throws IOException {
    Path reviewer = clone("adder", "-b", BRANCH);
    Files.writeString(reviewer.resolve("postmortems").resolve(ID).resolve(name), text);
    new Git(reviewer).run("add", ".");
    new Git(reviewer).run("commit", "-q", "-m", "Add what was seen");
    new Git(reviewer).run("push", "-q", bare.toString(), BRANCH);
  }

  @Test
  void an_old_checkout_does_not_take_back_what_was_merged_since() throws Exception {
    write("action-items/" + ID + ".A1.yaml", "state: committed\n");
    new Git(work).run("add", "action-items");
    new Git(work).run("commit", "-q", "-m", "An item");
    new Git(work).run("push", "-q", bare.toString(), "main");
    Path other = clone("other");
    Files.writeString(other.resolve("action-items/" + ID + ".A1.yaml"), "state: done\n");
    new Git(other).run("commit", "-q", "-a", "-m", "Sync");
    new Git(other).run("push", "-q", bare.toString(), "main");
    BranchRequest withItem =
        request(
            work, "main", List.of(work.resolve("action-items/" + ID + ".A1.yaml")), false, false);

    try (GitBranches branches = open(work, Map.of())) {
      branches.push(withItem);
    }

    assertThat(remote("show", BRANCH + ":action-items/" + ID + ".A1.yaml"))
        .isEqualTo("state: done");
  }

  @Test
  void a_branch_that_was_merged_starts_from_its_base_again_without_force() throws Exception {
    String first = push(work);
    Path other = clone("other");
    Git git = new Git(other);
    git.run("merge", "-q", "--squash", "origin/" + BRANCH);
    git.run("commit", "-q", "-m", "Squashed");
    git.run("push", "-q", bare.toString(), "main");
    document("# What we learned later\n");

    String second;
    try (GitBranches branches = open(work, Map.of())) {
      second = branches.push(request(work, "main", List.of(), true, false));
    }

    assertThat(remote("log", "-1", "--format=%P", second).split(" "))
        .containsExactly(first, remote("rev-parse", "main"));
    assertThat(remote("diff", "--name-status", "main..." + BRANCH))
        .isEqualTo("M\tpostmortems/" + ID + "/postmortem.md");
  }

  @Test
  void neither_hooks_nor_headers_of_the_clone_take_part() throws Exception {
    Path fired = folder.resolve("fired");
    for (String hook : List.of("pre-push", "pre-commit", "commit-msg", "post-commit")) {
      Path file = work.resolve(".git/hooks").resolve(hook);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "#!/bin/sh\ntouch '" + fired + "'\nexit 1\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    new Git(work)
        .run("config", "http." + server.url() + ".extraheader", "Authorization: Basic bm9ib2R5");
    new Git(work).run("config", "core.hooksPath", work.resolve(".git/hooks").toString());

    push(work);

    assertThat(fired).doesNotExist();
    assertThat(remote("rev-list", "--count", "main.." + BRANCH)).isEqualTo("1");
  }

  @Test
  void ignored_files_stay_at_home_and_line_ends_are_stored_as_the_attributes_say()
      throws Exception {
    write(".gitignore", "*.secret\nraw/\n");
    write(".gitattributes", "* text=auto eol=lf\n");
    write("postmortems/" + ID + "/notes.secret", "x\n");
    write("postmortems/" + ID + "/raw/app.log", "x\n");
    write("postmortems/" + ID + "/.postmortem.md.tmp", "half\n");
    document("# Two\r\nlines\r\n");

    push(work);

    assertThat(remote("ls-tree", "-r", "--name-only", BRANCH, "postmortems").lines())
        .containsExactly(
            "postmortems/" + ID + "/postmortem.md", "postmortems/" + ID + "/timeline.jsonl");
    assertThat(new Git(bare).run("show", BRANCH + ":postmortems/" + ID + "/postmortem.md"))
        .isEqualTo("# Two\nlines\n");
  }

  @Test
  void a_repository_in_a_folder_of_a_larger_one_keeps_its_place() throws Exception {
    Path part = work.resolve("teams/shop");
    Path post = part.resolve("postmortems").resolve(ID);
    Files.createDirectories(post);
    Files.writeString(post.resolve("postmortem.md"), "# Deep\n");
    push(part);
    assertThat(remote("diff", "--name-only", "main", BRANCH))
        .isEqualTo("teams/shop/postmortems/" + ID + "/postmortem.md");
  }

  @Test
  void the_commit_is_by_whom_git_says() throws Exception {
    Files.writeString(
        folder.resolve(".gitconfig"), "[user]\n\tname = Home Name\n\temail = home@example.org\n");
    Map<String, String> home = Map.of("HOME", folder.toString(), "GIT_CONFIG_NOSYSTEM", "1");
    try (GitBranches branches = open(work, home)) {
      assertThat(branches.plan(request(work)).author())
          .isEqualTo(new Author("Home Name", "home@example.org"));
    }
    new Git(work).run("config", "user.email", "here@example.org");
    try (GitBranches branches = open(work, home)) {
      assertThat(branches.plan(request(work)).author())
          .isEqualTo(new Author("Home Name", "here@example.org"));
    }
    Map<String, String> stated = new TreeMap<>(home);
    stated.put("GIT_AUTHOR_NAME", "Stated");
    stated.put("GIT_AUTHOR_EMAIL", "stated@example.org");
    try (GitBranches branches = open(work, stated)) {
      assertThat(branches.plan(request(work)).author())
          .isEqualTo(new Author("Stated", "stated@example.org"));
    }
  }

  @Test
  void an_address_that_holds_only_for_this_folder_is_found_through_git() throws Exception {
    Files.writeString(folder.resolve("work.config"), "[user]\n\temail = work@example.org\n");
    Files.writeString(
        folder.resolve(".gitconfig"),
        "[user]\n\tname = Home Name\n\temail = home@example.org\n[includeIf \"gitdir:"
            + folder.toRealPath()
            + "/\"]\n\tpath = work.config\n");
    Map<String, String> world =
        Map.of(
            "HOME", folder.toString(), "GIT_CONFIG_NOSYSTEM", "1", "PATH", System.getenv("PATH"));
    try (GitBranches branches = open(work, world)) {
      assertThat(branches.plan(request(work)).author())
          .isEqualTo(new Author("Home Name", "work@example.org"));
    }
  }

  @Test
  void a_commit_is_signed_where_the_user_signs_and_git_believes_it() throws Exception {
    Path key = folder.resolve("key");
    Process made =
        new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
            .start();
    assertThat(made.waitFor()).isZero();
    Git git = new Git(work);
    git.run("config", "commit.gpgsign", "true");
    git.run("config", "gpg.format", "ssh");
    git.run("config", "user.signingkey", key + ".pub");
    Map<String, String> world = Map.of("PATH", System.getenv("PATH"), "GIT_CONFIG_NOSYSTEM", "1");

    String commit;
    try (GitBranches branches = open(work, world)) {
      assertThat(branches.plan(request(work)).signedBy()).isEqualTo(key + ".pub");
      commit = branches.push(request(work));
    }

    Path allowed = folder.resolve("allowed");
    Files.writeString(
        allowed, "octo@users.noreply.github.com " + Files.readString(folder.resolve("key.pub")));
    assertThat(
            remote(
                "-c", "gpg.ssh.allowedSignersFile=" + allowed, "log", "-1", "--format=%G?", commit))
        .isEqualTo("G");
  }

  @Test
  void a_signature_that_cannot_be_made_stops_before_anything_is_pushed() throws Exception {
    new Git(work).run("config", "commit.gpgsign", "true");
    new Git(work).run("config", "gpg.program", "/nowhere/gpg");
    assertThatThrownBy(() -> push(work))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
              assertThat(e.getMessage()).contains("PM-P005", "--no-sign");
            });
    assertThat(remote("branch", "--list")).isEqualTo("* main");
  }

  @Test
  void why_a_program_did_not_sign_is_said_in_its_own_words() throws Exception {
    Path gpg = folder.resolve("fake-gpg");
    Files.writeString(gpg, "#!/bin/sh\ncat >/dev/null\necho 'gpg: no card' >&2\nexit 2\n");
    Files.setPosixFilePermissions(gpg, PosixFilePermissions.fromString("rwxr-xr-x"));
    new Git(work).run("config", "commit.gpgsign", "true");
    new Git(work).run("config", "gpg.program", gpg.toString());
    assertThatThrownBy(() -> push(work))
        .hasMessageContaining("PM-P005")
        .hasMessageContaining("fake-gpg ended with 2")
        .hasMessageContaining("it says: gpg: no card");
    new Git(work).run("config", "gpg.format", "ssh");
    assertThatThrownBy(() -> push(work))
        .hasMessageContaining("PM-P005")
        .hasMessageContaining("user.signingkey is not set")
        .hasMessageContaining("--no-sign");
    assertThat(remote("branch", "--list")).isEqualTo("* main");
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void a_commit_is_signed_by_openpgp_and_git_believes_it() throws Exception {
    Path home = Files.createDirectory(folder.resolve("gpg"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    Map<String, String> world =
        Map.of(
            "PATH",
            System.getenv("PATH"),
            "GIT_CONFIG_NOSYSTEM",
            "1",
            "GNUPGHOME",
            home.toString());
    ProcessBuilder make =
        new ProcessBuilder(
            "gpg",
            "--batch",
            "--quiet",
            "--passphrase",
            "",
            "--quick-generate-key",
            "octo <octo@users.noreply.github.com>",
            "ed25519",
            "sign",
            "never");
    make.environment().putAll(world);
    assertThat(make.start().waitFor()).isZero();
    new Git(work).run("config", "commit.gpgsign", "true");
    try (GitBranches branches = open(work, world)) {
      String commit = branches.push(request(work));
      assertThat(new Git(bare).run(world, "log", "-1", "--format=%G?", commit)).isEqualTo("G\n");
    } finally {
      ProcessBuilder stop = new ProcessBuilder("gpgconf", "--kill", "all");
      stop.environment().putAll(world);
      stop.start().waitFor();
    }
  }

  @Test
  void ssh_is_the_users_own() throws Exception {
    Path ssh = folder.resolve("fake-ssh");
    Files.writeString(
        ssh,
        "#!/bin/sh\nprintf '%s\\n' \"$@\" >> '"
            + folder.resolve("ssh-arguments")
            + "'\nfor last; do :; done\nexec sh -c \"$last\"\n",
        StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
    new Git(work).run("remote", "set-url", "origin", "ssh://git@example.org:2222" + bare);
    Map<String, String> world =
        Map.of(
            "PATH",
            System.getenv("PATH"),
            "GIT_CONFIG_NOSYSTEM",
            "1",
            "GIT_SSH_COMMAND",
            ssh + " -o BatchMode=yes");

    try (GitBranches branches = open(work, world)) {
      branches.push(request(work));
    }

    assertThat(remote("rev-list", "--count", "main.." + BRANCH)).isEqualTo("1");
    assertThat(Files.readAllLines(folder.resolve("ssh-arguments")))
        .startsWith("-o", "BatchMode=yes", "-p", "2222", "--", "git@example.org");
  }

  @Test
  void an_ssh_that_says_nothing_more_and_still_runs_is_a_remote_out_of_reach() throws Exception {
    new Git(work).run("remote", "set-url", "origin", "ssh://git@example.org:2222" + bare);
    Map<String, String> world =
        Map.of("PATH", System.getenv("PATH"), "GIT_SSH_COMMAND", "exec >&- 2>&-; exec sleep 5 #");

    try (GitBranches branches = open(work, world)) {
      BranchRequest request = request(work);
      assertThatThrownBy(() -> branches.plan(request))
          .isInstanceOfSatisfying(
              DiagnosticException.class,
              e -> {
                assertThat(e.exitCode()).isEqualTo(ExitCode.REMOTE);
                assertThat(e.getMessage()).contains("PM-P010", "origin cannot be read");
              });
    }
  }

  @Test
  void a_folder_on_this_machine_is_a_remote_too() throws Exception {
    new Git(work).run("remote", "set-url", "origin", bare.toString());
    push(work);
    assertThat(remote("rev-list", "--count", "main.." + BRANCH)).isEqualTo("1");
  }

  @Test
  void a_base_that_is_not_there_and_a_folder_without_git_are_wrong_usage() throws Exception {
    try (GitBranches branches = open(work, Map.of())) {
      BranchRequest elsewhere = request(work, "trunk", List.of(), false, false);
      assertThatThrownBy(() -> branches.plan(elsewhere))
          .isInstanceOfSatisfying(
              DiagnosticException.class,
              e -> {
                assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
                assertThat(e.getMessage()).contains("PM-P008", "origin has no branch trunk");
              });
    }
    assertThatThrownBy(() -> open(folder, Map.of())).hasMessageContaining("PM-P001");
    new Git(work).run("remote", "remove", "origin");
    assertThatThrownBy(() -> open(work, Map.of())).hasMessageContaining("PM-P006");
  }

  @Test
  void a_plan_sends_nothing_that_changes_the_remote() throws Exception {
    try (GitBranches branches = open(work, Map.of())) {
      BranchPlan plan = branches.plan(request(work));
      assertThat(plan.needsCommit()).isTrue();
    }
    assertThat(server.requests()).noneMatch(request -> request.contains("git-receive-pack"));
    assertThat(remote("branch", "--list")).isEqualTo("* main");
  }
}
