package postmortem.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import postmortem.analysis.Factor;
import postmortem.analysis.Measure;
import postmortem.analysis.Observability;
import postmortem.document.lint.Finding;
import postmortem.event.Basis;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Precision;
import postmortem.event.Severity;
import postmortem.incident.Milestone;
import postmortem.timeline.CoverageGap;

/** The words that the schemas allow are the words that the program has. */
class SchemaLabelsTest {

  private static JsonNode at(String schema, String pointer) throws IOException {
    JsonNode node =
        new ObjectMapper()
            .readTree(Path.of("docs/schema", schema + ".schema.json").toFile())
            .at(pointer);
    assertThat(node.isMissingNode()).as(schema + pointer).isFalse();
    return node;
  }

  private static <E> void assertWords(
      String schema, String pointer, E[] values, Function<E, String> label) throws IOException {
    JsonNode words = at(schema, pointer);
    List<String> written =
        words.isArray()
            ? StreamSupport.stream(words.spliterator(), false).map(JsonNode::asText).toList()
            : words.properties().stream().map(property -> property.getKey()).toList();
    assertThat(written)
        .as(schema + pointer)
        .containsExactlyElementsOf(Arrays.stream(values).map(label).toList());
  }

  @Test
  void they_agree() throws Exception {
    String row = "timeline-row";
    String type = "/properties/attributes/properties/type/enum";
    assertWords(row, type, EventType.values(), EventType::label);
    assertWords(row, "/properties/kind/enum", Kind.values(), Kind::label);
    assertWords(row, "/$defs/precision/enum", Precision.values(), Precision::label);
    assertWords(row, "/$defs/basis/items/enum", Basis.values(), Basis::label);
    assertWords(row, "/$defs/severity/enum", Severity.values(), Severity::label);
    for (String schema : List.of("analyze", "incident")) {
      String milestones = "/properties/milestones/properties";
      assertWords(schema, milestones, Milestone.values(), Milestone::label);
    }
    String durations = "/properties/durations/properties";
    assertWords("analyze", durations, Measure.values(), Measure::label);
    String factor = "/$defs/factor/properties/category/enum";
    assertWords("analyze", factor, Factor.Category.values(), Factor.Category::label);
    String gap = "/properties/coverage/items/properties/kind/enum";
    assertWords("analyze", gap, CoverageGap.Kind.values(), CoverageGap.Kind::label);
    String aspect = "/properties/observability/items/properties/aspect/enum";
    assertWords("analyze", aspect, Observability.Aspect.values(), Observability.Aspect::label);
    String grade = "/properties/observability/items/properties/grade/enum";
    assertWords("analyze", grade, Observability.Grade.values(), Observability.Grade::label);
    String changes = "/properties/changes/items/properties/kind/enum";
    assertWords(
        "analyze",
        changes,
        Arrays.stream(EventType.values())
            .filter(one -> one.kind() == Kind.CHANGE || one == EventType.UPSTREAM_DEGRADED)
            .toArray(EventType[]::new),
        EventType::label);
    String finding = "/properties/severity/enum";
    assertWords("finding", finding, Finding.Severity.values(), Finding.Severity::label);
  }
}
