package postmortem.log.summary;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What stands in a template in the place of a part of a word, and a figure in its place. */
final class Placeholders {

  private static final byte[] PLACEHOLDER = "<*>".getBytes(StandardCharsets.US_ASCII);

  /** A character of nobody's, so that it is found again, and a figure. */
  private static final String FIGURE = "\ue0000";

  private Placeholders() {}

  /** The template with figures for placeholders that touch a word; null where none does. */
  static byte @Nullable [] asFigures(byte[] template, int length) {
    ByteArrayOutputStream out = null;
    int kept = 0;
    for (int at = 0; at + PLACEHOLDER.length <= length; at++) {
      if (isPlaceholder(template, at)
          && (isWord(template, at - 1, length)
              || isWord(template, at + PLACEHOLDER.length, length))) {
        out = out == null ? new ByteArrayOutputStream() : out;
        out.write(template, kept, at - kept);
        out.writeBytes(FIGURE.getBytes(StandardCharsets.UTF_8));
        at += PLACEHOLDER.length - 1;
        kept = at + 1;
      }
    }
    if (out == null) {
      return null;
    }
    out.write(template, kept, length - kept);
    return out.toByteArray();
  }

  /** The text with the placeholders that are left in it. */
  static String restored(String text) {
    return text.replace(FIGURE, "<*>");
  }

  private static boolean isPlaceholder(byte[] text, int at) {
    return text[at] == PLACEHOLDER[0]
        && text[at + 1] == PLACEHOLDER[1]
        && text[at + 2] == PLACEHOLDER[2];
  }

  private static boolean isWord(byte[] text, int at, int length) {
    return at >= 0
        && at < length
        && (((text[at] | 0x20) >= 'a' && (text[at] | 0x20) <= 'z')
            || (text[at] >= '0' && text[at] <= '9'));
  }
}
