package postmortem.series;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the numbers of a series mean: the unit, which direction is bad, and from what size on a
 * difference matters. Where the source names no unit, the name of the metric tells it, by the
 * conventions of Prometheus and OpenTelemetry ({@code _seconds}, {@code _bytes}, {@code _ratio}).
 *
 * @param type counts or samples
 * @param unit of the numbers
 * @param subject what is measured
 */
record Meaning(Series.Type type, Unit unit, Subject subject) {

  /** What a number counts. */
  enum Unit {
    RATIO,
    PERCENT,
    SECONDS,
    MILLISECONDS,
    BYTES,
    NONE
  }

  /** What is measured, as far as it decides what is bad. */
  enum Subject {
    /** A rise is bad for users. */
    ERRORS,
    /** A fall is bad for users. */
    AVAILABILITY,
    /** A rise is bad for users. */
    LATENCY,
    /** A rise is a warning: processors, memory, pools, queues. */
    SATURATION,
    /** Nobody can say. */
    OTHER
  }

  private static final double REST_FACTOR = 2;

  private static final Pattern ERRORS =
      words("err|errors?|error|fail|failed|failures?|5xx|exceptions?|timeouts?|rejected|dropped");
  private static final Pattern AVAILABILITY =
      words("success|successes|availability|available|up|healthy|uptime|apdex");
  private static final Pattern LATENCY =
      words("latency|latencies|duration|durations|p50|p75|p90|p95|p99|p999|rtt|response_time");
  private static final Pattern SATURATION =
      words(
          "cpu|memory|mem|heap|disk|pool|connections?|queue|backlog|lag|saturation|utilization"
              + "|utilisation|load|threads?|usage|used|inflight|pending|waiting|throttled|throttling");
  private static final Pattern SHARE = words("ratio|rate|rates|fraction|share|percentage");

  /** What is used may be more than what was asked for; several times as much is no share of it. */
  private static final double LARGEST_SHARE = 10;

  /** Inside names such as {@code CPUUtilization}. */
  private static final Pattern WORD_BOUNDARY =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private static Pattern words(String alternatives) {
    return Pattern.compile("(?<![a-z0-9])(?:" + alternatives + ")(?![a-z]|[0-9])");
  }

  static Meaning of(Series series) {
    String name = WORD_BOUNDARY.matcher(series.name()).replaceAll("_").toLowerCase(Locale.ROOT);
    return new Meaning(series.type(), unit(series, name), subject(name));
  }

  private static Subject subject(String name) {
    if (AVAILABILITY.matcher(name).find()) {
      return Subject.AVAILABILITY;
    }
    if (ERRORS.matcher(name).find()) {
      return Subject.ERRORS;
    }
    // Before latency: cpu_seconds is a share of a processor.
    if (SATURATION.matcher(name).find() && !LATENCY.matcher(name).find()) {
      return Subject.SATURATION;
    }
    return LATENCY.matcher(name).find() || name.endsWith("_seconds")
        ? Subject.LATENCY
        : Subject.OTHER;
  }

  /** The unit behind a source's word for it; none where that needs no conversion to be read. */
  static Unit unitOf(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "ratio", "1", "fraction", "percentunit" -> Unit.RATIO;
      case "%", "percent", "pct" -> Unit.PERCENT;
      case "s", "sec", "second", "seconds" -> Unit.SECONDS;
      case "ms", "millisecond", "milliseconds" -> Unit.MILLISECONDS;
      case "b", "by", "byte", "bytes" -> Unit.BYTES;
      default -> Unit.NONE;
    };
  }

  private static Unit unit(Series series, String name) {
    Unit told = unitOf(series.unit());
    if (told == Unit.RATIO && isBeyondShares(series)) {
      // A hit ratio of 97 is one in percent, a compression ratio of 3.5 no share at all.
      return Unit.NONE;
    }
    if (told != Unit.NONE) {
      return told;
    }
    if (!series.unit().isBlank() || series.type() == Series.Type.COUNT) {
      return Unit.NONE;
    }
    if (words("ms|millis|milliseconds").matcher(name).find()) {
      return Unit.MILLISECONDS;
    }
    if (words("percent|percentage|pct").matcher(name).find()) {
      return Unit.PERCENT;
    }
    boolean share = inUnitInterval(series) && !series.points().isEmpty();
    if (share
        && (name.contains("ratio")
            || (SHARE.matcher(name).find() && subject(name) != Subject.LATENCY)
            || (subject(name) == Subject.AVAILABILITY && !words("up").matcher(name).find())
            || (subject(name) == Subject.SATURATION
                && words("cpu|utilization|utilisation|saturation").matcher(name).find()
                && !name.contains("second")))) {
      return Unit.RATIO;
    }
    if (words("seconds|second|secs").matcher(name).find() && !name.contains("cpu")) {
      return Unit.SECONDS;
    }
    return words("bytes").matcher(name).find() ? Unit.BYTES : Unit.NONE;
  }

  private static boolean isBeyondShares(Series series) {
    return series.points().stream().anyMatch(p -> Math.abs(p.value()) > LARGEST_SHARE);
  }

  private static boolean inUnitInterval(Series series) {
    return series.points().stream().allMatch(p -> p.value() >= 0 && p.value() <= 1);
  }

  /** The level of a range: the median, of counts the trimmed mean, since most may be zero. */
  double level(double[] values, int from, int to) {
    return type == Series.Type.COUNT
        ? Quantiles.trimmedMean(values, from, to)
        : Quantiles.median(values, from, to);
  }

  /** Whether that level is away enough from the baseline to be told. */
  boolean matters(double base, double level, double factor, int length) {
    double difference = Math.abs(level - base);
    if (difference < Math.max(least(), tolerance(base))) {
      return false;
    }
    if (type == Series.Type.COUNT && (Math.max(level, base) < 3 || difference * length < 10)) {
      return false;
    }
    double full = unit == Unit.RATIO ? 1 : unit == Unit.PERCENT ? 100 : 0;
    if (full > 0) {
      // Of a share near its full value, the rest is what people look at: 99.9 % is 0.1 % failed.
      if (base > 0.9 * full && full - level >= REST_FACTOR * (full - base)) {
        return difference >= full / 100;
      }
      // 60 % to 95 % is no large factor, but much of what there is.
      if (difference >= 0.25 * full) {
        return true;
      }
    }
    double high = Math.max(Math.abs(level), Math.abs(base));
    double low = Math.min(Math.abs(level), Math.abs(base));
    return high >= factor * low;
  }

  /** How far from the baseline a value may be without anybody caring. */
  double tolerance(double base) {
    return switch (unit) {
      case RATIO -> 0.001;
      case PERCENT -> 0.1;
      case SECONDS -> Math.max(0.005, 0.05 * Math.abs(base));
      case MILLISECONDS -> Math.max(5, 0.05 * Math.abs(base));
      case BYTES, NONE -> 0.05 * Math.abs(base);
    };
  }

  /** The smallest difference that anybody asks about. */
  private double least() {
    return switch (unit) {
      case RATIO -> 0.005;
      case PERCENT -> 0.5;
      case SECONDS -> 0.02;
      case MILLISECONDS -> 20;
      case BYTES, NONE -> 0;
    };
  }

  /** Whether a change in that direction is bad news. */
  boolean isBad(boolean rise) {
    return switch (subject) {
      case ERRORS, LATENCY, SATURATION -> rise;
      case AVAILABILITY -> !rise;
      case OTHER -> false;
    };
  }
}
