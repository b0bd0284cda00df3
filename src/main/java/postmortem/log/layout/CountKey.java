package postmortem.log.layout;

/**
 * The key before a figure that could count since 1970. {@code device_id=1234567890123456} has as
 * many digits as a time in microseconds and is none.
 */
final class CountKey {

  private static final int LONGEST = 40;

  /** What the key of a time has in it. */
  private static final String[] PARTS = {"time", "date", "stamp"};

  /** What is the key of a time by itself, or behind a {@code _} or {@code -}. */
  private static final String[] NAMES = {"t", "ts", "at", "when", "epoch", "unix"};

  private CountKey() {}

  /**
   * Whether the figure that begins at a place has a key that names no time.
   *
   * @param from where the line begins
   * @param at where the figure begins
   */
  static boolean isOther(byte[] buf, int from, int at) {
    int sign = unquoted(buf, from, at) - 1;
    if (sign <= from || (buf[sign] != '=' && buf[sign] != ':')) {
      return false;
    }
    int end = unquoted(buf, from, sign);
    int begin = end;
    while (begin > from && end - begin < LONGEST && isKey(buf[begin - 1])) {
      begin--;
    }
    return begin < end && !isTime(buf, begin, end);
  }

  /** Before the quotes that end at a place. */
  private static int unquoted(byte[] buf, int from, int end) {
    int at = end;
    while (at > from && (buf[at - 1] == '"' || buf[at - 1] == '\'')) {
      at--;
    }
    return at;
  }

  private static boolean isTime(byte[] buf, int from, int to) {
    for (int i = from; i < to; i++) {
      for (String part : PARTS) {
        if (is(buf, i, Math.min(to, i + part.length()), part)) {
          return true;
        }
      }
    }
    int last = to;
    while (last > from && buf[last - 1] != '_' && buf[last - 1] != '-') {
      last--;
    }
    for (String name : NAMES) {
      if (is(buf, last, to, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(byte[] buf, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((buf[from + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isKey(byte b) {
    return (b >= '0' && b <= '9')
        || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z')
        || b == '_'
        || b == '-'
        || b == '.';
  }
}
