package postmortem.event.stamp;

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
  static final int MILLIS = 21;
  static final int REGION = 22;
  static final int TAI64N = 23;
  static final int JULIAN_DAY = 24;
  static final int DAY_OF_YEAR = 25;
  static final int MONTH_WORD = 26;
  static final int WEEKDAY_WORD = 30;
  static final int ORDINAL = 27;
  static final int ZONE_WORDS = 28;
  static final int EPOCH_HEX = 29;

  /** In place of a count: two places, the first may be a space. */
  static final int PADDED = 12;

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
      bytes = Rfc3339.SECOND_END;
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
        && op != MILLIS
        && op != OFFSET
        && op != ZONE_NAME
        && op != WEEKDAY
        && op != WEEKDAY_WORD
        && op != REGION
        && op != ORDINAL
        && op != ZONE_WORDS
        && op != OPTIONAL;
  }

  /** How many bytes a step always takes, or -1 when that depends on them. */
  private int width(int op, int argument) {
    return switch (op) {
      case LITERAL -> literals[argument].length;
      case YEAR -> argument;
      case MONTH, DAY, HOUR, MINUTE, SECOND -> argument == 1 ? -1 : 2;
      case MONTH_NAME, WEEKDAY -> argument == 4 ? -1 : 3;
      case DAY_OF_YEAR -> argument;
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
        ? Rfc3339.rest(buf, from + alike, to, out)
        : run(alikeCode, code.length, buf, from + alike, to, out);
  }

  /** What is known of the beginning of every stamp. */
  StampBeginning beginning() {
    return new StampBeginning(code, literals, firsts);
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
    return StampMarks.of(code, literals);
  }

  private boolean mayBegin(int op, int argument, byte b) {
    return op == LITERAL ? literals[argument][0] == b : canBegin(op, argument, b & 0xFF);
  }

  private static boolean canBegin(int op, int argument, int b) {
    boolean digit = b >= '0' && b <= '9';
    return switch (op) {
      case YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, FRACTION, MILLIS, RFC3339 ->
          digit || (argument == PADDED && b == ' ');
      case EPOCH, EPOCH_S, EPOCH_MS, EPOCH_US, EPOCH_NS -> digit || b == '-';
      case TAI64N -> b == '@';
      case JULIAN_DAY, DAY_OF_YEAR, EPOCH_HEX -> digit;
      case OFFSET -> argument >= Offsets.MINUTES || Offsets.canBegin((byte) b);
      case MONTH_NAME, MONTH_WORD, WEEKDAY, WEEKDAY_WORD, HALF_DAY, REGION, ORDINAL ->
          (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
      default -> true;
    };
  }

  /** See {@link StampLayout#ends}. */
  int ends(Outline outline, int from) {
    return new StampOutline(code, literals, outline).ends(from);
  }

  static StampProgram of(int op) {
    return new StampProgram(new int[] {op, 0}, new byte[0][]);
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
    if (from >= to || !mayBegin(code[start], code[start + 1], buf[from])) {
      return from;
    }
    int year = out.year;
    int second = out.second;
    int nano = out.nano;
    int fractionDigits = out.fractionDigits;
    int offset = out.offset;
    boolean uncertain = out.offsetUncertain;
    int other = out.otherOffset;
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
    out.otherOffset = other;
    return from;
  }

  private int step(int op, int argument, byte[] buf, int from, int to, Stamp out) {
    switch (op) {
      case LITERAL -> {
        byte[] literal = literals[argument];
        return startsWith(buf, from, to, literal) ? from + literal.length : -1;
      }
      case YEAR -> {
        int value = Digits.value(buf, from, to, argument);
        out.year = argument == 4 ? value : value >= 70 ? 1900 + value : 2000 + value;
        return value < 0 ? -1 : from + argument;
      }
      case MONTH_NAME -> {
        return DateNames.month(buf, from, to, argument == 4, out);
      }
      case MONTH_WORD -> {
        return DateNames.anyMonth(buf, from, to, out);
      }
      case DAY_OF_YEAR -> {
        return Digits.dayOfYear(buf, from, to, out);
      }
      case FRACTION -> {
        return Digits.fraction(buf, from, to, argument, argument, out);
      }
      case FRACTION_IF_ANY -> {
        if (from < to && (buf[from] == '.' || buf[from] == ',')) {
          int end = Digits.fraction(buf, from + 1, to, 1, Integer.MAX_VALUE, out);
          return end < 0 ? from : end;
        }
        return from;
      }
      case MILLIS -> {
        return Digits.millis(buf, from, to, out);
      }
      case OFFSET -> {
        return Offsets.parse(buf, from, to, argument, out);
      }
      case ZONE_NAME -> {
        return out.offset == Stamp.ABSENT
            ? ZoneNames.parseWithOffset(buf, from, to, out)
            : ZoneNames.confirm(buf, from, to, out);
      }
      case WEEKDAY -> {
        return DateNames.weekday(buf, from, to, argument == 4);
      }
      case WEEKDAY_WORD -> {
        return DateNames.anyWeekday(buf, from, to);
      }
      case HALF_DAY -> {
        return DateNames.halfDay(buf, from, to, out);
      }
      case ORDINAL -> {
        return DateNames.ordinal(buf, from, to);
      }
      case ZONE_WORDS -> {
        return ZoneNames.words(buf, from, to);
      }
      case RFC3339 -> {
        return Rfc3339.parse(buf, from, to, out);
      }
      case REGION -> {
        return Regions.parse(buf, from, to, out);
      }
      case TAI64N -> {
        return OtherCount.tai64n(buf, from, to, out);
      }
      case EPOCH_HEX -> {
        return OtherCount.hexadecimal(buf, from, to, out);
      }
      case JULIAN_DAY -> {
        return OtherCount.julianDay(buf, from, to, out);
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
      length = from + 1 < to && Digits.isDigit(buf[from + 1]) ? 2 : 1;
    }
    int value = Digits.value(buf, start, to, length);
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
}
