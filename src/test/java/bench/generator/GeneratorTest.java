package bench.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the benchmarks and the tests of the log engine may rely on. */
class GeneratorTest {

  private static final int SIZE = 24 << 20;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Log(byte[] bytes, List<Integer> truth) {}

  static Stream<Family> families() {
    return Family.all().stream();
  }

  private static Log log(Family family, long seed) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Integer> truth = new ArrayList<>();
    Generator.write(family, seed, SIZE, bytes, truth::add);
    return new Log(bytes.toByteArray(), truth);
  }

  @ParameterizedTest
  @MethodSource("families")
  void the_same_seed_gives_the_same_log_and_another_seed_another(Family family) throws IOException {
    byte[] first = log(family, 7).bytes();

    assertThat(log(family, 7).bytes()).isEqualTo(first);
    assertThat(log(family, 8).bytes()).isNotEqualTo(first);
    assertThat(first.length).isBetween(SIZE, SIZE + 10_000);
  }

  @ParameterizedTest
  @MethodSource("families")
  void the_truth_names_one_statement_for_each_record(Family family) throws IOException {
    Log log = log(family, 1);

    String text = new String(log.bytes(), StandardCharsets.UTF_8);
    long records =
        text.lines().filter(line -> !line.matches("(\tat|\t\\.\\.\\.|Caused|java|com).*")).count();

    assertThat(log.truth()).hasSize((int) records);
    assertThat(Set.copyOf(log.truth()))
        .as("statements that were written, ids from 0")
        .hasSameSizeAs(family.statements());
  }

  @Test
  void the_families_have_at_least_300_templates_of_which_none_is_like_another() {
    Set<String> templates = new HashSet<>();
    int statements = 0;
    for (Family family : Family.all()) {
      for (Statement statement : family.statements()) {
        assertThat(statement.template()).doesNotContain("{", "}");
        templates.add(family.name() + statement.template());
        statements++;
      }
    }

    assertThat(templates).hasSize(statements).hasSizeGreaterThanOrEqualTo(300);
  }

  @Test
  void no_two_lines_of_the_distinct_family_are_alike_even_without_their_numbers()
      throws IOException {
    List<String> lines =
        new String(log(new DistinctLog(), 1).bytes(), StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.replaceAll("[0-9]+", ""))
            .toList();

    assertThat(new HashSet<>(lines).size()).isGreaterThan(lines.size() * 8 / 10);
  }
}
