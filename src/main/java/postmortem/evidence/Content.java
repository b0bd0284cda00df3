package postmortem.evidence;

import java.util.Locale;

/** What the decompressed bytes of a file are, judged by their beginning. */
public enum Content {
  /** Text in UTF-8; ASCII is that too, and so is a file of no bytes. */
  UTF_8,
  /** Text in UTF-8 behind a byte order mark. */
  UTF_8_WITH_MARK,
  /** Text in UTF-16, low byte first, with or without a byte order mark. */
  UTF_16_LE,
  /** Text in UTF-16, high byte first, with or without a byte order mark. */
  UTF_16_BE,
  /** Text in an 8-bit charset of western Europe; read as windows-1252, which contains Latin-1. */
  LATIN_1,
  /** A Git bundle: a line of text, then binary data. */
  GIT_BUNDLE,
  /** Neither: a picture, a dump, a kind of archive that is not read. */
  BINARY;

  /** How many bytes decide. */
  static final int HEAD = 1 << 16;

  /** Bold, colour, colour, reset, monospace, reverse, italic, struck, underlined, as IRC has it. */
  private static final String FORMATTING = "\u0002\u0003\u0004\u000f\u0011\u0016\u001d\u001e\u001f";

  private static final byte[] BUNDLE = Ascii.bytes("# v");
  private static final byte[] BUNDLE_END = Ascii.bytes(" git bundle\n");

  /** Whether it is text. */
  public boolean isText() {
    return this != GIT_BUNDLE && this != BINARY;
  }

  /** Its name for people, such as {@code utf-16-le}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Judges a beginning.
   *
   * <p>Binary is what has more than 1 % control characters other than white space, escape and NUL,
   * or more than 30 % NUL, where the codes of chats for colours and letters do not count while no
   * other control character is there: logs that were cut while being written hold runs of NUL.
   * UTF-16 without a mark shows as NUL in every second byte. Latin-1 is what has more bytes above
   * 127 outside of UTF-8 sequences than sequences; a file that is damaged UTF-8 in a few places
   * stays UTF-8.
   *
   * @param head the first bytes
   * @param length how many of them count
   */
  static Content of(byte[] head, int length) {
    if (length >= 3 && at(head, 0) == 0xEF && at(head, 1) == 0xBB && at(head, 2) == 0xBF) {
      return binary(head, 3, length) ? BINARY : UTF_8_WITH_MARK;
    }
    if (length >= 2 && at(head, 0) == 0xFF && at(head, 1) == 0xFE) {
      return UTF_16_LE;
    }
    if (length >= 2 && at(head, 0) == 0xFE && at(head, 1) == 0xFF) {
      return UTF_16_BE;
    }
    if (isBundle(head, length)) {
      return GIT_BUNDLE;
    }
    int[] nuls = new int[2];
    for (int i = 0; i < length; i++) {
      if (head[i] == 0) {
        nuls[i & 1]++;
      }
    }
    int pairs = length / 2;
    if (pairs > 0 && nuls[1] > pairs * 2 / 3 && nuls[0] <= pairs / 50) {
      return UTF_16_LE;
    }
    if (pairs > 0 && nuls[0] > pairs * 2 / 3 && nuls[1] <= pairs / 50) {
      return UTF_16_BE;
    }
    if (binary(head, 0, length)) {
      return BINARY;
    }
    return mostlyOutsideUtf8(head, length) ? LATIN_1 : UTF_8;
  }

  private static boolean isBundle(byte[] head, int length) {
    return length > BUNDLE.length + 1 + BUNDLE_END.length
        && Ascii.matches(head, 0, BUNDLE)
        && (head[BUNDLE.length] == '2' || head[BUNDLE.length] == '3')
        && Ascii.matches(head, BUNDLE.length + 1, BUNDLE_END);
  }

  private static boolean binary(byte[] head, int from, int length) {
    int nuls = 0;
    int controls = 0;
    int letters = 0;
    boolean sequence = false;
    for (int i = from; i < length; i++) {
      int b = at(head, i);
      if (i > from && at(head, i - 1) == 0x1B && (b == ']' || b == '_')) {
        sequence = true;
      } else if (b == '\n') {
        sequence = false;
      }
      if (b == 0) {
        nuls++;
      } else if (sequence && b == 0x07) {
        // The end of a title of a terminal, or of what a program says to it.
        sequence = false;
      } else if (b < 0x08 || (b > 0x0D && b < 0x20 && b != 0x1B) || b == 0x7F) {
        controls++;
        letters += FORMATTING.indexOf(b) >= 0 ? 1 : 0;
      }
    }
    if (controls == letters && nuls == 0) {
      return false;
    }
    long rest = (long) length - from;
    return controls * 100L > rest || nuls * 100L > rest * 30;
  }

  private static boolean mostlyOutsideUtf8(byte[] head, int length) {
    int sequences = 0;
    int outside = 0;
    for (int i = 0; i < length; i++) {
      int b = at(head, i);
      if (b < 0x80) {
        continue;
      }
      int more =
          b >= 0xC2 && b < 0xE0 ? 1 : b >= 0xE0 && b < 0xF0 ? 2 : b >= 0xF0 && b < 0xF5 ? 3 : 0;
      if (i + more >= length && more > 0) {
        break;
      }
      int have = 0;
      while (have < more && (at(head, i + have + 1) & 0xC0) == 0x80) {
        have++;
      }
      if (more > 0 && have == more) {
        sequences++;
        i += more;
      } else {
        outside++;
      }
    }
    return outside > sequences;
  }

  private static int at(byte[] bytes, int index) {
    return bytes[index] & 0xFF;
  }
}
