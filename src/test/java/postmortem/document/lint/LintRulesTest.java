package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule, page, test and service file say the same, and the examples of the pages are true. */
class LintRulesTest {

  private static final Path PAGES = Path.of("docs/lint");
  private static final Path SOURCES = Path.of("src/main/java/postmortem/document/lint");
  private static final Path TESTS = Path.of("src/test/java/postmortem/document/lint");

  static List<LintRule> rules() {
    return Linter.rules();
  }

  @Test
  void every_rule_in_the_package_is_found() throws IOException {
    assertThat(rules().stream().map(r -> r.getClass().getSimpleName()))
        .containsExactlyInAnyOrderElementsOf(
            names(SOURCES, ".java").stream().filter(LintRulesTest::isRule).toList());
  }

  @Test
  void every_rule_has_a_page_and_every_page_a_rule() throws IOException {
    assertThat(names(PAGES, ".md"))
        .filteredOn(name -> !name.equals("README"))
        .containsExactlyInAnyOrderElementsOf(rules().stream().map(LintRule::id).toList());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_rule_is_called_as_its_class_and_has_a_test(LintRule rule) {
    String name = rule.getClass().getSimpleName();

    assertThat(rule.id())
        .isEqualTo(name.replaceAll("(?<=.)(\\p{Lu})", "-$1").toLowerCase(Locale.ROOT));
    assertThat(TESTS.resolve(name + "Test.java")).exists();
    assertThat(rule.help()).doesNotEndWith(".").doesNotContain("\n");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_page_states_id_and_severity_and_its_source(LintRule rule) throws IOException {
    assertThat(page(rule))
        .startsWith("# " + rule.id() + "\n\nSeverity: **" + rule.severity().label() + "**\n")
        .containsSubsequence("\n## What\n", "\n## Why\n", "\n## Bad\n", "\n## Good\n");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_bad_example_of_a_page_is_flagged(LintRule rule) throws IOException {
    assertThat(Linted.by(rule.id(), example(rule, "Bad"))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_good_example_of_a_page_is_not(LintRule rule) throws IOException {
    assertThat(Linted.by(rule.id(), example(rule, "Good"))).isEmpty();
  }

  @Test
  void the_built_in_report_has_open_questions_and_no_owner_and_nothing_else() throws IOException {
    String report = Files.readString(Path.of("src/test/resources/golden/report/card-payments.md"));

    assertThat(Linted.all(report))
        .isNotEmpty()
        .allMatch(f -> f.contains("open-question-left") || f.contains("owner-missing"));
  }

  @Test
  void findings_are_in_the_order_of_the_document() {
    assertThat(Linted.all("---\nowner: lead\nseverity: 2\n---\n\nIf only.\n\nHuman error.\n"))
        .containsExactly(
            "1 milestone-missing: no time and no \u201cunknown\u201d is given for: impact start,"
                + " detection, acknowledgement, mitigation, resolution",
            "6 counterfactual-wording: \u201cIf only\u201d judges what did not happen",
            "8 human-error-as-cause: \u201cHuman error\u201d is given as a cause");
  }

  private static boolean isRule(String name) {
    try {
      Class<?> type = Class.forName("postmortem.document.lint." + name);
      return LintRule.class.isAssignableFrom(type) && !type.isInterface();
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static List<String> names(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .toList();
    }
  }

  private static String page(LintRule rule) throws IOException {
    return Files.readString(PAGES.resolve(rule.id() + ".md"), StandardCharsets.UTF_8);
  }

  private static String example(LintRule rule, String heading) throws IOException {
    Matcher m =
        Pattern.compile("\n## " + heading + "\n\n````markdown\n(.*?)````\n", Pattern.DOTALL)
            .matcher(page(rule));
    assertThat(m.find()).as(heading + " of " + rule.id()).isTrue();
    return m.group(1);
  }
}
