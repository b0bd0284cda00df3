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

  /** Seconds since 1970 have so many figures from 2001 on. */
  private static final int EPOCH_DIGITS = 10;

  private static final int YEAR_WITHIN = 16;

  /** What stands between a date and a time of day. */
  private static final List<String> JOINTS =
      List.of(
          " ", "  ", "\t", "-", ":", "::", ", ", " - ", "@", "/", ".", ",", ";", "|", "; ", " | ");

  /** Words that stand there instead: {@code February 9, 2025 at 10:03}. */
  private static final List<String> WORDS = List.of(" at ", " um ");

  /** These join only what they do not separate: {@code 09-Feb-2025/10:03:00}. */
  private static final String SEPARATING = "/.";

  /** What stands between a time of day and the date behind it. */
  private static final List<String> BACKWARDS = List.of(" ", ", ", " - ", "\t", ";", "|", "; ");

  private static final String JOINING = " \t,-:_T@/.;|";
  private static final String[] EPOCH_UNITS = {"epoch-s", "epoch-ms", "epoch-us", "epoch-ns"};

  /** What stands behind hours, minutes and seconds where these are words. */
  private static final String[][] CLOCKS = {
    {"\u6642", "\u5206", "\u79d2"},
    {"\u65f6", "\u5206", "\u79d2"},
    {"\u70b9", "\u5206", "\u79d2"},
    {"\uc2dc ", "\ubd84 ", "\ucd08"},
    {"h", "m", "s"}
  };

  private final GuessedText text;
  private final byte[] buf;
  private final int from;
  private final int to;
  private final Stamp scratch = new Stamp();
  private final List<Guess> guesses = new ArrayList<>();

  private LayoutGuess(byte[] buf, int from, int to) {
    this.text = new GuessedText(buf, to);
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
  public record Guess(String layout, int end) {
    /** The same with more behind it. */
    Guess and(String more, int behind) {
      return new Guess(layout + more, behind);
    }
  }

  /** What the text between {@code from} and {@code to} may begin with; empty for no stamp. */
  public static List<Guess> at(byte[] buf, int from, int to) {
    LayoutGuess guess = new LayoutGuess(buf, from, to);
    guess.stamps();
    return List.copyOf(guess.guesses);
  }

  /** What the text may begin with as a time of day without a day; empty for none. */
  public static List<Guess> timeOfDayAt(byte[] buf, int from, int to) {
    LayoutGuess guess = new LayoutGuess(buf, from, to);
    int hours = guess.text.digits(from);
    if (hours == from + 2 && guess.text.behind(hours, ":") > 0) {
      for (Guess time : guess.times(new Guess("", from))) {
        if (time.layout.contains("ss")) {
          guess.behindTime(true, time);
        }
      }
    }
    return List.copyOf(guess.guesses);
  }

  private void stamps() {
    if (from >= to) {
      return;
    }
    if (text.isDigit(from)) {
      epoch();
      inOne();
    }
    new DateGuess(text).at(from).forEach(this::timeBehind);
    dateBehind();
    zoneBefore();
  }

  /** A time of day before its day: {@code 10:05:23.120 09.02.2025}. */
  private void dateBehind() {
    int hours = text.digits(from);
    if (hours != from + 2 || text.behind(hours, ":") < 0) {
      return;
    }
    for (Guess time : times(new Guess("", from))) {
      Guess end = time.end + 1 < to && isFraction(time.end) ? fraction(time) : time;
      for (String joint : BACKWARDS) {
        int start = text.behind(end.end, joint);
        if (start > 0 && start < to && time.layout.contains("ss")) {
          for (Guess date : new DateGuess(text).at(start)) {
            if (date.layout.contains("yyyy")) {
              add(new Guess(end.layout + joint + date.layout, date.end));
            }
          }
        }
      }
    }
  }

  private boolean isFraction(int at) {
    return (buf[at] == '.' || buf[at] == ',') && text.isDigit(at + 1);
  }

  private Guess fraction(Guess time) {
    return time.and("f", text.digits(time.end + 1));
  }

  /** The name of a zone before the date, as Monit writes it: {@code CET Feb 9 11:05:23}. */
  private void zoneBefore() {
    int end = buf[from] >= 'A' && buf[from] <= 'Z' ? ZoneNames.parse(buf, from, to, scratch) : -1;
    if (end > 0 && end + 1 < to && buf[end] == ' ') {
      for (Guess date : new DateGuess(text).at(end + 1)) {
        timeBehind(new Guess("z " + date.layout, date.end));
      }
    }
  }

  private void epoch() {
    int end = text.digits(from);
    int unit = (end - from - EPOCH_DIGITS) / 3;
    if ((end - from - EPOCH_DIGITS) % 3 != 0
        || unit < 0
        || unit >= EPOCH_UNITS.length
        || (buf[from] != '1' && buf[from] != '2')) {
      return;
    }
    if (end < to && buf[end] == '.' && text.digits(end + 1) > end + 1) {
      end = text.digits(end + 1);
    }
    if (end == to || !text.isWord(end)) {
      add(new Guess(EPOCH_UNITS[unit], end));
    }
  }

  /** Date and time in one row of figures. */
  private void inOne() {
    int end = text.digits(from);
    if (end - from == "yyyyMMddHHmmss".length()) {
      add(new Guess("yyyyMMddHHmmss", end));
    } else if (end - from == "yyyyMMddHHmmssSSS".length()) {
      add(new Guess("yyyyMMddHHmmssSSS", end));
    }
  }

  /** What may stand between a date and a time. */
  private void timeBehind(Guess date) {
    int at = date.end;
    for (String word : WORDS) {
      int behind = text.behind(at, word);
      if (behind > 0 && behind < to && text.isDigit(behind)) {
        String quoted = " '" + word.strip() + "' ";
        times(date.and(quoted, behind)).forEach(t -> behindTime(t.layout.indexOf('y') >= 0, t));
        return;
      }
    }
    StringBuilder between = new StringBuilder();
    while (at < to && at - date.end < 3 && JOINING.indexOf(buf[at]) >= 0) {
      between.append((char) buf[at]);
      at++;
    }
    if (at == to || !text.isDigit(at) || (at == date.end && !date.layout.endsWith("\u65e5"))) {
      return;
    }
    if (at == date.end) {
      times(date).forEach(time -> behindTime(/* hasYear= */ true, time));
      return;
    }
    String joined = between.toString();
    if (joined.equals("T") || joined.equals("_")) {
      joined = "'" + joined + "'";
    } else if (!JOINTS.contains(joined)
        || (joined.equals(":")
            && date.layout.indexOf('/') < 0
            && !date.layout.equals("yyyyMMdd")
            && !date.layout.matches("dMMMy+"))
        || (joined.equals("::") && !date.layout.contains("MMM"))
        || (SEPARATING.contains(joined) && date.layout.contains(joined))) {
      return;
    }
    for (Guess time : times(date.and(joined, at))) {
      behindTime(date.layout.indexOf('y') >= 0, time);
    }
  }

  /** Hours, minutes and seconds in the ways in which they are put together. */
  private List<Guess> times(Guess before) {
    int at = before.end;
    int hours = text.digits(at);
    List<Guess> times = new ArrayList<>();
    int figures = hours - at;
    if (figures == 6) {
      times.add(before.and("HHmmss", hours));
      return times;
    }
    if (figures == 9) {
      times.add(before.and("HHmmssSSS", hours));
      return times;
    }
    Guess written = figures >= 1 && figures <= 2 ? written(before, figures) : null;
    if (written != null) {
      times.add(written);
      return times;
    }
    String separator = hours < to ? text.separator(hours, ":.-") : null;
    if (separator == null || figures < 1 || figures > 2) {
      return times;
    }
    int minutes = text.digits(hours + 1);
    int minuteFigures = minutes - hours - 1;
    int secondFigures =
        minutes < to && buf[minutes] == buf[hours] ? text.digits(minutes + 1) - minutes - 1 : 0;
    boolean padded = minuteFigures == 2 && secondFigures != 1;
    boolean seconds = padded ? secondFigures == 2 : secondFigures >= 1 && secondFigures <= 2;
    if (minuteFigures < 1
        || minuteFigures > 2
        || (!seconds && !(padded && separator.equals(":")))) {
      return times;
    }
    int end = seconds ? minutes + 1 + secondFigures : minutes;
    String letters =
        padded ? separator + "mm" + separator + "ss" : separator + "m" + separator + "s";
    String rest = seconds ? letters : separator + "mm";
    for (int half : new int[] {end, end + 1}) {
      if (half == end || (end < to && buf[end] == ' ')) {
        int halfEnd = half < to ? DateNames.halfDay(buf, half, to, scratch) : -1;
        if (halfEnd > 0 && (halfEnd == to || !text.isWord(halfEnd))) {
          times.add(before.and("h" + rest + (half > end ? " a" : "a"), halfEnd));
          return times;
        }
      }
    }
    times.add(before.and((figures == 1 ? "H" : "HH") + rest, end));
    return times;
  }

  /** Hours, minutes and seconds with a word or a letter behind each. */
  private @Nullable Guess written(Guess before, int hourFigures) {
    for (String[] words : CLOCKS) {
      boolean letters = words[0].equals("h");
      StringBuilder layout = new StringBuilder(hourFigures == 2 ? "HH" : "H");
      int at = hourFigures == 1 && letters ? -1 : text.behind(before.end + hourFigures, words[0]);
      layout.append('\'').append(words[0]).append('\'');
      for (int i = 1; i < 3 && at > 0; i++) {
        int figures = text.digits(at) - at;
        boolean fits = figures == 2 || (figures == 1 && !letters);
        layout.append((i == 1 ? "m" : "s").repeat(Math.max(1, Math.min(2, figures))));
        layout.append('\'').append(words[i]).append('\'');
        at = fits ? text.behind(at + figures, words[i]) : -1;
      }
      if (at > 0) {
        return before.and(layout.toString(), at);
      }
    }
    return null;
  }

  /** A fraction, an offset or the name of a zone, a year. */
  private void behindTime(boolean hasYear, Guess time) {
    Guess end = time;
    int at = end.end;
    if (at + 1 < to && isFraction(at)) {
      end = fraction(end);
    } else if (at + 1 < to && buf[at] == ':' && text.digits(at + 1) - at == 4) {
      end = end.and(":SSS", at + 4);
    }
    end = halfDay(end);
    Guess zoned = zone(end);
    end = zoned == null ? end : zoned;
    if (!hasYear
        && end.end < to
        && buf[end.end] == ' '
        && text.digits(end.end + 1) - end.end == 5) {
      end = end.and(" yyyy", end.end + 5);
      Guess behindYear = zoned == null && text.behind(end.end, " ") > 0 ? zone(end) : null;
      end = behindYear == null ? end : behindYear;
    }
    add(zoneWords(end));
  }

  /** AM or PM behind a fraction; behind seconds it was seen with them. */
  private Guess halfDay(Guess time) {
    int at = time.end;
    if (!time.layout.endsWith("f") || time.layout.indexOf('H') < 0 || at >= to) {
      return time;
    }
    int start = buf[at] == ' ' ? at + 1 : at;
    int end = DateNames.halfDay(buf, start, to, scratch);
    if (end < 0 || (end < to && text.isWord(end))) {
      return time;
    }
    String hours = time.layout.replace("HH", "h").replace('H', 'h');
    return new Guess(hours + (start > at ? " a" : "a"), end);
  }

  /**
   * The name of the zone in parentheses, behind an offset: as a name, in words that end as English
   * ones do, or in any language where JavaScript wrote what stands before it.
   */
  private Guess zoneWords(Guess stamp) {
    int open = text.behind(stamp.end, " (");
    int close = open > 0 && isZoned(stamp) ? ZoneNames.words(buf, open, to) : -1;
    if (close < 0) {
      return stamp;
    }
    boolean named = ZoneNames.parse(buf, open, close, scratch) == close;
    boolean words = close - open > 5 && text.behind(close - 5, " Time") == close;
    boolean universal = text.behind(open, "GMT") > 0 || text.behind(open, "UTC") > 0;
    boolean ofScript =
        stamp.layout.startsWith("EEE ") && stamp.layout.endsWith("'X") && !holdsDigit(open, close);
    return named || words || universal || ofScript ? stamp.and(" (v)", close + 1) : stamp;
  }

  private static boolean isZoned(Guess stamp) {
    return stamp.layout.endsWith("X") || stamp.layout.endsWith("z");
  }

  private boolean holdsDigit(int start, int end) {
    for (int at = start; at < end; at++) {
      if (text.isDigit(at)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Guess zone(Guess time) {
    int at = time.end;
    int start = at < to && buf[at] == ' ' ? at + 1 : at;
    String blank = start > at ? " " : "";
    if (start >= to) {
      return null;
    }
    if (buf[start] == '+' || buf[start] == '-') {
      int hours = text.digits(start + 1);
      boolean colon = hours - start == 3 && hours < to && buf[hours] == ':';
      int end = colon ? text.digits(hours + 1) : hours;
      boolean offset = colon ? end - hours == 3 : hours - start == 5 || hours - start == 3;
      return offset && (end == to || !text.isWord(end))
          ? zoneName(time.and(blank + "X", end))
          : null;
    }
    if (buf[start] == 'Z' && (start + 1 == to || !text.isWord(start + 1))) {
      return time.and(blank + "X", start + 1);
    }
    int end = ZoneNames.parse(buf, start, to, scratch);
    if (end > 0 && end < to && (buf[end] == '+' || buf[end] == '-')) {
      // GMT+0100, as JavaScript writes it: the offset counts.
      String name = "'" + ZoneNames.written(buf, start, end) + "'";
      Guess offset = zone(time.and(blank + name, end));
      if (offset != null && offset.layout.endsWith("X")) {
        return offset;
      }
      int ahead = ZoneNames.ahead(buf, start, to, scratch);
      return ahead > 0 ? time.and(blank + "z", ahead) : null;
    }
    return end > 0 ? time.and(blank + "z", end) : null;
  }

  /** The name of the zone behind its offset, where it is one that many know. */
  private Guess zoneName(Guess offset) {
    int start = offset.end + 1;
    int end = start < to && buf[offset.end] == ' ' ? ZoneNames.parse(buf, start, to, scratch) : -1;
    return end > start + 2 ? offset.and(" z", end) : offset;
  }

  /** Keeps what reads as it was taken for, if nothing behind it belongs to the time as well. */
  private void add(Guess whole) {
    if (goesOn(whole)) {
      return;
    }
    int end = StampLayout.compile(whole.layout).parse(buf, from, to, scratch);
    if (end == whole.end) {
      guesses.add(new Guess(whole.layout, whole.end));
    }
  }

  /** Whether what stands behind a stamp would make it another time: to leave it out is to lie. */
  private boolean goesOn(Guess stamp) {
    int at = stamp.end;
    if (at == to) {
      return false;
    }
    boolean isWhole = stamp.layout.endsWith("HHmmssSSS") && buf[at] == ':';
    if (text.isWord(at) || (!isWhole && isSignOfMore(at))) {
      return true;
    }
    int next = buf[at] == ' ' && at + 1 < to ? at + 1 : at;
    int end = next;
    while (end < to && buf[end] >= 'A' && buf[end] <= 'Z') {
      end++;
    }
    boolean halfDay = end - next <= 4 && DateNames.halfDay(buf, next, to, scratch) > 0;
    boolean offset =
        end < to && (buf[end] == '+' || buf[end] == '-') && text.digits(end + 1) >= end + 3;
    return (end - next >= 2 && (halfDay || ZoneNames.parse(buf, next, to, scratch) > 0))
        || offset
        || (stamp.layout.indexOf('y') < 0 && !stamp.layout.startsWith("epoch") && isYear(at));
  }

  /** A figure behind punctuation that parts of a stamp are joined with. */
  private boolean isSignOfMore(int at) {
    return at + 1 < to && "+-:.".indexOf(buf[at]) >= 0 && text.isDigit(at + 1);
  }

  /** Whether a year follows within a few bytes, as behind the name of a zone. */
  private boolean isYear(int start) {
    for (int at = start; at < Math.min(to, start + YEAR_WITHIN); at++) {
      if (text.isDigit(at) && !text.isWord(at - 1)) {
        int end = text.digits(at);
        boolean century = end - at == 4 && (buf[at] == '1' || buf[at] == '2');
        if (century && (end == to || buf[end] == ' ')) {
          return (buf[at] == '1' && buf[at + 1] == '9') || (buf[at] == '2' && buf[at + 1] == '0');
        }
      }
    }
    return false;
  }
}
