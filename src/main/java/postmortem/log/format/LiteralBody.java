package postmortem.log.format;

import java.util.List;
import postmortem.event.stamp.StampLayout;

/**
 * A dict as Python prints it, on one line: {@code {'key': 'value', 'n': 5, 'ok': True}}. Only its
 * own keys are looked at; what is nested in it is stepped over.
 */
final class LiteralBody extends KeyedBody {

  private static final String OPENING = "{[(";
  private static final String CLOSING = "}])";

  /** A body; see {@link KeyedBody}. */
  LiteralBody(List<String> names, BodyTime time, KeyDemand required) {
    super(names, time, required, (byte) '{', (byte) '\'', (byte) ':', (byte) '}');
  }

  @Override
  LiteralBody reading(StampLayout more) {
    return new LiteralBody(names, time.reading(more), required);
  }

  @Override
  public boolean[] firsts() {
    boolean[] firsts = new boolean[256];
    firsts['{'] = true;
    return firsts;
  }

  @Override
  boolean fields(byte[] buf, int from, int to, LogRecord out) {
    out.fields(names.size());
    int last = to - 1;
    while (last > from && buf[last] == ' ') {
      last--;
    }
    if (last <= from + 1 || buf[from] != '{' || buf[last] != '}') {
      out.reached(from);
      return false;
    }
    int at = from + 1;
    while (at < last) {
      int end = key(buf, at, last) ? endOfString(buf, at, last) : last;
      if (end >= last || end + 1 >= last || buf[end + 1] != ':') {
        out.reached(at);
        return false;
      }
      long hash = KeyTable.START;
      for (int i = at + 1; i < end; i++) {
        hash = KeyTable.add(hash, buf[i]);
      }
      int value = blanks(buf, end + 2, last);
      int behind = value(buf, value, last, keys.find(hash), out);
      if (behind < 0 || (behind < last && buf[behind] != ',')) {
        out.reached(value);
        return false;
      }
      at = blanks(buf, behind + 1, last);
    }
    return true;
  }

  private static boolean key(byte[] buf, int at, int to) {
    return at < to && buf[at] == '\'';
  }

  private static boolean isQuote(byte b) {
    return b == '\'' || b == '"';
  }

  private static int blanks(byte[] buf, int from, int to) {
    int at = from;
    while (at < to && buf[at] == ' ') {
      at++;
    }
    return at;
  }

  /** The quote that ends the string which begins there; {@code to} where none does. */
  private static int endOfString(byte[] buf, int from, int to) {
    int at = from + 1;
    while (at < to && buf[at] != buf[from]) {
      at += buf[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, to);
  }

  /** Steps over a value, keeping where it lies if it is looked for; where it ends, or -1. */
  private static int value(byte[] buf, int from, int to, int field, LogRecord out) {
    if (from < to && isQuote(buf[from])) {
      int end = endOfString(buf, from, to);
      if (end >= to) {
        return -1;
      }
      keep(field, from + 1, end, out);
      if (field >= 0 && ByteSearch.indexOf(buf, from, end, (byte) '\\') < end) {
        out.escape(field);
      }
      return end + 1;
    }
    int at = from;
    int open = 0;
    while (at < to && (open > 0 || buf[at] != ',')) {
      if (isQuote(buf[at])) {
        at = endOfString(buf, at, to);
      } else if (OPENING.indexOf(buf[at]) >= 0) {
        open++;
      } else if (CLOSING.indexOf(buf[at]) >= 0) {
        open--;
      }
      at++;
    }
    if (open != 0 || at > to || at == from) {
      return -1;
    }
    boolean none = at - from == 4 && buf[from] == 'N';
    if (!none && ByteSearch.indexOf(buf, from, at, (byte) '(') == at) {
      keep(field, from, at, out);
    }
    return at;
  }

  private static void keep(int field, int from, int to, LogRecord out) {
    if (field >= 0 && out.fieldFrom[field] < 0) {
      out.fieldFrom[field] = from;
      out.fieldTo[field] = to;
    }
  }
}
