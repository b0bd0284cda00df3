package postmortem.event.stamp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.stamp.LayoutGuess.Guess;

/** Writes down the layouts of which the text at a place may be a date, without a time of day. */
final class DateGuess {

  /** What separates the parts of a date. */
  private static final String SEPARATORS = "-/.:";

  /** What stands behind year, month and day where these are words. */
  private static final String[][] WRITTEN = {
    {"\u5e74", "\u6708", "\u65e5"}, {"\ub144 ", "\uc6d4 ", "\uc77c"}
  };

  /** What stands between a day and the name of its month, and what between that and the year. */
  private static final String[][] JOINTS = {
    {". ", " "}, {" de ", " de | del | "}, {" ", " de "}, {"", ""}
  };

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
      case 4 -> {
        yearFirst(end, dates);
        if (text.behind(end, " ") > 0 && text.digits(end + 1) == end + 3 && isClock(end + 3)) {
          dates.add(new Guess("MMdd", end));
        }
      }
      case 8 -> dates.add(new Guess("yyyyMMdd", end));
      case 6 -> dates.add(new Guess("yyMMdd", end));
      case 1, 2 -> dayOrMonthFirst(end, dates);
      default -> {}
    }
    return dates;
  }

  /** {@code 2025-02-09}, {@code 2025/2/9}, {@code 2025-Feb-09}, {@code 2025 Feb 9}. */
  private void yearFirst(int yearEnd, List<Guess> dates) {
    String separator = text.separator(yearEnd, SEPARATORS + " ");
    if (separator == null) {
      written(yearEnd, dates);
      return;
    }
    if (text.digits(yearEnd + 1) == yearEnd + 4 && "-.".contains(separator)) {
      dates.add(new Guess("yyyy" + separator + "DDD", yearEnd + 4));
      return;
    }
    Guess month = month(yearEnd + 1);
    if (month == null || month.end() >= to || buf[month.end()] != buf[yearEnd]) {
      return;
    }
    String before = "yyyy" + separator + month.layout() + separator;
    int start = month.end() + 1;
    int figures = text.digits(start) - start;
    if (!separator.equals(" ")) {
      if (figures >= 1 && figures <= 2) {
        dates.add(new Guess(before + (figures == 2 ? "dd" : "d"), start + figures));
      }
    } else if (month.layout().length() > 2) {
      if (start < to && buf[start] == ' ' && text.digits(start + 1) == start + 2) {
        dates.add(new Guess(before + "_d", start + 2));
      } else if (figures >= 1 && figures <= 2) {
        dates.add(new Guess(before + (figures == 2 ? "_d" : "d"), start + figures));
      }
    }
  }

  /** {@code 2025\u5e742\u67089\u65e5}, as Chinese and Japanese write it, and as Korean does. */
  private void written(int yearEnd, List<Guess> dates) {
    for (String[] words : WRITTEN) {
      StringBuilder layout = new StringBuilder("yyyy");
      int at = text.behind(yearEnd, words[0]);
      for (int i = 0; i < 2 && at > 0; i++) {
        int figures = text.digits(at) - at;
        layout.append(words[i]).append(i == 0 ? 'M' : 'd');
        at = figures >= 1 && figures <= 2 ? text.behind(at + figures, words[i + 1]) : -1;
      }
      if (at > 0) {
        dates.add(new Guess(layout + words[2], at));
      }
    }
  }

  /** {@code 09.02.2025}, {@code 2/9/25}, {@code 09-Feb-2025}, {@code 9 Feb 2025}, {@code 9 Feb}. */
  private void dayOrMonthFirst(int firstEnd, List<Guess> dates) {
    Guess spoken = spoken(firstEnd);
    if (spoken != null) {
      dates.add(spoken);
      return;
    }
    boolean ordinal = isOrdinal(firstEnd);
    int dayEnd = ordinal ? firstEnd + 2 : firstEnd;
    String separator = text.separator(dayEnd, ordinal ? " " : SEPARATORS + " ");
    if (separator == null) {
      return;
    }
    String day = ordinal ? "dt" : "d";
    Guess second = month(dayEnd + 1);
    if (second == null) {
      return;
    }
    boolean named = second.layout().length() > 2;
    boolean again = second.end() < to && buf[second.end()] == buf[dayEnd];
    int year = again ? text.digits(second.end() + 1) : second.end();
    int figures = year - second.end() - 1;
    if (named && again && (figures == 4 || (figures == 2 && !isClock(year)))) {
      String letters = figures == 4 ? "yyyy" : "yy";
      dates.add(new Guess(day + separator + second.layout() + separator + letters, year));
    } else if (named && separator.equals(" ")) {
      dates.add(new Guess(day + " " + second.layout(), second.end()));
    } else if (!named && !again && "-/".contains(separator) && isPadded(firstEnd, second)) {
      dates.add(new Guess("MM" + separator + "dd", second.end()));
      dates.add(new Guess("dd" + separator + "MM", second.end()));
    } else if (!named && again && !separator.equals(" ") && figures == 4) {
      dates.add(new Guess("d" + separator + "M" + separator + "yyyy", year));
      dates.add(new Guess("M" + separator + "d" + separator + "yyyy", year));
    } else if (!named && again && figures == 2 && " :".indexOf(separator) < 0) {
      dates.add(new Guess("yy" + separator + "M" + separator + "d", year));
      dates.add(new Guess("d" + separator + "M" + separator + "yy", year));
      dates.add(new Guess("M" + separator + "d" + separator + "yy", year));
    }
  }

  /**
   * {@code 9. Februar 2025}, {@code 9 de febrero de 2025}, {@code 09FEB2025}: the name of a month
   * behind its day, and the year behind both.
   */
  private @Nullable Guess spoken(int dayEnd) {
    for (String[] joint : JOINTS) {
      int start = text.behind(dayEnd, joint[0]);
      Guess month = start > 0 && start < to && text.isLetter(start) ? month(start) : null;
      if (month == null) {
        continue;
      }
      for (String last : joint[1].split("\\|", -1)) {
        int year = text.behind(month.end(), last);
        int end = year < 0 ? year : text.digits(year);
        boolean isShort = last.isEmpty() && end - year == 2 && !isClock(end);
        if (year > 0 && (end - year == 4 || isShort)) {
          String letters = isShort ? "yy" : "yyyy";
          return new Guess("d" + quoted(joint[0]) + month.layout() + quoted(last) + letters, end);
        }
      }
    }
    return null;
  }

  private static String quoted(String joint) {
    return joint.contains("de") ? "'" + joint + "'" : joint;
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
        boolean padded = at + 1 < to && buf[at] == ' ' && text.isDigit(at + 1);
        int day = padded ? at + 1 : at;
        for (Guess date : day < to && text.isDigit(day) ? numericDates(day) : monthFirst(at)) {
          boolean mayBePadded = date.layout().startsWith("d ") && (padded || isTwo(day));
          if (mayBePadded) {
            dates.add(new Guess(weekday + "_" + date.layout(), date.end()));
          }
          if (!padded) {
            dates.add(new Guess(weekday + date.layout(), date.end()));
          }
        }
        return dates;
      }
    }
    List<Guess> months = monthFirst(start);
    return months.isEmpty() ? spokenWeekday(start) : months;
  }

  /** A day in another language than English, and a date behind it that begins with its day. */
  private List<Guess> spokenWeekday(int start) {
    int end = DateNames.anyWeekday(buf, start, to);
    String joint = end < 0 ? "" : text.behind(end, ", ") > 0 ? ", " : " ";
    int day = end < 0 ? -1 : text.behind(end, joint);
    List<Guess> dates = new ArrayList<>();
    if (day > 0 && day < to && text.isDigit(day)) {
      for (Guess date : numericDates(day)) {
        // Of one log the one month may have an English name, and the next another.
        String layout = date.layout().replace("MMMM", "LLL").replaceFirst("MMM[.]?", "LLL");
        dates.add(new Guess("ccc" + joint + layout, date.end()));
      }
    }
    return dates;
  }

  private boolean isTwo(int start) {
    return text.digits(start) == start + 2;
  }

  /** {@code Feb 09, 2025}, {@code February 9th 2025}, {@code Feb 9}, {@code Feb/09/2025}. */
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
    boolean ordinal = isOrdinal(end);
    // Two figures may be one that is padded elsewhere, or one that is not.
    List<String> days =
        ordinal
            ? List.of("dt")
            : padded ? List.of("_d") : figures == 1 ? List.of("d") : List.of("_d", "d");
    end += ordinal ? 2 : 0;
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

  /** Whether the ending of an ordinal number stands there, and no longer word. */
  private boolean isOrdinal(int at) {
    int end = DateNames.ordinal(buf, at, to);
    return end > 0 && (end == to || !text.isWord(end));
  }

  /** Two figures each, and seconds behind them: else it may be anything that is counted. */
  private boolean isPadded(int firstEnd, Guess second) {
    int at = second.end();
    return second.layout().equals("MM")
        && firstEnd > 1
        && text.digits(firstEnd - 2) == firstEnd
        && at < to
        && buf[at] == ' '
        && text.digits(at + 1) == at + 3
        && isClock(at + 3);
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
    int any = DateNames.anyMonth(buf, start, to, scratch);
    if (any > Math.max(name, 0) && (any == to || !text.isLetter(any))) {
      return new Guess("LLL", any);
    }
    if (name > 0 && name < to && buf[name] == '.') {
      return new Guess("MMM.", name + 1);
    }
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
