package postmortem.log;

import java.nio.charset.StandardCharsets;

/**
 * Whether a line can only be a further line of a record: part of a stack trace of Java, Python, Go,
 * Node, Ruby or .NET, indented, or empty. For lines that an envelope wraps one by one.
 */
final class TraceLine {

  private static final byte[][] ALWAYS =
      texts(
          "Caused by: |Suppressed: |... |---> |--- End of |goroutine |created by |During handling");
  private static final byte[][] LEVELS = texts("TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL");
  private static final byte[][] KINDS = texts("Exception|Error|Throwable|Fault|Interrupt");
  private static final byte[] TRACEBACK = "Traceback (".getBytes(StandardCharsets.UTF_8);

  /** Times of records stand within so many bytes. */
  private static final int NEAR = 48;

  private static final int TIME_OF_DAY = "00:00".length();

  private TraceLine() {}

  private static byte[][] texts(String texts) {
    String[] parts = texts.split("\\|", -1);
    byte[][] split = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      split[i] = parts[i].getBytes(StandardCharsets.UTF_8);
    }
    return split;
  }

  /**
   * Whether the line continues a record.
   *
   * @param behindRecords whether the lines around it are records with a beginning of their own:
   *     then an exception by itself is said by the record before, else it may be all that is said
   */
  static boolean continues(byte[] buf, int from, int to, boolean behindRecords) {
    int at = from;
    while (at < to && (buf[at] == ' ' || buf[at] == '\t')) {
      at++;
    }
    if (at == to || buf[at] == '\n' || buf[at] == '\r') {
      return true;
    }
    if (at > from) {
      return !isDate(buf, at, to) && !isLevel(buf, at, to);
    }
    for (byte[] text : ALWAYS) {
      if (starts(buf, from, to, text)) {
        return true;
      }
    }
    return behindRecords
        && (starts(buf, from, to, TRACEBACK)
            || isException(buf, from, to)
            || isCall(buf, from, to));
  }

  /** Whether a time of day stands near the beginning of a line, or it is an object: a record's. */
  static boolean mayBegin(byte[] buf, int from, int to) {
    int end = to;
    while (end > from && buf[end - 1] <= ' ') {
      end--;
    }
    if (end > from + 2 && buf[from] == '{' && buf[end - 1] == '}') {
      return true;
    }
    int last = Math.min(end, from + NEAR) - TIME_OF_DAY;
    for (int at = from; at <= last; at++) {
      if (digits(buf, at, at + 2) == at + 2 && isPair(buf, at + 2, end)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether an indented line begins with a stamp: {@code 2025-02-09}, {@code 2025/02/09}, {@code
   * 10:05:23}, seconds since 1970 with a fraction, or a process and a date as Zabbix has them.
   */
  private static boolean isDate(byte[] buf, int at, int to) {
    int end = digits(buf, at, to);
    if (end >= to) {
      return false;
    }
    return switch (end - at) {
      case 2 -> (isPair(buf, end, to) && isPair(buf, end + 3, to)) || isProcess(buf, end, to);
      case 4 -> buf[end] == '-' || buf[end] == '/' || isProcess(buf, end, to);
      case 10 -> buf[end] == '.' && buf[at] == '1' && digits(buf, end + 1, to) > end + 3;
      case 1, 3, 5, 6, 7 -> isProcess(buf, end, to);
      default -> false;
    };
  }

  /** A colon and two digits. */
  private static boolean isPair(byte[] buf, int at, int to) {
    return at + 3 <= to && buf[at] == ':' && digits(buf, at + 1, at + 3) == at + 3;
  }

  /** {@code :20250209:100523}. */
  private static boolean isProcess(byte[] buf, int at, int to) {
    return at + 10 < to
        && buf[at] == ':'
        && digits(buf, at + 1, to) == at + 9
        && buf[at + 9] == ':'
        && digits(buf, at + 10, to) == at + 16;
  }

  private static int digits(byte[] buf, int from, int to) {
    int end = from;
    while (end < to && buf[end] >= '0' && buf[end] <= '9') {
      end++;
    }
    return end;
  }

  /** A level in capitals, which some programs pad on the left. */
  private static boolean isLevel(byte[] buf, int at, int to) {
    if (buf[at] < 'D' || buf[at] > 'W') {
      return false;
    }
    int end = at;
    while (end < to && buf[end] >= 'A' && buf[end] <= 'Z') {
      end++;
    }
    if (end < to && buf[end] != ' ' && buf[end] != ':') {
      return false;
    }
    for (byte[] level : LEVELS) {
      if (level.length == end - at && starts(buf, at, end, level)) {
        return true;
      }
    }
    return false;
  }

  /** {@code shop.pay.LedgerException: text}. */
  private static boolean isException(byte[] buf, int from, int to) {
    int end = name(buf, from, to);
    if (end == from || (end < to && buf[end] != ':' && buf[end] != '\n' && buf[end] != '\r')) {
      return false;
    }
    for (byte[] kind : KINDS) {
      if (end - from >= kind.length && starts(buf, end - kind.length, end, kind)) {
        return true;
      }
    }
    return false;
  }

  /** {@code main.(*Till).pay(0xc000)}, as Go writes it. */
  private static boolean isCall(byte[] buf, int from, int to) {
    int end = to;
    while (end > from && (buf[end - 1] == '\n' || buf[end - 1] == '\r')) {
      end--;
    }
    if (end == from || buf[end - 1] != ')') {
      return false;
    }
    int open = from;
    boolean dotted = false;
    while (open < end && buf[open] != '(') {
      byte b = buf[open++];
      dotted |= b == '.';
      if (b <= ' ' || b == '"' || b == '=' || b == ':' || b == '[') {
        return false;
      }
    }
    return dotted && open > from;
  }

  private static int name(byte[] buf, int from, int to) {
    int at = from;
    while (at < to
        && ((buf[at] >= 'a' && buf[at] <= 'z')
            || (buf[at] >= 'A' && buf[at] <= 'Z')
            || (buf[at] >= '0' && buf[at] <= '9')
            || buf[at] == '.'
            || buf[at] == '_'
            || buf[at] == '$')) {
      at++;
    }
    return at;
  }

  private static boolean starts(byte[] buf, int from, int to, byte[] text) {
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
