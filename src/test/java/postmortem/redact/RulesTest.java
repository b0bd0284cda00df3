package postmortem.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postmortem.declaration.BuiltInFiles;

/** Runs what every rule's own file promises. */
final class RulesTest {

  private static final Redactor REDACTOR = Redactor.builtIn(null);

  record Case(String rule, String field, String text, String expect) {
    @Override
    public String toString() {
      return rule + ": " + expect;
    }
  }

  static Stream<Rule> rules() {
    return Rules.builtIn().all().stream();
  }

  static Stream<Case> samples() {
    return rules()
        .flatMap(
            rule ->
                rule.samples().stream()
                    .map(s -> new Case(rule.name(), s.field(), s.text(), s.expect())));
  }

  static Stream<Case> rejects() {
    return rules()
        .flatMap(rule -> rule.rejects().stream().map(t -> new Case(rule.name(), "", t, t)));
  }

  @Test
  void every_file_of_the_folder_is_a_rule() {
    List<Rule> all = Rules.builtIn().all();
    assertThat(all).hasSizeGreaterThan(30).hasSameSizeAs(BuiltInFiles.list("redaction"));
    Set<String> names = new HashSet<>();
    Set<String> texts = new HashSet<>();
    for (Rule rule : all) {
      assertThat(names.add(rule.name())).as(rule.name()).isTrue();
      for (Rule.Sample sample : rule.samples()) {
        assertThat(texts.add(sample.text())).as("sample twice in " + rule.name()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_sample_becomes_what_its_rule_promises(Case sample) {
    String redacted =
        sample.field().isEmpty()
            ? REDACTOR.text(sample.text())
            : REDACTOR.value(sample.field(), sample.text());
    assertThat(redacted).isEqualTo(sample.expect());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void redacting_again_changes_nothing(Case sample) {
    assertThat(REDACTOR.text(sample.expect())).isEqualTo(sample.expect());
    Redactor keyed = Redactor.builtIn("k");
    String once = keyed.text(sample.text());
    assertThat(keyed.text(once)).isEqualTo(once);
  }

  @ParameterizedTest
  @MethodSource("rejects")
  void a_reject_is_left_alone(Case reject) {
    assertThat(REDACTOR.text(reject.text())).isEqualTo(reject.text());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_rule_says_what_it_finds_and_where_that_is_described(Rule rule) {
    assertThat(rule.tried().words()).doesNotHaveDuplicates().allMatch(word -> word.length() >= 2);
    assertThat(rule.url()).startsWith("https://");
    assertThat(rule.title()).isNotBlank();
  }
}
