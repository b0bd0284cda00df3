package postmortem.log.format;

import org.jspecify.annotations.Nullable;

/** Lines of XML that hold one element with nothing but text, or open one. */
public final class KeyedLine {

  private KeyedLine() {}

  /**
   * An element on a line of its own: {@code <level>WARN</level>}.
   *
   * @param nameFrom where its name begins
   * @param nameTo behind its name
   * @param from where its text begins
   * @param to behind its text
   */
  public record Element(int nameFrom, int nameTo, int from, int to) {}

  /** The element that a line holds, blanks around it; null for another line. */
  public static @Nullable Element element(byte[] buf, int from, int to) {
    int name = start(buf, from, to) + 1;
    int nameTo = name(buf, name, to);
    int end = to;
    while (end > name && (buf[end - 1] == ' ' || buf[end - 1] == '\t' || buf[end - 1] == '\r')) {
      end--;
    }
    int length = nameTo - name;
    int close = end - length - 3;
    boolean closed =
        length > 0
            && close > nameTo
            && buf[nameTo] == '>'
            && buf[close] == '<'
            && buf[close + 1] == '/'
            && buf[end - 1] == '>';
    for (int i = 0; i < length && closed; i++) {
      closed = buf[name + i] == buf[close + 2 + i];
    }
    return closed ? new Element(name, nameTo, nameTo + 1, close) : null;
  }

  /** Whether a line opens an element, and no more. */
  public static boolean isOpening(byte[] buf, int from, int to) {
    int name = start(buf, from, to) + 1;
    int end = name(buf, name, to);
    return end > name && end + 1 == to && buf[end] == '>';
  }

  /** Where a line has its first sign that is no blank, if that opens an element; else its end. */
  private static int start(byte[] buf, int from, int to) {
    int at = from;
    while (at < to && (buf[at] == ' ' || buf[at] == '\t')) {
      at++;
    }
    return at < to && buf[at] == '<' ? at : to;
  }

  private static int name(byte[] buf, int from, int to) {
    int at = from;
    while (at < to
        && (((buf[at] | 0x20) >= 'a' && (buf[at] | 0x20) <= 'z')
            || (at > from
                && ((buf[at] >= '0' && buf[at] <= '9') || "_-.".indexOf(buf[at]) >= 0)))) {
      at++;
    }
    return Math.max(from, at);
  }
}
