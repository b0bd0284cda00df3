package architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule holds for the program, and every rule is shown to bite. */
class ArchitectureTest {

  private static final String VIOLATIONS = "architecture.violation";

  private static final JavaClasses PROGRAM =
      new ClassFileImporter().importPath(folderOf(postmortem.cli.Main.class));

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("architecture/violation"))
          .importPath(folderOf(ArchitectureTest.class));

  static List<HouseRule> programRules() {
    return Stream.of(
            Stages.rules(), Libraries.rules(), Ambient.rules(), Shapes.rules(), Wall.rules())
        .flatMap(List::stream)
        .toList();
  }

  static List<HouseRule> testRules() {
    return Shapes.testRules();
  }

  static List<HouseRule> allRules() {
    return Stream.concat(programRules().stream(), testRules().stream()).toList();
  }

  /** ArchUnit says nothing about classes that it did not find. */
  @Test
  void the_program_and_its_tests_were_found() {
    assertThat(PROGRAM.size()).isGreaterThan(80);
    assertThat(PROGRAM.contain(postmortem.cli.Main.class)).isTrue();
    assertThat(TESTS.contain(ArchitectureTest.class)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("programRules")
  void holds_for_the_program(HouseRule rule) {
    rule.rule().check(PROGRAM);
  }

  @ParameterizedTest
  @MethodSource("testRules")
  void holds_for_the_tests(HouseRule rule) {
    rule.rule().check(TESTS);
  }

  @ParameterizedTest
  @MethodSource("allRules")
  void bites_where_it_is_broken_on_purpose(HouseRule rule) {
    JavaClasses broken = new ClassFileImporter().importPackages(VIOLATIONS + "." + rule.name());

    assertThat(broken).as("classes that break " + rule.name()).isNotEmpty();
    assertThat(rule.rule().evaluate(broken).hasViolation())
        .as(rule.rule().getDescription())
        .isTrue();
  }

  @Test
  void every_folder_of_violations_belongs_to_a_rule() throws IOException {
    TreeSet<String> folders = new TreeSet<>();
    try (Stream<Path> all =
        Files.list(folderOf(ArchitectureTest.class).resolve("architecture/violation"))) {
      all.map(folder -> folder.getFileName().toString()).forEach(folders::add);
    }
    assertThat(folders)
        .containsExactlyInAnyOrderElementsOf(allRules().stream().map(HouseRule::name).toList());
  }

  /** The folder of compiled classes that a class lies in, wherever the build puts it. */
  private static Path folderOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
