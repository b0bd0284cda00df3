package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every case below {@code src/test/resources/bad} that has a {@code command}: the files of {@code
 * files}, then the steps of {@code make} (see {@link Maker}), then the command, with {@code stdin}
 * if there is one. {@code expected.txt} holds the exit code and all of standard error; {@code
 * {above}} stands for the folder above the one where it ran, and {@code {secret}} for a token that
 * nobody may ever see.
 */
class BadInputTest {

  private static final Pattern ACCOUNT =
      Pattern.compile("^(.+?)  +(?:\\S+ )?" + "  *([0-9,]+)".repeat(6) + "$", Pattern.MULTILINE);

  @TempDir Path temporary;

  static List<String> cases() throws IOException {
    return BadCases.all().stream().filter(BadCases::hasCommand).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void says_what_where_why_and_what_to_do_and_leaves_nothing_half_done(String name)
      throws IOException {
    Path home = BadCases.HOME.resolve(name);
    Path folder = Files.createDirectories(temporary.resolve("case"));
    copy(home.resolve("files"), folder);
    if (Files.exists(home.resolve("make"))) {
      new Maker(folder).make(text(home.resolve("make")));
    }
    Map<String, String> before = tree(folder);

    Cli cli = Cli.in(folder);
    if (Files.exists(home.resolve("stdin"))) {
      cli = cli.reading(text(home.resolve("stdin")));
    }
    Run run = cli.run(text(home.resolve("command")).strip().split(" "));

    String err = run.err().replace(temporary.toString(), "{above}");
    BadCases.check(name, "exit " + run.exit() + "\n\n" + err);
    assertThat(err).containsPattern("(?m)^(error|warning|note)\\[" + name.substring(0, 7) + "]: ");
    assertThat(run.out() + run.err()).doesNotContain(secret());
    rowsAddUp(run.err());
    Map<String, String> after = tree(folder);
    if (run.exit() == 2 || run.exit() == 3 || run.exit() == 5) {
      assertThat(after).isEqualTo(before);
      assertThat(run.out()).isEmpty();
    }
    assertThat(after.keySet()).noneMatch(file -> file.endsWith(".tmp"));
    after.forEach((file, content) -> unchangedUnlessWritten(file, content, before));
    after.forEach(
        (file, content) -> {
          if (!before.containsKey(file)) {
            assertThat(content).as(file).doesNotContain(secret());
          }
        });
  }

  /** The tool writes below {@code postmortems} and {@code action-items}, and nowhere else. */
  private static void unchangedUnlessWritten(
      String file, String content, Map<String, String> before) {
    if (!file.startsWith("postmortems") && !file.startsWith("action-items")) {
      assertThat(content).as(file).isEqualTo(before.get(file));
    }
  }

  /** Every row that was read is placed, merged, aggregated, filtered or unreadable. */
  private static void rowsAddUp(String err) {
    Matcher account = ACCOUNT.matcher(err);
    while (account.find()) {
      long[] rows = new long[6];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Long.parseLong(account.group(i + 2).replace(",", ""));
      }
      assertThat(rows[0])
          .as(account.group())
          .isEqualTo(rows[1] + rows[2] + rows[3] + rows[4] + rows[5]);
    }
  }

  /** Assembled here, so that no file of the repository looks as if it held a secret. */
  private static String secret() {
    return "ghp_" + "9fQ2".repeat(9);
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file).replace("{secret}", secret());
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.createDirectories(target.getParent());
        String whole = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        String filled = whole.replace("{secret}", secret());
        Files.write(target, filled.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  /** Everything below a folder with its content; links and pipes by what they are. */
  private static Map<String, String> tree(Path folder) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        String name = folder.relativize(path).toString();
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          tree.put(name, new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
        } else {
          tree.put(name, Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? "folder" : "other");
        }
      }
    }
    return tree;
  }
}
