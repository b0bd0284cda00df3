package examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is true about an example, as data that a test of the whole path can be held against. It lies
 * in {@code src/test/resources/truth/<example>.yaml}, written with the example.
 *
 * @param example name of the folder below {@code examples/}
 * @param milestones label such as {@code impact-start} to the id of the fact that it is
 * @param firstAlert the fact that TTA is counted from
 * @param changes facts of the changes that have to rank first, best first
 * @param rankBelow facts of changes that must not rank above those
 * @param facts all facts, oldest first
 */
public record Truth(
    String example,
    Map<String, String> milestones,
    String firstAlert,
    List<String> changes,
    List<String> rankBelow,
    List<Fact> facts) {
  private static final Path FOLDER = Path.of("src/test/resources/truth");

  public Truth {
    milestones = Map.copyOf(milestones);
    changes = List.copyOf(changes);
    rankBelow = List.copyOf(rankBelow);
    facts = List.copyOf(facts);
  }

  /** Where it lies in the repository. */
  static Path file(String example) {
    return FOLDER.resolve(example + ".yaml");
  }

  /** Reads the checked-in truth of an example. */
  public static Truth read(String example) throws IOException {
    JsonNode root = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(file(example)));
    Map<String, String> milestones = new LinkedHashMap<>();
    for (Iterator<String> labels = root.path("milestones").fieldNames(); labels.hasNext(); ) {
      String label = labels.next();
      milestones.put(label, root.path("milestones").path(label).path("fact").asText());
    }
    List<Fact> facts = new ArrayList<>();
    for (JsonNode fact : root.path("facts")) {
      facts.add(
          new Fact(
              fact.path("id").asText(),
              Instant.parse(fact.path("at").asText()),
              fact.path("statement").asText(),
              fact.path("evidence").asText(),
              fact.has("line") ? (Integer) fact.path("line").asInt() : null,
              fact.has("pointer") ? fact.path("pointer").asText() : null,
              fact.path("contains").asText(),
              fact.path("required").asBoolean()));
    }
    return new Truth(
        root.path("example").asText(),
        milestones,
        root.path("first-alert").asText(),
        texts(root.path("changes")),
        texts(root.path("rank-below")),
        facts);
  }

  /** The fact of that id. */
  public Fact fact(String id) {
    return facts.stream()
        .filter(fact -> fact.id().equals(id))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException(example + " has no fact " + id));
  }

  /** When a milestone was reached. */
  public Instant milestone(String label) {
    String fact = milestones.get(label);
    if (fact == null) {
      throw new IllegalArgumentException(example + " has no milestone " + label);
    }
    return fact(fact).at();
  }

  /**
   * Label of a duration to its value: {@code ttd}, {@code tta}, {@code ttm}, {@code ttr}; exact,
   * not cut to seconds.
   */
  public Map<String, Duration> durations() {
    Instant start = milestone("impact-start");
    Map<String, Duration> durations = new LinkedHashMap<>();
    durations.put("ttd", Duration.between(start, milestone("detection")));
    durations.put("tta", Duration.between(fact(firstAlert).at(), milestone("acknowledgement")));
    durations.put("ttm", Duration.between(start, milestone("mitigation")));
    durations.put("ttr", Duration.between(start, milestone("resolution")));
    return durations;
  }

  /** The file's text. */
  String yaml() {
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        "# Written with the example (see examples/README.md); what the keys mean: examples.Truth.\n");
    yaml.append("schema: 1\nexample: ").append(example).append("\nmilestones:\n");
    for (String label :
        List.of("impact-start", "detection", "acknowledgement", "mitigation", "resolution")) {
      yaml.append("  ").append(label).append(": {at: ").append(quoted(milestone(label).toString()));
      yaml.append(", fact: ").append(milestones.get(label)).append("}\n");
    }
    yaml.append("first-alert: ").append(firstAlert).append("\ndurations:\n");
    durations()
        .forEach(
            (label, value) ->
                yaml.append("  ").append(label).append(": ").append(value).append('\n'));
    yaml.append("changes: [").append(String.join(", ", changes)).append("]\n");
    yaml.append("rank-below: [").append(String.join(", ", rankBelow)).append("]\nfacts:\n");
    for (Fact fact : facts) {
      yaml.append("  - id: ").append(fact.id());
      yaml.append("\n    at: ").append(quoted(fact.at().toString()));
      yaml.append("\n    required: ").append(fact.required());
      yaml.append("\n    statement: ").append(quoted(fact.statement()));
      yaml.append("\n    evidence: ").append(fact.evidence());
      place(yaml, fact.line(), fact.pointer());
      yaml.append("\n    contains: ").append(quoted(fact.contains())).append('\n');
    }
    return yaml.toString();
  }

  private static void place(StringBuilder yaml, @Nullable Integer line, @Nullable String pointer) {
    if (line != null) {
      yaml.append("\n    line: ").append(line);
    } else {
      yaml.append("\n    pointer: ").append(pointer);
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
