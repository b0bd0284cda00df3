package postmortem.log.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Whether a line can only be a further line of a record: part of a stack trace of Java, Python, Go,
 * Node, Ruby or .NET, indented, or empty. For lines that an envelope wraps one by one.
 */
public final class TraceLine {

  /** What a line looks like by itself. */
  public enum Shape {
    EMPTY,
    /** Behind white space, but no stamp and no level. */
    INDENTED,
    /** An indented call: {@code \tat shop.Till.pay(Till.java:81)}. */
    INDENTED_FRAME,
    /** {@code File "/app/pay.py", line 12, in charge}. */
    PYTHON_FILE,
    /** A part of a trace that is not indented, or what closes a bracket. */
    FRAME,
    /** {@code main.(*Till).pay(0xc000)}, as Go writes it. */
    CALL,
    /** {@code shop.pay.LedgerException: text}. */
    EXCEPTION,
    /** {@code Traceback (most recent call last):}. */
    TRACEBACK,
    /** What a runtime says of a program that ends, whatever that has said before. */
    END,
    /** Anything else. */
    OTHER;

    /** Whether it can only be a further line. */
    public boolean isFurther() {
      return compareTo(CALL) < 0;
    }

    /** Whether it may stand inside of a trace. */
    public boolean isThrown() {
      return this == CALL || this == EXCEPTION || this == TRACEBACK;
    }

    /** Whether it can stand inside of a trace only. */
    boolean isOfTrace() {
      return this == INDENTED_FRAME || this == PYTHON_FILE || this == FRAME;
    }
  }

  private static final byte[][] FRAMES =
      texts(
          "Caused by:|Suppressed: |... |---> |--- End of |goroutine |created by |During handling"
              + "|The above exception was |Stack trace:|stack backtrace:|Stack backtrace:"
              + "|[stacktrace]|[previous exception] |note: run with `RUST_BACKTRACE"
              + "|note: Some details are omitted, run with `RUST_BACKTRACE");
  private static final byte[][] ENDS =
      texts(
          "panic: |fatal error: |Exception in thread \"|Unhandled exception. |PHP Fatal error: "
              + "|PHP Parse error: |terminate called |runtime: goroutine stack exceeds ");
  private static final byte[] PANIC_OF_RUST = bytes("thread '");
  private static final byte[] PANICKED = bytes("' panicked at ");
  private static final byte[][] CALLS = texts("at |in |from ");
  private static final byte[] FILE = bytes("File \"");
  private static final byte[][] LEVELS = texts("TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL");
  private static final byte[][] KINDS = texts("Exception|Error|Throwable|Fault|Interrupt");
  private static final byte[] TRACEBACK = bytes("Traceback (");
  private static final byte[] OF_ELIXIR = bytes("** (");
  private static final byte[] PLACE = bytes(":in ");

  /** The same by the byte with which they begin, since every line is asked. */
  private static final byte[][][] FRAMES_BY_FIRST = byFirst(FRAMES);

  private static final byte[][][] ENDS_BY_FIRST = byFirst(ENDS);

  /** The bytes of names: of a class, a package, a function. */
  private static final boolean[] NAMED = named();

  /** Times of records stand within so many bytes. */
  private static final int NEAR = 48;

  private static final int TIME_OF_DAY = "00:00".length();

  private TraceLine() {}

  private static byte[][][] byFirst(byte[][] texts) {
    byte[][][] byFirst = new byte[256][0][];
    for (byte[] text : texts) {
      byte[][] before = byFirst[text[0]];
      byFirst[text[0]] = Arrays.copyOf(before, before.length + 1);
      byFirst[text[0]][before.length] = text;
    }
    return byFirst;
  }

  private static boolean[] named() {
    boolean[] named = new boolean[256];
    Arrays.fill(named, 'a', 'z' + 1, true);
    Arrays.fill(named, 'A', 'Z' + 1, true);
    Arrays.fill(named, '0', '9' + 1, true);
    named['.'] = true;
    named['_'] = true;
    named['$'] = true;
    return named;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[][] texts(String texts) {
    String[] parts = texts.split("\\|", -1);
    byte[][] split = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      split[i] = bytes(parts[i]);
    }
    return split;
  }

  /** What a line looks like. */
  public static Shape of(byte[] buf, int from, int to) {
    int end = to;
    while (end > from && (buf[end - 1] == '\n' || buf[end - 1] == '\r')) {
      end--;
    }
    int at = from;
    while (at < end && (buf[at] == ' ' || buf[at] == '\t')) {
      at++;
    }
    if (at == end) {
      return Shape.EMPTY;
    }
    if (at > from) {
      return indented(buf, at, end);
    }
    return switch (buf[at]) {
      case '}', ']', ')' -> Shape.FRAME;
      case '#' -> isNumbered(buf, at, end) ? Shape.FRAME : Shape.OTHER;
      default -> begin(buf, from, end);
    };
  }

  private static Shape indented(byte[] buf, int at, int end) {
    if (isDate(buf, at, end) || isLevel(buf, at, end)) {
      return Shape.OTHER;
    }
    if (starts(buf, at, end, FILE)) {
      return Shape.PYTHON_FILE;
    }
    return startsWithAny(buf, at, end, CALLS) || startsWithAny(buf, at, end, FRAMES)
        ? Shape.INDENTED_FRAME
        : Shape.INDENTED;
  }

  private static Shape begin(byte[] buf, int from, int end) {
    int first = buf[from] & 0xFF;
    if (startsWithAny(buf, from, end, FRAMES_BY_FIRST[first])) {
      return Shape.FRAME;
    }
    if (startsWithAny(buf, from, end, ENDS_BY_FIRST[first]) || isPanicOfRust(buf, from, end)) {
      return Shape.END;
    }
    if (starts(buf, from, end, TRACEBACK)) {
      return Shape.TRACEBACK;
    }
    int name = name(buf, from, end);
    if (name > from && name < end && buf[name] == ' ') {
      // What follows has a mark behind its first word; most lines have none.
      return Shape.OTHER;
    }
    if (isPlace(buf, from, end)) {
      return Shape.FRAME;
    }
    if (isException(buf, from, name, end)) {
      return Shape.EXCEPTION;
    }
    return isCall(buf, from, end) ? Shape.CALL : Shape.OTHER;
  }

  /** {@code #0 /app/index.php(12): pay()}, and the same as GDB writes it. */
  private static boolean isNumbered(byte[] buf, int at, int end) {
    int digits = digits(buf, at + 1, end);
    return digits > at + 1 && digits < at + 5 && digits < end && buf[digits] == ' ';
  }

  /** {@code app/models/order.rb:12:in `pay'}. */
  private static boolean isPlace(byte[] buf, int from, int end) {
    for (int at = from; at < end - 5; at++) {
      if (buf[at] == ':' && buf[at + 1] >= '0' && buf[at + 1] <= '9') {
        int digits = digits(buf, at + 1, end);
        return at > from && starts(buf, digits, end, PLACE);
      }
      if (buf[at] == ' ' || buf[at] == '"' || buf[at] == '=') {
        return false;
      }
    }
    return false;
  }

  private static boolean isPanicOfRust(byte[] buf, int from, int end) {
    if (!starts(buf, from, end, PANIC_OF_RUST)) {
      return false;
    }
    for (int at = from + PANIC_OF_RUST.length; at < end; at++) {
      if (buf[at] == '\'') {
        return starts(buf, at, end, PANICKED);
      }
    }
    return false;
  }

  /**
   * Whether a line behind one of a traceback ends that: {@code shop.errors.PayFailed: order 17}.
   */
  static boolean isRaised(byte[] buf, int from, int to) {
    int end = name(buf, from, to);
    if (end == from || !(end == to || buf[end] == ':' || buf[end] == '\n' || buf[end] == '\r')) {
      return false;
    }
    int last = end;
    while (last > from && buf[last - 1] != '.') {
      last--;
    }
    return last < end && buf[last] >= 'A' && buf[last] <= 'Z';
  }

  /** Whether a line begins with a time of day. */
  static boolean beginsWithTime(byte[] buf, int from, int to) {
    return digits(buf, from, Math.min(to, from + 2)) == from + 2 && isPair(buf, from + 2, to);
  }

  /** Whether a line begins with a word and a colon: {@code Date: Sun, 09 Feb 2025 10:05:22 GMT}. */
  static boolean beginsWithLabel(byte[] buf, int from, int to) {
    int at = from;
    while (at < to
        && ((buf[at] >= 'a' && buf[at] <= 'z')
            || (buf[at] >= 'A' && buf[at] <= 'Z')
            || buf[at] == '-')) {
      at++;
    }
    return at > from && at + 1 < to && buf[at] == ':' && buf[at + 1] == ' ';
  }

  /**
   * Whether a time of day stands near the beginning of a line, where that may be a record's and is
   * not the value of a label.
   */
  static boolean mayBegin(byte[] buf, int from, int to) {
    if (beginsWithLabel(buf, from, to)) {
      return false;
    }
    int end = to;
    while (end > from && buf[end - 1] <= ' ') {
      end--;
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

  /** {@code shop.pay.LedgerException: text}, of which the name ends at {@code end}. */
  private static boolean isException(byte[] buf, int from, int end, int to) {
    if (starts(buf, from, to, OF_ELIXIR)) {
      return true;
    }
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
    while (at < to && NAMED[buf[at] & 0xFF]) {
      at++;
    }
    return at;
  }

  private static boolean startsWithAny(byte[] buf, int from, int to, byte[][] texts) {
    for (byte[] text : texts) {
      if (starts(buf, from, to, text)) {
        return true;
      }
    }
    return false;
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
