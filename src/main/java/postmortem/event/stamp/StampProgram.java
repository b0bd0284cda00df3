package postmortem.event.stamp;

import java.nio.charset.StandardCharsets;

/**
 * A layout as pairs of operation and argument, run over bytes without allocation. Immutable.
 *
 * <p>The argument is a count of letters, the index of a literal, or for {@link #OPTIONAL} how many
 * numbers of the program belong to the part that may be missing.
 */
final class StampProgram {

  static final int LITERAL = 0;
  static final int YEAR = 1;
  static final int MONTH = 2;
  static final int MONTH_NAME = 3;
  static final int DAY = 4;
  static final int HOUR = 5;
  static final int MINUTE = 6;
  static final int SECOND = 7;
  static final int FRACTION = 8;
  static final int FRACTION_IF_ANY = 9;
  static final int OFFSET = 10;
  static final int ZONE_NAME = 11;
  static final int WEEKDAY = 12;
  static final int HALF_DAY = 13;
  static final int OPTIONAL = 14;
  static final int RFC3339 = 15;
  static final int EPOCH = 16;
  static final int EPOCH_S = 17;
  static final int EPOCH_MS = 18;
  static final int EPOCH_US = 19;
  static final int EPOCH_NS = 20;

  /** Where the second ends in a stamp of RFC 3339. */
  private static final int RFC3339_SECOND = 19;

  private static final byte[] RFC3339_MARKS = {'0', '-', ':'};

  /** In place of a count: two places, the first may be a space. */
  static final int PADDED = 12;

  private static final byte[] MONTHS =
      "janfebmaraprmayjunjulaugsepoctnovdec".getBytes(StandardCharsets.US_ASCII);
  private static final byte[][] MONTH_TAILS =
      bytes("uary,ruary,ch,il,,e,y,ust,tember,ober,ember,ember");
  private static final byte[][] WEEKDAYS = bytes("mon,tue,wed,thu,fri,sat,sun");
  private static final byte[][] WEEKDAY_TAILS = bytes("day,sday,nesday,rsday,day,urday,day");

  private final int[] code;
  private final byte[][] literals;

  /** How many bytes at the beginning are always read, and where the program goes on behind them. */
  private final int alike;

  private final int alikeCode;

  /** What a stamp can begin with, and what else has to stand where: most text is none of it. */
  private final boolean[] firsts = new boolean[256];

  private final int[] fixedAt;
  private final byte[] fixed;
  private final int fixedCount;

  StampProgram(int[] code, byte[][] literals) {
    this.code = code;
    this.literals = literals;
    int bytes = 0;
    int pc = 0;
    while (pc < code.length) {
      int width = width(code[pc], code[pc + 1]);
      if (width < 0 || bytes + width > Stamp.MOST_REMEMBERED) {
        break;
      }
      bytes += width;
      pc += 2;
    }
    alikeCode = pc;
    if (code[0] == RFC3339) {
      bytes = RFC3339_SECOND;
    }
    while (pc < code.length && !isDateOrTime(code[pc])) {
      pc += 2;
    }
    alike = pc < code.length && code[0] != RFC3339 ? 0 : bytes;
    addFirsts(firsts);
    fixedAt = new int[Stamp.MOST_REMEMBERED];
    fixed = new byte[Stamp.MOST_REMEMBERED];
    fixedCount = fixed();
  }

  /** Finds the text that stands at the same place in every stamp. */
  private int fixed() {
    int count = 0;
    int at = 0;
    for (int pc = 0; pc < alikeCode; pc += 2) {
      if (code[pc] == LITERAL) {
        byte[] literal = literals[code[pc + 1]];
        for (int i = 0; i < literal.length; i++) {
          fixedAt[count] = at + i;
          fixed[count] = literal[i];
          count++;
        }
      }
      at += width(code[pc], code[pc + 1]);
    }
    return count;
  }

  /** Whether it is worth running here; cheap, and never wrongly false. */
  boolean mayRun(byte[] buf, int from, int to) {
    if (from >= to || !firsts[buf[from] & 0xFF]) {
      return false;
    }
    // What stands farther behind tells more: many dates begin alike.
    for (int i = fixedCount - 1; i >= 0; i--) {
      int at = from + fixedAt[i];
      if (at >= to || buf[at] != fixed[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDateOrTime(int op) {
    return op != LITERAL
        && op != FRACTION
        && op != FRACTION_IF_ANY
        && op != OFFSET
        && op != ZONE_NAME
        && op != WEEKDAY
        && op != OPTIONAL;
  }

  /** How many bytes a step always takes, or -1 when that depends on them. */
  private int width(int op, int argument) {
    return switch (op) {
      case LITERAL -> literals[argument].length;
      case YEAR -> argument;
      case MONTH, DAY, HOUR, MINUTE, SECOND -> argument == 1 ? -1 : 2;
      case MONTH_NAME, WEEKDAY -> argument == 4 ? -1 : 3;
      default -> -1;
    };
  }

  /** How many bytes two stamps have to share to share date and time up to the second; or 0. */
  int alike() {
    return alike;
  }

  /** Like {@link #run} for a stamp whose first {@link #alike} bytes are already read. */
  int runOn(byte[] buf, int from, int to, Stamp out) {
    return code[0] == RFC3339
        ? rfc3339Rest(buf, from + alike, to, out)
        : run(alikeCode, code.length, buf, from + alike, to, out);
  }

  /** Adds the bytes that a stamp can begin with. */
  void addFirsts(boolean[] firsts) {
    addFirsts(0, code.length, firsts);
  }

  private boolean addFirsts(int start, int end, boolean[] firsts) {
    for (int pc = start; pc < end; pc += 2) {
      int argument = code[pc + 1];
      if (code[pc] == OPTIONAL) {
        addFirsts(pc + 2, pc + 2 + argument, firsts);
        pc += argument;
      } else if (code[pc] == LITERAL) {
        firsts[literals[argument][0] & 0xFF] = true;
        return true;
      } else if (code[pc] == FRACTION_IF_ANY) {
        firsts['.'] = true;
        firsts[','] = true;
      } else {
        for (int b = 0; b < firsts.length; b++) {
          firsts[b] |= canBegin(code[pc], argument, b);
        }
        return true;
      }
    }
    return false;
  }

  /** The {@link Marks} that every stamp has. */
  long marks() {
    if (code[0] == RFC3339) {
      return Marks.of(RFC3339_MARKS) | Marks.CLOCK | Marks.SECONDS;
    }
    long marks = 0;
    for (int pc = 0; pc < code.length; pc += 2) {
      switch (code[pc]) {
        case OPTIONAL -> pc += code[pc + 1];
        case LITERAL -> marks |= Marks.of(literals[code[pc + 1]]);
        case YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, FRACTION -> marks |= Marks.of((byte) '0');
        case EPOCH, EPOCH_S, EPOCH_MS, EPOCH_US, EPOCH_NS -> marks |= Marks.of((byte) '0');
        default -> {
          // Words, and what may be missing.
        }
      }
      if (follows(pc, HOUR, MINUTE) || follows(pc, MINUTE, SECOND)) {
        marks |= Marks.CLOCK;
        if (follows(pc, HOUR, MINUTE) && follows(pc + 4, MINUTE, SECOND)) {
          marks |= Marks.SECONDS;
        }
      }
    }
    return marks;
  }

  /** Whether one number stands there, then a colon, then another number of two digits. */
  private boolean follows(int pc, int one, int other) {
    return pc + 4 < code.length
        && code[pc] == one
        && code[pc + 2] == LITERAL
        && literals[code[pc + 3]].length == 1
        && literals[code[pc + 3]][0] == ':'
        && code[pc + 4] == other
        && code[pc + 5] == 2;
  }

  private static boolean canBegin(int op, int argument, int b) {
    boolean digit = b >= '0' && b <= '9';
    return switch (op) {
      case YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, FRACTION, RFC3339 ->
          digit || (argument == PADDED && b == ' ');
      case EPOCH, EPOCH_S, EPOCH_MS, EPOCH_US, EPOCH_NS -> digit || b == '-';
      case MONTH_NAME, WEEKDAY, HALF_DAY -> (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
      default -> true;
    };
  }

  static StampProgram of(int op) {
    return new StampProgram(new int[] {op, 0}, new byte[0][]);
  }

  private static byte[][] bytes(String words) {
    String[] parts = words.split(",", -1);
    byte[][] all = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      all[i] = parts[i].getBytes(StandardCharsets.US_ASCII);
    }
    return all;
  }

  int run(byte[] buf, int from, int to, Stamp out) {
    return run(0, code.length, buf, from, to, out);
  }

  private int run(int start, int end, byte[] buf, int from, int to, Stamp out) {
    int at = from;
    for (int pc = start; pc < end; pc += 2) {
      int argument = code[pc + 1];
      if (code[pc] == OPTIONAL) {
        at = optional(pc + 2, pc + 2 + argument, buf, at, to, out);
        pc += argument;
      } else {
        at = step(code[pc], argument, buf, at, to, out);
        if (at < 0) {
          return -1;
        }
      }
    }
    return at;
  }

  private int optional(int start, int end, byte[] buf, int from, int to, Stamp out) {
    int year = out.year;
    int second = out.second;
    int nano = out.nano;
    int fractionDigits = out.fractionDigits;
    int offset = out.offset;
    boolean uncertain = out.offsetUncertain;
    int at = run(start, end, buf, from, to, out);
    if (at >= 0) {
      return at;
    }
    out.year = year;
    out.second = second;
    out.nano = nano;
    out.fractionDigits = fractionDigits;
    out.offset = offset;
    out.offsetUncertain = uncertain;
    return from;
  }

  private int step(int op, int argument, byte[] buf, int from, int to, Stamp out) {
    switch (op) {
      case LITERAL -> {
        byte[] literal = literals[argument];
        return startsWith(buf, from, to, literal) ? from + literal.length : -1;
      }
      case YEAR -> {
        int value = digits(buf, from, to, argument);
        out.year = argument == 4 ? value : value >= 70 ? 1900 + value : 2000 + value;
        return value < 0 ? -1 : from + argument;
      }
      case MONTH_NAME -> {
        return monthName(buf, from, to, argument == 4, out);
      }
      case FRACTION -> {
        return fraction(buf, from, to, argument, argument, out);
      }
      case FRACTION_IF_ANY -> {
        if (from < to && (buf[from] == '.' || buf[from] == ',')) {
          int end = fraction(buf, from + 1, to, 1, Integer.MAX_VALUE, out);
          return end < 0 ? from : end;
        }
        return from;
      }
      case OFFSET -> {
        return offset(buf, from, to, argument, out);
      }
      case ZONE_NAME -> {
        return ZoneNames.parse(buf, from, to, out);
      }
      case WEEKDAY -> {
        return weekday(buf, from, to, argument == 4);
      }
      case HALF_DAY -> {
        return halfDay(buf, from, to, out);
      }
      case RFC3339 -> {
        return rfc3339(buf, from, to, out);
      }
      case EPOCH -> {
        return EpochCount.parse(buf, from, to, EpochCount.BY_SIZE, out);
      }
      case EPOCH_S, EPOCH_MS, EPOCH_US, EPOCH_NS -> {
        return EpochCount.parse(buf, from, to, (op - EPOCH_S) * 3, out);
      }
      default -> {
        return number(op, argument, buf, from, to, out);
      }
    }
  }

  private static int number(int op, int count, byte[] buf, int from, int to, Stamp out) {
    int start = from;
    int length = count;
    if (count == PADDED) {
      boolean space = from < to && buf[from] == ' ';
      start = space ? from + 1 : from;
      length = space ? 1 : 2;
    } else if (count == 1) {
      length = from + 1 < to && isDigit(buf[from + 1]) ? 2 : 1;
    }
    int value = digits(buf, start, to, length);
    if (value < 0) {
      return -1;
    }
    switch (op) {
      case MONTH -> out.month = value;
      case DAY -> out.day = value;
      case HOUR -> out.hour = value;
      case MINUTE -> out.minute = value;
      case SECOND -> out.second = value;
      default -> throw new IllegalStateException("no such step: " + op);
    }
    return start + length;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The value of exactly {@code count} digits, or -1. */
  private static int digits(byte[] buf, int from, int to, int count) {
    if (to - from < count) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = buf[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** Digits of a second's fraction; those behind the ninth are read over. */
  private static int fraction(byte[] buf, int from, int to, int least, int most, Stamp out) {
    int end = from;
    int nano = 0;
    int kept = 0;
    while (end < to && end - from < most && isDigit(buf[end])) {
      if (kept < 9) {
        nano = nano * 10 + (buf[end] - '0');
        kept++;
      }
      end++;
    }
    if (end - from < least) {
      return -1;
    }
    out.fractionDigits = kept;
    for (int i = kept; i < 9; i++) {
      nano *= 10;
    }
    out.nano = nano;
    return end;
  }

  private static boolean startsWith(byte[] buf, int from, int to, byte[] text) {
    if (to - from < text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (buf[from + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** ASCII letters in any case; {@code text} is lower case. */
  private static boolean startsWithAnyCase(
      byte[] buf, int from, int to, byte[] text, int at, int length) {
    if (to - from < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if ((buf[from + i] | 0x20) != text[at + i]) {
        return false;
      }
    }
    return true;
  }

  private static int monthName(byte[] buf, int from, int to, boolean whole, Stamp out) {
    for (int i = 0; i < 12; i++) {
      if (startsWithAnyCase(buf, from, to, MONTHS, 3 * i, 3)) {
        byte[] tail = MONTH_TAILS[i];
        out.month = i + 1;
        if (!whole) {
          return from + 3;
        }
        return startsWithAnyCase(buf, from + 3, to, tail, 0, tail.length)
            ? from + 3 + tail.length
            : -1;
      }
    }
    return -1;
  }

  private static int weekday(byte[] buf, int from, int to, boolean whole) {
    for (int i = 0; i < 7; i++) {
      if (startsWithAnyCase(buf, from, to, WEEKDAYS[i], 0, 3)) {
        byte[] tail = WEEKDAY_TAILS[i];
        if (!whole) {
          return from + 3;
        }
        return startsWithAnyCase(buf, from + 3, to, tail, 0, tail.length)
            ? from + 3 + tail.length
            : -1;
      }
    }
    return -1;
  }

  private static int halfDay(byte[] buf, int from, int to, Stamp out) {
    if (to - from < 2 || (buf[from + 1] | 0x20) != 'm') {
      return -1;
    }
    int letter = buf[from] | 0x20;
    if (letter != 'a' && letter != 'p') {
      return -1;
    }
    out.halfDay = letter == 'a' ? 0 : 12;
    return from + 2;
  }

  private static int offset(byte[] buf, int from, int to, int form, Stamp out) {
    if (from >= to) {
      return -1;
    }
    byte sign = buf[from];
    if (sign == 'Z' || sign == 'z') {
      out.offset = 0;
      return from + 1;
    }
    if (sign != '+' && sign != '-') {
      return -1;
    }
    int hours = digits(buf, from + 1, to, 2);
    if (hours < 0 || hours > 18) {
      return -1;
    }
    int end = from + 3;
    boolean colon = end < to && buf[end] == ':';
    int minutes = digits(buf, colon ? end + 1 : end, to, 2);
    boolean written = minutes >= 0 && minutes <= 59;
    if ((form == 2 && (colon || !written)) || (form == 3 && (!colon || !written))) {
      return -1;
    }
    int seconds = hours * 3600;
    if (written) {
      seconds += minutes * 60;
      end += colon ? 3 : 2;
    }
    out.offset = sign == '-' ? -seconds : seconds;
    return end;
  }

  private static int rfc3339(byte[] buf, int from, int to, Stamp out) {
    if (to - from < 20 || buf[from + 4] != '-' || buf[from + 7] != '-' || buf[from + 13] != ':') {
      return -1;
    }
    byte between = buf[from + 10];
    if ((between != 'T' && between != ' ' && between != 't') || buf[from + 16] != ':') {
      return -1;
    }
    // Looked at first: many stamps are alike up to here and have no offset.
    int zone = from + RFC3339_SECOND;
    if (buf[zone] == '.' || buf[zone] == ',') {
      do {
        zone++;
      } while (zone < to && isDigit(buf[zone]));
    }
    if (zone >= to || !isOffset(buf[zone])) {
      return -1;
    }
    out.year = digits(buf, from, to, 4);
    out.month = digits(buf, from + 5, to, 2);
    out.day = digits(buf, from + 8, to, 2);
    out.hour = digits(buf, from + 11, to, 2);
    out.minute = digits(buf, from + 14, to, 2);
    out.second = digits(buf, from + 17, to, 2);
    // -1 has its sign bit set, and so has their union if one of them is missing.
    if ((out.year | out.month | out.day | out.hour | out.minute | out.second) < 0) {
      return -1;
    }
    return rfc3339Rest(buf, from + RFC3339_SECOND, to, out);
  }

  private static boolean isOffset(byte b) {
    return b == 'Z' || b == 'z' || b == '+' || b == '-';
  }

  private static int rfc3339Rest(byte[] buf, int from, int to, Stamp out) {
    if (from >= to) {
      return -1;
    }
    int at = from;
    if (buf[at] == '.' || buf[at] == ',') {
      at = fraction(buf, at + 1, to, 1, Integer.MAX_VALUE, out);
      if (at < 0) {
        return -1;
      }
    }
    return offset(buf, at, to, 1, out);
  }
}
