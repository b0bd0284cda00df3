package postmortem.log.signature;

import java.util.Arrays;

/**
 * What kinds of bytes a token is made of, one bit for each: gathered in the pass that finds the end
 * of the token, they tell which looks at it can be left out.
 */
final class ByteKinds {

  static final int DIGIT = 1;

  /** A letter from a to f in lower case. */
  static final int HEX_LOWER = 2;

  /** A letter from A to F in upper case. */
  static final int HEX_UPPER = 4;

  /** Another letter in lower case. */
  static final int LOWER = 8;

  /** Another letter in upper case. */
  static final int UPPER = 16;

  /** A byte of UTF-8 beyond ASCII: it belongs to a word. */
  static final int OTHER = 32;

  /** A slash of either kind. */
  static final int SLASH = 64;

  static final int AT = 128;
  static final int COLON = 256;

  /** Another byte that joins the parts of a token. */
  static final int JOINT = 512;

  /** Ends a token; the only one below zero. */
  static final int DELIMITER = Integer.MIN_VALUE;

  static final int HEX_LETTER = HEX_LOWER | HEX_UPPER;
  static final int ANY_LOWER = HEX_LOWER | LOWER;
  static final int ANY_UPPER = HEX_UPPER | UPPER;
  static final int LETTER = ANY_LOWER | ANY_UPPER | OTHER;
  static final int JOINTS = SLASH | AT | COLON | JOINT;

  /** A token with none of these is a word. */
  static final int SPECIAL = DIGIT | SLASH | AT;

  private static final int[] KIND = new int[256];

  static {
    Arrays.fill(KIND, DELIMITER);
    Arrays.fill(KIND, 0x80, 0x100, OTHER);
    Arrays.fill(KIND, 'a', 'f' + 1, HEX_LOWER);
    Arrays.fill(KIND, 'g', 'z' + 1, LOWER);
    Arrays.fill(KIND, 'A', 'F' + 1, HEX_UPPER);
    Arrays.fill(KIND, 'G', 'Z' + 1, UPPER);
    Arrays.fill(KIND, '0', '9' + 1, DIGIT);
    for (char joint : "._-%+#~&$*?".toCharArray()) {
      KIND[joint] = JOINT;
    }
    KIND[':'] = COLON;
    KIND['@'] = AT;
    KIND['/'] = SLASH;
    KIND['\\'] = SLASH;
  }

  private ByteKinds() {}

  static int of(byte b) {
    return KIND[b & 0xFF];
  }

  static boolean isLetter(byte b) {
    return (KIND[b & 0xFF] & LETTER) != 0 && KIND[b & 0xFF] > 0;
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  static boolean isJoint(byte b) {
    return KIND[b & 0xFF] > 0 && (KIND[b & 0xFF] & JOINTS) != 0;
  }

  static boolean isHex(byte b) {
    return KIND[b & 0xFF] > 0 && (KIND[b & 0xFF] & (DIGIT | HEX_LETTER)) != 0;
  }

  /** Whether all of what was gathered is among these kinds. */
  static boolean only(int kinds, int allowed) {
    return (kinds & ~allowed) == 0;
  }
}
