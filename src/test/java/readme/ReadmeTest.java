package readme;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli;
import blackbox.Cli.Run;
import blackbox.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what happens. Rewrite its products with {@code -Dgolden.write=true}. */
class ReadmeTest {

  private static final boolean WRITE = Boolean.getBoolean("golden.write");
  private static final Path README = Path.of("README.md");
  private static final Path PICTURE = Path.of("docs/images/terminal.svg");
  private static final Path TOUR = Path.of("postmortems");
  private static final int ROWS_SHOWN = 22;

  @TempDir Path scratch;
  private Path checkout;

  @BeforeEach
  void a_checkout_without_what_the_tour_makes() throws Exception {
    checkout = scratch.resolve("checkout");
    Tree.copy(Path.of("examples"), checkout.resolve("examples"));
  }

  private List<String> commands() throws Exception {
    List<String> commands = new ArrayList<>();
    Matcher block = Pattern.compile("(?s)```console\n(.*?)```").matcher(Files.readString(README));
    while (block.find()) {
      block
          .group(1)
          .lines()
          .filter(line -> line.startsWith("$ bin/postmortem "))
          .map(line -> line.substring("$ bin/postmortem ".length()).replaceAll("\\s+#.*", ""))
          .forEach(commands::add);
    }
    return commands;
  }

  @Test
  void every_command_of_the_tour_runs_and_leaves_what_postmortems_holds() throws Exception {
    List<String> commands = commands();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(6);
    for (String command : commands) {
      String pipeless = command.replaceAll("\\s*[|>].*", "");
      Run run = Cli.in(checkout).run(pipeless.split(" "));
      assertThat(run.exit()).as(command + "\n" + run.err()).isZero();
      assertThat(run.out()).as(command).isNotEmpty();
    }
    Map<String, String> made = Tree.of(checkout.resolve("postmortems"));
    if (WRITE) {
      Tree.copy(checkout.resolve("postmortems"), TOUR);
    }
    assertThat(Tree.of(TOUR)).isEqualTo(made);
  }

  @Test
  void the_picture_is_what_the_program_prints() throws Exception {
    Cli cli = Cli.in(checkout).with("COLUMNS", "118");
    List<String> lines = new ArrayList<>();
    lines.add("$ bin/postmortem draft -q examples/redis-cache-flag");
    lines.addAll(cli.run("draft", "-q", "examples/redis-cache-flag").out().lines().toList());
    lines.add("");
    lines.add("$ bin/postmortem timeline -q examples/redis-cache-flag");
    List<String> rows =
        cli.run("timeline", "-q", "examples/redis-cache-flag").out().lines().toList();
    lines.addAll(rows.subList(0, ROWS_SHOWN));
    lines.add("\u2026");
    String svg = TerminalPicture.svg(lines);
    if (WRITE) {
      Files.createDirectories(PICTURE.getParent());
      Files.writeString(PICTURE, svg);
    }
    assertThat(Files.readString(PICTURE)).isEqualTo(svg);
  }

  @Test
  void it_is_short_and_its_links_lead_somewhere() throws Exception {
    String text = Files.readString(README);
    assertThat(text.lines().count()).isLessThanOrEqualTo(200);
    assertThat(text.lines()).contains("mvn -B verify");
    Matcher link = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)(#[^)]*)?\\)").matcher(text);
    int links = 0;
    while (link.find()) {
      assertThat(Path.of(link.group(1))).exists();
      links++;
    }
    assertThat(links).isGreaterThan(8);
  }
}
