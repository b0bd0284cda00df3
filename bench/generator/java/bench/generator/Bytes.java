package bench.generator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing run of bytes that is written to and emptied over and over. */
final class Bytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[2 << 20];
  private int length;

  int length() {
    return length;
  }

  Bytes text(byte[] text) {
    need(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  Bytes put(int b) {
    need(1);
    bytes[length++] = (byte) b;
    return this;
  }

  void set(int at, int b) {
    bytes[at] = (byte) b;
  }

  /** Takes away what was written since a place. */
  void cut(int from) {
    length = from;
  }

  Bytes decimal(long value) {
    need(20);
    if (value < 0) {
      bytes[length++] = '-';
      value = -value;
    }
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + value % 10);
      value /= 10;
    }
    length += digits;
    return this;
  }

  /** With leading zeros. */
  Bytes padded(int value, int digits) {
    need(digits);
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + value % 10);
      value /= 10;
    }
    length += digits;
    return this;
  }

  Bytes hex(long value, int digits) {
    need(digits);
    for (int i = 0; i < digits; i++) {
      bytes[length++] = HEX[(int) (value >>> (4 * i)) & 15];
    }
    return this;
  }

  /** Makes what was written since a place the inside of a JSON string. */
  void escape(int from) {
    byte[] plain = Arrays.copyOfRange(bytes, from, length);
    length = from;
    for (byte b : plain) {
      switch (b) {
        case '\n' -> put('\\').put('n');
        case '\t' -> put('\\').put('t');
        case '"' -> put('\\').put('"');
        case '\\' -> put('\\').put('\\');
        default -> put(b);
      }
    }
  }

  /** Makes what was written since a place the inside of a quoted field of a table. */
  void quote(int from) {
    byte[] plain = Arrays.copyOfRange(bytes, from, length);
    length = from;
    for (byte b : plain) {
      put(b);
      if (b == '"') {
        put(b);
      }
    }
  }

  void drain(OutputStream to) throws IOException {
    to.write(bytes, 0, length);
    length = 0;
  }

  private void need(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
    }
  }

  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
