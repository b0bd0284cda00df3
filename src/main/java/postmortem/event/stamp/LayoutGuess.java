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
  private static final List<String> JOINTS = List.of(" ", "  ", "-", ":", ", ", " - ", "@");

  private static final String JOINING = " ,-:_T@";
  private static final String[] EPOCH_UNITS = {"epoch-s", "epoch-ms", "epoch-us", "epoch-ns"};

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

  private void stamps() {
    if (from >= to) {
      return;
    }
    if (text.isDigit(from)) {
      epoch();
      inOne();
    }
    new DateGuess(text).at(from).forEach(this::timeBehind);
    zoneBefore();
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
    StringBuilder between = new StringBuilder();
    while (at < to && at - date.end < 3 && JOINING.indexOf(buf[at]) >= 0) {
      between.append((char) buf[at]);
      at++;
    }
    if (at == date.end || at == to || !text.isDigit(at)) {
      return;
    }
    String joined = between.toString();
    if (joined.equals("T") || joined.equals("_")) {
      joined = "'" + joined + "'";
    } else if (!JOINTS.contains(joined) || (joined.equals(":") && date.layout.indexOf('/') < 0)) {
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
    String separator = hours < to ? text.separator(hours, ":.-") : null;
    if (separator == null || figures < 1 || figures > 2) {
      return times;
    }
    int minutes = text.digits(hours + 1);
    if (minutes - hours != 3) {
      return times;
    }
    boolean seconds =
        minutes < to && buf[minutes] == buf[hours] && text.digits(minutes + 1) - minutes == 3;
    if (!seconds && !separator.equals(":")) {
      return times;
    }
    int end = seconds ? minutes + 3 : minutes;
    String rest = separator + "mm" + (seconds ? separator + "ss" : "");
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

  /** A fraction, an offset or the name of a zone, a year. */
  private void behindTime(boolean hasYear, Guess time) {
    Guess end = time;
    int at = end.end;
    if (at + 1 < to && (buf[at] == '.' || buf[at] == ',') && text.isDigit(at + 1)) {
      end = end.and("f", text.digits(at + 1));
    } else if (at + 1 < to && buf[at] == ':' && text.digits(at + 1) - at == 4) {
      end = end.and(":SSS", at + 4);
    }
    Guess zoned = zone(end);
    end = zoned == null ? end : zoned;
    if (!hasYear
        && end.end < to
        && buf[end.end] == ' '
        && text.digits(end.end + 1) - end.end == 5) {
      end = end.and(" yyyy", end.end + 5);
    }
    add(end);
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
      return offset && (end == to || !text.isWord(end)) ? time.and(blank + "X", end) : null;
    }
    if (buf[start] == 'Z' && (start + 1 == to || !text.isWord(start + 1))) {
      return time.and(blank + "X", start + 1);
    }
    int end = ZoneNames.parse(buf, start, to, scratch);
    boolean universal = end == start + 3 && (buf[start] == 'U' || buf[start] == 'G');
    if (universal && end < to && (buf[end] == '+' || buf[end] == '-')) {
      // GMT+0100, as JavaScript writes it.
      String name = buf[start] == 'U' ? "'UTC'" : "'GMT'";
      Guess offset = zone(time.and(blank + name, end));
      return offset != null && offset.layout.endsWith("X") ? offset : null;
    }
    return end > 0 ? time.and(blank + "z", end) : null;
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
    if (text.isWord(at) || isSignOfMore(at)) {
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
