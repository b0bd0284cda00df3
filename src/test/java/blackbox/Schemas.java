package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The JSON Schemas of {@code docs/schema}, as somebody who reads our output would use them. */
final class Schemas {

  static final Path FOLDER = Path.of("docs/schema");
  static final String ENDING = ".schema.json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  private Schemas() {}

  /** The names of all of them. */
  static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path file(String name) {
    return FOLDER.resolve(name + ENDING);
  }

  static JsonNode text(String name) {
    try {
      return json(Files.readString(file(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonSchema schema(String name) {
    JsonSchema schema =
        FACTORY.getSchema(SchemaLocation.of(file(name).toAbsolutePath().toUri().toString()));
    schema.initializeValidators();
    return schema;
  }

  /** The schema of schemas. */
  static JsonSchema ofSchemas() {
    return FACTORY.getSchema(SchemaLocation.of(com.networknt.schema.SchemaId.V202012));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  static JsonNode yaml(String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  /** What a schema has against a value. */
  static List<String> faults(JsonSchema schema, JsonNode value) {
    return schema.validate(value).stream().map(ValidationMessage::getMessage).sorted().toList();
  }

  /** Fails with the line and the reason when a line of JSON Lines does not fit. */
  static List<JsonNode> assertLines(String name, String lines) {
    JsonSchema schema = schema(name);
    assertThat(lines).as(name).isNotEmpty().endsWith("\n");
    List<JsonNode> rows = lines.lines().map(Schemas::json).toList();
    for (JsonNode row : rows) {
      assertThat(faults(schema, row))
          .as(() -> String.format(Locale.ROOT, "%s: %s", name, row))
          .isEmpty();
    }
    return rows;
  }

  static void assertYaml(String name, String text) {
    assertThat(faults(schema(name), yaml(text))).as(text).isEmpty();
  }
}
