package postmortem.declaration;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.JacksonYAMLParseException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.declaration.Node.Mapping;
import postmortem.declaration.Node.Mark;
import postmortem.declaration.Node.Scalar;
import postmortem.declaration.Node.Sequence;
import postmortem.diagnostic.DiagnosticException;

/**
 * Reads strict YAML: one document, no aliases, no repeated keys, scalars as they are written
 * ({@code no} is the text "no"). Every mistake is a {@link DiagnosticException} with exit code 2
 * whose diagnostics have place, caret and help.
 */
public final class Declaration {

  /** The version of our files that this program writes; older ones are read, newer refused. */
  public static final int SCHEMA = 1;

  private static final int MOST_CHARACTERS = 4 << 20;
  private static final int DEEPEST = 50;
  private static final YAMLFactory FACTORY =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Pattern PLACE = Pattern.compile("in '.*', line (\\d+), column (\\d+)");
  private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'");

  private final String file;
  private final List<String> lines;
  private final String text;

  private Declaration(String file, String text) {
    this.file = file;
    this.text = text;
    this.lines = text.lines().toList();
  }

  /**
   * The whole of a file as a tree.
   *
   * @param file its name, for messages
   */
  public static Node parse(String file, String text) {
    return new Declaration(file, text).root();
  }

  /** The fields of a file which begins with {@code schema: 1}; that key is already read. */
  public static Fields fields(String file, String text) {
    return known(parse(file, text).fields());
  }

  /** The fields, when they are of a version that this program knows. */
  static Fields known(Fields fields) {
    Node schema = fields.required("schema");
    int version = schema.scalar().as("a whole number", Integer::parseInt);
    if (version < 1 || version > SCHEMA) {
      throw DiagnosticException.usage(
          schema
              .mark()
              .error("PM-D008", "schema " + version + " is not known to this version")
              .helping("this version reads schema " + SCHEMA + "; use a newer postmortem"));
    }
    return fields;
  }

  private Node root() {
    if (text.length() > MOST_CHARACTERS) {
      throw DiagnosticException.usage(
          mark(1, 1)
              .error("PM-D010", "the file is longer than " + MOST_CHARACTERS + " characters")
              .helping("this is a file for settings; data does not belong here"));
    }
    try (YAMLParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw DiagnosticException.usage(
            mark(1, 1).error("PM-D001", "the file is empty").helping("it begins with: schema: 1"));
      }
      Node node = node(parser, 0);
      if (parser.nextToken() != null) {
        throw DiagnosticException.usage(
            mark(parser.currentTokenLocation())
                .error("PM-D004", "a second document begins here")
                .helping("put it into a file of its own"));
      }
      return node;
    } catch (JacksonYAMLParseException e) {
      throw syntax(e);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw syntax(e);
    } catch (IOException e) {
      throw new IllegalStateException("reading a string failed", e);
    }
  }

  private Node node(YAMLParser parser, int depth) throws IOException {
    Mark mark = mark(parser.currentTokenLocation());
    if (depth > DEEPEST) {
      throw DiagnosticException.usage(
          mark.error("PM-D010", "nested deeper than " + DEEPEST + " levels")
              .helping("nothing that is read here lies so deep; check brackets and indentation"));
    }
    JsonToken token = parser.currentToken();
    if (parser.isCurrentAlias()) {
      throw DiagnosticException.usage(
          mark.error("PM-D003", "aliases are not read here").helping("write the value out"));
    }
    if (token == JsonToken.START_OBJECT) {
      List<Node.Entry> entries = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        Scalar key = new Scalar(mark(parser.currentTokenLocation()), parser.currentName(), false);
        parser.nextToken();
        entries.add(new Node.Entry(key, node(parser, depth + 1)));
      }
      return new Mapping(mark, entries);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Node> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(parser, depth + 1));
      }
      return new Sequence(mark, items);
    }
    String value = scalarText(parser, token);
    boolean quoted =
        mark.column() - 1 < mark.text().length()
            && "\"'|>".indexOf(mark.text().charAt(mark.column() - 1)) >= 0;
    return new Scalar(mark, value, quoted);
  }

  /** The text as written: {@code getText} of a number keeps its zeros, of a null its word. */
  private static String scalarText(JsonParser parser, JsonToken token) throws IOException {
    String value = parser.getText();
    return token == JsonToken.VALUE_NULL && value == null ? "" : value;
  }

  private DiagnosticException syntax(com.fasterxml.jackson.core.JsonProcessingException e) {
    JsonLocation where = e.getLocation();
    Mark mark = where == null ? mark(1, 1) : mark(where);
    String original = e.getOriginalMessage();
    Matcher duplicate = DUPLICATE.matcher(original);
    if (duplicate.find()) {
      return DiagnosticException.usage(
          keyBefore(mark, duplicate.group(1))
              .error("PM-D002", "the key \u201c" + duplicate.group(1) + "\u201d stands here twice")
              .helping("keep one of them"));
    }
    // The parser says what it was doing, where, what is wrong, and where that is.
    List<String> said = original.lines().map(String::strip).toList();
    String problem = said.isEmpty() ? "" : said.get(0);
    for (int i = 1; i < said.size(); i++) {
      Matcher place = PLACE.matcher(said.get(i));
      if (place.lookingAt()) {
        problem = PLACE.matcher(said.get(i - 1)).lookingAt() ? problem : said.get(i - 1);
        mark = mark(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
      }
    }
    return DiagnosticException.usage(
        mark.error("PM-D001", "not YAML: " + problem)
            .helping(
                "check indentation, and quote text that holds a colon or begins with %, @ or `"));
  }

  /** The parser notices a repeated key behind it. */
  private Mark keyBefore(Mark mark, String key) {
    int at = mark.text().lastIndexOf(key, mark.column() - 1);
    return at < 0 ? mark : mark(mark.line(), at + 1);
  }

  private Mark mark(JsonLocation location) {
    return mark(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  private Mark mark(int line, int column) {
    String shown = line <= lines.size() ? lines.get(line - 1) : "";
    // The parser counts characters beyond the basic plane once, places count them twice.
    int before = Math.min(column - 1, shown.codePointCount(0, shown.length()));
    return new Mark(file, line, shown.offsetByCodePoints(0, before) + 1, shown);
  }
}
