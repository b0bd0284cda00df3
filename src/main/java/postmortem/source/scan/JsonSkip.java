package postmortem.source.scan;

import java.io.IOException;
import postmortem.log.format.ByteSearch;

/**
 * Steps over values of JSON in the bytes of a file, reading on where they end. Brackets and quotes
 * are looked at, nothing else.
 */
final class JsonSkip {

  private final RecordBytes in;
  private final int longest;
  private boolean dropped;

  /**
   * Steps through a file.
   *
   * @param longest of a value that has more bytes the pin is taken away
   */
  JsonSkip(RecordBytes in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Goes on behind a value that was too long. */
  void begin() {
    dropped = false;
  }

  /** Whether a value was too long since then. */
  boolean isDropped() {
    return dropped;
  }

  /** Where the line ends that is being read, as far as it is held. */
  int lineEnd() throws IOException {
    int searched = in.at();
    while (true) {
      int end = ByteSearch.indexOf(in.buf(), searched, in.end(), (byte) '\n');
      if (end < in.end()) {
        return end;
      }
      int gone = in.end() - in.at();
      if (gone > longest || !in.more()) {
        return in.end();
      }
      searched = in.at() + gone;
    }
  }

  /** The next byte that is no white space; -1 at the end. */
  int peek() throws IOException {
    while (true) {
      int at = Extraction.skipSpace(in.buf(), in.at(), in.end());
      in.to(at);
      if (at < in.end()) {
        return in.buf()[at] & 0xFF;
      }
      if (!in.more()) {
        return -1;
      }
    }
  }

  /** Steps over the text that begins here. */
  void text() throws IOException, JsonWalk.Broken {
    in.to(in.at() + 1);
    while (true) {
      int at = ByteSearch.indexOf(in.buf(), in.at(), in.end(), (byte) '"', (byte) '\\');
      in.to(at);
      if (at < in.end() && in.buf()[at] == '"') {
        in.to(at + 1);
        return;
      }
      if (at + 1 < in.end()) {
        in.to(at + 2);
      } else {
        more();
      }
    }
  }

  /** Steps over the value that begins here; takes the pin away when it is too long to be kept. */
  void value() throws IOException, JsonWalk.Broken {
    int b = peek();
    if (b == '"') {
      text();
    } else if (b == '{' || b == '[') {
      nested();
    } else if (b < 0) {
      throw new JsonWalk.Broken(true);
    } else if (b == ',' || b == ':' || b == '}' || b == ']') {
      throw new JsonWalk.Broken(false);
    } else {
      word();
    }
  }

  /** Steps over a number or a word, or what stands in the place of one: a byte at least. */
  private void word() throws IOException, JsonWalk.Broken {
    boolean any = false;
    while (true) {
      int begin = in.at();
      int at = begin;
      byte[] buf = in.buf();
      while (at < in.end() && isOfWord(buf[at])) {
        at++;
      }
      any |= at > begin;
      in.to(at);
      if (at < in.end() && !any) {
        throw new JsonWalk.Broken(false);
      }
      if (at < in.end() || !in.more()) {
        return;
      }
    }
  }

  /** Bytes of letters outside of ASCII are negative. */
  private static boolean isOfWord(byte b) {
    return b != ',' && b != '}' && b != ']' && (b > ' ' || b < 0);
  }

  private void nested() throws IOException, JsonWalk.Broken {
    int open = 0;
    while (true) {
      byte[] buf = in.buf();
      int at = in.at();
      int end = in.end();
      while (at < end) {
        byte c = buf[at];
        if (c == '"') {
          int text = Extraction.endOfText(buf, at + 1, end);
          if (text >= end) {
            break;
          }
          at = text + 1;
          continue;
        }
        at++;
        if (c == '{' || c == '[') {
          open++;
        } else if (c == '}' || c == ']') {
          open--;
          if (open == 0) {
            in.to(at);
            return;
          }
        }
      }
      in.to(at);
      if (at < end) {
        text();
      } else {
        more();
      }
    }
  }

  /** Reads on inside a value. */
  private void more() throws IOException, JsonWalk.Broken {
    if (in.pinned() >= 0 && in.at() - in.pinned() > longest) {
      in.unpin();
      dropped = true;
    }
    if (!in.more()) {
      throw new JsonWalk.Broken(true);
    }
  }
}
