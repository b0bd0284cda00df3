package postmortem.source.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.event.EventTime;
import postmortem.source.tree.Pointer;

/**
 * What a record means as spans of traces.
 *
 * <pre>
 * spans:
 *   each: /spans/*
 *   trace: /traceID
 *   span: /spanID
 *   parent: /references/[refType=CHILD_OF]/spanID
 *   service: ^/processes/&lt;processID&gt;/serviceName
 *   operation: /operationName
 *   start: {from: /startTime, unit: us}
 *   duration: {from: /duration, unit: us}
 *   failed: [{is: {"/tags/[key=error]/value": "true"}}]
 *   message: /tags/[key=error.message]/value
 * </pre>
 *
 * @param each the spans in a record; the root when the record is one
 * @param when of which of them it speaks; others are no spans
 * @param inside the spans inside of a span, which belong to its trace and service; null for none
 * @param trace identity of the trace
 * @param span identity of the span in it
 * @param parent identity of the span around it, if there is one
 * @param service whose span it is
 * @param operation what it did
 * @param start when it began
 * @param end when it ended; null where its duration is told
 * @param duration how long it took, null where its end is told
 * @param unit of the duration
 * @param failed it failed where one of these holds
 * @param message what it said about its failure; null for nothing
 */
public record SpanRule(
    List<Pointer> each,
    Condition when,
    @Nullable Pointer inside,
    List<Reference> trace,
    List<Reference> span,
    List<Reference> parent,
    Value service,
    Value operation,
    TimeRule start,
    @Nullable TimeRule end,
    @Nullable List<Reference> duration,
    TimeRule.Unit unit,
    List<Condition> failed,
    @Nullable Value message) {

  /** What lasts longer cannot be counted in nanoseconds: some 292 years. */
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  public SpanRule {
    each = each.isEmpty() ? List.of(Pointer.ROOT) : List.copyOf(each);
    failed = List.copyOf(failed);
  }

  /** The {@code spans} of a declaration. */
  static SpanRule of(Node node, Map<String, Value> known) {
    Fields fields = node.fields();
    Optional<Fields> duration = fields.optional("duration").map(Node::fields);
    SpanRule rule =
        new SpanRule(
            Pointer.list(fields, "each"),
            fields.optional("when").map(Condition::of).orElse(Condition.ALWAYS),
            fields
                .optional("inside")
                .map(n -> n.scalar().as("a JSON Pointer", Pointer::parse))
                .orElse(null),
            references(fields.required("trace")),
            references(fields.required("span")),
            fields.optional("parent").map(SpanRule::references).orElse(List.of()),
            Value.of(fields.required("service"), known),
            Value.of(fields.required("operation"), known),
            TimeRule.of(fields.required("start")),
            duration.isPresent() ? null : TimeRule.of(fields.required("end")),
            duration.map(told -> references(told.required("from"))).orElse(null),
            duration
                .flatMap(told -> told.optional("unit"))
                .map(told -> told.scalar().constant(TimeRule.Unit.class))
                .orElse(TimeRule.Unit.MS),
            fields.list("failed", Condition::of),
            fields.optional("message").map(n -> Value.of(n, known)).orElse(null));
    duration.ifPresent(Fields::end);
    fields.end();
    return rule;
  }

  private static List<Reference> references(Node node) {
    return node.scalar().as("a JSON Pointer or alternatives", Reference::alternatives);
  }

  /** How long a span took; empty when that cannot be read. */
  public Optional<Duration> lasted(SourceRecord span, EventTime began, StampReader stamps) {
    TimeRule ended = end;
    if (ended != null) {
      return stamps
          .read(span, ended)
          .map(time -> Duration.between(began.at(), time.at()))
          .filter(lasted -> !lasted.isNegative() && lasted.compareTo(LONGEST) <= 0);
    }
    List<Reference> told = duration;
    return told == null ? Optional.empty() : span.raw(told).flatMap(this::count);
  }

  private Optional<Duration> count(String raw) {
    try {
      // As protocol buffers write durations in JSON: "0.25s", and others in their manner.
      int end = raw.length();
      while (end > 0 && Character.isLetter(raw.charAt(end - 1))) {
        end--;
      }
      TimeRule.Unit written = unit;
      for (TimeRule.Unit one : TimeRule.Unit.values()) {
        if (one.name().equalsIgnoreCase(raw.substring(end))) {
          written = one;
        }
      }
      double nanos = Double.parseDouble(raw.substring(0, end).strip()) * written.nanos();
      return nanos >= 0 && nanos < Long.MAX_VALUE
          ? Optional.of(Duration.ofNanos((long) nanos))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether a span failed. */
  public boolean hasFailed(SourceRecord span) {
    return failed.stream().anyMatch(condition -> condition.holds(span));
  }

  /** The fields it reads of a record; those of a span in it are not among them. */
  List<Reference> references() {
    List<Reference> all = new ArrayList<>();
    each.forEach(one -> all.add(new Reference(Reference.Scope.ELEMENT, one)));
    if (inside != null && each.contains(Pointer.ROOT)) {
      all.add(new Reference(Reference.Scope.ELEMENT, inside));
    }
    List<Reference> read = new ArrayList<>(service.references());
    read.addAll(operation.references());
    read.addAll(trace);
    read.addAll(span);
    read.addAll(parent);
    read.addAll(start.from());
    if (end != null) {
      read.addAll(end.from());
    }
    if (duration != null) {
      read.addAll(duration);
    }
    read.addAll(when.references());
    failed.forEach(condition -> read.addAll(condition.references()));
    if (message != null) {
      read.addAll(message.references());
    }
    for (Reference reference : read) {
      if (each.contains(Pointer.ROOT) && reference.scope() == Reference.Scope.ELEMENT) {
        all.add(reference);
      } else if (reference.scope() == Reference.Scope.RECORD) {
        all.add(new Reference(Reference.Scope.ELEMENT, reference.pointer()));
      }
    }
    return all;
  }
}
