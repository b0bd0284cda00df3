package postmortem.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.series.Series;

/**
 * What a record means as numbers over time.
 *
 * @param name of the metric
 * @param labels the object whose texts tell one series from another; the root for none
 * @param samples the samples in a record; the root when the record is one
 * @param time of a sample
 * @param value of a sample
 * @param unit null when only the name tells it
 * @param service null when none is told
 * @param type how the numbers behave
 */
record SeriesRule(
    Value name,
    Pointer labels,
    List<Pointer> samples,
    TimeRule time,
    List<Reference> value,
    @Nullable Value unit,
    @Nullable Value service,
    Series.Type type) {

  /** The word of a metric's name that says its unit, as the naming rules of Prometheus have it. */
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("ratio", "ratio"),
          Map.entry("seconds", "s"),
          Map.entry("milliseconds", "ms"),
          Map.entry("ms", "ms"),
          Map.entry("millis", "ms"),
          Map.entry("bytes", "bytes"),
          Map.entry("percent", "%"),
          Map.entry("percentage", "%"),
          Map.entry("pct", "%"),
          Map.entry("celsius", "\u00b0C"));

  private static final Pattern SEPARATORS = Pattern.compile("[_:. ]+");

  SeriesRule {
    samples = samples.isEmpty() ? List.of(Pointer.ROOT) : List.copyOf(samples);
    value = List.copyOf(value);
  }

  /** The {@code series} of a declaration. */
  static SeriesRule of(Node node, Map<String, Value> known) {
    Fields fields = node.fields();
    SeriesRule rule =
        new SeriesRule(
            Value.of(fields.required("name"), known),
            pointer(fields, "labels"),
            SourceDeclaration.pointers(fields, "samples"),
            TimeRule.of(fields.required("time")),
            fields
                .required("value")
                .scalar()
                .as("a JSON Pointer or alternatives", Reference::alternatives),
            fields.optional("unit").map(n -> Value.of(n, known)).orElse(null),
            fields.optional("service").map(n -> Value.of(n, known)).orElse(null),
            fields
                .optional("type")
                .map(n -> n.scalar().constant(Series.Type.class))
                .orElse(Series.Type.GAUGE));
    fields.end();
    return rule;
  }

  private static Pointer pointer(Fields fields, String key) {
    return fields
        .optional(key)
        .map(n -> n.scalar().as("a JSON Pointer", Pointer::parse))
        .orElse(Pointer.ROOT);
  }

  /** The unit that a metric's name tells; empty when it tells none. */
  static String unitOf(String metric) {
    String unit = "";
    for (String word : SEPARATORS.split(metric.toLowerCase(Locale.ROOT), -1)) {
      unit = UNITS.getOrDefault(word, unit);
    }
    return unit;
  }

  /** The fields it reads of a record; those of a sample are not among them. */
  List<Reference> references() {
    List<Reference> all = new ArrayList<>(name.references());
    all.add(new Reference(Reference.Scope.ELEMENT, labels));
    samples.forEach(one -> all.add(new Reference(Reference.Scope.ELEMENT, one)));
    if (unit != null) {
      all.addAll(unit.references());
    }
    if (service != null) {
      all.addAll(service.references());
    }
    return all;
  }
}
