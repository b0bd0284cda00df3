package postmortem.source.rule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date as people and spreadsheets write it, such as {@code 03/04/2025 5:06 PM}, {@code 4.3.2025},
 * {@code 2025/03/04 05:06} or {@code Mar 4, 2025, 5:06:07 PM}.
 *
 * @param first the first number of the date, where day and month are numbers
 * @param second the second one
 * @param settled whether it says which of them is the day
 */
record WrittenDate(int first, int second, boolean settled, boolean noon, Matcher parts) {

  private static final String TIME =
      "(?:(?:,? at |,|, |[ T]+)(?<h>\\d{1,2})[:.](?<m>\\d{2})(?:[:.](?<s>\\d{2})(?<f>[.,]\\d{1,9})?)?"
          + "\\s*(?<ap>[AaPp]\\.?[Mm]\\.?)?)?\\s*(?<z>Z|UTC|GMT|[+-]\\d{2}:?\\d{2}|[A-Z]{3,4})?";
  private static final Pattern NUMBERS =
      Pattern.compile(
          "(?<a>\\d{1,2})(?<sep>[/.-])(?<b>\\d{1,2})\\k<sep>(?<y>\\d{4}|\\d{2})" + TIME);
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(?<y>\\d{4})(?<sep>[/.])(?<a>\\d{1,2})\\k<sep>(?<b>\\d{1,2})" + TIME);
  private static final Pattern DAY_NAME =
      Pattern.compile(
          "(?:[A-Z][a-z]{2,8},? )?(?<a>\\d{1,2})[ /-](?<mon>[A-Za-z]{3,9})\\.?[ /-](?<y>\\d{4}|\\d{2})"
              + TIME);
  private static final Pattern NAME_DAY =
      Pattern.compile(
          "(?:[A-Z][a-z]{2,8},? )?(?<mon>[A-Za-z]{3,9})\\.? (?<a>\\d{1,2})(?:st|nd|rd|th)?,? "
              + "(?<y>\\d{4})"
              + TIME);
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
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
    for (Pattern pattern : List.of(YEAR_FIRST, DAY_NAME, NAME_DAY)) {
      Matcher parts = pattern.matcher(text);
      if (parts.matches()) {
        boolean named = pattern != YEAR_FIRST;
        int month = named ? month(parts.group("mon")) : Integer.parseInt(parts.group("a"));
        int day = Integer.parseInt(parts.group(named ? "a" : "b"));
        return month < 1
            ? Optional.empty()
            : Optional.of(new WrittenDate(month, day, true, false, parts));
      }
    }
    return Optional.empty();
  }

  private static int month(String name) {
    String begin = name.toLowerCase(Locale.ROOT).substring(0, 3);
    return MONTHS.indexOf(begin) + 1;
  }

  /** The same as RFC 3339 writes it, as far as it says; empty when there is no such date. */
  Optional<String> iso(boolean dayFirst) {
    int day = isNumbers() ? dayOf(dayFirst) : second;
    int month = isNumbers() ? first + second - day : first;
    if (month < 1 || month > LAST_MONTH || day < 1 || day > 31) {
      return Optional.empty();
    }
    String year = parts.group("y");
    String full = year.length() == 4 ? year : (Integer.parseInt(year) < 70 ? "20" : "19") + year;
    StringBuilder out = new StringBuilder();
    out.append(full).append('-').append(two(month)).append('-').append(two(day));
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

  private boolean isNumbers() {
    return parts.pattern() == NUMBERS;
  }

  private int dayOf(boolean dayFirst) {
    if (first > LAST_MONTH || parts.group("sep").equals(".")) {
      return first;
    }
    return second > LAST_MONTH ? second : dayFirst ? first : second;
  }

  /** The zone that it names; null when it names none. */
  @Nullable String zone() {
    return parts.group("z");
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
