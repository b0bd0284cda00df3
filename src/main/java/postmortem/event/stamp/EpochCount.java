package postmortem.event.stamp;

/** Reads a decimal count of some unit since 1970. */
final class EpochCount {

  /** The unit is told by the size of the count. */
  static final int BY_SIZE = -1;

  /** Counts below this are no stamps when the unit is not known: the year would be 1973 or less. */
  private static final long SMALLEST_BY_SIZE = 100_000_000L;

  /** Seconds of a declared unit out of these bounds (1973 to 5138) were counted in another one. */
  private static final long FEWEST_SECONDS = 100_000_000L;

  private static final long MOST_SECONDS = 100_000_000_000L;

  /** From here on (2100) a count of so many figures is an id, or a date in one row, and no time. */
  private static final long NO_TIME_BY_SIZE = 4_102_444_800L;

  private static final long[] POWERS = {
    1L, 10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L, 100_000_000L, 1_000_000_000L
  };

  private EpochCount() {}

  /**
   * Reads digits, and a fraction if there is one.
   *
   * @param unit digits behind the second in one unit (0, 3, 6, 9), or {@link #BY_SIZE}
   */
  static int parse(byte[] buf, int from, int to, int unit, Stamp out) {
    int at = from;
    boolean negative = at < to && buf[at] == '-';
    if (negative) {
      at++;
    }
    int start = at;
    long count = 0;
    while (at < to && buf[at] >= '0' && buf[at] <= '9') {
      if (at - start >= 18) {
        // 19 digits are nanoseconds of today; more are no count of time.
        if (at - start >= 19 || count > (Long.MAX_VALUE - 9) / 10) {
          return -1;
        }
      }
      count = count * 10 + (buf[at] - '0');
      at++;
    }
    if (at == start) {
      return -1;
    }
    if (count < 10 && at + 1 < to && buf[at] == '.' && !negative) {
      int end = withExponent(buf, start, to, out);
      if (end > 0) {
        return end;
      }
    }
    int digits = unit;
    boolean bySize = unit == BY_SIZE;
    if (!bySize && count != 0 && !negative) {
      long seconds = count / POWERS[unit];
      bySize = seconds < FEWEST_SECONDS || seconds >= MOST_SECONDS;
    }
    if (bySize) {
      if (count < SMALLEST_BY_SIZE && count != 0) {
        return -1;
      }
      digits =
          count < 100_000_000_000L
              ? 0
              : count < 100_000_000_000_000L ? 3 : count < 100_000_000_000_000_000L ? 6 : 9;
    }
    long perSecond = POWERS[digits];
    long second = count / perSecond;
    if (bySize && (digits > 0 || unit != BY_SIZE) && second >= NO_TIME_BY_SIZE) {
      return -1;
    }
    long nano = count % perSecond * POWERS[9 - digits];
    int written = digits;
    if (at + 1 < to && buf[at] == '.' && buf[at + 1] >= '0' && buf[at + 1] <= '9') {
      at++;
      while (at < to && buf[at] >= '0' && buf[at] <= '9') {
        if (written < 9) {
          written++;
          nano += (buf[at] - '0') * POWERS[9 - written];
        }
        at++;
      }
    }
    if (negative) {
      second = -second;
      if (nano > 0) {
        second--;
        nano = 1_000_000_000L - nano;
      }
    }
    out.epoch = true;
    out.unitInferred = bySize;
    out.unitDoubted = bySize && unit != BY_SIZE;
    out.epochSecond = second;
    out.nano = (int) nano;
    out.fractionDigits = written;
    return at;
  }

  /** Seconds as programs in Go print a float: {@code 1.7390955231234567e+09}. */
  private static int withExponent(byte[] buf, int from, int to, Stamp out) {
    long second = (long) buf[from] - '0';
    long nano = 0;
    int digits = 0;
    int at = from + 2;
    while (at < to && Digits.isDigit(buf[at])) {
      if (digits < 9) {
        second = second * 10 + (buf[at] - '0');
      } else if (digits < 18) {
        nano += (buf[at] - '0') * POWERS[17 - digits];
      }
      digits++;
      at++;
    }
    if (at >= to || (buf[at] | 0x20) != 'e') {
      return -1;
    }
    at += at + 1 < to && buf[at + 1] == '+' ? 2 : 1;
    at += at < to && buf[at] == '0' ? 1 : 0;
    if (at >= to || buf[at] != '9' || (at + 1 < to && Digits.isDigit(buf[at + 1]))) {
      return -1;
    }
    out.epoch = true;
    out.unitInferred = false;
    out.unitDoubted = false;
    // A float of today tells microseconds, and its last digits are noise.
    long micro = (nano + 500) / 1000;
    out.epochSecond = (digits < 9 ? second * POWERS[9 - digits] : second) + micro / 1_000_000;
    out.nano = (int) (micro % 1_000_000 * 1000);
    out.fractionDigits = Math.max(0, Math.min(6, digits - 9));
    return at + 1;
  }
}
