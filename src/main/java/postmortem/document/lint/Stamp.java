package postmortem.document.lint;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
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

  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<![\\d:.-])(?:(\\d{4}-\\d{2}-\\d{2})[T ]+)?(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?(?![\\d:])");

  /** All in a text, in its order. */
  static List<Stamp> in(String text) {
    List<Stamp> stamps = new ArrayList<>();
    Matcher m = WRITTEN.matcher(text);
    while (m.find()) {
      boolean seconds = m.group(4) != null;
      int hour = Integer.parseInt(m.group(2));
      int minute = Integer.parseInt(m.group(3));
      int second = seconds ? Integer.parseInt(m.group(4)) : 0;
      Optional<LocalDate> date = Optional.ofNullable(m.group(1)).flatMap(Stamp::day);
      boolean misdated = m.group(1) != null && date.isEmpty();
      // A ratio such as 30:70 is no time.
      if (!misdated && hour < 24 && minute < 60 && second < 60) {
        Duration unit = seconds ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
        LocalTime time = LocalTime.of(hour, minute, second);
        stamps.add(new Stamp(date.orElse(null), time, unit, m.start(), m.end()));
      }
    }
    return stamps;
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
