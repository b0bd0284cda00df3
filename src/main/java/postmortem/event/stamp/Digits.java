package postmortem.event.stamp;

import java.time.LocalDate;
import java.time.Year;

/** Numbers in stamps, read from bytes. */
final class Digits {

  private Digits() {}

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The value of exactly {@code count} digits, or -1. */
  static int value(byte[] buf, int from, int to, int count) {
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

  /** A day counted from the first of January, in the year that was read before it. */
  static int dayOfYear(byte[] buf, int from, int to, Stamp out) {
    int day = value(buf, from, to, 3);
    if (day < 1 || out.year == Stamp.ABSENT || day > Year.of(out.year).length()) {
      return -1;
    }
    LocalDate date = LocalDate.ofYearDay(out.year, day);
    out.month = date.getMonthValue();
    out.day = date.getDayOfMonth();
    return from + 3;
  }

  /** A number of milliseconds that nobody padded: up to three digits. */
  static int millis(byte[] buf, int from, int to, Stamp out) {
    int end = from;
    int millis = 0;
    while (end < to && end - from < 3 && isDigit(buf[end])) {
      millis = millis * 10 + (buf[end] - '0');
      end++;
    }
    if (end == from || (end < to && isDigit(buf[end]))) {
      return -1;
    }
    out.fractionDigits = 3;
    out.nano = millis * 1_000_000;
    return end;
  }

  /** Digits of a second's fraction; those behind the ninth are read over. */
  static int fraction(byte[] buf, int from, int to, int least, int most, Stamp out) {
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
}
