package postmortem.source.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.Tree;

/**
 * What the records of a source mean, as its declaration says.
 *
 * @param events the records as events
 * @param skips declared non-events
 * @param series the records as numbers
 * @param spans the records as spans of traces; null when they are none
 * @param log where a log is in the records; null when they are no records of a log
 * @param names tables of the same export that say what ids are called
 * @param keep objects in a record whose texts are all kept as attributes
 * @param ignore names of fields that are declared to be of no use
 * @param withoutTime what to do about a record whose time cannot be read; null for the usual
 * @param read first segments of all fields of a record that something reads
 */
record Meaning(
    List<EventRule> events,
    List<SkipRule> skips,
    List<SeriesRule> series,
    @Nullable SpanRule spans,
    @Nullable LogRule log,
    List<NameList> names,
    List<Pointer> keep,
    List<Pattern> ignore,
    @Nullable String withoutTime,
    Set<String> read) {

  Meaning {
    events = List.copyOf(events);
    skips = List.copyOf(skips);
    series = List.copyOf(series);
    names = List.copyOf(names);
    keep = List.copyOf(keep);
    ignore = List.copyOf(ignore);
    read = Set.copyOf(read);
  }

  /**
   * What some keys of a declaration say.
   *
   * @param beside what is read of a record to know it and to find what belongs to it
   */
  static Meaning of(Fields fields, List<Reference> beside) {
    Map<String, Value> known = new LinkedHashMap<>();
    fields
        .optional("fields")
        .map(Node::fields)
        .ifPresent(
            map -> {
              for (String field : map.names()) {
                known.put(field, Value.of(map.required(field), known));
              }
            });
    EventRule.Common common = EventRule.Common.of(fields, known);
    List<EventRule> events =
        fields.list("events", node -> EventRule.of(node, common, known)).stream()
            .flatMap(List::stream)
            .toList();
    List<SkipRule> skips =
        fields.list("skip", SkipRule::of).stream().flatMap(List::stream).toList();
    List<SeriesRule> series =
        fields.optional("series").map(node -> SeriesRule.all(node, known)).orElse(List.of());
    SpanRule spans = fields.optional("spans").map(node -> SpanRule.of(node, known)).orElse(null);
    LogRule log = fields.optional("log").map(LogRule::of).orElse(null);
    List<NameList> names = fields.list("names", NameList::of);
    List<Pointer> keep = Pointer.list(fields, "keep");
    List<Pattern> ignore = new ArrayList<>();
    for (String glob : fields.texts("ignore")) {
      ignore.add(glob(glob));
    }
    return new Meaning(
        events,
        skips,
        series,
        spans,
        log,
        names,
        keep,
        ignore,
        fields.optionalText("without-time").orElse(null),
        read(events, skips, series, spans, keep, beside));
  }

  /** First segments of all fields of a record that something reads. */
  private static Set<String> read(
      List<EventRule> events,
      List<SkipRule> skips,
      List<SeriesRule> series,
      @Nullable SpanRule spans,
      List<Pointer> keep,
      List<Reference> beside) {
    List<Reference> references = new ArrayList<>(beside);
    skips.forEach(skip -> references.addAll(skip.when().references()));
    series.forEach(rule -> references.addAll(rule.references()));
    if (spans != null) {
      references.addAll(spans.references());
    }
    keep.forEach(pointer -> references.add(new Reference(Reference.Scope.ELEMENT, pointer)));
    Set<String> first = new HashSet<>();
    for (EventRule rule : events) {
      if (rule.each().equals(Pointer.ROOT)) {
        references.addAll(rule.references());
      } else {
        first.add(rule.each().segments().get(0));
        for (Reference reference : rule.references()) {
          if (reference.scope() == Reference.Scope.RECORD
              && !reference.pointer().segments().isEmpty()) {
            first.add(reference.pointer().segments().get(0));
          }
        }
      }
    }
    for (Reference reference : references) {
      if (reference.scope() == Reference.Scope.ELEMENT
          && !reference.pointer().segments().isEmpty()) {
        first.add(reference.pointer().segments().get(0));
      }
    }
    return first;
  }

  /** A name in which {@code *} takes anything. */
  static Pattern glob(String glob) {
    return Pattern.compile("\\Q" + glob.replace("*", "\\E.*\\Q") + "\\E");
  }

  /** Fields of a record that no rule reads and that are not declared to be of no use. */
  Set<String> unread(Tree tree) {
    Set<String> unread = new TreeSet<>();
    if (tree instanceof Tree.Obj obj && series.stream().noneMatch(SeriesRule::readsAll)) {
      for (Map.Entry<String, Tree> field : obj.fields().entrySet()) {
        String key = field.getKey();
        if (!read.contains(key) && !field.getValue().isBlank() && !ignores(key)) {
          unread.add(key);
        }
      }
    }
    return unread;
  }

  /** Whether a field of that name is declared to be of no use. */
  boolean ignores(String field) {
    return ignore.stream().anyMatch(glob -> glob.matcher(field).matches());
  }
}
