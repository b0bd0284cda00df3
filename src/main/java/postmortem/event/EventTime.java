package postmortem.event;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;

/**
 * When something happened, and how that is known.
 *
 * @param at the instant, corrected by a configured clock offset if there is one
 * @param precision the smallest unit the stamp was written with
 * @param basis what made the instant, in the order of {@link Basis}, without repeats, not empty
 * @param bound how far after {@code at} (and, where a zone was assumed, before it as well) the true
 *     instant may lie: the width of the precision, plus 14 h for an assumed zone, plus 1 h for an
 *     ambiguous hour, plus what is stated with a clock offset, plus what the clocks differ by that
 *     write one log by turns
 * @param raw the stamp as written, redacted
 */
public record EventTime(
    Instant at, Precision precision, List<Basis> basis, Duration bound, String raw) {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  public EventTime {
    basis = basis.stream().sorted().distinct().toList();
    if (basis.isEmpty() || bound.isNegative()) {
      throw new IllegalArgumentException("an instant needs a basis and a bound: " + raw);
    }
  }

  /** RFC 3339 in UTC with the digits that the precision allows. */
  public String text() {
    return format(at, precision);
  }

  /** A moment in a sentence, in whole seconds of UTC: {@code 2025-02-09 10:05:23 UTC}. */
  public static String inProse(Instant at) {
    return format(at, Precision.SECOND).replace('T', ' ').replace("Z", " UTC");
  }

  /** RFC 3339 in UTC with the digits that the precision allows. */
  public static String format(Instant instant, Precision precision) {
    if (precision.fractionDigits() == 0) {
      return SECONDS.format(instant) + "Z";
    }
    return new DateTimeFormatterBuilder()
        .append(SECONDS)
        .appendFraction(
            java.time.temporal.ChronoField.NANO_OF_SECOND,
            precision.fractionDigits(),
            precision.fractionDigits(),
            true)
        .appendLiteral('Z')
        .toFormatter(Locale.ROOT)
        .withZone(ZoneOffset.UTC)
        .format(instant);
  }

  /** RFC 3339 in UTC, as short as possible: no fraction when it is zero. */
  public static String format(Instant instant) {
    return DateTimeFormatter.ISO_INSTANT.format(instant);
  }
}
