package postmortem.event.stamp;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How a stamp is written, compiled to a parser of bytes. Immutable; safe for use by many threads.
 *
 * <p>A layout is one of the names {@code rfc3339} (date, {@code T} or space, time, any fraction,
 * {@code Z} or an offset), {@code epoch-s}, {@code epoch-ms}, {@code epoch-us}, {@code epoch-ns} (a
 * decimal count of that unit since 1970) and {@code epoch} (unit by size: below 1e11 seconds, below
 * 1e14 milliseconds, below 1e17 microseconds, else nanoseconds; at least 1e8), {@code tai64n}
 * ({@code @} and 24 hexadecimal digits, as multilog writes), {@code mjd} (the modified Julian day
 * and the seconds of that day in UTC, as ntpd's statistics have them), or a row of these letters:
 *
 * <table>
 * <caption>Letters</caption>
 * <tr><td>{@code yyyy} {@code yy}</td><td>year; two digits are 1970 to 2069</td></tr>
 * <tr><td>{@code MM} {@code M} {@code MMM} {@code MMMM}</td><td>month: two digits, one or two, English short name, English name</td></tr>
 * <tr><td>{@code LLL}</td><td>name of a month in any language of western Europe, short with its point or whole</td></tr>
 * <tr><td>{@code dd} {@code d} {@code _d}</td><td>day: two digits, one or two, padded with a space</td></tr>
 * <tr><td>{@code DDD}</td><td>day of the year, behind the year: three digits</td></tr>
 * <tr><td>{@code t}</td><td>{@code st}, {@code nd}, {@code rd}, {@code th} behind a day: skipped</td></tr>
 * <tr><td>{@code HH} {@code H} {@code _H}, {@code hh} {@code h} {@code _h} with {@code a}</td><td>hour of 24; of 12 with AM or PM</td></tr>
 * <tr><td>{@code mm} {@code ss}</td><td>minute, second; 60 is a leap second</td></tr>
 * <tr><td>{@code S} ...</td><td>fraction: exactly that many digits</td></tr>
 * <tr><td>{@code f}</td><td>fraction if there is one: point or comma, then any number of digits</td></tr>
 * <tr><td>{@code n}</td><td>milliseconds as a number: one to three digits, 5 is 0.005</td></tr>
 * <tr><td>{@code X} {@code XX} {@code XXX}</td><td>{@code Z}, or an offset: any form, {@code +hhmm}, {@code +hh:mm}</td></tr>
 * <tr><td>{@code o} {@code oo}</td><td>minutes with a sign: the offset ({@code +060}), or what is added to come to UTC ({@code -060})</td></tr>
 * <tr><td>{@code VV}</td><td>region ({@code Europe/Berlin}), as the offset that it has then</td></tr>
 * <tr><td>{@code z}</td><td>abbreviation of a zone, as its fixed offset</td></tr>
 * <tr><td>{@code v}</td><td>what a closing parenthesis ends, the name of a zone in words: skipped</td></tr>
 * <tr><td>{@code EEE} {@code EEEE}</td><td>English day of the week: skipped</td></tr>
 * <tr><td>{@code [ ]}</td><td>the part between may be missing</td></tr>
 * <tr><td>{@code 'text'}</td><td>text as it is; {@code ''} is a quote; what is no letter needs no quotes</td></tr>
 * </table>
 */
public final class StampLayout {

  private static final Map<String, Integer> NAMED =
      Map.of(
          "tai64n", StampProgram.TAI64N,
          "mjd", StampProgram.JULIAN_DAY,
          "rfc3339", StampProgram.RFC3339,
          "epoch", StampProgram.EPOCH,
          "epoch-hex", StampProgram.EPOCH_HEX,
          "epoch-s", StampProgram.EPOCH_S,
          "epoch-ms", StampProgram.EPOCH_MS,
          "epoch-us", StampProgram.EPOCH_US,
          "epoch-ns", StampProgram.EPOCH_NS);

  private final String pattern;
  private final StampProgram program;
  private final boolean offset;

  private StampLayout(String pattern, StampProgram program, boolean offset) {
    this.pattern = pattern;
    this.program = program;
    this.offset = offset;
  }

  /**
   * Compiles a layout.
   *
   * @throws StampLayoutException with the place of the mistake
   */
  public static StampLayout compile(String pattern) {
    Integer named = NAMED.get(pattern);
    if (named != null) {
      return new StampLayout(pattern, StampProgram.of(named), true);
    }
    LayoutCompiler compiler = new LayoutCompiler(pattern);
    return new StampLayout(pattern, compiler.program(), compiler.hasOffset());
  }

  /**
   * Reads a stamp that begins at {@code from}.
   *
   * @return where it ends, or -1 when there is none (then {@code out} is undefined)
   */
  public int parse(byte[] buf, int from, int to, Stamp out) {
    if (!program.mayRun(buf, from, to)) {
      return -1;
    }
    out.clear();
    int alike = program.alike();
    if (alike > 0 && out.recall(program, buf, from, to)) {
      return program.runOn(buf, from, to, out);
    }
    int end = program.run(buf, from, to, out);
    if (end < 0 || !out.settle()) {
      return -1;
    }
    if (alike > 0) {
      out.remember(program, buf, from, alike);
    }
    return end;
  }

  /**
   * Takes what stands behind a stamp and changes its instant, though the layout does not say so: AM
   * or PM behind an hour that a clock of twelve has, and an offset behind one space, or behind an
   * offset the name of its zone. To read a stamp without them would be to read another time.
   *
   * @param end where the stamp ends, as {@link #parse} said
   * @return where what belongs to it ends
   */
  public static int rest(byte[] buf, int end, int to, Stamp out) {
    if (end + 1 >= to || out.isEpoch() || out.minute == Stamp.ABSENT) {
      return end;
    }
    int at = end;
    int half = DateNames.blankEnd(buf, at, to);
    boolean figure = buf[end - 1] >= '0' && buf[end - 1] <= '9';
    int halfEnd = figure ? halfDayEnd(buf, half, to, half > at) : -1;
    if (halfEnd > 0 && out.half((buf[half] | 0x20) == 'p')) {
      at = halfEnd;
    }
    if (at + 1 >= to) {
      return at;
    }
    if (buf[at] != ' ') {
      return buf[at] == '[' && out.hasOffset() ? regionEnd(buf, at, to) : at;
    }
    if (!out.hasOffset()) {
      int named = zoneEnd(buf, at + 1, to, out);
      if (named > 0) {
        return named;
      }
      if (!offset(buf, at + 1, to, out)) {
        return at;
      }
      at = offsetEnd(buf, at + 1);
      if (at + 1 >= to || buf[at] != ' ') {
        return at;
      }
    }
    return isZoneName(buf, at + 1, to) ? confirmed(buf, at, to, out) : at;
  }

  /** Behind a zone that stands alone: hours from UTC, or a region; or -1. */
  private static int zoneEnd(byte[] buf, int at, int to, Stamp out) {
    int ahead = ZoneNames.ahead(buf, at, to, out);
    if (ahead > 0) {
      return ahead;
    }
    return isRegion(buf, at, to) ? Regions.parse(buf, at, to, out) : -1;
  }

  /** Whether a name begins there as those of regions do: {@code Europe/B}. */
  private static boolean isRegion(byte[] buf, int at, int to) {
    int end = at;
    while (end < to && isWord(buf[end])) {
      end++;
    }
    return end > at + 1
        && end + 1 < to
        && buf[end] == '/'
        && buf[at] >= 'A'
        && buf[at] <= 'Z'
        && buf[end + 1] >= 'A'
        && buf[end + 1] <= 'Z';
  }

  /** Behind the region that Java writes after an offset: {@code +01:00[Europe/Paris]}. */
  private static int regionEnd(byte[] buf, int from, int to) {
    int at = from + 1;
    boolean slash = false;
    while (at < to && (isWord(buf[at]) || buf[at] == '/' || buf[at] == '-')) {
      slash |= buf[at] == '/';
      at++;
    }
    boolean capital = from + 1 < to && buf[from + 1] >= 'A' && buf[from + 1] <= 'Z';
    return slash && capital && at < to && buf[at] == ']' ? at + 1 : from;
  }

  /** Whether three or four capitals stand there that end as names of zones do. */
  private static boolean isZoneName(byte[] buf, int at, int to) {
    int end = at;
    while (end < to && end - at < 5 && buf[end] >= 'A' && buf[end] <= 'Z') {
      end++;
    }
    return end - at >= 3
        && end - at <= 4
        && (buf[end - 1] == 'T' || buf[end - 1] == 'C')
        && (end == to || !isWord(buf[end]));
  }

  /** Takes the name of a zone behind an offset: the same one, or one that is no word besides. */
  private static int confirmed(byte[] buf, int at, int to, Stamp out) {
    int end = ZoneNames.confirm(buf, at + 1, to, out);
    if (end < 0) {
      return at;
    }
    if (out.isZoneDisputed() && buf[at + 2] == 'A') {
      // CAT, EAT, WAT: words, if they do not confirm.
      out.otherOffset = Stamp.ABSENT;
      return at;
    }
    return end;
  }

  /** Behind a space only capitals, or letters with points: there {@code am} is a word. */
  private static int halfDayEnd(byte[] buf, int at, int to, boolean capitals) {
    int pointed = DateNames.pointedHalfDay(buf, at, to);
    if (pointed > 0) {
      return pointed;
    }
    if (to - at < 2 || (to - at > 2 && isWord(buf[at + 2]))) {
      return -1;
    }
    int lower = capitals ? 0 : 0x20;
    byte first = (byte) (buf[at] | lower);
    boolean half =
        (first == ('A' | lower) || first == ('P' | lower))
            && (buf[at + 1] | lower) == ('M' | lower);
    return half ? at + 2 : -1;
  }

  /** Whether {@code +hhmm} or {@code +hh:mm} stands there, as some zone has it. */
  private static boolean offset(byte[] buf, int at, int to, Stamp out) {
    if (to - at < 5 || (buf[at] != '+' && buf[at] != '-')) {
      return false;
    }
    int minutesAt = buf[at + 3] == ':' ? at + 4 : at + 3;
    int end = minutesAt + 2;
    if (end > to || (end < to && (isWord(buf[end]) || buf[end] == '.' || buf[end] == ':'))) {
      return false;
    }
    int hours = number(buf, at + 1);
    int minutes = number(buf, minutesAt);
    if (hours < 0 || hours > 14 || (minutes != 0 && minutes != 30 && minutes != 45)) {
      return false;
    }
    out.offset = (buf[at] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
    return true;
  }

  private static int offsetEnd(byte[] buf, int at) {
    return at + (buf[at + 3] == ':' ? 6 : 5);
  }

  /** The value of two digits, or a negative number. */
  private static int number(byte[] buf, int at) {
    int tens = buf[at] - '0';
    int ones = buf[at + 1] - '0';
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
  }

  private static boolean isWord(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_';
  }

  /** Whether a stamp may begin at {@code from}; cheap, and never wrongly false. */
  public boolean mayRead(byte[] buf, int from, int to) {
    return program.mayRun(buf, from, to);
  }

  /**
   * Where a stamp may end that begins at a place of a line with that {@link Outline}, as bits; that
   * of {@link Outline#length} stands for all places beyond. None is missing.
   *
   * @param from less than {@link Outline#length}
   */
  public int ends(Outline outline, int from) {
    return program.ends(outline, from);
  }

  StampBeginning beginning() {
    return program.beginning();
  }

  /** Adds the bytes that a stamp can begin with. */
  public void addFirsts(boolean[] firsts) {
    program.addFirsts(firsts);
  }

  /** Reads text that is nothing but a stamp; for what is not on a hot path. */
  public boolean parse(String text, Stamp out) {
    return parse(text.getBytes(StandardCharsets.UTF_8), out);
  }

  /** The same of bytes. */
  public boolean parse(byte[] text, Stamp out) {
    return isWhole(text, 0, text.length, out);
  }

  /** Reads bytes that are nothing but a stamp, and what {@link #rest} takes behind it. */
  public boolean isWhole(byte[] buf, int from, int to, Stamp out) {
    int end = parse(buf, from, to, out);
    return end == to || (end > 0 && rest(buf, end, to, out) == to);
  }

  /** The {@link Marks} that every stamp of this layout has: text that lacks one holds none. */
  public long marks() {
    return program.marks();
  }

  /** Whether stamps of this layout can say how they lie to UTC. */
  public boolean canHaveOffset() {
    return offset;
  }

  /** The layout as it was written. */
  @Override
  public String toString() {
    return pattern;
  }
}
