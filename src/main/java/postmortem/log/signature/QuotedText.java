package postmortem.log.signature;

/** Text in quotes: where it ends, and what it is. */
final class QuotedText {

  private static final int LONGEST = 200;

  private QuotedText() {}

  /** The quote that closes the one at {@code at}, or -1; an apostrophe in a word opens nothing. */
  static int closing(byte[] buf, int from, int at, int end) {
    byte quote = buf[at];
    if (quote == '\'' && at > from && ByteKinds.isLetter(buf[at - 1])) {
      return -1;
    }
    boolean escaped = at > from && buf[at - 1] == '\\';
    int last = quote == '"' ? end : Math.min(end, at + LONGEST);
    for (int i = at + 1; i < last; i++) {
      if (buf[i] == '\\') {
        i++;
        if (escaped && i < last && buf[i] == quote) {
          return i;
        }
      } else if (buf[i] == quote
          && (quote == '"' || i + 1 == end || !ByteKinds.isLetter(buf[i + 1]))) {
        return i;
      } else if (buf[i] == '\n') {
        return -1;
      }
    }
    return -1;
  }

  /** Whether quoted text at the beginning is what is said: fields follow, or nothing. */
  static boolean isSentence(byte[] buf, int from, int end) {
    if (from == end || buf[from] == '\n') {
      return true;
    }
    int at = from + 1;
    while (at < end && (ByteKinds.isLetter(buf[at]) || buf[at] == '_')) {
      at++;
    }
    return buf[from] == ' ' && at > from + 1 && at < end && buf[at] == '=';
  }
}
