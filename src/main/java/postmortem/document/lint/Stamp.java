package postmortem.document.lint;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time written in a document, in the zone of the document.
 *
 * @param date its day; null when only a time of day is written
 * @param time its time of day
 * @param unit the width of its last digit
 * @param start index of its first character in the text
 * @param end index behind its last one
 */
record Stamp(@Nullable LocalDate date, LocalTime time, Duration unit, int start, int end) {

  private static final String MONTH =
      "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";

  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?i)(?<![\\d:.-])(?:(?:(\\d{4}-\\d{2}-\\d{2})[T ]+"
              + "|\\b("
              + MONTH
              + ") (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4}),?(?: at)? +"
              + "|(\\d{1,2})(?:st|nd|rd|th)? ("
              + MONTH
              + "),? (\\d{4}),?(?: at)? +)(?=\\d))?"
              + "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?(?!\\d|:\\d)(?:\\s?([ap])\\.?m\\b\\.?)?");

  /** What stands between the two ends of an interval, of which only the second says am or pm. */
  private static final Pattern TO =
      Pattern.compile("(?i)\\s*(?:to|until|till|and|-|\u2013|\u2014|\u2192|->|through)\\s*");

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** All in a text, in its order. */
  static List<Stamp> in(String text) {
    List<Stamp> stamps = new ArrayList<>();
    Matcher m = WRITTEN.matcher(text);
    while (m.find()) {
      read(text, m).ifPresent(stamps::add);
    }
    return stamps;
  }

  private static Optional<Stamp> read(String text, Matcher m) {
    int hour = Integer.parseInt(m.group(8));
    int minute = Integer.parseInt(m.group(9));
    int second = m.group(10) == null ? 0 : Integer.parseInt(m.group(10));
    boolean dated = m.group(1) != null || m.group(2) != null || m.group(5) != null;
    Optional<LocalDate> date = dated ? date(m) : Optional.empty();
    // A ratio such as 30:70 is no time.
    if (dated == date.isEmpty() || hour > 23 || minute > 59 || second > 59) {
      return Optional.empty();
    }
    LocalTime time = LocalTime.of(hour, minute, second);
    String half = m.group(11);
    if (hour >= 1 && hour <= 12) {
      time = half == null ? halfOfNext(text, m.end(), time) : inHalf(time, half);
    }
    Duration unit = m.group(10) == null ? Duration.ofMinutes(1) : Duration.ofSeconds(1);
    return Optional.of(new Stamp(date.orElse(null), time, unit, m.start(), m.end()));
  }

  private static LocalTime inHalf(LocalTime time, String half) {
    return time.withHour(time.getHour() % 12 + (half.equalsIgnoreCase("p") ? 12 : 0));
  }

  /** In "3:31 to 6:02 pm" the first is pm too; in "11:50 to 1:10 pm" it is not. */
  private static LocalTime halfOfNext(String text, int end, LocalTime time) {
    Matcher next = WRITTEN.matcher(text);
    if (!next.find(end)
        || next.group(11) == null
        || !TO.matcher(text.substring(end, next.start())).matches()) {
      return time;
    }
    int hour = Integer.parseInt(next.group(8));
    if (hour < 1 || hour > 12) {
      return time;
    }
    LocalTime to = inHalf(LocalTime.of(hour, 0), next.group(11));
    LocalTime same = inHalf(time, next.group(11));
    boolean other = same.getHour() > to.getHour();
    return other ? same.minusHours(12) : same;
  }

  private static Optional<LocalDate> date(Matcher m) {
    if (m.group(1) != null) {
      return day(m.group(1));
    }
    boolean american = m.group(2) != null;
    String month = american ? m.group(2) : m.group(6);
    String day = american ? m.group(3) : m.group(5);
    String year = american ? m.group(4) : m.group(7);
    int number = MONTHS.indexOf(month.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    return day(year + (number < 10 ? "-0" : "-") + number + (day.length() < 2 ? "-0" : "-") + day);
  }

  private static Optional<LocalDate> day(String written) {
    try {
      return Optional.of(LocalDate.parse(written));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The first in a text. */
  static Optional<Stamp> first(String text) {
    return in(text).stream().findFirst();
  }

  /** Date and time; only for one with a date. */
  LocalDateTime dateTime() {
    if (date == null) {
      throw new IllegalStateException("no date: " + time);
    }
    return LocalDateTime.of(date, time);
  }

  /**
   * How long it is until a later one. Where a date is missing it is within a day: over midnight
   * when the later one has the smaller time of day.
   */
  Duration until(Stamp later) {
    if (date != null && later.date != null) {
      return Duration.between(dateTime(), later.dateTime());
    }
    Duration plain = Duration.between(time, later.time);
    return plain.isNegative() ? plain.plusDays(1) : plain;
  }

  /** As written: date if there is one, and the digits that were given. */
  @Override
  public String toString() {
    String clock = unit.toSeconds() == 1 && time.getSecond() == 0 ? time + ":00" : time.toString();
    return date == null ? clock : date + " " + clock;
  }
}
