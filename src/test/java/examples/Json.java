package examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;

/** Builds and prints JSON the way the exporting systems print it. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /**
   * An object of alternating names and values, in that order. A value is a node, text, number,
   * boolean or {@link #NULL}.
   */
  static ObjectNode object(Object... namesAndValues) {
    ObjectNode node = MAPPER.createObjectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      node.set((String) namesAndValues[i], MAPPER.valueToTree(namesAndValues[i + 1]));
    }
    return node;
  }

  /** The JSON literal {@code null}. */
  static final JsonNode NULL = MAPPER.nullNode();

  static ArrayNode array(Object... values) {
    ArrayNode node = MAPPER.createArrayNode();
    for (Object value : values) {
      node.add(MAPPER.<JsonNode>valueToTree(value));
    }
    return node;
  }

  static ArrayNode array(List<? extends JsonNode> values) {
    ArrayNode node = MAPPER.createArrayNode();
    node.addAll(values);
    return node;
  }

  /** One line without spaces and without a line feed at its end. */
  static String compact(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line as Go's encoder prints it: {@code & < >} as escapes. */
  static String compactLikeGo(JsonNode node) {
    return compact(node).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
        + "\n";
  }

  /** Indented by so many spaces, {@code "name": value}, line feeds on every machine. */
  static String pretty(JsonNode node, int spaces) {
    DefaultIndenter indenter = new DefaultIndenter(" ".repeat(spaces), "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withSeparators(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""));
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
