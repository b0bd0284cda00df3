package postmortem.event.stamp;

import java.nio.charset.StandardCharsets;

/** English names of months and days, AM and PM, in any case: where each ends, or -1. */
final class DateNames {

  private static final byte[] MONTHS =
      "janfebmaraprmayjunjulaugsepoctnovdec".getBytes(StandardCharsets.US_ASCII);
  private static final byte[][] MONTH_TAILS =
      bytes("uary,ruary,ch,il,,e,y,ust,tember,ober,ember,ember");
  private static final byte[][] WEEKDAYS = bytes("mon,tue,wed,thu,fri,sat,sun");
  private static final byte[][] WEEKDAY_TAILS = bytes("day,sday,nesday,rsday,day,urday,day");

  private DateNames() {}

  private static byte[][] bytes(String words) {
    String[] parts = words.split(",", -1);
    byte[][] all = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      all[i] = parts[i].getBytes(StandardCharsets.US_ASCII);
    }
    return all;
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

  static int month(byte[] buf, int from, int to, boolean whole, Stamp out) {
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

  static int weekday(byte[] buf, int from, int to, boolean whole) {
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

  static int halfDay(byte[] buf, int from, int to, Stamp out) {
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
}
