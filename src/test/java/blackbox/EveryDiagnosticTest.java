package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No message is written that nobody has ever seen. */
class EveryDiagnosticTest {

  private static final Pattern CODE = Pattern.compile("PM-[A-Z][0-9]{3}");
  private static final Pattern SAID =
      Pattern.compile("(?m)^(?:error|warning|note)\\[(PM-[A-Z][0-9]{3})]: \\S");

  private static SortedSet<String> codes() throws IOException {
    SortedSet<String> codes = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        // An example in a comment is no message.
        String text = Files.readString(file).replaceAll("(?m)^ *\\*.*$", "");
        Matcher code = CODE.matcher(text);
        while (code.find()) {
          codes.add(code.group());
        }
      }
    }
    return codes;
  }

  @Test
  void every_code_has_a_case_with_its_exact_message() throws IOException {
    SortedSet<String> said = new TreeSet<>();
    for (String name : BadCases.all()) {
      Matcher code = SAID.matcher(BadCases.expected(name));
      while (code.find()) {
        said.add(code.group(1));
      }
    }
    assertThat(codes()).hasSizeGreaterThan(80);
    SortedSet<String> never = new TreeSet<>(codes());
    never.removeAll(said);
    // What needs a server or a repository around it is asserted where those are.
    never.removeAll(asserted());
    assertThat(never).as("codes without a case").isEmpty();
    said.removeAll(codes());
    assertThat(said).as("cases of codes that are gone").isEmpty();
  }

  /** The codes that tests expect by name. */
  private static SortedSet<String> asserted() throws IOException {
    SortedSet<String> asserted = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher code = CODE.matcher(text(file));
        while (code.find()) {
          asserted.add(code.group());
        }
      }
    }
    return asserted;
  }

  @Test
  void every_case_is_called_after_a_code_and_is_run_by_a_test() throws IOException {
    List<String> tests;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      List<Path> sources = files.filter(f -> f.toString().endsWith(".java")).toList();
      tests = sources.stream().map(EveryDiagnosticTest::text).toList();
    }
    for (String name : BadCases.all()) {
      assertThat(name).matches("PM-[A-Z][0-9]{3}(-[a-z0-9]+)+");
      assertThat(BadCases.expected(name)).contains("[" + name.substring(0, 7) + "]: ");
      if (!BadCases.hasCommand(name)) {
        assertThat(tests).as(name).anyMatch(test -> test.contains('"' + name + '"'));
      }
    }
  }

  @Test
  void every_error_and_warning_says_what_to_do() throws IOException {
    Pattern message = Pattern.compile("(?m)^(?:error|warning|note)\\[.*\\n(?: +.*\\n)*");
    for (String name : BadCases.all()) {
      Matcher said = message.matcher(BadCases.expected(name));
      while (said.find()) {
        assertThat(said.group()).as(name).contains("\n  help: ");
      }
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
