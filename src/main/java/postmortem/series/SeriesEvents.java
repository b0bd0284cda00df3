package postmortem.series;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Position;
import postmortem.event.Severity;
import postmortem.series.Series.Point;

/** Turns the shifts of a series into events. */
public final class SeriesEvents {

  /** Attribute: the level that is normal for this series. */
  public static final String BASELINE = "baseline";

  /** Attribute: the value farthest from the baseline in this excursion. */
  public static final String PEAK = "peak";

  /** Attribute: the test that found it. */
  public static final String TEST = "test";

  /** Attribute: onset, worsening, easing, recovery or {@link #RAMP}. */
  public static final String SHIFT = "shift";

  /** A {@link #SHIFT} that took its time: a steady rise, told at its top. */
  public static final String RAMP = "ramp";

  /** A {@link #TEST}, or rather none: errors too short for a level, and hardly any elsewhere. */
  public static final String BURST = "burst";

  private static final MathContext FOUR_DIGITS = new MathContext(4);
  private static final Pattern QUANTILE =
      Pattern.compile("(?<![a-z0-9])p(50|75|90|95|99|999)(?![0-9])");
  private static final double SEVERE_FACTOR = 3;

  private SeriesEvents() {}

  /**
   * An event for every shift that matters: {@link EventType#METRIC_SHIFT} at the first sample of
   * the new level, {@link EventType#METRIC_RECOVERY} at the first sample from which on the series
   * is back in its baseline. Each cites the sample and the one before it. The summary holds the
   * levels before and after in a unit for readers; the attributes hold them in the series' own
   * unit. Most series give none. A resource that fills up steadily gives its {@link Ramp}s instead.
   */
  public static List<Event> of(Series series) {
    Meaning meaning = Meaning.of(series);
    List<Event> events = new ArrayList<>();
    double[] values = series.values();
    List<Ramp> ramps = Ramp.of(values, meaning);
    if (!ramps.isEmpty()) {
      // The levels between which a tooth of a saw is cut are none.
      ramps.forEach(ramp -> events.add(ramp(series, meaning, ramp)));
      return events;
    }
    List<Shift> shifts = Shifts.of(values, meaning);
    for (int i = 0; i < shifts.size(); i++) {
      events.add(event(series, meaning, shifts, i));
    }
    return events;
  }

  /** A steady rise is told at its top, where it ends. */
  private static Event ramp(Series series, Meaning meaning, Ramp ramp) {
    Point first = series.points().get(ramp.from());
    Point top = series.points().get(ramp.top());
    Amount amount = Amount.of(meaning.unit(), series.unit(), ramp.low(), ramp.high());
    boolean fell = ramp.reset() < series.points().size();
    StringBuilder text = new StringBuilder(subject(series, meaning));
    text.append(" had grown steadily for ")
        .append(span(Duration.between(first.time().at(), top.time().at())))
        .append(": ")
        .append(amount.text(ramp.low()))
        .append(" \u2192 ")
        .append(amount.text(ramp.high()))
        .append(Amount.factor(ramp.low(), ramp.high()));
    if (fell) {
      double after = series.points().get(ramp.reset()).value();
      text.append(", and fell to ").append(amount.text(after));
    }
    text.append(" (").append(name(series)).append(')');
    Event.Builder event =
        Event.of(
                EventId.of(
                    Kind.METRIC,
                    series.source(),
                    series.name() + series.labels(),
                    EventTime.format(top.time().at())),
                top.time(),
                EventType.METRIC_SHIFT,
                series.source())
            .severity(Severity.WARNING)
            .service(series.service())
            .summary(text.toString())
            .cite(top.citation())
            .cite(first.citation())
            .attribute(Attribute.METRIC, series.name())
            .attribute(Attribute.LABELS, labels(series))
            .attribute(Attribute.BEFORE, plain(ramp.low()))
            .attribute(Attribute.AFTER, plain(ramp.high()))
            .attribute(Attribute.UNIT, unit(series, meaning))
            .attribute(SHIFT, RAMP)
            .attribute(Attribute.STARTED, EventTime.format(first.time().at()))
            .position(new Position(top.citation().evidence(), ramp.top()));
    if (fell) {
      Point reset = series.points().get(ramp.reset());
      event.cite(reset.citation()).until(reset.time().at());
    }
    return event.build();
  }

  private static String span(Duration duration) {
    long minutes = duration.toMinutes();
    if (minutes < 60) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    return hours < 48
        ? hours + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min")
        : hours / 24 + " d" + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
  }

  private static Event event(Series series, Meaning meaning, List<Shift> shifts, int number) {
    Shift shift = shifts.get(number);
    Point point = series.points().get(shift.index());
    EventTime time = point.time();
    boolean recovery = shift.kind() == Shift.Kind.RECOVERY;
    Amount amount = Amount.of(meaning.unit(), series.unit(), shift.before(), shift.after());
    Event.Builder event =
        Event.of(
                EventId.of(
                    Kind.METRIC,
                    series.source(),
                    series.name() + series.labels(),
                    EventTime.format(time.at())),
                time,
                recovery ? EventType.METRIC_RECOVERY : EventType.METRIC_SHIFT,
                series.source())
            .severity(severity(meaning, shift))
            .service(series.service())
            .summary(summary(series, meaning, shift, amount))
            .cite(point.citation())
            .attribute(Attribute.METRIC, series.name())
            .attribute(Attribute.LABELS, labels(series))
            .attribute(Attribute.BEFORE, plain(shift.before()))
            .attribute(Attribute.AFTER, plain(shift.after()))
            .attribute(Attribute.UNIT, unit(series, meaning))
            .attribute(BASELINE, plain(shift.baseline()))
            .attribute(PEAK, plain(shift.peak()))
            .attribute(TEST, Shifts.TEST)
            .attribute(SHIFT, shift.kind().name().toLowerCase(Locale.ROOT))
            .position(new Position(point.citation().evidence(), shift.index()));
    if (shift.index() > 0) {
      event.cite(series.points().get(shift.index() - 1).citation());
    }
    if (shift.kind() == Shift.Kind.ONSET) {
      event.until(end(series, shifts, number));
    }
    return event.build();
  }

  private static java.time.@Nullable Instant end(Series series, List<Shift> shifts, int onset) {
    for (int i = onset + 1; i < shifts.size(); i++) {
      switch (shifts.get(i).kind()) {
        case RECOVERY -> {
          return series.points().get(shifts.get(i).index()).time().at();
        }
        case ONSET -> {
          return null;
        }
        default -> {
          // Still away from the baseline.
        }
      }
    }
    return null;
  }

  private static Severity severity(Meaning meaning, Shift shift) {
    return switch (shift.kind()) {
      case RECOVERY -> Severity.INFO;
      case EASING -> Severity.NOTICE;
      case ONSET, WORSENING -> {
        if (!meaning.isBad(shift.isRise())) {
          yield Severity.NOTICE;
        }
        yield switch (meaning.subject()) {
          case ERRORS, AVAILABILITY -> Severity.ERROR;
          case LATENCY ->
              shift.after() >= SEVERE_FACTOR * shift.before() ? Severity.ERROR : Severity.WARNING;
          case SATURATION, OTHER -> Severity.WARNING;
        };
      }
    };
  }

  private static String summary(Series series, Meaning meaning, Shift shift, Amount amount) {
    StringBuilder text = new StringBuilder(subject(series, meaning));
    text.append(
        switch (shift.kind()) {
          case RECOVERY -> " back to normal: ";
          case EASING -> shift.isRise() ? " partly recovered: " : " eased: ";
          case ONSET, WORSENING -> shift.isRise() ? " rose: " : " fell: ";
        });
    text.append(amount.text(shift.before())).append(" \u2192 ").append(amount.text(shift.after()));
    if (shift.kind() == Shift.Kind.ONSET || shift.kind() == Shift.Kind.WORSENING) {
      text.append(Amount.factor(shift.before(), shift.after()));
    }
    return text.append(" (").append(name(series)).append(')').toString();
  }

  /** What a reader calls it. */
  private static String subject(Series series, Meaning meaning) {
    String name = series.name().toLowerCase(Locale.ROOT);
    Matcher quantile = QUANTILE.matcher(name);
    boolean share = meaning.unit() == Meaning.Unit.RATIO || meaning.unit() == Meaning.Unit.PERCENT;
    return switch (meaning.subject()) {
      case ERRORS -> share ? "Error rate" : "Errors";
      case AVAILABILITY -> share ? "Availability" : "Healthy";
      case LATENCY -> quantile.find() ? quantile.group() + " latency" : "Latency";
      case SATURATION, OTHER -> name.contains("cpu") ? "CPU" : words(series.name());
    };
  }

  private static String words(String name) {
    String plain = name.substring(name.lastIndexOf(':') + 1).replace('_', ' ').strip();
    return plain.isEmpty()
        ? "Value"
        : plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
  }

  private static String name(Series series) {
    String labels = labels(series);
    return labels == null ? series.name() : series.name() + ", " + labels;
  }

  private static @Nullable String labels(Series series) {
    Map<String, String> labels = new TreeMap<>(series.labels());
    labels.remove("__name__");
    String written =
        labels.entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(", "));
    return written.isEmpty() ? null : written;
  }

  private static String unit(Series series, Meaning meaning) {
    return switch (meaning.unit()) {
      case RATIO -> "ratio";
      case PERCENT -> "%";
      case SECONDS -> "s";
      case MILLISECONDS -> "ms";
      case BYTES -> "B";
      case NONE -> Meaning.unitOf(series.unit()) == Meaning.Unit.RATIO ? "" : series.unit();
    };
  }

  private static String plain(double value) {
    return new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
  }
}
