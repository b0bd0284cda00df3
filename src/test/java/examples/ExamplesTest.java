package examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The checked-in examples are what their generator makes, and hold what the truth about them says.
 */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("examples");
  private static final Pattern NGINX_TIME =
      Pattern.compile("\\[09/Feb/2025:(\\d\\d:\\d\\d:\\d\\d) \\+0100]");

  private static List<Examples.Example> examples = List.of();

  @BeforeAll
  static void generate() throws IOException {
    examples = Examples.all();
    if (Boolean.getBoolean("examples.write")) {
      for (Examples.Example example : examples) {
        String name = example.evidence().name();
        example.evidence().write(EXAMPLES.resolve(name));
        Files.createDirectories(Truth.file(name).toAbsolutePath().getParent());
        Files.writeString(Truth.file(name), example.truth().yaml());
      }
    }
  }

  @Test
  void checkedInEvidenceIsWhatTheGeneratorMakes() throws IOException {
    for (Examples.Example example : examples) {
      EvidenceFolder made = example.evidence();
      Path folder = EXAMPLES.resolve(made.name());
      assertThat(EvidenceFolder.paths(folder))
          .containsExactlyInAnyOrderElementsOf(made.files().keySet());
      for (Map.Entry<String, EvidenceFolder.Content> file : made.files().entrySet()) {
        assertThat(file.getValue().sameAs(Files.readAllBytes(folder.resolve(file.getKey()))))
            .as("%s/%s", made.name(), file.getKey())
            .isTrue();
      }
    }
  }

  @Test
  void checkedInTruthIsWhatTheGeneratorSays() throws IOException {
    for (Examples.Example example : examples) {
      String name = example.evidence().name();
      assertThat(Files.readString(Truth.file(name))).isEqualTo(example.truth().yaml());
      assertThat(Truth.read(name)).isEqualTo(example.truth());
    }
  }

  @Test
  void generatingTwiceGivesTheSame() throws IOException {
    List<Examples.Example> again = Examples.all();
    for (int i = 0; i < examples.size(); i++) {
      EvidenceFolder first = examples.get(i).evidence();
      EvidenceFolder second = again.get(i).evidence();
      assertThat(second.facts()).isEqualTo(first.facts());
      for (Map.Entry<String, EvidenceFolder.Content> file : second.files().entrySet()) {
        EvidenceFolder.Content before =
            Objects.requireNonNull(first.files().get(file.getKey()), file.getKey());
        if (file.getValue() instanceof EvidenceFolder.Bundle bundle) {
          assertThat(bundle.sameAs(before.bytes())).as(file.getKey()).isTrue();
        } else {
          assertThat(file.getValue().equals(before)).as(file.getKey()).isTrue();
        }
      }
    }
  }

  @Test
  void everyFactStandsAtItsPlace() throws IOException {
    for (Examples.Example example : examples) {
      for (Fact fact : example.truth().facts()) {
        Path file = EXAMPLES.resolve(example.evidence().name()).resolve(fact.evidence());
        assertThat(recordAt(file, fact)).as(fact.id()).contains(fact.contains());
      }
    }
  }

  @Test
  void milestonesFollowEachOtherInTheirUsualOrder() {
    for (Examples.Example example : examples) {
      Truth truth = example.truth();
      assertThat(
              List.of(
                  truth.milestone("impact-start"),
                  truth.milestone("detection"),
                  truth.milestone("acknowledgement"),
                  truth.milestone("mitigation"),
                  truth.milestone("resolution")))
          .isSorted();
    }
  }

  @Test
  void accessLogIsLargeHasNo5xxBeforeTheIncidentAndIsNotInOrder() throws IOException {
    List<String> lines = lines(EXAMPLES.resolve("api-connection-pool/nginx/edge-1.access.log.gz"));
    assertThat(lines).hasSizeBetween(200_000, 210_000);
    List<String> times = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (String line : lines) {
      Matcher time = NGINX_TIME.matcher(line);
      assertThat(time.find()).as(line).isTrue();
      times.add(time.group(1));
      if (line.contains(" HTTP/1.1\" 5")) {
        failed.add(time.group(1));
      }
    }
    assertThat(failed.stream().sorted().findFirst()).contains("11:05:23");
    assertThat(failed.stream().filter("11:05:23"::equals)).hasSize(1);
    assertThat(times).isNotEqualTo(times.stream().sorted().toList());
    assertThat(lines)
        .anyMatch(line -> line.contains("kube-probe"))
        .anyMatch(line -> line.contains("ExampleBot"));
  }

  @Test
  void connectionsToRedisAreRefusedAboutAThousandTimesAndOnlyInTheIncident() throws IOException {
    List<JsonNode> refused =
        lines(EXAMPLES.resolve("redis-cache-flag/user-service/app.jsonl")).stream()
            .map(Json::parse)
            .filter(line -> line.path("msg").asText().equals(PinoLog.REFUSED))
            .toList();
    assertThat(refused).hasSizeBetween(950, 1050);
    assertThat(refused)
        .allSatisfy(
            line ->
                assertThat(line.path("time").asLong())
                    .isBetween(1_773_326_712_000L, 1_773_326_820_000L));
    assertThat(refused.get(0).path("err").path("stack").asText())
        .contains("src/services/user.ts:45");
  }

  /** What stands at a fact's place, as somebody finds it who follows a citation. */
  private static String recordAt(Path file, Fact fact) throws IOException {
    Integer line = fact.line();
    if (line != null) {
      return lines(file).get(line - 1);
    }
    String pointer = Objects.requireNonNull(fact.pointer());
    if (file.toString().endsWith(".bundle")) {
      return GitHistory.messageInBundle(Files.readAllBytes(file), pointer.substring(1));
    }
    JsonNode node = Json.parse(Files.readString(file)).at(pointer);
    assertThat(node.isMissingNode()).as("%s %s", file, pointer).isFalse();
    return Json.compact(node);
  }

  private static List<String> lines(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (file.toString().endsWith(".gz")) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = in.readAllBytes();
      }
    }
    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
  }
}
