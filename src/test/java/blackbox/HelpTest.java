package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says of itself, and to those who call it wrongly. */
class HelpTest {

  /** Rewrite with {@code -Dgolden.write=true}. */
  private static final Path QUICK_ANSWER = Path.of("src/main/resources/help.txt");

  @TempDir Path folder;

  @Test
  void the_quick_answer_is_what_the_command_line_library_says() throws Exception {
    // Two options keep the quick path out of the way.
    Run slow = Cli.in(folder).run("-C", folder.toString(), "--help");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(QUICK_ANSWER, slow.out());
    }
    assertThat(slow.exit()).isZero();
    assertThat(Files.readString(QUICK_ANSWER)).isEqualTo(slow.out());
    assertThat(Cli.in(folder).run("--help").out()).isEqualTo(slow.out());
    assertThat(Cli.in(folder).run("-h").out()).isEqualTo(slow.out());
  }

  @Test
  void version_is_one_line() {
    assertThat(Cli.in(folder).run("--version").out()).matches("postmortem \\S.*\n");
    assertThat(Cli.in(folder).run("-C", folder.toString(), "--version").out())
        .isEqualTo(Cli.in(folder).run("--version").out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "draft",
        "timeline",
        "analyze",
        "signatures",
        "lint",
        "publish",
        "redact",
        "actions",
        "review",
        "formats",
        "init",
        "doctor"
      })
  void every_verb_explains_itself(String verb) {
    Run help = Cli.in(folder).run(verb, "--help");
    assertThat(help.exit()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains("Usage: postmortem " + verb).contains("--help");
    assertThat(Cli.in(folder).run("--help").out()).contains("  " + verb + " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"              | a command is missing",
        "formats         | one of list, test, explain and parse is missing",
        "actions         | one of collect, add, edit, commit, sync, link, close, drop, list and show is missing",
        "draft           | Missing required parameter: 'EVIDENCE'",
        "draft --bogus   | Unknown option: '--bogus'",
        "draft --bogus=1 --quiet | Unknown option: '--bogus=1'",
        "frobnicate      | Unmatched argument at index 0: 'frobnicate'",
        "-C nowhere lint | there is no folder",
        "draft --zone=Nowhere x | 'Nowhere' is not a time zone such as Europe/Copenhagen",
        "draft --from=today x | 'today' is not a moment with a zone such as",
        "lint --format=xml | expected one of",
        "signatures --json --assign x | --json, --assign are mutually exclusive",
      })
  void wrong_usage_says_what_and_where_to_look(String line, String message) {
    Run run = Cli.in(folder).run(line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error[PM-C001]: ").contains(message).contains("--help\n");
    assertThat(folder).isEmptyDirectory();
  }
}
