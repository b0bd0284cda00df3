package postmortem.source.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.source.tree.Pointer;

/**
 * What a record, or each of some elements of it, means as an event.
 *
 * @param type what happened
 * @param each the elements it speaks about; the root for the record itself
 * @param when of which records or elements it speaks
 * @param time when it happened
 * @param mayLack whether a record without that time has just not come so far
 * @param until when it ended; null when that is not told
 * @param severity name of a {@link Severity}; null when none is told
 * @param service the service; null when none is told
 * @param actor who or what did it; null when that is not told
 * @param summary the line for a reader
 * @param attributes further facts
 * @param times further facts which are times
 * @param identity what tells it from others of its type and instant in the same system
 */
public record EventRule(
    EventType type,
    Pointer each,
    Condition when,
    TimeRule time,
    boolean mayLack,
    @Nullable TimeRule until,
    @Nullable Value severity,
    @Nullable Value service,
    @Nullable Value actor,
    Template summary,
    Map<String, Value> attributes,
    Map<String, TimeRule> times,
    List<Value> identity) {

  public EventRule {
    attributes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    times = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(times));
    identity = List.copyOf(identity);
  }

  /** What all events of a source have in common, unless they say otherwise. */
  record Common(
      @Nullable TimeRule time,
      @Nullable TimeRule until,
      @Nullable Value severity,
      @Nullable Value service,
      @Nullable Value actor,
      @Nullable Template summary,
      Map<String, Value> attributes,
      Map<String, TimeRule> times,
      List<Value> identity) {

    /** The keys of it which a mapping holds. */
    static Common of(Fields fields, Map<String, Value> known) {
      Map<String, Value> attributes = new LinkedHashMap<>();
      fields
          .optional("attributes")
          .map(Node::fields)
          .ifPresent(
              map -> {
                for (String name : map.names()) {
                  attributes.put(name, Value.of(map.required(name), known));
                }
              });
      Map<String, TimeRule> times = new LinkedHashMap<>();
      fields
          .optional("times")
          .map(Node::fields)
          .ifPresent(
              map -> {
                for (String name : map.names()) {
                  times.put(name, TimeRule.of(map.required(name)));
                }
              });
      return new Common(
          fields.optional("time").map(TimeRule::of).orElse(null),
          fields.optional("until").map(TimeRule::of).orElse(null),
          fields.optional("severity").map(n -> severity(n, known)).orElse(null),
          fields.optional("service").map(n -> Value.of(n, known)).orElse(null),
          fields.optional("actor").map(n -> Value.of(n, known)).orElse(null),
          fields.optional("summary").map(n -> Template.of(n, known)).orElse(null),
          attributes,
          times,
          fields.list("identity", n -> Value.of(n, known)));
    }

    private static Value severity(Node node, Map<String, Value> known) {
      if (node instanceof Node.Scalar scalar
          && !Reference.looksLike(scalar.text())
          && !known.containsKey(scalar.text())) {
        String name = scalar.constant(Severity.class).label();
        return Value.constant(name);
      }
      return Value.of(node, known);
    }
  }

  /** An event rule of a declaration: one for each level that it speaks about. */
  static List<EventRule> of(Node node, Common common, Map<String, Value> known) {
    Fields fields = node.fields();
    EventType type = fields.required("type").scalar().constant(EventType.class);
    List<Pointer> each = Pointer.levels(fields);
    Condition when = fields.optional("when").map(Condition::of).orElse(Condition.ALWAYS);
    boolean mayLack = fields.flag("may-lack-time", false);
    Common own = Common.of(fields, known);
    Map<String, Value> attributes = new LinkedHashMap<>(common.attributes());
    attributes.putAll(own.attributes());
    TimeRule time = own.time() != null ? own.time() : common.time();
    if (time == null) {
      time = TimeRule.of(fields.required("time"));
    }
    Template summary = own.summary() != null ? own.summary() : common.summary();
    if (summary == null) {
      summary = Template.of(fields.required("summary"), known);
    }
    Map<String, TimeRule> times = new LinkedHashMap<>(common.times());
    times.putAll(own.times());
    fields.end();
    List<EventRule> rules = new ArrayList<>();
    for (Pointer level : each) {
      rules.add(of(type, level, when, time, mayLack, own, common, summary, attributes, times));
    }
    return rules;
  }

  private static EventRule of(
      EventType type,
      Pointer each,
      Condition when,
      TimeRule time,
      boolean mayLack,
      Common own,
      Common common,
      Template summary,
      Map<String, Value> attributes,
      Map<String, TimeRule> times) {
    return new EventRule(
        type,
        each,
        when,
        time,
        mayLack,
        own.until() != null ? own.until() : common.until(),
        own.severity() != null ? own.severity() : common.severity(),
        own.service() != null ? own.service() : common.service(),
        own.actor() != null ? own.actor() : common.actor(),
        summary,
        attributes,
        times,
        own.identity().isEmpty() ? common.identity() : own.identity());
  }

  private static void addPlus(TimeRule rule, List<Reference> all) {
    TimeRule.Plus plus = rule.plus();
    if (plus != null) {
      all.addAll(plus.from());
    }
  }

  /** The fields it reads. */
  List<Reference> references() {
    List<Reference> all = new ArrayList<>(when.references());
    all.addAll(time.from());
    all.addAll(time.notAfter());
    all.addAll(time.near());
    addPlus(time, all);
    if (until != null) {
      all.addAll(until.from());
      all.addAll(until.notAfter());
      addPlus(until, all);
    }
    times.values().forEach(rule -> all.addAll(rule.from()));
    List<@Nullable Value> values = new ArrayList<>(attributes.values());
    values.addAll(identity);
    values.add(severity);
    values.add(service);
    values.add(actor);
    for (Value value : values) {
      if (value != null) {
        all.addAll(value.references());
      }
    }
    all.addAll(summary.references());
    return all;
  }
}
