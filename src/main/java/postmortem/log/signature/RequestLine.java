package postmortem.log.signature;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds the method of an HTTP request, which says what was asked for. */
final class RequestLine {

  private static final byte[][] METHODS = {
    "GET ".getBytes(StandardCharsets.US_ASCII),
    "HEAD ".getBytes(StandardCharsets.US_ASCII),
    "POST ".getBytes(StandardCharsets.US_ASCII),
    "PUT ".getBytes(StandardCharsets.US_ASCII),
    "PATCH ".getBytes(StandardCharsets.US_ASCII),
    "DELETE ".getBytes(StandardCharsets.US_ASCII)
  };
  private static final int SHORTEST_METHOD = 3;
  private static final int LONGEST_METHOD = 7;

  private RequestLine() {}

  /** Where the target begins behind a method and a space; {@code from} where none stands there. */
  static int target(byte[] buf, int from, int to) {
    int at = from;
    while (at < to && at - from < LONGEST_METHOD && buf[at] >= 'A' && buf[at] <= 'Z') {
      at++;
    }
    boolean method = at - from >= SHORTEST_METHOD && at + 1 < to && buf[at] == ' ';
    return method && buf[at + 1] == '/' ? at + 1 : from;
  }

  /** Whether a text ends with a method and a space: the path behind it says what was asked for. */
  static boolean endsWithMethod(byte[] text, int length) {
    for (byte[] method : METHODS) {
      int from = length - method.length;
      if (from >= 0
          && Arrays.equals(text, from, length, method, 0, method.length)
          && (from == 0 || !ByteKinds.isLetter(text[from - 1]))) {
        return true;
      }
    }
    return false;
  }
}
