package postmortem.declaration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import postmortem.declaration.Node.Mapping;
import postmortem.declaration.Node.Mark;
import postmortem.declaration.Node.Scalar;
import postmortem.declaration.Node.Sequence;

/**
 * The declarations of the program as the build leaves them beside the YAML: one JSON file for each
 * folder, without samples and rejects, which no run needs. Every run reads all declarations; YAML
 * takes most of a short one.
 *
 * <p>Places are lost: a mistake in these files is found by the tests, which read the YAML.
 */
final class CompiledDeclarations {

  private static final String FOLDER = "compiled/";
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> UNUSED = Set.of("samples", "rejects");

  /** What stands for nothing unless it is quoted; then it is wrapped. */
  private static final Set<String> NOTHING = Set.of("", "~", "null");

  private static final String QUOTED = "'";
  private static final Mark NOWHERE = new Mark("built-in", 1, 1, "");

  private CompiledDeclarations() {}

  /**
   * The build's step: compiles each folder that holds nothing but declarations.
   *
   * @param args the folder of classes
   */
  public static void main(String... args) throws IOException {
    Path classes = Path.of(args[0]);
    List<Path> folders;
    try (Stream<Path> all = Files.list(classes)) {
      folders = all.filter(Files::isDirectory).sorted().toList();
    }
    for (Path folder : folders) {
      List<Path> files;
      try (Stream<Path> all = Files.list(folder)) {
        files = all.sorted().toList();
      }
      if (!files.isEmpty() && files.stream().allMatch(file -> file.toString().endsWith(".yaml"))) {
        Path compiled = classes.resolve(entry(folder.getFileName() + "/"));
        Files.createDirectories(compiled.resolveSibling("."));
        Files.writeString(compiled, written(files));
      }
    }
  }

  /** Where the declarations of a folder lie; the folder's name ends in a slash. */
  static String entry(String folder) {
    return FOLDER + folder.substring(0, folder.length() - 1) + ".json";
  }

  private static String written(List<Path> files) throws IOException {
    java.io.StringWriter text = new java.io.StringWriter();
    try (JsonGenerator to = JSON.createGenerator(text)) {
      to.writeStartObject();
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        to.writeFieldName(name);
        Node root = Declaration.parse(name, Files.readString(file, StandardCharsets.UTF_8));
        write(root, true, to);
      }
      to.writeEndObject();
    }
    return text.toString();
  }

  private static void write(Node node, boolean root, JsonGenerator to) throws IOException {
    if (node instanceof Mapping mapping) {
      to.writeStartObject();
      for (Node.Entry entry : mapping.entries()) {
        to.writeFieldName(entry.key().text());
        if (root && UNUSED.contains(entry.key().text())) {
          to.writeStartArray();
          to.writeEndArray();
        } else {
          write(entry.value(), false, to);
        }
      }
      to.writeEndObject();
    } else if (node instanceof Sequence sequence) {
      to.writeStartArray();
      for (Node item : sequence.items()) {
        write(item, false, to);
      }
      to.writeEndArray();
    } else if (node instanceof Scalar scalar) {
      boolean quoted = scalar.quoted() && NOTHING.contains(scalar.text());
      if (quoted) {
        to.writeStartObject();
        to.writeFieldName(QUOTED);
      }
      to.writeString(scalar.text());
      if (quoted) {
        to.writeEndObject();
      }
    }
  }

  /** The declarations of a folder by name of their file. */
  static Map<String, Node> read(byte[] json) {
    Map<String, Node> all = new TreeMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        all.put(name, node(parser));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own files cannot be read", e);
    }
    return all;
  }

  private static Node node(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      List<Node.Entry> entries = new ArrayList<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        Scalar key = new Scalar(NOWHERE, parser.currentName(), false);
        parser.nextToken();
        if (key.text().equals(QUOTED)) {
          Scalar quoted = new Scalar(NOWHERE, parser.getText(), true);
          parser.nextToken();
          return quoted;
        }
        entries.add(new Node.Entry(key, node(parser)));
      }
      return new Mapping(NOWHERE, entries);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Node> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(parser));
      }
      return new Sequence(NOWHERE, items);
    }
    return new Scalar(NOWHERE, parser.getText(), false);
  }

  /** The declaration with the name of its file as its only place. */
  static Node placed(Node node, String file) {
    return node instanceof Mapping mapping
        ? new Mapping(new Mark(file, 1, 1, ""), mapping.entries())
        : node;
  }
}
