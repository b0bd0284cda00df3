package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program writes is what {@code docs/schema} says, for both examples. */
class SchemasTest {

  private static final String POOL = "api-connection-pool";
  private static final String FLAG = "redis-cache-flag";
  private static final Map<String, Path> DRAFTS = new HashMap<>();

  @TempDir static Path repository;

  @BeforeAll
  static void draft() {
    for (String example : List.of(POOL, FLAG)) {
      Run run = Cli.in(repository).run("draft", evidence(example));
      assertThat(run.exit()).as(run.err()).isZero();
      DRAFTS.put(example, repository.resolve(run.out().strip()).getParent());
    }
  }

  private static String evidence(String example) {
    return Path.of("examples", example).toAbsolutePath().toString();
  }

  private static String written(String example, String file) throws Exception {
    return Files.readString(DRAFTS.get(example).resolve(file));
  }

  static List<String> schemas() {
    return Schemas.names();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void a_schema_is_one_and_explains_every_field(String name) {
    JsonNode schema = Schemas.text(name);
    assertThat(Schemas.faults(Schemas.ofSchemas(), schema)).isEmpty();
    assertThat(schema.path("$id").asText()).isEqualTo(name + Schemas.ENDING);
    assertThat(schema.path("description").asText()).isNotEmpty();
    List<String> faults = new ArrayList<>();
    explained(schema, "", faults);
    assertThat(faults).isEmpty();
    // Resolves every reference, also of those parts that no value of ours reaches.
    assertThat(Schemas.faults(Schemas.schema(name), Schemas.json("[]"))).isNotEmpty();
  }

  private static void explained(JsonNode schema, String path, List<String> faults) {
    JsonNode properties = schema.path("properties");
    boolean condition = path.endsWith("/if") || path.endsWith("/then") || path.endsWith("/else");
    if (!condition) {
      properties
          .properties()
          .forEach(
              property -> {
                JsonNode value = property.getValue();
                if (!value.has("description") && !value.path("$ref").asText().contains("/$defs/")) {
                  faults.add(path + "/" + property.getKey() + " has no description");
                }
              });
      if (!properties.isEmpty() && !schema.has("additionalProperties") && !path.isEmpty()) {
        faults.add(path + " is open");
      }
    }
    schema
        .properties()
        .forEach(
            child -> {
              explained(child.getValue(), path + "/" + child.getKey(), faults);
              int i = 0;
              for (JsonNode item : child.getValue()) {
                if (child.getValue().isArray()) {
                  explained(item, path + "/" + child.getKey() + "/" + i++, faults);
                }
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {POOL, FLAG})
  void the_rows_of_a_timeline(String example) throws Exception {
    String text = written(example, "timeline.jsonl");
    List<JsonNode> rows = Schemas.assertLines("timeline-row", text);
    assertThat(rows).extracting(row -> row.path("id").asText()).doesNotHaveDuplicates();
    assertThat(rows)
        .extracting(row -> row.path("at").asText().replace("Z", ""))
        .as("in the order of time")
        .isSorted();
    assertThat(Cli.in(repository).run("timeline", "--format", "jsonl", evidence(example)).out())
        .isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {POOL, FLAG})
  void the_analysis(String example) {
    Run run = Cli.in(repository).run("analyze", "--json", evidence(example));
    JsonNode analysis = Schemas.assertLines("analyze", run.out()).get(0);
    assertThat(run.out().lines()).hasSize(1);
    // An end point is printed as its milestone is.
    assertThat(analysis.at("/durations/ttd/from"))
        .isEqualTo(analysis.at("/milestones/impact-start/at"));
    assertThat(analysis.at("/durations/ttr/to"))
        .isEqualTo(analysis.at("/milestones/resolution/at"));
  }

  @ParameterizedTest
  @ValueSource(strings = {POOL, FLAG})
  void the_manifest(String example) throws Exception {
    String text = written(example, "evidence.yaml");
    Schemas.assertYaml("evidence", text);
    assertThat(text).startsWith("schema: 1\n");
    for (JsonNode file : Schemas.yaml(text).path("files")) {
      long sum = 0;
      for (JsonNode count : file.path("rows")) {
        sum += count.asLong();
      }
      assertThat(sum).as(file.toString()).isEqualTo(2 * file.at("/rows/read").asLong());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {POOL, FLAG})
  void what_people_fill_in(String example) throws Exception {
    String incident = written(example, "incident.yaml");
    Schemas.assertYaml("incident", incident);
    assertThat(incident).startsWith("schema: 1\n");
    assertThat(Schemas.yaml(incident).path("id").asText())
        .isEqualTo(DRAFTS.get(example).getFileName().toString());
    String document = written(example, "postmortem.md");
    assertThat(document).startsWith("---\n");
    Schemas.assertYaml(
        "postmortem-front-matter", document.substring(4, document.indexOf("\n---\n", 4) + 1));
  }

  @Test
  void the_findings_of_lint() {
    Run run = Cli.in(repository).run("lint", "--format", "json");
    assertThat(Schemas.assertLines("finding", run.out()))
        .extracting(row -> row.path("file").asText().split("/", -1)[1])
        .contains(
            DRAFTS.get(POOL).getFileName().toString(), DRAFTS.get(FLAG).getFileName().toString());
  }

  @Test
  void formats_and_sources() {
    List<JsonNode> rows =
        Schemas.assertLines("format", Cli.in(repository).run("formats", "list", "--json").out());
    assertThat(rows).extracting(row -> row.path("kind").asText()).contains("log", "export");
  }

  @Test
  void the_records_of_logs() throws Exception {
    Path log = Files.createDirectories(repository.resolve("logs")).resolve("app.log");
    Files.writeString(
        log,
        """
        2025-02-09 10:05:23,123 [main] ERROR com.acme.Shop - boom
        java.lang.IllegalStateException: boom
        \tat com.acme.Shop.open(Shop.java:12)
        2025-02-09 10:05:24,000 [main] INFO  com.acme.Shop - on
        """);
    Files.writeString(log.resolveSibling("notes.txt"), "nothing here\nhas a time\n");
    List<JsonNode> rows =
        Schemas.assertLines(
            "parsed-record", Cli.in(repository).run("formats", "parse", "--json", "logs").out());
    assertThat(rows)
        .extracting(row -> row.path("at").isNull() + " " + row.path("lines").asInt())
        .contains("false 3", "false 1", "true 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {POOL, FLAG})
  void the_records_of_an_examples_logs(String example) {
    Run run = Cli.in(repository).run("formats", "parse", "--json", evidence(example));
    List<String> lines = run.out().lines().toList();
    // 200,000 rows are alike: every 97th, and all without a time.
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (i % 97 == 0 || lines.get(i).contains("\"at\":null")) {
        chosen.add(lines.get(i));
      }
    }
    Schemas.assertLines("parsed-record", String.join("\n", chosen) + "\n");
  }

  @Test
  void the_replacements_of_redact() throws Exception {
    Path logs = Files.createDirectories(repository.resolve("secret"));
    for (String name : List.of("a", "b")) {
      Path folder = Files.createDirectories(logs.resolve(name));
      Files.writeString(
          folder.resolve("app.log"), "plain\nfrom " + name + ": password=hunter2" + name + "xyz\n");
    }
    Run run =
        Cli.in(repository)
            .run("redact", "--report", "report.jsonl", "secret/b/app.log", "secret/a/app.log");
    assertThat(run.out().lines().filter(line -> line.startsWith("from")))
        .as("in the order of the arguments")
        .allMatch(line -> line.contains("[redacted:"))
        .extracting(line -> line.substring(0, 6))
        .containsExactly("from b", "from a");
    String report = Files.readString(repository.resolve("report.jsonl"));
    assertThat(Schemas.assertLines("replacement", report))
        .extracting(row -> row.path("evidence").asText() + ":" + row.path("line").asInt())
        .as("names are unique")
        .containsExactly("b/app.log:2", "a/app.log:2");
    assertThat(report).doesNotContain("hunter2");
  }
}
