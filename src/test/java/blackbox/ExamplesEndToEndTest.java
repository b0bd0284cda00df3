package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import examples.Fact;
import examples.Truth;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole path, from the files of an example to its post-mortem, against what is true of it. */
class ExamplesEndToEndTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path EXAMPLES = Path.of("examples").toAbsolutePath();

  @TempDir Path folder;

  private List<JsonNode> timeline(String example) throws Exception {
    Run run =
        Cli.in(folder)
            .run("timeline", EXAMPLES.resolve(example).toString(), "--format", "jsonl", "-q");
    assertThat(run.exit()).isZero();
    List<JsonNode> rows = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  private JsonNode analysis(String example) throws Exception {
    Run run = Cli.in(folder).run("analyze", EXAMPLES.resolve(example).toString(), "--json");
    assertThat(run.exit()).isZero();
    return JSON.readTree(run.out());
  }

  private static boolean cites(JsonNode citations, Fact fact) {
    for (JsonNode citation : citations) {
      boolean there =
          fact.line() != null
              ? citation.path("line").asInt() == fact.line()
              : (citation.path("pointer").asText() + "/").startsWith(fact.pointer() + "/");
      if (citation.path("evidence").asText().equals(fact.evidence()) && there) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-connection-pool", "redis-cache-flag"})
  void every_fact_stands_at_its_second_and_cites_its_place(String example) throws Exception {
    List<JsonNode> rows = timeline(example);
    List<String> missing = new ArrayList<>();
    for (Fact fact : Truth.read(example).facts()) {
      Instant second = fact.at().truncatedTo(ChronoUnit.SECONDS);
      boolean found =
          rows.stream()
              .filter(
                  row ->
                      Instant.parse(row.path("at").asText())
                          .truncatedTo(ChronoUnit.SECONDS)
                          .equals(second))
              .anyMatch(row -> cites(row.path("citations"), fact));
      if (fact.required() && !found) {
        missing.add(fact.toString());
      }
    }
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-connection-pool", "redis-cache-flag"})
  void milestones_durations_and_the_ranking_are_right(String example) throws Exception {
    Truth truth = Truth.read(example);
    JsonNode analysis = analysis(example);
    truth
        .milestones()
        .keySet()
        .forEach(
            label ->
                assertThat(
                        Instant.parse(analysis.at("/milestones/" + label + "/at").asText())
                            .truncatedTo(ChronoUnit.SECONDS))
                    .as(label)
                    .isEqualTo(truth.milestone(label).truncatedTo(ChronoUnit.SECONDS)));
    truth
        .durations()
        .forEach(
            (label, value) -> {
              JsonNode duration = analysis.at("/durations/" + label);
              Duration shown = Duration.parse(duration.path("value").asText());
              assertThat(shown.minus(value).abs()).as(label).isLessThan(Duration.ofSeconds(1));
              assertThat(shown)
                  .isEqualTo(
                      Duration.between(
                          Instant.parse(duration.path("from").asText()),
                          Instant.parse(duration.path("to").asText())));
            });
    JsonNode changes = analysis.path("changes");
    for (int i = 0; i < truth.changes().size(); i++) {
      assertThat(cites(changes.path(i).path("citations"), truth.fact(truth.changes().get(i))))
          .as("rank %d is %s", i + 1, truth.changes().get(i))
          .isTrue();
    }
    for (String below : truth.rankBelow()) {
      for (int i = 0; i < truth.changes().size(); i++) {
        assertThat(cites(changes.path(i).path("citations"), truth.fact(below))).isFalse();
      }
    }
    for (JsonNode change : changes) {
      double sum = 0;
      for (JsonNode points : change.path("terms")) {
        sum += points.asDouble();
      }
      assertThat(sum).isCloseTo(change.path("score").asDouble(), within());
    }
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(0.005);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-connection-pool", "redis-cache-flag"})
  void every_citation_resolves_to_what_it_quotes(String example) throws Exception {
    Path root = EXAMPLES.resolve(example);
    Map<String, List<String>> texts = new HashMap<>();
    Map<String, JsonNode> documents = new HashMap<>();
    int checked = 0;
    for (JsonNode row : timeline(example)) {
      assertThat(row.path("citations")).isNotEmpty();
      for (JsonNode citation : row.path("citations")) {
        String evidence = citation.path("evidence").asText();
        String quoted = quoted(citation.path("excerpt").asText());
        if (citation.has("line")) {
          if (!texts.containsKey(evidence)) {
            texts.put(evidence, lines(root.resolve(evidence)));
          }
          assertThat(texts.get(evidence).get(citation.path("line").asInt() - 1))
              .startsWith(quoted.lines().findFirst().orElse(""));
        } else if (evidence.endsWith(".json")) {
          if (!documents.containsKey(evidence)) {
            documents.put(evidence, JSON.readTree(root.resolve(evidence).toFile()));
          }
          String pointer = citation.path("pointer").asText();
          JsonNode there = documents.get(evidence).at(pointer);
          assertThat(there.isMissingNode()).as(evidence + "#" + pointer).isFalse();
          assertThat(compact(there.toString())).startsWith(compact(quoted));
        } else {
          assertThat(citation.path("pointer").asText()).matches("/[0-9a-f]{40}");
        }
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(40);
  }

  /** What stands before the first redaction or cut. */
  private static String quoted(String excerpt) {
    int end = excerpt.length();
    for (String mark : List.of("[redacted:", "\u2026")) {
      int at = excerpt.indexOf(mark);
      end = at < 0 ? end : Math.min(end, at);
    }
    return excerpt.substring(0, end);
  }

  private static String compact(String json) {
    return json.replaceAll("\\s+", "");
  }

  private static List<String> lines(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-connection-pool", "redis-cache-flag"})
  void what_the_document_says_is_cited_and_the_rest_is_a_question(String example) throws Exception {
    assertThat(Cli.in(folder).run("draft", EXAMPLES.resolve(example).toString()).exit()).isZero();
    Path post = onlyFolder();
    String document = Files.readString(post.resolve("postmortem.md"));
    Set<String> anchors = new HashSet<>();
    Matcher anchor = Pattern.compile("id=\"(e-[0-9a-f]{12})\"").matcher(document);
    while (anchor.find()) {
      anchors.add(anchor.group(1));
    }
    Matcher link = Pattern.compile("\\(#(e-[0-9a-f]{12})\\)").matcher(document);
    int links = 0;
    while (link.find()) {
      assertThat(anchors).contains(link.group(1));
      links++;
    }
    assertThat(links).isGreaterThan(40);

    String statements =
        document.substring(document.indexOf("## Summary"), document.indexOf("## Evidence and"));
    List<String> unsupported =
        statements
            .lines()
            .filter(line -> line.matches("\\s*(- |\\| (?!Measure|Milestone|Time|Rank|ID)).*"))
            .filter(line -> !line.contains("](#e-") && !line.contains("_Question: "))
            .filter(line -> !line.contains("stated in `incident.yaml`"))
            // Computed from two cited milestones, and printed with both of them.
            .filter(line -> !line.matches("(- \\*\\*From impact|\\| TT[DAMR],).* to .*"))
            .toList();
    assertThat(unsupported).isEmpty();
    assertThat(document).doesNotContainIgnoringCase("root cause").doesNotContain("caused by");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-connection-pool", "redis-cache-flag"})
  void the_same_bytes_again_whatever_the_threads(String example) throws Exception {
    String evidence = EXAMPLES.resolve(example).toString();
    assertThat(Cli.in(folder).run("draft", evidence, "--threads", "1").exit()).isZero();
    Map<String, String> first = Tree.of(folder);
    assertThat(first).hasSize(5);
    for (String threads : List.of("1", "2", "7")) {
      assertThat(Cli.in(folder).run("draft", evidence, "--threads", threads).exit()).isZero();
      assertThat(Tree.of(folder)).isEqualTo(first);
    }
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    assertThat(Cli.in(elsewhere).run("draft", evidence, "--threads", "3").exit()).isZero();
    assertThat(Tree.of(elsewhere)).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-connection-pool", "redis-cache-flag"})
  void a_fresh_draft_has_questions_left_for_the_linter_but_no_fault_of_its_own(String example)
      throws Exception {
    assertThat(Cli.in(folder).run("draft", EXAMPLES.resolve(example).toString()).exit()).isZero();
    Run lint = Cli.in(folder).run("lint", "--format", "json");
    Set<String> rules = new HashSet<>();
    for (String line : lint.out().lines().toList()) {
      JsonNode finding = JSON.readTree(line);
      rules.add(finding.path("rule").asText());
    }
    assertThat(rules)
        .contains("open-question-left", "owner-missing")
        .doesNotContain(
            "duration-disagrees-with-timeline",
            "timeline-not-ascending",
            "timeline-row-without-evidence",
            "milestone-missing",
            "blameful-wording",
            "counterfactual-wording",
            "named-person-in-prose",
            "single-root-cause");
  }

  private Path onlyFolder() throws Exception {
    try (Stream<Path> posts = Files.list(folder.resolve("postmortems"))) {
      return posts.toList().get(0);
    }
  }
}
