package postmortem.event.stamp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the layouts of which the text at a place may be a stamp: a day and a time of day, or
 * a count since 1970. A guess that a {@link StampLayout} does not read as far as it was made is no
 * guess. Where the text allows several, as with a day and a month in figures, all are given.
 */
public final class LayoutGuess {

  /** What separates the parts of a date. */
  private static final String SEPARATORS = "-/.";

  /** Seconds since 1970 have so many figures from 2001 on. */
  private static final int EPOCH_DIGITS = 10;

  private static final int YEAR_WITHIN = 16;

  /** What stands between a date and a time of day. */
  private static final List<String> JOINTS = List.of(" ", "  ", "-", ":", ", ", " - ", "@");

  private static final String JOINING = " ,-:_T@";
  private static final String[] EPOCH_UNITS = {"epoch-s", "epoch-ms", "epoch-us", "epoch-ns"};

  private final byte[] buf;
  private final int from;
  private final int to;
  private final Stamp scratch = new Stamp();
  private final List<Guess> guesses = new ArrayList<>();

  private LayoutGuess(byte[] buf, int from, int to) {
    this.buf = buf;
    this.from = from;
    this.to = to;
  }

  /**
   * A layout and where the stamp ends that it reads.
   *
   * @param layout as {@link StampLayout#compile} takes it
   * @param end behind the last byte
   */
  public record Guess(String layout, int end) {}

  /** Part of a layout, and where what it stands for ends. */
  private record Part(String layout, int end) {
    Part and(String more, int behind) {
      return new Part(layout + more, behind);
    }
  }

  /** What the text between {@code from} and {@code to} may begin with; empty for no stamp. */
  public static List<Guess> at(byte[] buf, int from, int to) {
    LayoutGuess guess = new LayoutGuess(buf, from, to);
    guess.stamps();
    return List.copyOf(guess.guesses);
  }

  private void stamps() {
    if (from >= to) {
      return;
    }
    if (isDigit(from)) {
      epoch();
      for (Part date : numericDates(from)) {
        timeBehind(date);
      }
    } else if (isLetter(from)) {
      for (Part date : namedDates(from)) {
        timeBehind(date);
      }
    }
  }

  private void epoch() {
    int end = digits(from);
    int unit = (end - from - EPOCH_DIGITS) / 3;
    if ((end - from - EPOCH_DIGITS) % 3 != 0
        || unit < 0
        || unit >= EPOCH_UNITS.length
        || (buf[from] != '1' && buf[from] != '2')) {
      return;
    }
    if (end < to && buf[end] == '.' && digits(end + 1) > end + 1) {
      end = digits(end + 1);
    }
    if (end == to || !isWord(end)) {
      add(new Part(EPOCH_UNITS[unit], end));
    }
  }

  private List<Part> numericDates(int start) {
    int end = digits(start);
    List<Part> dates = new ArrayList<>();
    switch (end - start) {
      case 4 -> yearFirst(end, dates);
      case 8 -> dates.add(new Part("yyyyMMdd", end));
      case 6 -> dates.add(new Part("yyMMdd", end));
      case 14 -> add(new Part("yyyyMMddHHmmss", end));
      case 17 -> add(new Part("yyyyMMddHHmmssSSS", end));
      case 1, 2 -> dayOrMonthFirst(end, dates);
      default -> {}
    }
    return dates;
  }

  /** {@code 2025-02-09}, {@code 2025/2/9}, {@code 2025-Feb-09}. */
  private void yearFirst(int yearEnd, List<Part> dates) {
    String separator = separator(yearEnd, SEPARATORS);
    if (separator == null) {
      return;
    }
    Part month = month(yearEnd + 1);
    if (month == null || month.end >= to || buf[month.end] != buf[yearEnd]) {
      return;
    }
    int day = digits(month.end + 1);
    String letters = day - month.end - 1 == 2 ? "dd" : "d";
    if (day - month.end - 1 >= 1 && day - month.end - 1 <= 2) {
      dates.add(new Part("yyyy" + separator + month.layout + separator + letters, day));
    }
  }

  /** {@code 09.02.2025}, {@code 2/9/25}, {@code 09-Feb-2025}, {@code 9 Feb 2025}, {@code 9 Feb}. */
  private void dayOrMonthFirst(int firstEnd, List<Part> dates) {
    String separator = separator(firstEnd, SEPARATORS + " ");
    if (separator == null) {
      return;
    }
    Part second = month(firstEnd + 1);
    if (second == null) {
      return;
    }
    boolean named = second.layout.startsWith("MMM");
    boolean again = second.end < to && buf[second.end] == buf[firstEnd];
    int year = again ? digits(second.end + 1) : second.end;
    int figures = year - second.end - 1;
    if (named && again && (figures == 4 || (figures == 2 && !isClock(year)))) {
      String letters = figures == 4 ? "yyyy" : "yy";
      dates.add(new Part("d" + separator + second.layout + separator + letters, year));
    } else if (named && separator.equals(" ")) {
      dates.add(new Part("d " + second.layout, second.end));
    } else if (!named && again && !separator.equals(" ") && figures == 4) {
      dates.add(new Part("d" + separator + "M" + separator + "yyyy", year));
      dates.add(new Part("M" + separator + "d" + separator + "yyyy", year));
    } else if (!named && again && !separator.equals(" ") && figures == 2) {
      dates.add(new Part("yy" + separator + "M" + separator + "d", year));
      dates.add(new Part("d" + separator + "M" + separator + "yy", year));
      dates.add(new Part("M" + separator + "d" + separator + "yy", year));
    }
  }

  /** {@code Feb 09, 2025}, {@code February 9 2025}, {@code Feb 9}; behind a weekday or not. */
  private List<Part> namedDates(int start) {
    List<Part> dates = new ArrayList<>();
    for (boolean whole : new boolean[] {true, false}) {
      int end = DateNames.weekday(buf, start, to, whole);
      if (end > 0 && (end == to || !isLetter(end))) {
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
        for (Part date : at < to && isDigit(at) ? numericDates(at) : monthFirst(at)) {
          dates.add(new Part(weekday + date.layout, date.end));
        }
        return dates;
      }
    }
    return monthFirst(start);
  }

  /** {@code Feb 09, 2025}, {@code February 9 2025}, {@code Feb 9}, {@code Feb/09/2025}. */
  private List<Part> monthFirst(int start) {
    Part month = start < to && isLetter(start) ? month(start) : null;
    String separator = month == null ? null : separator(month.end, " /-");
    if (month == null || separator == null) {
      return List.of();
    }
    int at = month.end + 1;
    boolean padded = at < to && buf[at] == ' ';
    int end = digits(padded ? at + 1 : at);
    int figures = padded ? end - at - 1 : end - at;
    if (figures < 1 || figures > 2) {
      return List.of();
    }
    List<Part> dates = new ArrayList<>();
    // Two figures may be one that is padded elsewhere, or one that is not.
    List<String> days = padded ? List.of("_d") : figures == 1 ? List.of("d") : List.of("_d", "d");
    for (String day : days) {
      Part date = month.and(separator + day, end);
      Part year = yearBehind(date);
      if (year != null) {
        dates.add(year);
      }
      if (separator.equals(" ")) {
        dates.add(date);
      }
    }
    return dates;
  }

  private @Nullable Part yearBehind(Part date) {
    int at = date.end;
    StringBuilder between = new StringBuilder();
    while (at < to && between.length() < 2 && ", /-".indexOf(buf[at]) >= 0) {
      between.append((char) buf[at]);
      at++;
    }
    int end = digits(at);
    return end - at == 4 && !between.isEmpty() ? date.and(between + "yyyy", end) : null;
  }

  /** A month in figures or by its name. */
  private @Nullable Part month(int start) {
    int figures = digits(start);
    if (figures - start >= 1 && figures - start <= 2) {
      return new Part(figures - start == 2 ? "MM" : "M", figures);
    }
    int whole = DateNames.month(buf, start, to, true, scratch);
    if (whole > start + 3 && (whole == to || !isLetter(whole))) {
      return new Part("MMMM", whole);
    }
    int name = DateNames.month(buf, start, to, false, scratch);
    return name > 0 && (name == to || !isLetter(name)) ? new Part("MMM", name) : null;
  }

  private @Nullable String separator(int at, String allowed) {
    return at < to && allowed.indexOf(buf[at]) >= 0 ? String.valueOf((char) buf[at]) : null;
  }

  /** What may stand between a date and a time. */
  private void timeBehind(Part date) {
    int at = date.end;
    StringBuilder between = new StringBuilder();
    while (at < to && at - date.end < 3 && JOINING.indexOf(buf[at]) >= 0) {
      between.append((char) buf[at]);
      at++;
    }
    if (at == date.end || at == to || !isDigit(at)) {
      return;
    }
    String joined = between.toString();
    if (joined.equals("T") || joined.equals("_")) {
      joined = "'" + joined + "'";
    } else if (!JOINTS.contains(joined) || (joined.equals(":") && date.layout.indexOf('/') < 0)) {
      return;
    }
    for (Part time : times(date.and(joined, at))) {
      behindTime(date.layout.indexOf('y') >= 0, time);
    }
  }

  /** Hours, minutes and seconds in the ways in which they are put together. */
  private List<Part> times(Part before) {
    int at = before.end;
    int hours = digits(at);
    List<Part> times = new ArrayList<>();
    int figures = hours - at;
    if (figures == 6) {
      times.add(before.and("HHmmss", hours));
      return times;
    }
    if (figures == 9) {
      times.add(before.and("HHmmssSSS", hours));
      return times;
    }
    String separator = hours < to ? separator(hours, ":.-") : null;
    if (separator == null || figures < 1 || figures > 2) {
      return times;
    }
    int minutes = digits(hours + 1);
    if (minutes - hours != 3) {
      return times;
    }
    boolean seconds =
        minutes < to && buf[minutes] == buf[hours] && digits(minutes + 1) - minutes == 3;
    if (!seconds && !separator.equals(":")) {
      return times;
    }
    int end = seconds ? minutes + 3 : minutes;
    String rest = separator + "mm" + (seconds ? separator + "ss" : "");
    for (int half : new int[] {end, end + 1}) {
      if (half == end || (end < to && buf[end] == ' ')) {
        int halfEnd = half < to ? DateNames.halfDay(buf, half, to, scratch) : -1;
        if (halfEnd > 0 && (halfEnd == to || !isWord(halfEnd))) {
          times.add(before.and("h" + rest + (half > end ? " a" : "a"), halfEnd));
          return times;
        }
      }
    }
    times.add(before.and((figures == 1 ? "H" : "HH") + rest, end));
    return times;
  }

  /** A fraction, an offset or the name of a zone, a year. */
  private void behindTime(boolean hasYear, Part time) {
    Part end = time;
    int at = end.end;
    if (at + 1 < to && (buf[at] == '.' || buf[at] == ',') && isDigit(at + 1)) {
      end = end.and("f", digits(at + 1));
    } else if (at + 1 < to && buf[at] == ':' && digits(at + 1) - at == 4) {
      end = end.and(":SSS", at + 4);
    }
    Part zoned = zone(end);
    end = zoned == null ? end : zoned;
    if (!hasYear && end.end < to && buf[end.end] == ' ' && digits(end.end + 1) - end.end == 5) {
      end = end.and(" yyyy", end.end + 5);
    }
    add(end);
  }

  private @Nullable Part zone(Part time) {
    int at = time.end;
    int start = at < to && buf[at] == ' ' ? at + 1 : at;
    String blank = start > at ? " " : "";
    if (start >= to) {
      return null;
    }
    if (buf[start] == '+' || buf[start] == '-') {
      int hours = digits(start + 1);
      boolean colon = hours - start == 3 && hours < to && buf[hours] == ':';
      int end = colon ? digits(hours + 1) : hours;
      boolean offset = colon ? end - hours == 3 : hours - start == 5 || hours - start == 3;
      return offset && (end == to || !isWord(end)) ? time.and(blank + "X", end) : null;
    }
    if (buf[start] == 'Z' && (start + 1 == to || !isWord(start + 1))) {
      return time.and(blank + "X", start + 1);
    }
    int end = ZoneNames.parse(buf, start, to, scratch);
    boolean universal = end == start + 3 && (buf[start] == 'U' || buf[start] == 'G');
    if (universal && end < to && (buf[end] == '+' || buf[end] == '-')) {
      // GMT+0100, as JavaScript writes it.
      String name = buf[start] == 'U' ? "'UTC'" : "'GMT'";
      Part offset = zone(time.and(blank + name, end));
      return offset != null && offset.layout.endsWith("X") ? offset : null;
    }
    return end > 0 ? time.and(blank + "z", end) : null;
  }

  /** Keeps what reads as it was taken for, if nothing behind it belongs to the time as well. */
  private void add(Part whole) {
    if (goesOn(whole)) {
      return;
    }
    int end = StampLayout.compile(whole.layout).parse(buf, from, to, scratch);
    if (end == whole.end) {
      guesses.add(new Guess(whole.layout, whole.end));
    }
  }

  /** Whether what stands behind a stamp would make it another time: to leave it out is to lie. */
  private boolean goesOn(Part stamp) {
    int at = stamp.end;
    if (at == to) {
      return false;
    }
    if (isWord(at) || isSignOfMore(at)) {
      return true;
    }
    int next = buf[at] == ' ' && at + 1 < to ? at + 1 : at;
    int end = next;
    while (end < to && buf[end] >= 'A' && buf[end] <= 'Z') {
      end++;
    }
    boolean halfDay = end - next <= 4 && DateNames.halfDay(buf, next, to, scratch) > 0;
    boolean offset = end < to && (buf[end] == '+' || buf[end] == '-') && digits(end + 1) >= end + 3;
    return (end - next >= 2 && (halfDay || ZoneNames.parse(buf, next, to, scratch) > 0))
        || offset
        || (stamp.layout.indexOf('y') < 0 && !stamp.layout.startsWith("epoch") && isYear(at));
  }

  /** A figure behind punctuation that parts of a stamp are joined with. */
  private boolean isSignOfMore(int at) {
    return at + 1 < to && "+-:.".indexOf(buf[at]) >= 0 && isDigit(at + 1);
  }

  /** Whether a year follows within a few bytes, as behind the name of a zone. */
  private boolean isYear(int start) {
    for (int at = start; at < Math.min(to, start + YEAR_WITHIN); at++) {
      if (isDigit(at) && !isWord(at - 1)) {
        int end = digits(at);
        boolean century = end - at == 4 && (buf[at] == '1' || buf[at] == '2');
        if (century && (end == to || buf[end] == ' ')) {
          return (buf[at] == '1' && buf[at + 1] == '9') || (buf[at] == '2' && buf[at + 1] == '0');
        }
      }
    }
    return false;
  }

  /** Whether a colon behind figures shows that they are an hour and no year. */
  private boolean isClock(int at) {
    return at < to
        && buf[at] == ':'
        && digits(at + 1) - at == 3
        && at + 3 < to
        && buf[at + 3] == ':';
  }

  /** Where the digits end that begin there. */
  private int digits(int start) {
    int end = start;
    while (end < to && isDigit(end)) {
      end++;
    }
    return end;
  }

  private boolean isDigit(int at) {
    return buf[at] >= '0' && buf[at] <= '9';
  }

  private boolean isLetter(int at) {
    return (buf[at] | 0x20) >= 'a' && (buf[at] | 0x20) <= 'z';
  }

  private boolean isWord(int at) {
    return isDigit(at) || isLetter(at) || buf[at] == '_';
  }
}
