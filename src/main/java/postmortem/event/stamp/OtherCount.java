package postmortem.event.stamp;

/** Counts of time that do not begin in 1970, or are not decimal: where each ends, or -1. */
final class OtherCount {

  /** {@code @} and 24 hexadecimal digits: 16 of seconds, 8 of nanoseconds. */
  static final int TAI64N_LENGTH = 25;

  /** Digits of a second in hexadecimal figures, and of a nanosecond. */
  static final int HEX_LENGTH = 8;

  /** A second, a point and a nanosecond. */
  static final int HEX_NANOS_LENGTH = 17;

  /**
   * The label of 1970. The ten seconds are what libtai adds on systems that do not count leap
   * seconds, which are all that write such stamps. Source: D. J. Bernstein, "TAI64, TAI64N".
   */
  private static final long TAI64_EPOCH = (1L << 62) + 10;

  private static final long DAY_OF_1970 = 40_587;
  private static final long SECONDS_OF_DAY = 86_400;
  private static final int NANOS = 1_000_000_000;

  private OtherCount() {}

  static int tai64n(byte[] buf, int from, int to, Stamp out) {
    if (to - from < TAI64N_LENGTH || buf[from] != '@' || buf[from + 1] != '4') {
      return -1;
    }
    long seconds = hex(buf, from + 1, 16);
    long nano = hex(buf, from + 17, 8);
    if (seconds < TAI64_EPOCH || nano < 0 || nano >= NANOS) {
      return -1;
    }
    take(seconds - TAI64_EPOCH, (int) nano, 9, out);
    return from + TAI64N_LENGTH;
  }

  /**
   * Seconds since 1970 in eight hexadecimal digits, behind which a point and eight of nanoseconds
   * may stand. The first digit is one that they have between 1995 and 2055.
   */
  static int hexadecimal(byte[] buf, int from, int to, Stamp out) {
    long seconds = to - from < HEX_LENGTH ? -1 : hex(buf, from, HEX_LENGTH);
    if (seconds < 0 || buf[from] < '3' || buf[from] > '9') {
      return -1;
    }
    int end = from + HEX_LENGTH;
    long nano =
        to - from < HEX_NANOS_LENGTH || buf[end] != '.' ? -1 : hex(buf, end + 1, HEX_LENGTH);
    if (nano < 0 || nano >= NANOS) {
      take(seconds, 0, 0, out);
      return end;
    }
    take(seconds, (int) nano, 9, out);
    return from + HEX_NANOS_LENGTH;
  }

  private static long hex(byte[] buf, int from, int digits) {
    long value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = Character.digit(buf[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** A day of five digits, a space, seconds of that day with a fraction. */
  static int julianDay(byte[] buf, int from, int to, Stamp out) {
    int day = Digits.value(buf, from, to, 5);
    if (day < DAY_OF_1970 || from + 6 >= to || buf[from + 5] != ' ') {
      return -1;
    }
    int at = from + 6;
    long seconds = 0;
    while (at < to && Digits.isDigit(buf[at]) && at - from <= 11) {
      seconds = seconds * 10 + (buf[at] - '0');
      at++;
    }
    if (at == from + 6 || seconds > SECONDS_OF_DAY || at >= to || buf[at] != '.') {
      return -1;
    }
    int end = Digits.fraction(buf, at + 1, to, 1, Integer.MAX_VALUE, out);
    if (end < 0) {
      return -1;
    }
    take((day - DAY_OF_1970) * SECONDS_OF_DAY + seconds, out.nano, out.fractionDigits, out);
    return end;
  }

  private static void take(long second, int nano, int digits, Stamp out) {
    out.epoch = true;
    out.epochSecond = second;
    out.nano = nano;
    out.fractionDigits = digits;
  }
}
