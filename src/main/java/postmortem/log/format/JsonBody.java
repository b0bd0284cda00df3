package postmortem.log.format;

import java.util.List;
import postmortem.event.stamp.StampLayout;

/**
 * One JSON object, on one line or on several. Brackets and commas of an array around it are stepped
 * over. Keys of objects inside objects are joined with points, so that {@code log.level} is found
 * written either way. Arrays are stepped over. Iterative: depth costs nothing.
 */
final class JsonBody extends KeyedBody {

  /** How deep inside objects keys are looked at. */
  private static final int DEEPEST = 8;

  /**
   * A body.
   *
   * @param names of all keys that are looked for; a field's index is its place here
   * @param time finds the stamp among them
   * @param required keys without which a line is not of this format
   */
  JsonBody(List<String> names, BodyTime time, KeyDemand required) {
    super(names, time, required, (byte) '{', (byte) '"', (byte) ':', (byte) '}');
  }

  @Override
  JsonBody reading(StampLayout more) {
    return new JsonBody(names, time.reading(more), required);
  }

  @Override
  public boolean[] firsts() {
    boolean[] firsts = new boolean[256];
    for (char first : "{[, \t\r\n".toCharArray()) {
      firsts[first] = true;
    }
    return firsts;
  }

  @Override
  boolean fields(byte[] buf, int from, int to, LogRecord out) {
    return isObject(buf, from, to, out);
  }

  /**
   * Like {@link #find} for an object that another body has gone through.
   *
   * @param object what the other body found in it
   * @param places of the fields of this one in the other
   */
  boolean take(byte[] buf, LogRecord object, int[] places, LogRecord out) {
    if (!required.isMet(object, places) || !(out.untimed || time.isIn(object, places))) {
      return false;
    }
    out.fields(names.size());
    for (int field = 0; field < places.length; field++) {
      int place = places[field];
      out.fieldFrom[field] = object.fieldFrom[place];
      out.fieldTo[field] = object.fieldTo[place];
      if (object.fieldEscaped[place]) {
        out.escape(field);
      }
    }
    return time.find(buf, out);
  }

  /** Whether an object stands there, whatever is in it; where its fields lie is noted. */
  boolean isObject(byte[] buf, int from, int to, LogRecord out) {
    out.fields(names.size());
    int end = scan(buf, from, to, out);
    if (end < 0) {
      return false;
    }
    while (end < to && (isSpace(buf[end]) || buf[end] == ',' || buf[end] == ']')) {
      end++;
    }
    if (end < to) {
      out.reached(end);
      return false;
    }
    return true;
  }

  /**
   * Whether a line begins an object: what stands at its beginning is neither white space nor
   * something that can only stand inside an object, or a whole object stands on the line.
   */
  static boolean startsRecord(byte[] buf, int from, int to) {
    if (from >= to) {
      return false;
    }
    byte first = buf[from];
    if (first == '{') {
      return true;
    }
    if (first != ' ' && first != '\t') {
      return first != '"' && first != '}' && first != ']';
    }
    int at = skipSpace(buf, from, to);
    if (at >= to || buf[at] != '{') {
      return false;
    }
    int last = to - 1;
    while (last > at && (isSpace(buf[last]) || buf[last] == ',' || buf[last] == ']')) {
      last--;
    }
    return buf[last] == '}';
  }

  /** Reads the object; where it ends, or -1. */
  private int scan(byte[] buf, int from, int to, LogRecord out) {
    long[] prefixes = out.jsonPrefixes;
    int depth = 0;
    int at = from;
    while (at < to && (isSpace(buf[at]) || buf[at] == '[' || buf[at] == ',')) {
      at++;
    }
    if (at >= to || buf[at] != '{') {
      out.reached(at);
      return -1;
    }
    prefixes[0] = KeyTable.START;
    at++;
    KeyMemo memo = out.keyMemo(this);
    int key = 0;
    boolean afterValue = false;
    while (true) {
      at = skipSpace(buf, at, to);
      if (at >= to) {
        return fail(at, out);
      }
      byte b = buf[at];
      if (b == '}') {
        at++;
        if (depth == 0) {
          return at;
        }
        depth--;
        afterValue = true;
        continue;
      }
      if (afterValue) {
        if (b != ',') {
          return fail(at, out);
        }
        afterValue = false;
        at++;
        continue;
      }
      if (b != '"') {
        return fail(at, out);
      }
      at++;
      long hash;
      int field;
      int end = memo.end(key, prefixes[depth], buf, at, to);
      if (end > 0) {
        hash = memo.hash(key);
        field = memo.field(key);
      } else {
        end = endOfString(buf, at, to);
        hash = hash(prefixes[depth], buf, at, end);
        field = keys.find(hash);
        if (end < to) {
          memo.keep(key, prefixes[depth], buf, at, end, hash, field);
        }
      }
      key++;
      at = skipSpace(buf, end + 1, to);
      if (at >= to || buf[at] != ':') {
        return fail(at, out);
      }
      at = skipSpace(buf, at + 1, to);
      if (at >= to) {
        return fail(at, out);
      }
      b = buf[at];
      if (b == '{' && depth + 1 < DEEPEST) {
        depth++;
        prefixes[depth] = KeyTable.add(hash, (byte) '.');
        at++;
        continue;
      }
      at = value(buf, at, to, field, out);
      if (at < 0) {
        return -1;
      }
      afterValue = true;
    }
  }

  /** The quote that ends a string; {@code to} where none does. */
  private static int endOfString(byte[] buf, int from, int to) {
    int at = ByteSearch.indexOf(buf, from, to, (byte) '"', (byte) '\\');
    while (at < to && buf[at] == '\\') {
      at = ByteSearch.indexOf(buf, at + 2, to, (byte) '"', (byte) '\\');
    }
    return at;
  }

  private static long hash(long prefix, byte[] buf, int from, int to) {
    long hash = prefix;
    for (int at = from; at < to; at++) {
      if (buf[at] == '\\' && at + 1 < to) {
        at++;
      }
      hash = KeyTable.add(hash, buf[at]);
    }
    return hash;
  }

  private static int fail(int at, LogRecord out) {
    out.reached(at);
    return -1;
  }

  /** Steps over a value, keeping where it lies if it is looked for; the first of a name counts. */
  private static int value(byte[] buf, int from, int to, int field, LogRecord out) {
    byte first = buf[from];
    if (first == '"') {
      boolean escaped = false;
      int at = ByteSearch.indexOf(buf, from + 1, to, (byte) '"', (byte) '\\');
      if (at < to && buf[at] == '\\') {
        escaped = true;
        at = endOfString(buf, at, to);
      }
      if (at >= to) {
        return fail(to, out);
      }
      if (field >= 0 && out.fieldFrom[field] < 0) {
        out.fieldFrom[field] = from + 1;
        out.fieldTo[field] = at;
        if (escaped) {
          out.escape(field);
        }
      }
      return at + 1;
    }
    if (first == '{' || first == '[') {
      return skipNested(buf, from, to, out);
    }
    int at = from;
    while (at < to && buf[at] != ',' && buf[at] != '}' && buf[at] != ']' && !isSpace(buf[at])) {
      at++;
    }
    if (at == from) {
      return fail(at, out);
    }
    boolean isNull = at - from == 4 && first == 'n';
    if (field >= 0 && !isNull && out.fieldFrom[field] < 0) {
      out.fieldFrom[field] = from;
      out.fieldTo[field] = at;
    }
    return at;
  }

  private static int skipNested(byte[] buf, int from, int to, LogRecord out) {
    int open = 0;
    int at = from;
    while (at < to) {
      byte b = buf[at++];
      if (b == '{' || b == '[') {
        open++;
      } else if (b == '}' || b == ']') {
        open--;
        if (open == 0) {
          return at;
        }
      } else if (b == '"') {
        at = endOfString(buf, at, to) + 1;
      }
    }
    return fail(to, out);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private static int skipSpace(byte[] buf, int from, int to) {
    int at = from;
    while (at < to && isSpace(buf[at])) {
      at++;
    }
    return at;
  }
}
