package postmortem.source.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;
import postmortem.evidence.Limits;
import postmortem.source.rule.BytesCondition;
import postmortem.source.scan.SieveQuestions.Node;
import postmortem.source.scan.SieveQuestions.Test;
import postmortem.source.tree.TreeReader;

/**
 * What one record answers, read off its bytes. Gives up where a tree might see something else: at a
 * key that stands twice or is written with escapes, at what is no JSON, and at texts whose lower
 * case is not told by their bytes. What nobody asks for is stepped over by its brackets and quotes.
 * Reused; not thread-safe.
 */
final class SieveAnswers implements BytesCondition.Answers {

  private static final JsonFactory FACTORY = TreeReader.factory(Limits.DEFAULT);

  private final SieveQuestions questions;
  private final boolean[] known;
  private final boolean[] held;
  private final boolean[] passed;
  private byte[] plain = new byte[256];
  private boolean doubt;

  SieveAnswers(SieveQuestions questions) {
    this.questions = questions;
    this.known = new boolean[questions.values()];
    this.held = new boolean[questions.values()];
    this.passed = new boolean[questions.tests()];
  }

  /** Goes through a record; false when bytes do not tell what it answers. */
  boolean read(byte[] buf, int from, int to) {
    Arrays.fill(known, false);
    Arrays.fill(held, false);
    Arrays.fill(passed, false);
    doubt = false;
    int begin = Extraction.skipSpace(buf, from, to);
    int end = value(questions.root(), buf, begin, to);
    return !doubt && Extraction.skipSpace(buf, end, to) == to;
  }

  @Override
  public boolean knows(int value) {
    return known[value];
  }

  @Override
  public int first(int[] values) {
    for (int i = 0; i < values.length; i++) {
      if (held[values[i]]) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean passes(int value, int test) {
    return passed[test];
  }

  /** Where the value ends that begins at {@code at}. */
  private int value(Node node, byte[] buf, int at, int end) {
    if (at >= end) {
      return giveUp(end);
    }
    byte first = buf[at];
    if (first == '"') {
      int close = Extraction.endOfText(buf, at + 1, end);
      if (close >= end) {
        return giveUp(end);
      }
      text(node, buf, at + 1, close);
      return close + 1;
    }
    if (first != '{' && first != '[') {
      int after = Extraction.skip(buf, at, end);
      word(node, buf, at, after);
      return after;
    }
    int inside = Extraction.skipSpace(buf, at + 1, end);
    answer(node, inside < end && buf[inside] != '}' && buf[inside] != ']');
    if (node.isLeaf()) {
      int closed = Extraction.close(buf, at, end);
      return closed < 0 ? giveUp(end) : closed;
    }
    return first == '{' ? object(node, buf, inside, end) : list(node, buf, inside, end);
  }

  private int giveUp(int end) {
    doubt = true;
    return end;
  }

  private void answer(Node node, boolean holds) {
    for (int value : node.values) {
      known[value] = true;
      held[value] |= holds;
    }
  }

  private int object(Node node, byte[] buf, int first, int end) {
    if (node.any != null) {
      // Which of equal keys is the last one cannot be told of keys that are not known.
      return giveUp(end);
    }
    int at = first;
    if (at < end && buf[at] == '}') {
      return at + 1;
    }
    long seen = 0;
    while (!doubt && at < end && buf[at] == '"') {
      int key = at + 1;
      int keyEnd = endOfKey(buf, key, end);
      at = Extraction.skipSpace(buf, Math.min(keyEnd + 1, end), end);
      if (at >= end || buf[at] != ':') {
        return giveUp(end);
      }
      at = Extraction.skipSpace(buf, at + 1, end);
      int place = node.place(buf, key, keyEnd);
      if (place < 0) {
        at = skip(buf, at, end);
      } else {
        long bit = 1L << place;
        if ((seen & bit) != 0 || place >= Long.SIZE) {
          return giveUp(end);
        }
        seen |= bit;
        at = value(node.member(place), buf, at, end);
      }
      at = Extraction.skipSpace(buf, at, end);
      if (at < end && buf[at] == '}') {
        return at + 1;
      }
      if (at >= end || buf[at] != ',') {
        return giveUp(end);
      }
      at = Extraction.skipSpace(buf, at + 1, end);
    }
    return giveUp(end);
  }

  /** The quote that ends a key; {@code end} when a key is not written as it is. */
  private static int endOfKey(byte[] buf, int from, int end) {
    int at = from;
    while (at < end && buf[at] != '"') {
      if (buf[at] == '\\' || (buf[at] >= 0 && buf[at] < ' ')) {
        return end;
      }
      at++;
    }
    return at;
  }

  private int list(Node node, byte[] buf, int first, int end) {
    int at = first;
    if (at < end && buf[at] == ']') {
      return at + 1;
    }
    for (int index = 0; !doubt && at < end; index++) {
      Node item = node.item(index);
      at = item == null ? skip(buf, at, end) : value(item, buf, at, end);
      at = Extraction.skipSpace(buf, at, end);
      if (at < end && buf[at] == ']') {
        return at + 1;
      }
      if (at >= end || buf[at] != ',') {
        return giveUp(end);
      }
      at = Extraction.skipSpace(buf, at + 1, end);
    }
    return giveUp(end);
  }

  /** Steps over a value that nobody asks for. */
  private int skip(byte[] buf, int at, int end) {
    if (at >= end) {
      return giveUp(end);
    }
    byte first = buf[at];
    boolean begins =
        first == '"'
            || first == '{'
            || first == '['
            || first == '-'
            || first == 't'
            || first == 'f'
            || first == 'n'
            || (first >= '0' && first <= '9');
    return begins ? Extraction.skip(buf, at, end) : giveUp(end);
  }

  private void word(Node node, byte[] buf, int from, int to) {
    if (isWord(buf, from, to, "null")) {
      answer(node, false);
    } else if (isWord(buf, from, to, "true")
        || isWord(buf, from, to, "false")
        || isWhole(buf, from, to)) {
      answer(node, true);
      test(node, buf, from, to);
    } else {
      doubt = true;
    }
  }

  private static boolean isWord(byte[] buf, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (buf[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is a whole number. */
  private static boolean isWhole(byte[] buf, int from, int to) {
    int first = from < to && buf[from] == '-' ? from + 1 : from;
    if (first >= to || (buf[first] == '0' && to - first > 1)) {
      return false;
    }
    for (int at = first; at < to; at++) {
      if (buf[at] < '0' || buf[at] > '9') {
        return false;
      }
    }
    return true;
  }

  private void text(Node node, byte[] buf, int start, int close) {
    if (node.inText != null) {
      embedded(node.inText, buf, start, close);
    }
    if (node.values.length == 0) {
      return;
    }
    byte[] text = buf;
    int from = start;
    int to = close;
    for (int at = start; at < close; at++) {
      if (buf[at] == '\\') {
        to = unescape(buf, start, close);
        text = plain;
        from = 0;
        break;
      }
    }
    boolean ascii = true;
    boolean holds = false;
    for (int at = from; at < to; at++) {
      ascii &= text[at] >= 0;
      holds |= text[at] >= 0 && !Character.isWhitespace(text[at]);
      doubt |= text == buf && text[at] >= 0 && text[at] < ' ';
    }
    // Of other alphabets it is not known which of their characters are blanks.
    doubt |= to < from || (!ascii && (!holds || node.tests.length > 0));
    answer(node, holds);
    test(node, text, from, to);
  }

  private void test(Node node, byte[] text, int from, int to) {
    for (Test test : node.tests) {
      passed[test.number()] = passed[test.number()] || test.comparison().holds(text, from, to);
    }
  }

  /** Reads a text that is JSON itself; what is none answers nothing. */
  private void embedded(Node node, byte[] buf, int start, int close) {
    int to = unescape(buf, start, close);
    if (to < 0) {
      doubt = true;
      return;
    }
    byte[] json = Arrays.copyOf(plain, to);
    int from = 0;
    while (from < to && Character.isWhitespace(json[from])) {
      from++;
    }
    if (from == to) {
      return;
    }
    if (json[from] != '{' && json[from] != '[') {
      doubt |= json[from] < 0;
      return;
    }
    try (JsonParser parser = FACTORY.createParser(json, from, to - from)) {
      parser.nextToken();
      parser.skipChildren();
    } catch (IOException e) {
      return;
    }
    value(node, json, from, to);
  }

  /** Writes a text without its escapes; -1 when it has some that are not simple. */
  private int unescape(byte[] buf, int start, int close) {
    if (plain.length < close - start) {
      plain = new byte[Math.max(plain.length * 2, close - start)];
    }
    int to = 0;
    for (int at = start; at < close; at++) {
      int b = buf[at];
      if (b == '\\') {
        at++;
        b = escaped(buf, at, close);
        if (b < 0) {
          return -1;
        }
        at += buf[at] == 'u' ? 4 : 0;
      }
      plain[to] = (byte) b;
      to++;
    }
    return to;
  }

  private static int escaped(byte[] buf, int at, int close) {
    if (at >= close) {
      return -1;
    }
    return switch (buf[at]) {
      case '"', '\\', '/' -> buf[at];
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> ascii(buf, at + 1, close);
      default -> -1;
    };
  }

  /** The character of ASCII that four hexadecimal digits say; -1 for others. */
  private static int ascii(byte[] buf, int from, int close) {
    int value = 0;
    for (int at = from; at < from + 4; at++) {
      int digit = at < close ? Character.digit((char) (buf[at] & 0xFF), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value < 0x80 ? value : -1;
  }
}
