package postmortem.event.stamp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.stamp.LayoutGuess.Guess;

/** Writes down the layouts of which the text at a place may be a date, without a time of day. */
final class DateGuess {

  /** What separates the parts of a date. */
  private static final String SEPARATORS = "-/.";

  private final GuessedText text;
  private final byte[] buf;
  private final int to;
  private final Stamp scratch = new Stamp();

  DateGuess(GuessedText text) {
    this.text = text;
    this.buf = text.buf();
    this.to = text.to();
  }

  /** The dates that may begin there, the likeliest first; those of nothing but figures last. */
  List<Guess> at(int start) {
    return text.isDigit(start)
        ? numericDates(start)
        : text.isLetter(start) ? namedDates(start) : List.of();
  }

  private List<Guess> numericDates(int start) {
    int end = text.digits(start);
    List<Guess> dates = new ArrayList<>();
    switch (end - start) {
      case 4 -> yearFirst(end, dates);
      case 8 -> dates.add(new Guess("yyyyMMdd", end));
      case 6 -> dates.add(new Guess("yyMMdd", end));
      case 1, 2 -> dayOrMonthFirst(end, dates);
      default -> {}
    }
    return dates;
  }

  /** {@code 2025-02-09}, {@code 2025/2/9}, {@code 2025-Feb-09}. */
  private void yearFirst(int yearEnd, List<Guess> dates) {
    String separator = text.separator(yearEnd, SEPARATORS);
    if (separator == null) {
      return;
    }
    Guess month = month(yearEnd + 1);
    if (month == null || month.end() >= to || buf[month.end()] != buf[yearEnd]) {
      return;
    }
    int day = text.digits(month.end() + 1);
    String letters = day - month.end() - 1 == 2 ? "dd" : "d";
    if (day - month.end() - 1 >= 1 && day - month.end() - 1 <= 2) {
      dates.add(new Guess("yyyy" + separator + month.layout() + separator + letters, day));
    }
  }

  /** {@code 09.02.2025}, {@code 2/9/25}, {@code 09-Feb-2025}, {@code 9 Feb 2025}, {@code 9 Feb}. */
  private void dayOrMonthFirst(int firstEnd, List<Guess> dates) {
    String separator = text.separator(firstEnd, SEPARATORS + " ");
    if (separator == null) {
      return;
    }
    Guess second = month(firstEnd + 1);
    if (second == null) {
      return;
    }
    boolean named = second.layout().startsWith("MMM");
    boolean again = second.end() < to && buf[second.end()] == buf[firstEnd];
    int year = again ? text.digits(second.end() + 1) : second.end();
    int figures = year - second.end() - 1;
    if (named && again && (figures == 4 || (figures == 2 && !isClock(year)))) {
      String letters = figures == 4 ? "yyyy" : "yy";
      dates.add(new Guess("d" + separator + second.layout() + separator + letters, year));
    } else if (named && separator.equals(" ")) {
      dates.add(new Guess("d " + second.layout(), second.end()));
    } else if (!named && again && !separator.equals(" ") && figures == 4) {
      dates.add(new Guess("d" + separator + "M" + separator + "yyyy", year));
      dates.add(new Guess("M" + separator + "d" + separator + "yyyy", year));
    } else if (!named && again && !separator.equals(" ") && figures == 2) {
      dates.add(new Guess("yy" + separator + "M" + separator + "d", year));
      dates.add(new Guess("d" + separator + "M" + separator + "yy", year));
      dates.add(new Guess("M" + separator + "d" + separator + "yy", year));
    }
  }

  /** {@code Feb 09, 2025}, {@code February 9 2025}, {@code Feb 9}; behind a weekday or not. */
  private List<Guess> namedDates(int start) {
    List<Guess> dates = new ArrayList<>();
    for (boolean whole : new boolean[] {true, false}) {
      int end = DateNames.weekday(buf, start, to, whole);
      if (end > 0 && (end == to || !text.isLetter(end))) {
        String weekday = whole ? "EEEE" : "EEE";
        int at = end;
        if (at < to && buf[at] == ',') {
          weekday += ",";
          at++;
        }
        if (at < to && buf[at] == ' ') {
          weekday += " ";
          at++;
        }
        for (Guess date : at < to && text.isDigit(at) ? numericDates(at) : monthFirst(at)) {
          dates.add(new Guess(weekday + date.layout(), date.end()));
        }
        return dates;
      }
    }
    return monthFirst(start);
  }

  /** {@code Feb 09, 2025}, {@code February 9 2025}, {@code Feb 9}, {@code Feb/09/2025}. */
  private List<Guess> monthFirst(int start) {
    Guess month = start < to && text.isLetter(start) ? month(start) : null;
    String separator = month == null ? null : text.separator(month.end(), " /-");
    if (month == null || separator == null) {
      return List.of();
    }
    int at = month.end() + 1;
    boolean padded = at < to && buf[at] == ' ';
    int end = text.digits(padded ? at + 1 : at);
    int figures = padded ? end - at - 1 : end - at;
    if (figures < 1 || figures > 2) {
      return List.of();
    }
    List<Guess> dates = new ArrayList<>();
    // Two figures may be one that is padded elsewhere, or one that is not.
    List<String> days = padded ? List.of("_d") : figures == 1 ? List.of("d") : List.of("_d", "d");
    for (String day : days) {
      Guess date = month.and(separator + day, end);
      Guess year = yearBehind(date);
      if (year != null) {
        dates.add(year);
      }
      if (separator.equals(" ")) {
        dates.add(date);
      }
    }
    return dates;
  }

  private @Nullable Guess yearBehind(Guess date) {
    int at = date.end();
    StringBuilder between = new StringBuilder();
    while (at < to && between.length() < 2 && ", /-".indexOf(buf[at]) >= 0) {
      between.append((char) buf[at]);
      at++;
    }
    int end = text.digits(at);
    return end - at == 4 && !between.isEmpty() ? date.and(between + "yyyy", end) : null;
  }

  /** A month in figures or by its name. */
  private @Nullable Guess month(int start) {
    int figures = text.digits(start);
    if (figures - start >= 1 && figures - start <= 2) {
      return new Guess(figures - start == 2 ? "MM" : "M", figures);
    }
    int whole = DateNames.month(buf, start, to, true, scratch);
    if (whole > start + 3 && (whole == to || !text.isLetter(whole))) {
      return new Guess("MMMM", whole);
    }
    int name = DateNames.month(buf, start, to, false, scratch);
    return name > 0 && (name == to || !text.isLetter(name)) ? new Guess("MMM", name) : null;
  }

  /** Whether a colon behind figures shows that they are an hour and no year. */
  private boolean isClock(int at) {
    return at < to
        && buf[at] == ':'
        && text.digits(at + 1) - at == 3
        && at + 3 < to
        && buf[at + 3] == ':';
  }
}
