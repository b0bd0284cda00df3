package readme;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli;
import blackbox.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private static final int ROWS_SHOWN = 22;

  @TempDir Path scratch;
  private Path checkout;

  @BeforeEach
  void a_checkout_without_what_the_tour_makes() throws Exception {
    checkout = scratch.resolve("checkout");
    Tree.copy(Path.of("examples"), checkout.resolve("examples"));
  }

  @Test
  void who_follows_it_sees_what_it_shows_and_has_in_the_end_what_this_repository_holds()
      throws Exception {
    String page = Files.readString(README);
    List<Console.Step> steps = Console.steps(page);
    assertThat(steps).hasSizeGreaterThan(15);
    StringBuilder right = new StringBuilder();
    int done = 0;
    boolean compared = false;
    try (Reader reader = new Reader(checkout, Files.createDirectories(scratch.resolve("server")))) {
      for (Console.Step step : steps) {
        if (step instanceof Console.Rows rows) {
          reader.paste(rows.text());
        } else if (step instanceof Console.Command command) {
          if (command.line().startsWith("diff ") && !compared) {
            compare(reader.folder());
            compared = true;
          }
          String printed = reader.type(command.line());
          right.append(page, done, command.from());
          right.append(Console.text(Console.shown(command, printed)));
          done = command.until();
          if (command.line().equals("bin/counterpart")) {
            for (String line : printed.lines().filter(l -> l.matches("(export|git) .*")).toList()) {
              assertThat(reader.type(reader.asMeant(line))).isEmpty();
            }
          }
        }
      }
      assertThat(reader.news())
          .contains("issue #1 opened: ", "pull request #4 opened: ", "closed as completed");
    }
    right.append(page.substring(done));
    if (WRITE) {
      Files.writeString(README, right);
    }
    assertThat(Files.readString(README)).isEqualTo(right.toString());
    assertThat(compared).isTrue();
  }

  /**
   * Holds the products in this repository against what was made, and puts them where the reader
   * compares with them.
   */
  private void compare(Path tour) throws IOException {
    for (String product : List.of("postmortems", "action-items")) {
      Path made = scratch.resolve(product);
      for (Path part : List.of(checkout.resolve(product), tour.resolve(product))) {
        if (Files.exists(part)) {
          Tree.copy(part, made);
        }
      }
      if (WRITE) {
        Tree.copy(made, Path.of(product));
      }
      assertThat(Tree.of(Path.of(product))).isEqualTo(Tree.of(made));
      Tree.copy(Path.of(product), checkout.resolve(product));
    }
  }

  @Test
  void the_picture_is_what_the_program_prints() throws Exception {
    Cli cli = Cli.in(checkout).with("COLUMNS", "118");
    List<String> lines = new ArrayList<>();
    lines.add("$ postmortem draft -q examples/redis-cache-flag");
    lines.addAll(cli.run("draft", "-q", "examples/redis-cache-flag").out().lines().toList());
    lines.add("");
    lines.add("$ postmortem timeline -q examples/redis-cache-flag");
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
    assertThat(text.lines().count()).isLessThanOrEqualTo(215);
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
