package counterpart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackbox.Cli;
import blackbox.Cli.Run;
import gitserver.Git;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The counterpart of GitHub that people start to try the program. */
class CounterpartTest {

  @TempDir Path folder;
  private final StringBuilder news = new StringBuilder();

  private Counterpart start(Clock clock) throws Exception {
    return Counterpart.start(
        Path.of(""), Files.createDirectories(folder.resolve("server")), clock, 0, news::append);
  }

  private static Clock standing() {
    return Clock.fixed(Counterpart.TOUR, ZoneOffset.UTC);
  }

  @Test
  void what_it_tells_to_type_is_enough_to_open_an_issue_that_it_then_shows() throws Exception {
    try (Counterpart counterpart = start(standing())) {
      new Git(folder).run("clone", "-q", counterpart.address(), "clone");
      Cli cli = new Cli(folder.resolve("clone"), counterpart.variables(), "");
      Path document = folder.resolve("clone/postmortems/2026-03-12-users/postmortem.md");
      Files.createDirectories(document.getParent());
      Files.writeString(document, "# Users could not log in\n");
      String[] add = {
        "actions",
        "add",
        "2026-03-12-users",
        "--id=A1",
        "--title=Alert on pool wait",
        "--owner=deniz.a",
        "--deadline=2026-05-30"
      };
      assertThat(cli.run(add).exit()).isZero();

      Run run = cli.run("actions", "sync");

      assertThat(run.err()).isEmpty();
      assertThat(news.toString())
          .startsWith("label \u201cpost-mortem\u201d created\nissue #1 opened: Alert on pool wait")
          .contains("for deniz-a")
          .contains("  | <!-- postmortem:action-item 2026-03-12-users.A1 -->\n");
      assertThat(cli.run("doctor").out())
          .contains("ok       permission:", "ok       clock: agrees with the server's");
    }
  }

  @Test
  void everybody_may_read_its_repository_and_only_the_token_may_push() throws Exception {
    try (Counterpart counterpart = start(standing())) {
      new Git(folder).run("clone", "-q", counterpart.address(), "clone");
      Git clone = new Git(folder.resolve("clone"));
      clone.run("checkout", "-q", "-b", "mine");
      assertThatThrownBy(() -> clone.run("push", "-q", "origin", "mine"))
          .isInstanceOf(IOException.class);
      String at = counterpart.address().replace("//", "//x-access-token:counterpart@");
      clone.run("push", "-q", at, "mine");
      assertThat(clone.run("ls-remote", "origin")).contains("refs/heads/mine");
    }
  }

  @Test
  void its_repository_is_the_same_every_time() throws Exception {
    List<String> commits = new ArrayList<>();
    for (String name : List.of("one", "two")) {
      try (Counterpart counterpart =
          Counterpart.start(
              Path.of(""),
              Files.createDirectories(folder.resolve(name)),
              standing(),
              0,
              news::append)) {
        commits.add(new Git(folder).run("ls-remote", counterpart.address(), "main"));
      }
    }
    assertThat(commits.get(0)).isNotEmpty().isEqualTo(commits.get(1));
  }

  @Test
  void with_a_clock_that_runs_the_program_keeps_its_own() throws Exception {
    try (Counterpart counterpart = start(Clock.systemUTC())) {
      assertThat(counterpart.instructions()).doesNotContain("SOURCE_DATE_EPOCH");
    }
    try (Counterpart counterpart =
        Counterpart.start(
            Path.of(""),
            Files.createDirectories(folder.resolve("other")),
            standing(),
            0,
            news::append)) {
      assertThat(counterpart.instructions()).contains("SOURCE_DATE_EPOCH=1773738000\n");
    }
  }

  @Test
  void as_a_process_it_says_what_to_type_and_runs_until_it_is_ended() throws Exception {
    Process process = process("--port", "0");
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> lines = new ArrayList<>();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (line.equals("What reaches it is shown here.")) {
          break;
        }
      }
      assertThat(lines)
          .anyMatch(line -> line.matches("export GITHUB_API_URL=http://127\\.0\\.0\\.1:\\d+ .*"))
          .anyMatch(
              line ->
                  line.matches("git clone -q http://127\\.0\\.0\\.1:\\d+/acme/.* tour && cd tour"));
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroy();
      process.waitFor();
    }
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("counterpart"));
    }
  }

  @Test
  void wrong_words_end_it_with_2() throws Exception {
    Process process = process("--prot", "0");
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(said).isEqualTo("usage: bin/counterpart [--port N] [--now]\n");
  }

  private Process process(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("counterpart.Counterpart");
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
