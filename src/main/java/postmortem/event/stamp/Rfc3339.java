package postmortem.event.stamp;

/** Stamps of RFC 3339 as logs write them: also with a space between date and time, or a comma. */
final class Rfc3339 {

  /** Where the second ends. */
  static final int SECOND_END = 19;

  private Rfc3339() {}

  static int parse(byte[] buf, int from, int to, Stamp out) {
    if (to - from < 20 || buf[from + 4] != '-' || buf[from + 7] != '-' || buf[from + 13] != ':') {
      return -1;
    }
    byte between = buf[from + 10];
    if ((between != 'T' && between != ' ' && between != 't') || buf[from + 16] != ':') {
      return -1;
    }
    // Looked at first: many stamps are alike up to here and have no offset.
    int zone = from + SECOND_END;
    if (buf[zone] == '.' || buf[zone] == ',') {
      do {
        zone++;
      } while (zone < to && Digits.isDigit(buf[zone]));
    }
    if (zone >= to || !Offsets.canBegin(buf[zone])) {
      return -1;
    }
    out.year = Digits.value(buf, from, to, 4);
    out.month = Digits.value(buf, from + 5, to, 2);
    out.day = Digits.value(buf, from + 8, to, 2);
    out.hour = Digits.value(buf, from + 11, to, 2);
    out.minute = Digits.value(buf, from + 14, to, 2);
    out.second = Digits.value(buf, from + 17, to, 2);
    // -1 has its sign bit set, and so has their union if one of them is missing.
    if ((out.year | out.month | out.day | out.hour | out.minute | out.second) < 0) {
      return -1;
    }
    return rest(buf, from + SECOND_END, to, out);
  }

  /** Reads what stands behind the second. */
  static int rest(byte[] buf, int from, int to, Stamp out) {
    if (from >= to) {
      return -1;
    }
    int at = from;
    if (buf[at] == '.' || buf[at] == ',') {
      at = Digits.fraction(buf, at + 1, to, 1, Integer.MAX_VALUE, out);
      if (at < 0) {
        return -1;
      }
    }
    return Offsets.parse(buf, at, to, 1, out);
  }
}
