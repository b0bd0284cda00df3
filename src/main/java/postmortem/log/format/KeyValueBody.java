package postmortem.log.format;

import java.util.List;
import postmortem.event.stamp.Marks;
import postmortem.event.stamp.StampLayout;

/**
 * {@code key=value} pairs separated by spaces; a value may stand in double quotes, where a
 * backslash takes the next byte with it. A word without {@code =} is a key without value.
 */
final class KeyValueBody implements KeyedBody {

  private final List<String> names;
  private final KeyTable keys;
  private final int fieldCount;
  private final BodyTime time;
  private final int[] required;

  /** A body; see {@link JsonBody}. */
  KeyValueBody(List<String> names, BodyTime time, int[] required) {
    this.names = List.copyOf(names);
    this.keys = new KeyTable(names);
    this.fieldCount = names.size();
    this.time = time;
    this.required = required.clone();
  }

  @Override
  public BodyTime time() {
    return time;
  }

  @Override
  public KeyValueBody reading(StampLayout more) {
    return new KeyValueBody(names, time.reading(more), required);
  }

  @Override
  public int fieldCount() {
    return fieldCount;
  }

  @Override
  public boolean find(byte[] buf, int from, int to, LogRecord out) {
    out.fields(fieldCount);
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
    for (int field : required) {
      if (out.fieldFrom[field] < 0) {
        return false;
      }
    }
    return any && time.find(buf, out);
  }

  @Override
  public long[] needs(boolean timed) {
    long[] needs = {Marks.of((byte) '=')};
    return timed ? Needs.both(needs, time.needs()) : needs;
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
        out.fieldEscaped[field] = true;
      }
    }
    return rest;
  }
}
