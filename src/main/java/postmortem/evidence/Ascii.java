package postmortem.evidence;

import java.nio.charset.StandardCharsets;

/** Signatures at the beginning of files. */
final class Ascii {

  private Ascii() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static boolean matches(byte[] bytes, int at, byte[] signature) {
    if (at + signature.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < signature.length; i++) {
      if (bytes[at + i] != signature[i]) {
        return false;
      }
    }
    return true;
  }
}
