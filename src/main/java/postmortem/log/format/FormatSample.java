package postmortem.log.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.declaration.Node.Scalar;

/**
 * A record of the format, and what it must yield.
 *
 * @param line the record, with its continuation lines; as written in the file
 * @param expect key by key what the record yields: {@code time}, {@code level}, {@code pattern},
 *     {@code status}, {@code duration} in microseconds, {@code signature}, a {@link Role}, or a
 *     field of the format
 */
record FormatSample(Scalar line, Map<String, Node> expect) {

  FormatSample {
    expect = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(expect));
  }

  static FormatSample read(Node node) {
    Fields fields = node.fields();
    Scalar line = fields.required("line").scalar();
    Fields expected = fields.required("expect").fields();
    Map<String, Node> expect = new LinkedHashMap<>();
    for (String key : expected.names()) {
      Optional<Node> value = expected.optional(key);
      value.ifPresent(v -> expect.put(key, v));
    }
    fields.end();
    return new FormatSample(line, expect);
  }

  /** The lines of the record: the first starts it. */
  List<String> lines() {
    return line.text().lines().toList();
  }
}
