package postmortem.event.stamp;

/** How a stamp says that it lies to UTC: {@code Z}, or hours and minutes with a sign. */
final class Offsets {

  /** The form of an offset that is a number of minutes, such as {@code +060}. */
  static final int MINUTES = 4;

  /** The form of the minutes that come to the time as it is written to make it UTC. */
  static final int MINUTES_TO_UTC = 5;

  private static final int MOST_MINUTES = 14 * 60;

  private Offsets() {}

  /** Whether an offset can begin with that. */
  static boolean canBegin(byte b) {
    return b == 'Z' || b == 'z' || b == '+' || b == '-';
  }

  /**
   * Reads an offset.
   *
   * @param form 1 takes any, 2 only {@code +hhmm}, 3 only {@code +hh:mm}, or {@link #MINUTES}, or
   *     {@link #MINUTES_TO_UTC}
   * @return where it ends, or -1
   */
  static int parse(byte[] buf, int from, int to, int form, Stamp out) {
    if (from >= to) {
      return -1;
    }
    byte sign = buf[from];
    if (form >= MINUTES) {
      return minutes(buf, from, to, form == MINUTES_TO_UTC, out);
    }
    if (sign == 'Z' || sign == 'z') {
      out.offset = 0;
      return from + 1;
    }
    if (sign != '+' && sign != '-') {
      return -1;
    }
    int hours = Digits.value(buf, from + 1, to, 2);
    if (hours < 0 || hours > 18) {
      return -1;
    }
    int end = from + 3;
    boolean colon = end < to && buf[end] == ':';
    int minutes = Digits.value(buf, colon ? end + 1 : end, to, 2);
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

  private static int minutes(byte[] buf, int from, int to, boolean toUtc, Stamp out) {
    if (buf[from] != '+' && buf[from] != '-') {
      return -1;
    }
    int minutes = 0;
    int at = from + 1;
    while (at < to && Digits.isDigit(buf[at]) && at - from <= 3) {
      minutes = minutes * 10 + (buf[at] - '0');
      at++;
    }
    if (at == from + 1 || minutes > MOST_MINUTES || (at < to && Digits.isDigit(buf[at]))) {
      return -1;
    }
    out.offset = ((buf[from] == '-') == toUtc ? minutes : -minutes) * 60;
    return at;
  }
}
