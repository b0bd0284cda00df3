package bench.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

  static Stream<Family> logs() {
    return families().filter(family -> !(family instanceof Export));
  }

  static Stream<Family> exports() {
    return families().filter(family -> family instanceof Export);
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
  @MethodSource("logs")
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

  @ParameterizedTest
  @MethodSource("exports")
  void an_export_is_one_document_or_table_or_lines_with_as_many_records_as_the_truth_has(
      Family family) throws IOException {
    Log log = log(family, 1);

    long records = 0;
    if (family.fileName().endsWith(".csv")) {
      String text = new String(log.bytes(), StandardCharsets.UTF_8);
      records = text.lines().filter(line -> line.matches("\"Feb [0-9]+, 2025 @ .*")).count();
    } else if (family.fileName().endsWith(".jsonl")) {
      String text = new String(log.bytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        records += new ObjectMapper().readTree(line).isObject() ? 1 : 0;
      }
    } else {
      List<String> path =
          switch (family.name()) {
            case "audit" -> List.of("Records");
            case "cloudwatch" -> List.of("events");
            case "elasticsearch" -> List.of("hits", "hits");
            default -> List.of("data", "result");
          };
      JsonNode list = new ObjectMapper().readTree(log.bytes());
      for (String name : path) {
        list = list.get(name);
      }
      for (JsonNode record : list) {
        records += record.has("values") ? record.get("values").size() : 1;
      }
    }
    assertThat(log.truth()).hasSize((int) records);
    assertThat(Set.copyOf(log.truth()).size())
        .as("statements that were written")
        .isGreaterThan(family.statements().size() * 9 / 10);
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
