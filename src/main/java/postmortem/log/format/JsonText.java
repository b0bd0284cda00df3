package postmortem.log.format;

/** The inside of JSON strings, as bytes. */
final class JsonText {

  private static final int ESCAPE = 0x1B;

  private JsonText() {}

  /**
   * Writes the unescaped text to {@code out}; the text never gets longer. What is no escape is kept
   * as it is. Escaped surrogates become one UTF-8 character, a lone one U+FFFD; the colours of a
   * terminal are left out, as they are of lines that nothing wraps.
   *
   * @return where the text ends in {@code out}
   */
  static int unescape(byte[] buf, int from, int to, byte[] out, int outFrom) {
    int at = from;
    int end = outFrom;
    while (at < to) {
      byte b = buf[at++];
      if (b != '\\' || at >= to) {
        out[end++] = b;
        continue;
      }
      byte escaped = buf[at++];
      switch (escaped) {
        case 'n' -> out[end++] = '\n';
        case 't' -> out[end++] = '\t';
        case 'r' -> out[end++] = '\r';
        case 'b' -> out[end++] = '\b';
        case 'f' -> out[end++] = '\f';
        case '"', '\\', '/' -> out[end++] = escaped;
        case 'u' -> {
          int unit = hex(buf, at, to);
          if (unit < 0) {
            out[end++] = '\\';
            out[end++] = 'u';
            break;
          }
          at += 4;
          int point = unit;
          if (unit == ESCAPE) {
            int colour = colour(buf, at, to);
            if (colour > at) {
              at = colour;
              break;
            }
          }
          if (Character.isHighSurrogate((char) unit)) {
            int low =
                at + 1 < to && buf[at] == '\\' && buf[at + 1] == 'u' ? hex(buf, at + 2, to) : -1;
            if (low >= 0 && Character.isLowSurrogate((char) low)) {
              point = Character.toCodePoint((char) unit, (char) low);
              at += 6;
            } else {
              point = 0xFFFD;
            }
          } else if (Character.isLowSurrogate((char) unit)) {
            point = 0xFFFD;
          }
          end = utf8(point, out, end);
        }
        default -> {
          out[end++] = '\\';
          out[end++] = escaped;
        }
      }
    }
    return end;
  }

  /**
   * Where what sets a colour of a terminal ends, behind its escape; {@code from} if none stands.
   */
  private static int colour(byte[] buf, int from, int to) {
    int at = from;
    if (at >= to || buf[at] != '[') {
      return from;
    }
    at++;
    while (at < to && ((buf[at] >= '0' && buf[at] <= '9') || buf[at] == ';')) {
      at++;
    }
    return at < to && buf[at] == 'm' ? at + 1 : from;
  }

  private static int hex(byte[] buf, int from, int to) {
    if (to - from < 4) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit((char) buf[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  private static int utf8(int point, byte[] out, int at) {
    int end = at;
    if (point < 0x80) {
      out[end++] = (byte) point;
    } else if (point < 0x800) {
      out[end++] = (byte) (0xC0 | (point >> 6));
      out[end++] = (byte) (0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
      out[end++] = (byte) (0xE0 | (point >> 12));
      out[end++] = (byte) (0x80 | ((point >> 6) & 0x3F));
      out[end++] = (byte) (0x80 | (point & 0x3F));
    } else {
      out[end++] = (byte) (0xF0 | (point >> 18));
      out[end++] = (byte) (0x80 | ((point >> 12) & 0x3F));
      out[end++] = (byte) (0x80 | ((point >> 6) & 0x3F));
      out[end++] = (byte) (0x80 | (point & 0x3F));
    }
    return end;
  }
}
