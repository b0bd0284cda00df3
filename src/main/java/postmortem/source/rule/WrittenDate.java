package postmortem.source.rule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.stamp.DateNames;

/**
 * A date as people and spreadsheets write it, such as {@code 03/04/2025 5:06 PM}, {@code 4.3.2025},
 * {@code 2025/03/04 05:06} or {@code Mar 4, 2025, 5:06:07 PM}.
 *
 * @param first the first number of the date, where day and month are numbers
 * @param second the second one
 * @param settled whether it says which of them is the day
 */
record WrittenDate(int first, int second, boolean settled, boolean noon, Matcher parts) {

  private static final String WEEKDAY = "(?:[A-Z][a-z]{2,8},? )?";
  private static final String ORDINAL = "(?:st|nd|rd|th)?";
  private static final String MONTH = "(?<mon>\\p{L}{3,9})";
  private static final String TIME =
      "(?:(?:,? at |,|, |[ T]+)(?<h>\\d{1,2})[:.](?<m>\\d{2})(?:[:.](?<s>\\d{2})(?<f>[.,]\\d{1,9})?)?"
          + "\\s*(?<ap>[AaPp]\\.?[Mm]\\.?)?)?"
          + "\\s*(?<z>Z|UTC|GMT|[+-]\\d{2}:?\\d{2}|[A-Z]{3,4}|\\([A-Z]{3,4}\\))?";
  private static final Pattern NUMBERS =
      Pattern.compile(
          WEEKDAY + "(?<a>\\d{1,2})(?<sep>[/.-])(?<b>\\d{1,2})\\k<sep>(?<y>\\d{4}|\\d{2})" + TIME);
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(?<y>\\d{4})(?<sep>[/.])(?<a>\\d{1,2})\\k<sep>(?<b>\\d{1,2})" + TIME);

  /** The month by its name, and where day and year stand to it. */
  private static final List<Pattern> NAMED =
      List.of(
          Pattern.compile(
              WEEKDAY
                  + ("(?<a>\\d{1,2})" + ORDINAL + "[ /-]" + MONTH + "\\.?[ /-]")
                  + "(?<y>\\d{4}|\\d{2})"
                  + TIME),
          Pattern.compile(
              WEEKDAY
                  + (MONTH + "(?:\\.? |/)(?<a>\\d{1,2})" + ORDINAL + "(?:,? |/)")
                  + "(?<y>\\d{4}|'\\d{2})"
                  + TIME),
          Pattern.compile("(?<y>\\d{4})[ /-]" + MONTH + "[ /-](?<a>\\d{1,2})" + TIME));

  private static final int LONGEST = 60;
  private static final int LAST_MONTH = 12;

  /** Something in a file that may be such a date with numbers only. */
  static final Pattern MAY_BE =
      Pattern.compile("(?<![\\d/.:-])\\d{1,2}([/-])\\d{1,2}\\1(?:\\d{4}|\\d{2})(?![\\d/.-])");

  /** The date that a text is; empty when it is none. */
  static Optional<WrittenDate> of(String raw) {
    String text = raw.strip().replace('\u202f', ' ').replace('\u00a0', ' ');
    if (text.length() > LONGEST || text.length() < 6) {
      return Optional.empty();
    }
    Matcher numbers = NUMBERS.matcher(text);
    if (numbers.matches()) {
      int first = Integer.parseInt(numbers.group("a"));
      int second = Integer.parseInt(numbers.group("b"));
      boolean dots = numbers.group("sep").equals(".");
      boolean settled = dots || first > LAST_MONTH || second > LAST_MONTH || first == second;
      return Optional.of(
          new WrittenDate(first, second, settled, numbers.group("ap") != null, numbers));
    }
    Matcher yearFirst = YEAR_FIRST.matcher(text);
    if (yearFirst.matches()) {
      int month = Integer.parseInt(yearFirst.group("a"));
      int day = Integer.parseInt(yearFirst.group("b"));
      return Optional.of(new WrittenDate(month, day, true, false, yearFirst));
    }
    for (Pattern pattern : NAMED) {
      Matcher parts = pattern.matcher(text);
      if (parts.matches()) {
        int month = DateNames.month(parts.group("mon"));
        int day = Integer.parseInt(parts.group("a"));
        return month < 1
            ? Optional.empty()
            : Optional.of(new WrittenDate(month, day, true, false, parts));
      }
    }
    return Optional.empty();
  }

  /** The same as RFC 3339 writes it, as far as it says; empty when there is no such date. */
  Optional<String> iso(boolean dayFirst) {
    int day = isNumbers() ? dayOf(dayFirst) : second;
    int month = isNumbers() ? first + second - day : first;
    if (month < 1 || month > LAST_MONTH || day < 1 || day > 31) {
      return Optional.empty();
    }
    String year = parts.group("y");
    StringBuilder out = new StringBuilder();
    out.append(year.length() == 4 ? year : century(year.replace("'", "")))
        .append('-')
        .append(two(month))
        .append('-')
        .append(two(day));
    String hour = parts.group("h");
    if (hour != null) {
      int hours = hours(Integer.parseInt(hour), parts.group("ap"));
      out.append(' ').append(two(hours)).append(':').append(parts.group("m"));
      String second = parts.group("s");
      out.append(second == null ? "" : ":" + second);
      String fraction = parts.group("f");
      out.append(fraction == null ? "" : fraction.replace(',', '.'));
    }
    return Optional.of(out.toString());
  }

  private static String century(String year) {
    return (Integer.parseInt(year) < 70 ? "20" : "19") + year;
  }

  private boolean isNumbers() {
    return parts.pattern() == NUMBERS;
  }

  private int dayOf(boolean dayFirst) {
    if (first > LAST_MONTH || second > LAST_MONTH) {
      return first > LAST_MONTH ? first : second;
    }
    return dayFirst || parts.group("sep").equals(".") ? first : second;
  }

  /** The zone that it names; null when it names none. */
  @Nullable String zone() {
    String zone = parts.group("z");
    return zone == null || zone.charAt(0) != '(' ? zone : zone.substring(1, zone.length() - 1);
  }

  private static int hours(int hour, @Nullable String half) {
    if (half == null) {
      return hour;
    }
    boolean after = half.charAt(0) == 'p' || half.charAt(0) == 'P';
    return hour % 12 + (after ? 12 : 0);
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
