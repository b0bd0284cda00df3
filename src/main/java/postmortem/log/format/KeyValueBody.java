package postmortem.log.format;

import java.util.List;
import postmortem.event.stamp.StampLayout;

/**
 * {@code key=value} pairs separated by spaces; a value may stand in double quotes, where a
 * backslash takes the next byte with it. A word without {@code =} is a key without value.
 */
final class KeyValueBody extends KeyedBody {

  /** A body; see {@link KeyedBody}. */
  KeyValueBody(List<String> names, BodyTime time, KeyDemand required) {
    super(names, time, required, (byte) '=');
  }

  @Override
  KeyValueBody reading(StampLayout more) {
    return new KeyValueBody(names, time.reading(more), required);
  }

  @Override
  boolean fields(byte[] buf, int from, int to, LogRecord out) {
    out.fields(names.size());
    int at = from;
    boolean any = false;
    while (true) {
      while (at < to && buf[at] == ' ') {
        at++;
      }
      if (at >= to) {
        break;
      }
      long hash = KeyTable.START;
      int start = at;
      while (at < to && buf[at] != '=' && buf[at] != ' ' && buf[at] != '"') {
        hash = KeyTable.add(hash, buf[at]);
        at++;
      }
      if (at < to && buf[at] == '=' && at > start) {
        any = true;
        at = value(buf, at + 1, to, keys.find(hash), out);
      } else if (!any || at == start || (at < to && buf[at] == '"')) {
        // Prose is not a row of pairs, whatever follows in it; nor is a value without a key.
        at = -1;
      }
      if (at < 0) {
        out.reached(start);
        return false;
      }
    }
    return any;
  }

  private static int value(byte[] buf, int from, int to, int field, LogRecord out) {
    int start = from;
    int end = from;
    int rest;
    boolean escaped = false;
    if (from < to && buf[from] == '"') {
      start = from + 1;
      end = start;
      while (end < to && buf[end] != '"') {
        if (buf[end] == '\\') {
          escaped = true;
          end++;
        }
        end++;
      }
      if (end >= to) {
        return -1;
      }
      rest = end + 1;
      if (rest < to && buf[rest] != ' ') {
        return -1;
      }
    } else {
      while (end < to && buf[end] != ' ') {
        end++;
      }
      rest = end;
    }
    if (field >= 0 && out.fieldFrom[field] < 0) {
      out.fieldFrom[field] = start;
      out.fieldTo[field] = end;
      if (escaped) {
        out.escape(field);
      }
    }
    return rest;
  }
}
