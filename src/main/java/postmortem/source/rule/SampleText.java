package postmortem.source.rule;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.declaration.Node.Mark;

/**
 * A sample of a declaration: the text of an export, and what has to come out.
 *
 * @param mark where it stands
 * @param name of the file, where that says something
 * @param text a whole file; in Base64 where {@code binary}
 * @param binary whether the file is not text
 * @param beside further files of the same evidence, for joins
 * @param events expected, in the order of the rules and records
 * @param series expected
 * @param records expected records of a log, in the order of the file
 */
public record SampleText(
    Mark mark,
    String name,
    String text,
    boolean binary,
    List<String> beside,
    List<Expected> events,
    List<Expected> series,
    List<Expected> records) {

  /** What a file is called that does not say. */
  static final String FILE = "sample";

  public SampleText {
    beside = List.copyOf(beside);
    events = List.copyOf(events);
    series = List.copyOf(series);
    records = List.copyOf(records);
  }

  /**
   * What an event or a series has to be like; only what is named counts.
   *
   * @param mark where the expectation stands
   * @param values by the names of the machine interface; {@code attributes.flag} for attributes
   */
  public record Expected(Mark mark, Map<String, String> values) {
    public Expected {
      values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static Expected of(Node node) {
      Fields fields = node.fields();
      Map<String, String> values = new LinkedHashMap<>();
      for (String name : fields.names()) {
        Node value = fields.required(name);
        if (value instanceof Node.Mapping) {
          Fields inner = value.fields();
          for (String attribute : inner.names()) {
            values.put(name + "." + attribute, inner.text(attribute));
          }
        } else {
          values.put(name, value.text());
        }
      }
      return new Expected(fields.mark(), values);
    }
  }

  /** The file. */
  public byte[] bytes() {
    return binary ? Base64.getMimeDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
  }

  public static SampleText of(Node node) {
    Fields fields = node.fields();
    boolean binary = fields.names().contains("base64");
    SampleText sample =
        new SampleText(
            fields.markOf(binary ? "base64" : "text"),
            fields.optionalText("name").orElse(FILE),
            fields.text(binary ? "base64" : "text"),
            binary,
            fields.texts("beside"),
            fields.list("events", Expected::of),
            fields.list("series", Expected::of),
            fields.list("records", Expected::of));
    fields.end();
    return sample;
  }
}
