package postmortem.document.lint;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration written in a document.
 *
 * @param value how long
 * @param unit the smallest unit that is written
 * @param bound what the words before it make of it
 * @param written as it stands there
 * @param start index of its first character in the text
 * @param end index behind its last one
 */
record Claim(Duration value, Duration unit, Bound bound, String written, int start, int end) {

  /** What words such as "about" or "more than" make of a number. */
  enum Bound {
    EXACT,
    ROUGH,
    AT_LEAST,
    AT_MOST
  }

  private static final String NUMBER = "\\d+(?:[.,]\\d+)?";
  private static final String UNIT = "days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s";
  private static final String PART = "(?:" + NUMBER + ")[ \u00a0-]?(?:" + UNIT + ")";
  private static final Pattern ONE =
      Pattern.compile("(" + NUMBER + ")[ \u00a0-]?(" + UNIT + ")", Pattern.CASE_INSENSITIVE);
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<![\\w.,:-])" + PART + "(?:(?:,? and |, | )?" + PART + ")*(?!\\w)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ISO =
      Pattern.compile(
          "(?<!\\w)P(?:\\d+D)?T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?(?!\\w)");
  private static final Pattern ROUGHLY =
      Pattern.compile(
          "(?i)(?:about|around|approximately|approx\\.?|roughly|circa|ca\\.?|some|nearly|almost|~|\u2248)\\s*$");
  private static final Pattern MORE =
      Pattern.compile("(?i)(?:more than|over|at least|longer than|>|\u2265|a good)\\s*$");
  private static final Pattern LESS =
      Pattern.compile("(?i)(?:less than|under|at most|within|up to|below|<|\u2264)\\s*$");

  /** All in a text, in its order. */
  static List<Claim> in(String text) {
    List<Claim> claims = new ArrayList<>();
    Matcher m = WRITTEN.matcher(text);
    while (m.find()) {
      Duration sum = Duration.ZERO;
      Duration unit = Duration.ofDays(1);
      Matcher part = ONE.matcher(m.group());
      while (part.find()) {
        Duration each = unit(part.group(2));
        BigDecimal number = new BigDecimal(part.group(1).replace(',', '.'));
        sum = sum.plusMillis(number.multiply(BigDecimal.valueOf(each.toMillis())).longValue());
        // "1.5 h" is exact to a tenth of an hour.
        Duration digit = number.scale() > 0 ? each.dividedBy(10) : each;
        unit = digit.compareTo(unit) < 0 ? digit : unit;
      }
      claims.add(new Claim(sum, unit, bound(text, m.start()), m.group(), m.start(), m.end()));
    }
    Matcher iso = ISO.matcher(text);
    while (iso.find()) {
      claims.add(
          new Claim(
              Duration.parse(iso.group()),
              Duration.ofSeconds(1),
              Bound.EXACT,
              iso.group(),
              iso.start(),
              iso.end()));
    }
    return claims;
  }

  private static Duration unit(String word) {
    return switch (word.toLowerCase(Locale.ROOT).charAt(0)) {
      case 'd' -> Duration.ofDays(1);
      case 'h' -> Duration.ofHours(1);
      case 'm' -> Duration.ofMinutes(1);
      default -> Duration.ofSeconds(1);
    };
  }

  private static Bound bound(String text, int start) {
    String before = text.substring(Math.max(0, start - 20), start);
    if (ROUGHLY.matcher(before).find()) {
      return Bound.ROUGH;
    }
    if (MORE.matcher(before).find()) {
      return Bound.AT_LEAST;
    }
    return LESS.matcher(before).find() ? Bound.AT_MOST : Bound.EXACT;
  }

  /**
   * Whether what is written can be said of a duration measured to {@code width}: rounding to the
   * last written unit is no fault, nor is a fifth more or less after "about".
   */
  boolean fits(Duration measured, Duration width) {
    Duration slack = unit.plus(width);
    if (bound == Bound.ROUGH) {
      slack = slack.plus(measured.abs().dividedBy(5));
    }
    boolean tooLong = bound != Bound.AT_MOST && value.compareTo(measured.plus(slack)) >= 0;
    boolean tooShort = bound != Bound.AT_LEAST && value.compareTo(measured.minus(slack)) <= 0;
    return !tooLong && !tooShort;
  }

  /** A duration in the largest units that leave nothing out: {@code 1 h 35 min}. */
  static String text(Duration duration) {
    StringBuilder out = new StringBuilder();
    add(out, duration.toDaysPart(), "d");
    add(out, duration.toHoursPart(), "h");
    add(out, duration.toMinutesPart(), "min");
    add(out, duration.toSecondsPart(), "s");
    return out.isEmpty() ? "0 s" : out.toString();
  }

  private static void add(StringBuilder out, long amount, String unit) {
    if (amount != 0) {
      out.append(out.isEmpty() ? "" : " ").append(amount).append(' ').append(unit);
    }
  }
}
