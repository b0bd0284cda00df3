package postmortem.source.declared;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Severity;
import postmortem.source.rule.SourceRecord;
import postmortem.source.rule.SpanRule;
import postmortem.source.rule.StampReader;
import postmortem.source.scan.RowBook;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.Tree;

/**
 * What the spans of a system say together: where its failing traces failed deepest, and which
 * operations took far longer than they usually do. Only failing and slow spans are kept one by one.
 */
public final class TraceBook {

  /** Shorter spans are never called slow. */
  private static final Duration LONG = Duration.ofSeconds(1);

  /** A span is slow from this multiple of the median of its operation on. */
  private static final int TIMES_MEDIAN = 10;

  /** Without so many spans of an operation nobody knows what is usual. */
  private static final int FEWEST = 20;

  private static final int MOST_DURATIONS = 4_096;

  /** Who did what. */
  private record Operation(String service, String name) implements Comparable<Operation> {
    @Override
    public int compareTo(Operation other) {
      return Comparator.comparing(Operation::service)
          .thenComparing(Operation::name)
          .compare(this, other);
    }

    @Override
    public String toString() {
      return service + ": " + name;
    }
  }

  /**
   * A span that failed, or took long.
   *
   * @param parent identity of the span around it; null at the top
   */
  private record Kept(
      String trace,
      String span,
      @Nullable String parent,
      Operation operation,
      EventTime time,
      Duration lasted,
      @Nullable String message,
      Citation citation,
      RowBook book) {}

  private final String system;
  private final long most;
  private final List<Kept> failed = new ArrayList<>();
  private final Map<Operation, List<Kept>> slow = new TreeMap<>();
  private final Map<Operation, List<Long>> durations = new HashMap<>();
  private long slowKept;

  /**
   * An empty book.
   *
   * @param most spans that are kept one by one
   */
  TraceBook(String system, long most) {
    this.system = system;
    this.most = most;
  }

  /** Enters a span and those inside of it. */
  void enter(SpanRule rule, SourceRecord span, RowBook book, StampReader stamps) {
    enter(rule, span, null, book, stamps);
  }

  /**
   * What a span takes from the one it stands in.
   *
   * @param trace identity of its trace
   * @param span its identity
   * @param service whose span it is
   */
  private record Around(String trace, String span, String service) {}

  private void enter(
      SpanRule rule, SourceRecord span, @Nullable Around around, RowBook book, StampReader stamps) {
    if (!rule.when().holds(span)) {
      book.filtered();
      return;
    }
    EventTime time = stamps.read(span, rule.start()).orElse(null);
    String service = around != null ? around.service() : rule.service().of(span).orElse(null);
    String trace = around != null ? around.trace() : span.raw(rule.trace()).orElse("");
    String identity = span.raw(rule.span()).orElse("");
    String parent = around != null ? around.span() : span.raw(rule.parent()).orElse(null);
    Pointer inside = rule.inside();
    if (inside != null && service != null) {
      List<SourceRecord> inner = new ArrayList<>();
      inside.each(span.tree(), (at, value) -> inner.add(inner(span, at, value)));
      Around self = new Around(trace, identity, service);
      inner.forEach(one -> enter(rule, one, self, book, stamps));
    }
    if (time == null || service == null) {
      book.unreadable(
          span.place(),
          "PM-S006",
          time == null ? "no time could be read" : "the span names no service",
          "compare with the documentation of the export");
      return;
    }
    if (!book.aggregated(time)) {
      return;
    }
    book.identified(trace, time);
    Operation operation = new Operation(service, rule.operation().of(span).orElse("unknown"));
    Duration lasted = rule.lasted(span, time, stamps).orElse(Duration.ZERO);
    boolean failing = rule.hasFailed(span);
    List<Long> known = durations.computeIfAbsent(operation, key -> new ArrayList<>());
    if (!failing && known.size() < MOST_DURATIONS) {
      known.add(lasted.toNanos());
    }
    boolean keep = failing ? failed.size() < most : lasted.compareTo(LONG) >= 0 && slowKept < most;
    if (!keep) {
      return;
    }
    Kept kept =
        new Kept(
            trace,
            identity,
            parent,
            operation,
            time,
            lasted,
            rule.message() == null ? null : rule.message().of(span).orElse(null),
            span.citation(),
            book);
    if (failing) {
      failed.add(kept);
    } else {
      slow.computeIfAbsent(operation, key -> new ArrayList<>()).add(kept);
      slowKept++;
    }
  }

  /** A span in a text that holds JSON stands where the text stands. */
  private static SourceRecord inner(SourceRecord span, String at, Tree value) {
    boolean inText = value.start() == span.tree().start() && value.end() == span.tree().end();
    return inText ? span.made(span.place(), value) : span.element(at, value);
  }

  /** Hands the findings to the books of the files whose spans they cite. */
  void close() {
    failures();
    Map<Operation, List<Kept>> far = new TreeMap<>();
    Set<String> waiting = new HashSet<>();
    slow.forEach(
        (operation, candidates) -> {
          List<Kept> spans = far(operation, candidates);
          far.put(operation, spans);
          for (Kept span : spans) {
            if (span.parent() != null) {
              waiting.add(span.trace() + '/' + span.parent());
            }
          }
        });
    // What waits for a slow span inside of it tells nothing new.
    far.forEach(
        (operation, spans) ->
            slow(
                operation,
                spans.stream()
                    .filter(span -> !waiting.contains(span.trace() + '/' + span.span()))
                    .toList()));
  }

  private void failures() {
    Set<String> above = new HashSet<>();
    for (Kept span : failed) {
      if (span.parent() != null) {
        above.add(span.trace() + '/' + span.parent());
      }
    }
    Map<Operation, List<Kept>> deepest = new TreeMap<>();
    for (Kept span : failed) {
      if (!above.contains(span.trace() + '/' + span.span())) {
        deepest.computeIfAbsent(span.operation(), key -> new ArrayList<>()).add(span);
      }
    }
    deepest.forEach(
        (operation, spans) -> {
          Kept first = first(spans);
          long traces = spans.stream().map(Kept::trace).distinct().count();
          String said = first.message() == null ? "" : ": " + first.message();
          finding(
              first,
              spans,
              Severity.ERROR,
              traces,
              String.format(
                  Locale.ROOT,
                  "%s fails in %,d %s, deepest of what fails there%s",
                  operation,
                  traces,
                  traces == 1 ? "trace" : "traces",
                  said));
        });
  }

  private long median(Operation operation) {
    List<Long> known = durations.getOrDefault(operation, List.of()).stream().sorted().toList();
    return known.size() < FEWEST ? -1 : known.get(known.size() / 2);
  }

  /** Those of some spans that took far longer than is usual for their operation. */
  private List<Kept> far(Operation operation, List<Kept> candidates) {
    long median = median(operation);
    return median < 0
        ? List.of()
        : candidates.stream().filter(s -> s.lasted().toNanos() >= TIMES_MEDIAN * median).toList();
  }

  private void slow(Operation operation, List<Kept> spans) {
    if (spans.isEmpty()) {
      return;
    }
    long median = median(operation);
    Duration longest =
        spans.stream().map(Kept::lasted).max(Comparator.naturalOrder()).orElseThrow();
    finding(
        first(spans),
        spans,
        Severity.WARNING,
        spans.size(),
        String.format(
            Locale.ROOT,
            "%s slow in %,d %s: up to %,d ms, half of all take less than %,d ms",
            operation,
            spans.size(),
            spans.size() == 1 ? "span" : "spans",
            longest.toMillis(),
            Math.max(1, median / 1_000_000)));
  }

  private static Kept first(List<Kept> spans) {
    return spans.stream()
        .min(Comparator.comparing((Kept s) -> s.time().at()).thenComparing(Kept::span))
        .orElseThrow();
  }

  private void finding(
      Kept first, List<Kept> spans, Severity severity, long count, String summary) {
    Instant last = spans.stream().map(s -> s.time().at()).max(Comparator.naturalOrder()).get();
    Operation operation = first.operation();
    first
        .book()
        .promoted(
            Event.of(
                    EventId.of(
                        Kind.TRACE,
                        system,
                        severity.label(),
                        operation.service(),
                        operation.name(),
                        first.time().at().toString()),
                    first.time(),
                    EventType.TRACE_FAILURE,
                    system)
                .until(last.isAfter(first.time().at()) ? last : null)
                .severity(severity)
                .service(operation.service())
                .summary(summary)
                .count(count)
                .attribute("operation", operation.name())
                .cite(first.citation())
                .build());
  }
}
