package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import github.GitHubServer;
import github.Issue;
import github.Repository;
import github.TestClock;
import github.TickingClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postmortem.action.Marker;

/** A clone with a register, and GitHub beside it; everything goes through the command line. */
final class SyncScene implements AutoCloseable {

  static final String POST_MORTEM = "2026-03-12-users";
  static final String ITEM = POST_MORTEM + ".A1";
  static final String TITLE = "Alert on pool wait";
  static final String TOKEN = "a-token-of-the-test";

  final TestClock clock = new TestClock(Instant.parse("2026-04-01T12:00:00Z"));
  final GitHubServer github = new GitHubServer(clock);
  final Repository shop;
  final Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private TickingClock runner = new TickingClock(clock, Duration.ofSeconds(1));

  SyncScene(Path parent) throws IOException {
    folder = Files.createDirectories(parent.resolve("clone"));
    github.person("octo", TOKEN).person("ana-gh", "t2").person("rob-gh", "t3");
    shop = github.repository("acme/shop").pushers("octo").assignable("octo", "ana-gh", "rob-gh");
    shop.write("visitor", "Noise", "with the label", "post-mortem");
    settings();
    Path document = folder.resolve("postmortems/" + POST_MORTEM + "/postmortem.md");
    Files.createDirectories(document.getParent());
    Files.writeString(document, "# Users could not log in\n");
    variables.put("GITHUB_TOKEN", TOKEN);
    variables.put("GITHUB_API_URL", github.url());
    variables.put("GITHUB_SERVER_URL", "https://git.example");
    variables.put("GITHUB_REPOSITORY", "acme/ops");
    variables.put("GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567");
  }

  /** The settings, and what a test adds to them. */
  void settings(String... lines) throws IOException {
    Files.writeString(
        folder.resolve("postmortem.yaml"),
        """
        schema: 1
        issues: {repository: acme/shop}
        owners:
          octo: {github: octo}
          ana: {github: ana-gh}
          rob: {github: rob-gh}
          gone: {github: gone-gh}
        """
            + String.join("\n", lines)
            + "\n");
  }

  /** Sets a variable of the environment; null takes it away. */
  SyncScene with(String name, String value) {
    if (value == null) {
      variables.remove(name);
    } else {
      variables.put(name, value);
    }
    return this;
  }

  /** Sets the runner's clock wrongly. */
  void clockAhead(Duration time) {
    runner = runner.ahead(time);
  }

  Run run(String... line) {
    return new Cli(folder, variables, "").run(runner, line);
  }

  /** Runs what has to succeed. */
  void must(String... line) {
    Run run = run(line);
    assertThat(run.exit()).as(String.join(" ", line) + "\n" + run.err()).isZero();
  }

  Run sync(String... options) {
    List<String> line = Stream.concat(Stream.of("actions", "sync"), Stream.of(options)).toList();
    return run(line.toArray(String[]::new));
  }

  /** An item that somebody committed to. */
  void commit(String key, String title, String owner, String... more) {
    List<String> line =
        Stream.concat(
                Stream.of(
                    "actions",
                    "add",
                    POST_MORTEM,
                    "--id",
                    key,
                    "--title",
                    title,
                    "--owner",
                    owner,
                    "--deadline",
                    "2026-05-30"),
                Stream.of(more))
            .toList();
    must(line.toArray(String[]::new));
    must("actions", "commit", POST_MORTEM + "." + key);
  }

  /** The one item, and its issue in step with it. */
  Issue opened() {
    commit("A1", TITLE, "rob");
    Run run = sync();
    assertThat(run.exit()).as(run.err()).isZero();
    github.forget();
    return issueOf("A1");
  }

  Issue issueOf(String key) {
    List<Issue> open = open(shop, key);
    assertThat(open).as("open issues of " + key).hasSize(1);
    return open.get(0);
  }

  static List<Issue> open(Repository repository, String key) {
    return repository.issues().stream()
        .filter(Issue::isOpen)
        .filter(issue -> Marker.marks(issue.body(), POST_MORTEM + "." + key))
        .toList();
  }

  Path file(String key) {
    return folder.resolve("action-items/" + POST_MORTEM + "." + key + ".yaml");
  }

  String item(String key) {
    try {
      return Files.readString(file(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files of the register. */
  String register() {
    try (Stream<Path> files = Files.list(folder.resolve("action-items"))) {
      List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
      StringBuilder all = new StringBuilder();
      for (Path file : sorted) {
        all.append(file.getFileName()).append('\n').append(Files.readString(file));
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing is left to do: another run says nothing and changes nothing, here or there. */
  void isSettled() {
    String before = register();
    github.forget();
    assertThat(sync()).isEqualTo(new Run(0, "", ""));
    assertThat(github.changes()).isEmpty();
    assertThat(register()).isEqualTo(before);
  }

  /** The codes of what was said, in its order. */
  static List<String> codes(Run run) {
    return run.err()
        .lines()
        .filter(line -> line.matches("(error|warning|note)\\[PM-.*"))
        .map(line -> line.substring(line.indexOf('[') + 1, line.indexOf(']')))
        .collect(Collectors.toList());
  }

  @Override
  public void close() {
    github.close();
  }
}
