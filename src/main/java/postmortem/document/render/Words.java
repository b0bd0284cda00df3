package postmortem.document.render;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import postmortem.event.Precision;

/** Times, durations and numbers as people read them. Whole seconds: the exact time is cited. */
final class Words {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  /** Characters of a date. */
  static final int DATE_LENGTH = 10;

  private Words() {}

  /** Date and time in UTC; no smaller unit than the stamp was written with. */
  static String time(Instant at, Precision precision) {
    return time(at, precision, ZoneOffset.UTC);
  }

  /** Date and time in a zone; no smaller unit than the stamp was written with. */
  static String time(Instant at, Precision precision, ZoneId zone) {
    String text = SECONDS.format(at.atZone(zone));
    return switch (precision) {
      case DAY -> text.substring(0, DATE_LENGTH);
      case MINUTE -> text.substring(0, 16);
      case SECOND, MILLI, MICRO, NANO -> text;
    };
  }

  /** Date and time in UTC, to the second. */
  static String time(Instant at) {
    return time(at, Precision.SECOND);
  }

  /**
   * How long from one printed second to the other, so that readers who subtract get the same:
   * {@code 1 h 35 min}, {@code 1 min 22 s}, {@code 2 d 4 h}.
   */
  static String between(Instant from, Instant to) {
    return duration(
        Duration.between(from.truncatedTo(ChronoUnit.SECONDS), to.truncatedTo(ChronoUnit.SECONDS)));
  }

  /** A duration in its units from days to seconds, without those that are zero. */
  static String duration(Duration value) {
    if (value.isNegative()) {
      return "-" + duration(value.negated());
    }
    StringBuilder out = new StringBuilder();
    append(out, value.toDaysPart(), "d");
    append(out, value.toHoursPart(), "h");
    append(out, value.toMinutesPart(), "min");
    append(out, value.toSecondsPart(), "s");
    if (out.length() == 0) {
      return value.isZero() ? "0 s" : value.toMillis() + " ms";
    }
    return out.toString();
  }

  private static void append(StringBuilder out, long number, String unit) {
    if (number > 0) {
      out.append(out.length() == 0 ? "" : " ").append(number).append(' ').append(unit);
    }
  }

  /** A whole number with commas at the thousands. */
  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Points with at most two decimals. */
  static String points(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceFirst("\\.?0+$", "");
  }

  /** Upper case at the beginning. */
  static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** So many of something, whose plural ends in s. */
  static String count(long number, String what) {
    return number(number) + " " + what + (number == 1 ? "" : "s");
  }
}
