package postmortem.log.signature;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import postmortem.log.format.ByteSearch;

/**
 * Replaces what varies in a line by {@code <*>}, in one pass over bytes: numbers with their unit,
 * hexadecimal digits, UUIDs, addresses of any kind, identifiers, stamps, absolute paths, e-mail
 * addresses, web addresses and quoted text. One set of masks serves all logs. Reused from line to
 * line and not thread-safe.
 */
public final class TokenMask {

  /** Longer text is cut: what tells lines apart stands at their beginning. */
  public static final int MOST_BYTES = 600;

  private static final byte[] ANY = "<*>".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_QUOTED = 200;
  private static final byte[][] METHODS = {
    "GET ".getBytes(StandardCharsets.US_ASCII),
    "HEAD ".getBytes(StandardCharsets.US_ASCII),
    "POST ".getBytes(StandardCharsets.US_ASCII),
    "PUT ".getBytes(StandardCharsets.US_ASCII),
    "PATCH ".getBytes(StandardCharsets.US_ASCII),
    "DELETE ".getBytes(StandardCharsets.US_ASCII)
  };
  private static final int UUID = 36;
  private static final int LEAST_HEX = 8;
  private static final int SHORTEST_METHOD = 3;
  private static final int LONGEST_METHOD = 7;

  /** The golden ratio in 64 bits, as for multiplicative hashing. */
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private static final byte DELIMITER = 0;
  private static final byte LETTER = 1;
  private static final byte DIGIT = 2;
  private static final byte JOINT = 3;
  private static final byte[] CLASS = new byte[256];

  // What a token must have to be looked at once more; one without is a word.
  private static final int WITH_DIGIT = 1;
  private static final int WITH_SLASH = 2;
  private static final int WITH_AT = 4;
  private static final int WITH_COLON = 8;
  private static final int SPECIAL = WITH_DIGIT | WITH_SLASH | WITH_AT;
  private static final byte[] MARK = new byte[256];

  private static final int FEWEST_GROUPS = 4;
  private static final int LONGEST_GROUP = 4;
  private static final int SHORTEST_CODE = 24;
  private static final int FEWEST_DIGIT_RUNS = 3;
  private static final int ALL_KINDS = 7;
  private static final int CHANGES_PERCENT = 45;

  static {
    // Bytes of UTF-8 beyond ASCII belong to words.
    Arrays.fill(CLASS, 0x80, 0x100, LETTER);
    Arrays.fill(CLASS, 'a', 'z' + 1, LETTER);
    Arrays.fill(CLASS, 'A', 'Z' + 1, LETTER);
    Arrays.fill(CLASS, '0', '9' + 1, DIGIT);
    for (char joint : "._-:/@%+#~&$*\\?".toCharArray()) {
      CLASS[joint] = JOINT;
    }
    Arrays.fill(MARK, '0', '9' + 1, (byte) WITH_DIGIT);
    MARK['/'] = WITH_SLASH;
    MARK['\\'] = WITH_SLASH;
    MARK['@'] = WITH_AT;
    MARK[':'] = WITH_COLON;
  }

  private byte[] out = new byte[256];
  private int length;

  /** An empty mask. */
  public TokenMask() {}

  /** Forgets the last signature. */
  public void clear() {
    length = 0;
  }

  /** The signature so far; the array is reused, only the first {@link #length} bytes count. */
  public byte[] bytes() {
    return out;
  }

  /** How many bytes of {@link #bytes} count. */
  public int length() {
    return length;
  }

  /** A hash of the signature: the same on every machine and in every version. */
  public long hash() {
    return hash(out, 0, length);
  }

  /** A hash that is spread evenly, so that the smallest are a fair sample. */
  public static long hash(byte[] bytes, int from, int to) {
    long hash = (to - from) * FACTOR;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = (hash ^ ByteSearch.word(bytes, at)) * FACTOR;
      hash ^= hash >>> 32;
    }
    long rest = 0;
    for (int i = to - 1; i >= at; i--) {
      rest = rest << 8 | (bytes[i] & 0xFF);
    }
    hash = (hash ^ rest) * FACTOR;
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 33);
  }

  /** Adds bytes as they are. */
  public void literal(byte[] buf, int from, int to) {
    need(to - from);
    System.arraycopy(buf, from, out, length, to - from);
    length += to - from;
  }

  /** Adds a space. */
  public void space() {
    put((byte) ' ');
  }

  /** Adds text, masked; only its first line, and of that at most {@link #MOST_BYTES}. */
  public void text(byte[] buf, int from, int to) {
    int end = Math.min(to, from + MOST_BYTES);
    int at = from;
    boolean spaced = true;
    while (at < end) {
      byte b = buf[at];
      if (CLASS[b & 0xFF] != DELIMITER) {
        int start = at;
        int marks = 0;
        do {
          marks |= MARK[buf[at] & 0xFF];
          at++;
        } while (at < end && CLASS[buf[at] & 0xFF] != DELIMITER);
        if ((marks & SPECIAL) == 0) {
          literal(buf, start, at);
        } else if ((marks & (WITH_SLASH | WITH_COLON)) == (WITH_SLASH | WITH_COLON)
            && isAddress(buf, start, at)) {
          while (at < end && !endsAddress(buf[at])) {
            at++;
          }
          any();
        } else if (buf[start] == '/' && endsWithMethod()) {
          while (at < end && !endsAddress(buf[at])) {
            at++;
          }
          path(buf, start, at);
        } else {
          token(buf, start, at, marks);
        }
        spaced = false;
        continue;
      }
      if (b == '\n') {
        break;
      }
      if (b == ' ' || b == '\t' || b == '\r') {
        if (!spaced) {
          put((byte) ' ');
        }
        spaced = true;
        at++;
        continue;
      }
      int closed = b == '"' || b == '\'' ? closing(buf, from, at, end) : -1;
      if (closed > at + 1) {
        put(b);
        request(buf, at + 1, closed);
        any();
        put(b);
        at = closed + 1;
      } else {
        put(b);
        at++;
      }
      spaced = false;
    }
    if (length > 0 && out[length - 1] == ' ') {
      length--;
    }
  }

  /** Adds a path or the target of a request, masked by its parts and without its query. */
  public void path(byte[] buf, int from, int to) {
    int at = from;
    while (at < to && buf[at] != '?' && buf[at] != '#' && at - from < MOST_BYTES) {
      if (buf[at] == '/') {
        put((byte) '/');
        at++;
        continue;
      }
      int start = at;
      while (at < to && buf[at] != '/' && buf[at] != '?' && buf[at] != '#') {
        at++;
      }
      part(buf, start, at);
    }
  }

  /** The quote that closes the one at {@code at}, or -1; an apostrophe in a word opens nothing. */
  private static int closing(byte[] buf, int from, int at, int end) {
    byte quote = buf[at];
    if (quote == '\'' && at > from && CLASS[buf[at - 1] & 0xFF] == LETTER) {
      return -1;
    }
    int last = Math.min(end, at + LONGEST_QUOTED);
    for (int i = at + 1; i < last; i++) {
      if (buf[i] == '\\') {
        i++;
      } else if (buf[i] == quote
          && (quote == '"' || i + 1 == end || CLASS[buf[i + 1] & 0xFF] != LETTER)) {
        return i;
      } else if (buf[i] == '\n') {
        return -1;
      }
    }
    return -1;
  }

  /** Keeps the method of a quoted HTTP request, since it says what was asked for. */
  private void request(byte[] buf, int from, int to) {
    int at = from;
    while (at < to && at - from < LONGEST_METHOD && buf[at] >= 'A' && buf[at] <= 'Z') {
      at++;
    }
    if (at - from >= SHORTEST_METHOD && at + 1 < to && buf[at] == ' ' && buf[at + 1] == '/') {
      literal(buf, from, at + 1);
    }
  }

  /** Whether the method of a request stands before: the path behind it says what was asked for. */
  private boolean endsWithMethod() {
    for (byte[] method : METHODS) {
      int from = length - method.length;
      if (from >= 0
          && Arrays.equals(out, from, length, method, 0, method.length)
          && (from == 0 || CLASS[out[from - 1] & 0xFF] != LETTER)) {
        return true;
      }
    }
    return false;
  }

  private void token(byte[] buf, int from, int to, int marks) {
    int end = to;
    while (end > from && isEnding(buf[end - 1])) {
      end--;
    }
    boolean digits = (marks & WITH_DIGIT) != 0;
    boolean slashes = (marks & WITH_SLASH) != 0;
    int path = slashes ? absolute(buf, from, end) : -1;
    int code = end;
    while (code > from && buf[code - 1] != ':') {
      code--;
    }
    if (path >= 0) {
      literal(buf, from, path);
      any();
    } else if ((marks & WITH_AT) != 0 && isMail(buf, from, end)) {
      any();
    } else if (!digits) {
      literal(buf, from, end);
    } else if (isCode(buf, code, end)) {
      literal(buf, from, code);
      any();
    } else if (slashes) {
      path(buf, from, end);
    } else if ((marks & WITH_COLON) != 0
        && (isHostWithPort(buf, from, end) || isGroups(buf, from, end))) {
      any();
    } else {
      parts(buf, from, end);
    }
    literal(buf, end, to);
  }

  /** Where an absolute path begins: at a slash or a drive, also behind a colon; -1 without one. */
  private static int absolute(byte[] buf, int from, int to) {
    int at = from;
    while (at + 1 < to) {
      byte b = buf[at];
      byte next = buf[at + 1];
      if (b == '/' && isPathName(next)) {
        return at;
      }
      boolean letter = CLASS[b & 0xFF] == LETTER;
      if (letter && next == ':' && at + 2 < to && buf[at + 2] == '\\') {
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
    return CLASS[b & 0xFF] == LETTER
        || CLASS[b & 0xFF] == DIGIT
        || b == '.'
        || b == '_'
        || b == '*';
  }

  private static boolean isMail(byte[] buf, int from, int to) {
    int at = -1;
    for (int i = from; i < to; i++) {
      at = buf[i] == '@' ? i : at;
    }
    return at > from && at + 1 < to && contains(buf, at, to, '.');
  }

  /** Whether it is a name with dots, a colon and a port. */
  private static boolean isHostWithPort(byte[] buf, int from, int to) {
    int at = to;
    while (at > from && CLASS[buf[at - 1] & 0xFF] == DIGIT) {
      at--;
    }
    if (at == to || at - 1 <= from || buf[at - 1] != ':') {
      return false;
    }
    boolean dots = false;
    for (int i = from; i < at - 1; i++) {
      byte kind = CLASS[buf[i] & 0xFF];
      if (kind == JOINT && buf[i] != '.' && buf[i] != '-') {
        return false;
      }
      dots |= buf[i] == '.';
    }
    return dots;
  }

  /** Whether it is hexadecimal digits in groups between colons: a hardware or an IPv6 address. */
  private static boolean isGroups(byte[] buf, int from, int to) {
    int groups = 1;
    int group = 0;
    for (int i = from; i < to; i++) {
      if (buf[i] == ':') {
        groups++;
        group = 0;
      } else if (!isHex(buf[i]) || ++group > LONGEST_GROUP) {
        return false;
      }
    }
    return groups >= FEWEST_GROUPS;
  }

  /**
   * Whether it looks like a code of letters of both cases and digits, as base64: digits stand all
   * over, or the kind of character changes more often than in words that are written together.
   */
  private static boolean isCode(byte[] buf, int from, int to) {
    if (to - from < SHORTEST_CODE) {
      return false;
    }
    int kinds = 0;
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
      kinds |= kind;
    }
    return kinds == ALL_KINDS
        && (runs >= FEWEST_DIGIT_RUNS || changes * 100 >= CHANGES_PERCENT * (to - from));
  }

  private static boolean isEnding(byte b) {
    return b == '.' || b == ':' || b == '?';
  }

  private static boolean isAddress(byte[] buf, int from, int to) {
    for (int i = from + 1; i + 2 < to; i++) {
      if (buf[i] == ':' && buf[i + 1] == '/' && buf[i + 2] == '/') {
        return true;
      }
    }
    return false;
  }

  private static boolean endsAddress(byte b) {
    return (b <= ' ' && b >= 0) || b == '"' || b == '\'' || b == ')' || b == '>' || b == ',';
  }

  private static boolean contains(byte[] buf, int from, int to, char wanted) {
    for (int i = from; i < to; i++) {
      if (buf[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  /** A part of a path: an identifier as a whole where it is one, else by its own parts. */
  private void part(byte[] buf, int from, int to) {
    boolean digits = false;
    int hex = 0;
    for (int i = from; i < to && !digits; i++) {
      digits = buf[i] >= '0' && buf[i] <= '9';
      hex = isHex(buf[i]) || hex >= LEAST_HEX ? hex + 1 : 0;
    }
    // Eight letters from a to f in a row are no word.
    if (digits || hex >= LEAST_HEX) {
      parts(buf, from, to);
    } else {
      literal(buf, from, to);
    }
  }

  /** A token with digits, split at joints; when all parts vary it is one variable. */
  private void parts(byte[] buf, int from, int to) {
    if (isUuid(buf, from, to) || isAllVariable(buf, from, to)) {
      any();
      return;
    }
    int at = from;
    while (at < to) {
      if (CLASS[buf[at] & 0xFF] == JOINT) {
        put(buf[at++]);
        continue;
      }
      int start = at;
      while (at < to && CLASS[buf[at] & 0xFF] != JOINT) {
        at++;
      }
      int prefix = prefix(buf, start, at);
      if (prefix < 0) {
        literal(buf, start, at);
      } else {
        literal(buf, start, start + prefix);
        any();
      }
    }
  }

  private static boolean isAllVariable(byte[] buf, int from, int to) {
    int at = from;
    while (at < to) {
      if (CLASS[buf[at] & 0xFF] == JOINT) {
        at++;
        continue;
      }
      int start = at;
      while (at < to && CLASS[buf[at] & 0xFF] != JOINT) {
        at++;
      }
      if (prefix(buf, start, at) != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUuid(byte[] buf, int from, int to) {
    if (to - from != UUID) {
      return false;
    }
    for (int i = 0; i < UUID; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? buf[from + i] != '-' : !isHex(buf[from + i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
  }

  /**
   * How many bytes of a word stay before what varies in it: -1 for all of it. A word of letters
   * with up to two digits, four bytes in all, is a name ({@code v1}, {@code s3}, {@code utf8}).
   */
  private static int prefix(byte[] buf, int from, int to) {
    int letters = 0;
    int digits = 0;
    boolean hex = true;
    for (int i = from; i < to; i++) {
      if (CLASS[buf[i] & 0xFF] == DIGIT) {
        digits++;
      } else {
        letters++;
      }
      hex &= isHex(buf[i]);
    }
    if (digits == 0) {
      return hex && letters >= LEAST_HEX ? 0 : -1;
    }
    boolean lettersFirst = CLASS[buf[from] & 0xFF] == LETTER;
    if (lettersFirst && digits <= 2 && to - from <= 4) {
      return -1;
    }
    if (letters == 0 || (hex && to - from >= 6) || !lettersFirst) {
      return 0;
    }
    int first = 0;
    while (CLASS[buf[from + first] & 0xFF] == LETTER) {
      first++;
    }
    return first >= 3 && first == letters ? first : 0;
  }

  private void any() {
    if (length >= ANY.length
        && out[length - 1] == '>'
        && out[length - 2] == '*'
        && out[length - 3] == '<') {
      return;
    }
    literal(ANY, 0, ANY.length);
  }

  private void put(byte b) {
    need(1);
    out[length++] = b;
  }

  private void need(int more) {
    if (length + more > out.length) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, length + more));
    }
  }
}
