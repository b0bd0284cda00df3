package postmortem.event.stamp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Text in which a stamp is looked for: bytes up to an end. */
final class GuessedText {

  private final byte[] buf;
  private final int to;

  GuessedText(byte[] buf, int to) {
    this.buf = buf;
    this.to = to;
  }

  byte[] buf() {
    return buf;
  }

  int to() {
    return to;
  }

  /** The byte at a place as text if it is one of those; else null. */
  @Nullable String separator(int at, String allowed) {
    return at < to && allowed.indexOf(buf[at]) >= 0 ? String.valueOf((char) buf[at]) : null;
  }

  /** Behind a text that stands there, or -1. */
  int behind(int start, String wanted) {
    byte[] bytes = wanted.getBytes(StandardCharsets.UTF_8);
    return start + bytes.length <= to
            && Arrays.equals(buf, start, start + bytes.length, bytes, 0, bytes.length)
        ? start + bytes.length
        : -1;
  }

  /** Where the digits end that begin there. */
  int digits(int start) {
    int end = start;
    while (end < to && isDigit(end)) {
      end++;
    }
    return end;
  }

  boolean isDigit(int at) {
    return buf[at] >= '0' && buf[at] <= '9';
  }

  boolean isLetter(int at) {
    return (buf[at] | 0x20) >= 'a' && (buf[at] | 0x20) <= 'z';
  }

  boolean isWord(int at) {
    return isDigit(at) || isLetter(at) || buf[at] == '_';
  }
}
