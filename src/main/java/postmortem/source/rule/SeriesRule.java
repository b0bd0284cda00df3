package postmortem.source.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.series.Series;
import postmortem.source.tree.Pointer;

/**
 * What a record means as numbers over time.
 *
 * @param each the series in a record; the root when the record is one
 * @param when of which of them it speaks
 * @param name of the metric; null when the columns or the file tell it
 * @param labels objects, lists or texts that tell one series from another, in the series
 * @param samples the samples in a series; the root when the series is one
 * @param sampleLabels the same as {@code labels}, in a sample
 * @param zip lists whose items of the same index make a sample, by the name of the member
 * @param header names of the items of a sample which is a list
 * @param time of a sample
 * @param value of a sample; empty when its columns are the values
 * @param per what the value is divided by; empty for nothing
 * @param except names of columns that are no values, as globs; null when {@code value} says where
 *     the number is
 * @param unit null when only the name tells it
 * @param service null when none is told
 * @param type how the numbers behave
 * @param cumulative the numbers only ever grow where this holds: their growth per second counts
 */
public record SeriesRule(
    Pointer each,
    Condition when,
    @Nullable Value name,
    List<Reference> labels,
    List<Pointer> samples,
    List<Reference> sampleLabels,
    Map<String, List<Reference>> zip,
    List<Reference> header,
    TimeRule time,
    List<Reference> value,
    List<Reference> per,
    @Nullable List<Pattern> except,
    @Nullable Value unit,
    @Nullable Value service,
    Series.Type type,
    @Nullable Condition cumulative) {

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

  public SeriesRule {
    labels = List.copyOf(labels);
    samples = samples.isEmpty() ? List.of(Pointer.ROOT) : List.copyOf(samples);
    sampleLabels = List.copyOf(sampleLabels);
    zip = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(zip));
    header = List.copyOf(header);
    value = List.copyOf(value);
    per = List.copyOf(per);
    except = except == null ? null : List.copyOf(except);
  }

  /** The {@code series} of a declaration: one, or a list of them. */
  static List<SeriesRule> all(Node node, Map<String, Value> known) {
    return node instanceof Node.Sequence ? node.list(n -> of(n, known)) : List.of(of(node, known));
  }

  private static SeriesRule of(Node node, Map<String, Value> known) {
    Fields fields = node.fields();
    Map<String, List<Reference>> zip = new LinkedHashMap<>();
    fields
        .optional("zip")
        .map(Node::fields)
        .ifPresent(
            map -> map.names().forEach(name -> zip.put(name, references(map.required(name)))));
    List<Pattern> except = fields.optional("columns").map(SeriesRule::except).orElse(null);
    SeriesRule rule =
        new SeriesRule(
            fields
                .optional("each")
                .map(n -> n.scalar().as("a JSON Pointer", Pointer::parse))
                .orElse(Pointer.ROOT),
            fields.optional("when").map(Condition::of).orElse(Condition.ALWAYS),
            fields.optional("name").map(n -> Value.of(n, known)).orElse(null),
            listed(fields, "labels"),
            Pointer.list(fields, "samples"),
            listed(fields, "sample-labels"),
            zip,
            fields.optional("header").map(SeriesRule::references).orElse(List.of()),
            TimeRule.of(fields.required("time")),
            except == null
                ? references(fields.required("value"))
                : fields.optional("value").map(SeriesRule::references).orElse(List.of()),
            fields.optional("per").map(SeriesRule::references).orElse(List.of()),
            except,
            fields.optional("unit").map(n -> Value.of(n, known)).orElse(null),
            fields.optional("service").map(n -> Value.of(n, known)).orElse(null),
            fields
                .optional("type")
                .map(n -> n.scalar().constant(Series.Type.class))
                .orElse(Series.Type.GAUGE),
            fields.optional("cumulative").map(Condition::of).orElse(null));
    fields.end();
    return rule;
  }

  private static List<Pattern> except(Node node) {
    Fields fields = node.fields();
    List<Pattern> globs = new ArrayList<>();
    for (String glob : fields.texts("except")) {
      globs.add(Meaning.glob(glob));
    }
    fields.end();
    return globs;
  }

  private static List<Reference> references(Node node) {
    return node.scalar().as("a JSON Pointer or alternatives", Reference::alternatives);
  }

  private static List<Reference> listed(Fields fields, String key) {
    Node node = fields.optional(key).orElse(null);
    if (node == null) {
      return List.of();
    }
    List<Reference> all = new ArrayList<>();
    List<List<Reference>> lists =
        node instanceof Node.Sequence
            ? node.list(SeriesRule::references)
            : List.of(references(node));
    lists.forEach(all::addAll);
    return all;
  }

  /** The unit that a metric's name tells; empty when it tells none. */
  public static String unitOf(String metric) {
    String unit = "";
    for (String word : SEPARATORS.split(metric.toLowerCase(Locale.ROOT), -1)) {
      unit = UNITS.getOrDefault(word, unit);
    }
    return unit;
  }

  /** Whether all members of a record are read. */
  boolean readsAll() {
    return except != null
        && each.equals(Pointer.ROOT)
        && samples.contains(Pointer.ROOT)
        && zip.isEmpty();
  }

  /** The fields it reads of a record; those of a series or sample in it are not among them. */
  List<Reference> references() {
    List<Reference> ofSeries = new ArrayList<>(labels);
    samples.forEach(one -> ofSeries.add(new Reference(Reference.Scope.ELEMENT, one)));
    List<Reference> ofSample = new ArrayList<>(sampleLabels);
    ofSample.addAll(time.from());
    ofSample.addAll(value);
    ofSample.addAll(per);
    zip.values().forEach(ofSeries::addAll);
    ofSeries.addAll(header);
    ofSeries.addAll(when.references());
    for (Value one : new Value[] {name, unit, service}) {
      if (one != null) {
        ofSeries.addAll(one.references());
      }
    }
    if (cumulative != null) {
      ofSeries.addAll(cumulative.references());
    }
    boolean plain = samples.contains(Pointer.ROOT) && zip.isEmpty();
    for (Reference reference : ofSample) {
      if (plain) {
        ofSeries.add(reference);
      } else if (reference.scope() == Reference.Scope.RECORD) {
        ofSeries.add(new Reference(Reference.Scope.ELEMENT, reference.pointer()));
      } else if (reference.scope() == Reference.Scope.OUTER) {
        ofSeries.add(new Reference(Reference.Scope.RECORD, reference.pointer()));
      }
    }
    if (each.equals(Pointer.ROOT)) {
      return ofSeries;
    }
    List<Reference> ofRecord = new ArrayList<>();
    ofRecord.add(new Reference(Reference.Scope.ELEMENT, each));
    for (Reference reference : ofSeries) {
      if (reference.scope() == Reference.Scope.RECORD) {
        ofRecord.add(new Reference(Reference.Scope.ELEMENT, reference.pointer()));
      }
    }
    return ofRecord;
  }
}
