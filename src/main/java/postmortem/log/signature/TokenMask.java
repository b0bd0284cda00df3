package postmortem.log.signature;

import static postmortem.log.signature.ByteKinds.AT;
import static postmortem.log.signature.ByteKinds.COLON;
import static postmortem.log.signature.ByteKinds.DIGIT;
import static postmortem.log.signature.ByteKinds.HEX_LETTER;
import static postmortem.log.signature.ByteKinds.JOINT;
import static postmortem.log.signature.ByteKinds.JOINTS;
import static postmortem.log.signature.ByteKinds.LETTER;
import static postmortem.log.signature.ByteKinds.SLASH;
import static postmortem.log.signature.ByteKinds.SPECIAL;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Replaces what varies in a line by {@code <*>}, in one pass over bytes: numbers with their unit,
 * hexadecimal digits, UUIDs, addresses of any kind, identifiers, stamps, absolute paths, e-mail
 * addresses, web addresses and quoted text. One set of masks serves all logs. Reused from line to
 * line and not thread-safe.
 *
 * <p>What stays is copied in runs as long as possible; what a token is made of is gathered while
 * its end is found, and decides most tokens without another look.
 */
public final class TokenMask {

  /** Longer text is cut: what tells lines apart stands at their beginning. */
  public static final int MOST_BYTES = 600;

  private static final byte[] ANY = "<*>".getBytes(StandardCharsets.US_ASCII);

  /** From so many short names with digits on they are the parts of a place, as {@code R2-M0-N4}. */
  private static final int FEWEST_NAMES = 3;

  /** Shorter hexadecimal numbers are too often the same by chance. */
  private static final int SHORTEST_ID = 16;

  private byte[] out = new byte[4 * MOST_BYTES];
  private long identifier;
  private int length;

  /** An empty mask. */
  public TokenMask() {}

  /** Forgets the last signature. */
  public void clear() {
    length = 0;
    identifier = 0;
  }

  /**
   * A hash of the first identifier in the text that others may write as well (a UUID, or a long
   * hexadecimal number); 0 when there is none.
   */
  public long identifier() {
    return identifier;
  }

  private void identified(byte[] buf, int from, int to) {
    if (identifier == 0) {
      identifier = ByteHash.of(buf, from, to);
    }
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
    return ByteHash.of(out, 0, length);
  }

  /** Adds bytes as they are. */
  public void literal(byte[] buf, int from, int to) {
    need(to - from);
    copy(buf, from, to);
  }

  /** Adds a space. */
  public void space() {
    need(1);
    out[length++] = ' ';
  }

  /** Adds text, masked; only its first line, and of that at most {@link #MOST_BYTES}. */
  public void text(byte[] buf, int from, int to) {
    int end = Math.min(to, from + MOST_BYTES);
    // No byte becomes more than three.
    need(ANY.length * (end - from));
    int at = from;
    int kept = from;
    int said = -1;
    boolean spaced = true;
    while (at < end) {
      int kind = ByteKinds.of(buf[at]);
      if (kind >= 0) {
        int start = at;
        int kinds = 0;
        do {
          kinds |= kind;
          at++;
        } while (at < end && (kind = ByteKinds.of(buf[at])) >= 0);
        spaced = false;
        if ((kinds & SPECIAL) != 0) {
          copy(buf, kept, start);
          at = token(buf, start, at, end, kinds);
          kept = at;
        }
        continue;
      }
      byte b = buf[at];
      if (b == '\n') {
        break;
      }
      if (b == ' ') {
        if (spaced) {
          copy(buf, kept, at);
          kept = at + 1;
        }
        spaced = true;
        at++;
        continue;
      }
      if (b == '\t' || b == '\r') {
        copy(buf, kept, at);
        if (!spaced) {
          out[length++] = ' ';
        }
        spaced = true;
        at++;
        kept = at;
        continue;
      }
      spaced = false;
      int closed =
          (b == '"' && at != said) || b == '\'' ? QuotedText.closing(buf, from, at, end) : -1;
      if (at == from && b == '"' && closed > 0 && QuotedText.isSentence(buf, closed + 1, end)) {
        said = closed;
        at++;
      } else if (closed > at) {
        copy(buf, kept, at + 1);
        request(buf, at + 1, closed);
        any();
        kept = closed;
        at = closed + 1;
      } else {
        at++;
      }
    }
    copy(buf, kept, at);
    if (length > 0 && out[length - 1] == ' ') {
      length--;
    }
  }

  /** Adds a path or the target of a request, masked by its parts and without its query. */
  public void path(byte[] buf, int from, int to) {
    need(ANY.length * (to - from));
    target(buf, from, to);
  }

  private void target(byte[] buf, int from, int to) {
    int at = from;
    int kept = from;
    while (at < to && buf[at] != '?' && buf[at] != '#' && at - from < MOST_BYTES) {
      if (buf[at] == '/') {
        at++;
        continue;
      }
      int start = at;
      int kinds = 0;
      while (at < to && buf[at] != '/' && buf[at] != '?' && buf[at] != '#') {
        kinds |= ByteKinds.of(buf[at]);
        at++;
      }
      if ((kinds & DIGIT) != 0 || TokenShapes.hasLongHex(buf, start, at)) {
        copy(buf, kept, start);
        parts(buf, start, at);
        kept = at;
      }
    }
    copy(buf, kept, at);
  }

  /**
   * Keeps the method of a quoted HTTP request, since it says what was asked for; where the request
   * is the value of a name it is not what the line is about.
   */
  private void request(byte[] buf, int from, int to) {
    int before = length - 2;
    while (before >= 0 && out[before] == ' ') {
      before--;
    }
    boolean named = before >= 0 && (out[before] == ':' || out[before] == '=');
    int target = named ? from : RequestLine.target(buf, from, to);
    if (target > from) {
      copy(buf, from, target);
    }
  }

  /** Adds a token that is no plain word; where it ends, which may be behind what joins tokens. */
  private int token(byte[] buf, int from, int to, int end, int kinds) {
    if ((kinds & (LETTER | SLASH | AT)) == 0) {
      // Numbers, however they are joined.
      any();
      copy(buf, trimmed(buf, from, to), to);
      return to;
    }
    if (ByteKinds.only(kinds, DIGIT | HEX_LETTER) && to - from >= TokenShapes.SHORTEST_HEX) {
      if (to - from >= SHORTEST_ID) {
        identified(buf, from, to);
      }
      any();
      return to;
    }
    if (kinds == (DIGIT | ByteKinds.HEX_LOWER | JOINT) && TokenShapes.isUuid(buf, from, to)) {
      identified(buf, from, to);
      any();
      return to;
    }
    boolean colons = (kinds & COLON) != 0;
    boolean slashes = (kinds & SLASH) != 0;
    if (slashes) {
      if (colons && TokenShapes.isAddress(buf, from, to)) {
        any();
        return address(buf, to, end);
      }
      if (buf[from] == '/' && RequestLine.endsWithMethod(out, length)) {
        int all = address(buf, to, end);
        target(buf, from, all);
        return all;
      }
    }
    int last = trimmed(buf, from, to);
    masked(buf, from, last, kinds);
    copy(buf, last, to);
    return to;
  }

  private static int address(byte[] buf, int at, int end) {
    int to = at;
    while (to < end && !endsAddress(buf[to])) {
      to++;
    }
    return to;
  }

  /** Where a token ends without the punctuation of the sentence. */
  private static int trimmed(byte[] buf, int from, int to) {
    int end = to;
    while (end > from && (buf[end - 1] == '.' || buf[end - 1] == ':' || buf[end - 1] == '?')) {
      end--;
    }
    return end;
  }

  private void masked(byte[] buf, int from, int end, int kinds) {
    boolean slashes = (kinds & SLASH) != 0;
    boolean colons = (kinds & COLON) != 0;
    int path = slashes ? TokenShapes.absolutePath(buf, from, end) : -1;
    if (path >= 0) {
      copy(buf, from, path);
      any();
      return;
    }
    if ((kinds & AT) != 0 && TokenShapes.isMail(buf, from, end)) {
      any();
      return;
    }
    if ((kinds & DIGIT) == 0) {
      copy(buf, from, end);
      return;
    }
    if (slashes && TokenShapes.isEscape(buf, from, end)) {
      any();
      return;
    }
    int code = colons ? end : from;
    while (code > from && buf[code - 1] != ':') {
      code--;
    }
    if (TokenShapes.isCode(buf, code, end, kinds)) {
      copy(buf, from, code);
      any();
    } else if (slashes) {
      target(buf, from, end);
    } else if (colons
        && (TokenShapes.isHostWithPort(buf, from, end) || TokenShapes.isGroups(buf, from, end))) {
      any();
    } else {
      parts(buf, from, end);
    }
  }

  private static boolean endsAddress(byte b) {
    return (b <= ' ' && b >= 0) || b == '"' || b == '\'' || b == ')' || b == '>' || b == ',';
  }

  /**
   * A token, split at joints; when all parts vary it is one variable, also where names with digits
   * stand among them ({@code v3.2.11}) or are all there is ({@code R2-M0-N4}).
   */
  private void parts(byte[] buf, int from, int to) {
    int own = TokenShapes.xray(buf, from, to);
    if (own < to) {
      identified(buf, own, to);
    }
    if (TokenShapes.isUuid(buf, from, to)) {
      identified(buf, from, to);
      any();
      return;
    }
    int begun = length;
    boolean words = false;
    boolean varies = false;
    boolean longWords = false;
    int names = 0;
    int at = from;
    while (at < to) {
      int kind = ByteKinds.of(buf[at]);
      if (kind > 0 && (kind & JOINTS) != 0) {
        out[length++] = buf[at++];
        continue;
      }
      int start = at;
      if (to - at > TokenShapes.UUID && beginsWithUuid(buf, at)) {
        identified(buf, at, at + TokenShapes.UUID);
        any();
        varies = true;
        at += TokenShapes.UUID;
        continue;
      }
      int digits = 0;
      int all = 0;
      do {
        all |= kind;
        digits += kind & DIGIT;
        at++;
      } while (at < to && ((kind = ByteKinds.of(buf[at])) < 0 || (kind & JOINTS) == 0));
      boolean hex = ByteKinds.only(all, DIGIT | HEX_LETTER);
      if (hex && at - start == to - from && at - start >= SHORTEST_ID) {
        identified(buf, start, at);
      }
      int prefix = TokenShapes.prefix(buf, start, at, digits, hex);
      words |= prefix > 0 || (prefix < 0 && digits == 0);
      longWords |= prefix > 0 || (prefix < 0 && digits == 0 && at - start > 2);
      varies |= prefix == 0;
      names += prefix < 0 && digits > 0 ? 1 : 0;
      if (prefix < 0) {
        copy(buf, start, at);
      } else {
        copy(buf, start, start + prefix);
        any();
      }
    }
    if ((varies && !words) || (names >= FEWEST_NAMES && !longWords)) {
      length = begun;
      any();
    }
  }

  /** Whether a UUID stands there and ends before the next joint; at least one byte follows it. */
  private static boolean beginsWithUuid(byte[] buf, int at) {
    int end = at + TokenShapes.UUID;
    int next = ByteKinds.of(buf[end]);
    return buf[at + 8] == '-'
        && next > 0
        && (next & JOINTS) != 0
        && TokenShapes.isUuid(buf, at, end);
  }

  private void any() {
    if (length >= ANY.length
        && out[length - 1] == '>'
        && out[length - 2] == '*'
        && out[length - 3] == '<') {
      return;
    }
    need(ANY.length);
    out[length++] = '<';
    out[length++] = '*';
    out[length++] = '>';
  }

  /** Adds bytes for which there is room. */
  private void copy(byte[] buf, int from, int to) {
    int count = to - from;
    System.arraycopy(buf, from, out, length, count);
    length += count;
  }

  private void need(int more) {
    if (length + more > out.length) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, length + more));
    }
  }
}
