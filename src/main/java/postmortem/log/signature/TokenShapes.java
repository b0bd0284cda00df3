package postmortem.log.signature;

import java.nio.charset.StandardCharsets;

/** Looks at a token as a whole: whether it is an address, a code, an identifier. */
public final class TokenShapes {

  /** Eight letters from a to f in a row are no word. */
  static final int LEAST_HEX = 8;

  /** From so many bytes on a token of digits and letters from a to f is a number. */
  static final int SHORTEST_HEX = 6;

  static final int UUID = 36;
  private static final int XRAY = 35;
  private static final int XRAY_OWN = 24;
  private static final int FEWEST_GROUPS = 4;
  private static final int LONGEST_GROUP = 4;
  private static final int SHORTEST_CODE = 20;

  /** Below so many bytes both signs of a code are asked for. */
  private static final int LONG_CODE = 24;

  private static final byte[] LOCAL = "localhost".getBytes(StandardCharsets.US_ASCII);
  private static final int ESCAPE = 4;
  private static final int FEWEST_DIGIT_RUNS = 3;
  private static final int CHANGES_PERCENT = 45;

  private TokenShapes() {}

  /** Where an absolute path begins: at a slash or a drive, also behind a colon; -1 without one. */
  static int absolutePath(byte[] buf, int from, int to) {
    int at = from;
    while (at + 1 < to) {
      byte b = buf[at];
      byte next = buf[at + 1];
      if (b == '/' && isPathName(next)) {
        return at;
      }
      if (ByteKinds.isLetter(b) && next == ':' && at + 2 < to && buf[at + 2] == '\\') {
        return at;
      }
      if (b == '\\' && next == '\\') {
        return at;
      }
      while (at < to && buf[at] != ':') {
        if (buf[at] == '/') {
          return -1;
        }
        at++;
      }
      at++;
    }
    return -1;
  }

  private static boolean isPathName(byte b) {
    return ByteKinds.isLetter(b) || ByteKinds.isDigit(b) || b == '.' || b == '_' || b == '*';
  }

  /** Whether it is an e-mail address: an at sign inside, and a dot behind it. */
  static boolean isMail(byte[] buf, int from, int to) {
    int at = -1;
    for (int i = from; i < to; i++) {
      at = buf[i] == '@' ? i : at;
    }
    return at > from && at + 1 < to && contains(buf, at, to, '.');
  }

  /** Whether it begins with a character in octal digits, as some write a quote. */
  static boolean isEscape(byte[] buf, int from, int to) {
    return to - from > 2 * ESCAPE
        && buf[from] == '\\'
        && ByteKinds.isDigit(buf[from + 1])
        && ByteKinds.isDigit(buf[from + 2])
        && ByteKinds.isDigit(buf[from + 3]);
  }

  /** Whether it is the name of a machine, with dots or of the own one, a colon and a port. */
  static boolean isHostWithPort(byte[] buf, int from, int to) {
    int at = to;
    while (at > from && ByteKinds.isDigit(buf[at - 1])) {
      at--;
    }
    if (at == to || at - 1 <= from || buf[at - 1] != ':') {
      return false;
    }
    boolean dots = false;
    for (int i = from; i < at - 1; i++) {
      if (ByteKinds.isJoint(buf[i]) && buf[i] != '.' && buf[i] != '-') {
        return false;
      }
      dots |= buf[i] == '.';
    }
    return dots || isLocal(buf, from, at - 1);
  }

  private static boolean isLocal(byte[] buf, int from, int to) {
    if (to - from != LOCAL.length) {
      return false;
    }
    for (int i = 0; i < LOCAL.length; i++) {
      if (buf[from + i] != LOCAL[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is hexadecimal digits in groups between colons: a hardware or an IPv6 address. */
  static boolean isGroups(byte[] buf, int from, int to) {
    int groups = 1;
    int group = 0;
    for (int i = from; i < to; i++) {
      if (buf[i] == ':') {
        groups++;
        group = 0;
      } else if (!ByteKinds.isHex(buf[i]) || ++group > LONGEST_GROUP) {
        return false;
      }
    }
    return groups >= FEWEST_GROUPS;
  }

  /** Whether it is a UUID with its dashes. */
  static boolean isUuid(byte[] buf, int from, int to) {
    if (to - from != UUID) {
      return false;
    }
    for (int i = 0; i < UUID; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? buf[from + i] != '-' : !ByteKinds.isHex(buf[from + i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Where the part of an id of AWS X-Ray ({@code 1-67891233-abcdef012345678912345678}) begins that
   * makes it one of its own; behind its end when it is none.
   */
  public static int xray(byte[] buf, int from, int to) {
    if (to - from != XRAY || buf[from] != '1') {
      return to;
    }
    for (int i = 1; i < XRAY; i++) {
      boolean dash = i == 1 || i == 10;
      if (dash ? buf[from + i] != '-' : !ByteKinds.isHex(buf[from + i])) {
        return to;
      }
    }
    return to - XRAY_OWN;
  }

  /**
   * Whether it looks like a code of letters of both cases and digits, as base64: digits stand all
   * over, or the kind of character changes more often than in words that are written together.
   *
   * @param kinds of the token in which it lies
   */
  static boolean isCode(byte[] buf, int from, int to, int kinds) {
    if (to - from < SHORTEST_CODE
        || (kinds & ByteKinds.ANY_LOWER) == 0
        || (kinds & ByteKinds.ANY_UPPER) == 0) {
      return false;
    }
    int all = 0;
    int last = 0;
    int changes = 0;
    int runs = 0;
    for (int i = from; i < to; i++) {
      byte b = buf[i];
      if (b == '.' || b == '@' || b == '\\') {
        return false;
      }
      int kind = b >= '0' && b <= '9' ? 1 : b >= 'A' && b <= 'Z' ? 2 : b >= 'a' && b <= 'z' ? 4 : 0;
      if (kind != last) {
        changes++;
        runs += kind == 1 ? 1 : 0;
      }
      last = kind;
      all |= kind;
    }
    boolean digits = runs >= FEWEST_DIGIT_RUNS;
    boolean mixed = changes * 100 >= CHANGES_PERCENT * (to - from);
    boolean enough = to - from < LONG_CODE ? (mixed && runs > 1) : (digits || mixed);
    return (all & 7) == 7 && enough;
  }

  /** Whether it begins with a protocol, as web addresses do. */
  static boolean isAddress(byte[] buf, int from, int to) {
    for (int i = from + 1; i + 2 < to; i++) {
      if (buf[i] == ':' && buf[i + 1] == '/' && buf[i + 2] == '/') {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(byte[] buf, int from, int to, char wanted) {
    for (int i = from; i < to; i++) {
      if (buf[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  /** Whether so many hexadecimal digits stand in a row that they are no word. */
  static boolean hasLongHex(byte[] buf, int from, int to) {
    int run = 0;
    for (int i = from; i < to && run < LEAST_HEX; i++) {
      run = ByteKinds.isHex(buf[i]) ? run + 1 : 0;
    }
    return run >= LEAST_HEX;
  }

  /**
   * How many bytes of a word stay before what varies in it: -1 for all of it. A word of letters
   * with up to two digits, four bytes in all, is a name ({@code v1}, {@code s3}, {@code utf8}).
   */
  static int prefix(byte[] buf, int from, int to, int digits, boolean hex) {
    int letters = to - from - digits;
    if (digits == 0) {
      return hex && letters >= LEAST_HEX ? 0 : -1;
    }
    boolean lettersFirst = ByteKinds.isLetter(buf[from]);
    if (lettersFirst && digits <= 2 && to - from <= 4) {
      return -1;
    }
    if (letters == 0 || (hex && to - from >= SHORTEST_HEX) || !lettersFirst) {
      return 0;
    }
    int first = 0;
    while (ByteKinds.isLetter(buf[from + first])) {
      first++;
    }
    return first >= 3 && first == letters ? first : 0;
  }
}
