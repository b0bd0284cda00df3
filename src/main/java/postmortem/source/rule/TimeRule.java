package postmortem.source.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.event.stamp.StampLayout;

/**
 * A declared time.
 *
 * <pre>
 * time: /created_at | /started_at
 * time: {from: /at, layouts: ["yyyy-MM-dd HH:mm:ss"], zone: utc}
 * until: {from: /endsAt, none: ["0001-01-01T00:00:00Z"], not-after: /updatedAt}
 * time: {from: /ts, unit: ms}
 * until: {from: /startTime, plus: {from: /duration, unit: ms}}
 * time: {from: /small, layouts: ["MMM d, HH:mm z"], near: ^/published}
 * </pre>
 *
 * @param from where it stands; of alternatives the first that is a time counts
 * @param layouts how it may be written; empty for RFC 3339 and counts since 1970
 * @param unit of a count since 1970 ({@code s}, {@code ms}, {@code us}, {@code ns}); null tells it
 *     by its size
 * @param utc whether a stamp without zone is UTC by the definition of the export
 * @param none what is written when there is no time
 * @param notAfter a time that this one cannot lie behind: then it is a plan, not a fact; null for
 *     none
 * @param snowflake an id which tells the instant as well; null for none
 * @param near a time near which a stamp without year lies; empty for the reference of the run
 * @param plus how long after it the time is that is meant; null for that time itself
 */
public record TimeRule(
    List<Reference> from,
    List<StampLayout> layouts,
    @Nullable String unit,
    boolean utc,
    List<String> none,
    List<Reference> notAfter,
    @Nullable Snowflake snowflake,
    List<Reference> near,
    @Nullable Plus plus) {

  /**
   * A span of time.
   *
   * @param from where it stands
   * @param unit what it is counted in
   */
  record Plus(List<Reference> from, Unit unit) {
    Plus {
      from = List.copyOf(from);
    }

    static Plus of(Node node) {
      Fields fields = node.fields();
      Plus plus =
          new Plus(
              pointers(fields.required("from")),
              fields.required("unit").scalar().constant(Unit.class));
      fields.end();
      return plus;
    }

    /** How long it is in a record; zero when it does not say. */
    Duration of(SourceRecord record) {
      String raw = record.raw(from).orElse("0");
      try {
        double nanos = Double.parseDouble(raw) * unit.nanos();
        return nanos > 0 && nanos < Long.MAX_VALUE ? Duration.ofNanos((long) nanos) : Duration.ZERO;
      } catch (NumberFormatException e) {
        return Duration.ZERO;
      }
    }
  }

  /**
   * An id whose upper bits count milliseconds. It tells the instant of a stamp without zone.
   *
   * @param from where it stands
   * @param since from when it counts
   * @param shift how many bits stand below the count
   */
  record Snowflake(List<Reference> from, Instant since, int shift) {

    static Snowflake of(Node node) {
      Fields fields = node.fields();
      Snowflake snowflake =
          new Snowflake(
              pointers(fields.required("from")),
              fields.required("since").scalar().as("an instant of RFC 3339", Instant::parse),
              fields.required("shift").scalar().as("a number of bits", Integer::parseInt));
      fields.end();
      return snowflake;
    }

    /** Milliseconds since 1970 as the id of a record tells them; empty when it is none. */
    Optional<String> millis(SourceRecord record) {
      return record
          .raw(from)
          .filter(id -> DIGITS.matcher(id).matches())
          .map(id -> (Long.parseLong(id) >>> shift) + since.toEpochMilli())
          .map(millis -> Long.toString(millis));
    }
  }

  private static final List<Reference> OF_LINE = Reference.alternatives("/time");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{15,18}|[0-8][0-9]{18}");
  private static final String YEAR_ONE = "0001-01-01";

  public TimeRule {
    from = List.copyOf(from);
    layouts = List.copyOf(layouts);
    none = List.copyOf(none);
    notAfter = List.copyOf(notAfter);
    near = List.copyOf(near);
  }

  private static TimeRule usual(List<Reference> from) {
    return written(from, List.of());
  }

  /** A rule of the program's own: stamps in one of some layouts; none for the usual ones. */
  public static TimeRule written(List<Reference> from, List<StampLayout> layouts) {
    return new TimeRule(from, layouts, null, false, List.of(), List.of(), null, List.of(), null);
  }

  /** What a scalar or a mapping of a declaration says. */
  static TimeRule of(Node node) {
    if (node instanceof Node.Scalar) {
      return usual(pointers(node));
    }
    Fields fields = node.fields();
    List<Reference> from = pointers(fields.required("from"));
    List<StampLayout> layouts =
        fields.list(
            "layouts",
            n ->
                n.scalar()
                    .as("a layout of stamps such as yyyy-MM-dd HH:mm:ss", StampLayout::compile));
    String unit =
        fields
            .optional("unit")
            .map(n -> n.scalar().constant(Unit.class).name().toLowerCase(java.util.Locale.ROOT))
            .orElse(null);
    boolean utc = fields.optional("zone").map(n -> n.scalar().constant(Zone.class)).isPresent();
    List<String> none = fields.texts("none");
    List<Reference> notAfter =
        fields.optional("not-after").map(TimeRule::pointers).orElse(List.of());
    Snowflake snowflake = fields.optional("snowflake").map(Snowflake::of).orElse(null);
    List<Reference> near = fields.optional("near").map(TimeRule::pointers).orElse(List.of());
    Plus plus = fields.optional("plus").map(Plus::of).orElse(null);
    fields.end();
    return new TimeRule(from, layouts, unit, utc, none, notAfter, snowflake, near, plus);
  }

  private static List<Reference> pointers(Node node) {
    return node.scalar().as("a JSON Pointer or alternatives", Reference::alternatives);
  }

  /** A rule of the program's own: a pointer, and a unit for counts since 1970. */
  public static TimeRule of(String pointer, String unit) {
    return new TimeRule(
        Reference.alternatives(pointer),
        List.of(),
        unit,
        true,
        List.of(),
        List.of(),
        null,
        List.of(),
        null);
  }

  /** Compiles layouts. */
  public static List<StampLayout> compiled(List<String> patterns) {
    return patterns.stream().map(StampLayout::compile).toList();
  }

  /** Units of a count since 1970. */
  enum Unit {
    S(1_000_000_000),
    MS(1_000_000),
    US(1_000),
    NS(1);

    private final long nanos;

    Unit(long nanos) {
      this.nanos = nanos;
    }

    /** How many nanoseconds it has. */
    long nanos() {
      return nanos;
    }
  }

  /** Zones that an export is defined to be in. */
  enum Zone {
    UTC
  }

  /** Whether it is the time of a line, which the lines before it help to tell. */
  boolean isOfLine() {
    return from.equals(OF_LINE);
  }

  /** What stands at the places of the stamp, raw, without what says that there is none. */
  List<Written> stamps(SourceRecord record) {
    List<Written> stamps = new ArrayList<>();
    for (Reference reference : from) {
      record
          .raw(List.of(reference))
          .filter(this::isTime)
          .ifPresent(raw -> stamps.add(new Written(reference, raw)));
    }
    return stamps;
  }

  /**
   * A stamp of a record.
   *
   * @param reference where it stands
   * @param raw as it is written
   */
  record Written(Reference reference, String raw) {
    /** The name of the field where it stands. */
    String field() {
      return reference.pointer().lastName();
    }
  }

  private boolean isTime(String raw) {
    return !raw.startsWith(YEAR_ONE) && !none.contains(raw);
  }

  /** The rule of the time near which a stamp without year lies; null when none is declared. */
  @Nullable TimeRule nearRule() {
    return near.isEmpty() ? null : usual(near);
  }

  /** Whether {@code at} is a plan, as {@code notAfter} says. */
  public boolean isPlan(SourceRecord record, Instant at, StampReader stamps) {
    if (notAfter.isEmpty()) {
      return false;
    }
    TimeRule limit = new TimeRule(notAfter, layouts, unit, utc, none, List.of(), null, near, null);
    return stamps.read(record, limit).map(time -> at.isAfter(time.at())).orElse(false);
  }
}
