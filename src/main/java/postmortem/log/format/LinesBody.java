package postmortem.log.format;

import java.util.List;
import postmortem.event.stamp.StampLayout;

/**
 * {@code Key: value}, {@code Key = value} or {@code <key>value</key>}, each on a line of its own; a
 * record is a block of them. Lines that have no key are stepped over.
 */
final class LinesBody extends KeyedBody {

  private static final int LONGEST_KEY = 40;

  /** A body; see {@link KeyedBody}. */
  LinesBody(List<String> names, BodyTime time, KeyDemand required) {
    super(names, time, required);
  }

  @Override
  LinesBody reading(StampLayout more) {
    return new LinesBody(names, time.reading(more), required);
  }

  @Override
  boolean fields(byte[] buf, int from, int to, LogRecord out) {
    out.fields(names.size());
    boolean any = false;
    int line = from;
    while (line < to) {
      int end = ByteSearch.indexOf(buf, line, to, (byte) '\n');
      any |= line(buf, line, end > line && buf[end - 1] == '\r' ? end - 1 : end, out);
      line = end + 1;
    }
    return any;
  }

  private boolean line(byte[] buf, int from, int to, LogRecord out) {
    long hash = KeyTable.START;
    KeyedLine.Element element = KeyedLine.element(buf, from, to);
    if (element != null) {
      for (int i = element.nameFrom(); i < element.nameTo(); i++) {
        hash = KeyTable.add(hash, buf[i]);
      }
      return put(keys.find(hash), element.from(), element.to(), out);
    }
    long trimmed = hash;
    int at = from;
    while (at < to && at - from < LONGEST_KEY && buf[at] != ':' && buf[at] != '=') {
      hash = KeyTable.add(hash, buf[at]);
      // Blanks behind a key that bring the values below each other are none of it.
      trimmed = buf[at] == ' ' ? trimmed : hash;
      at++;
    }
    if (at == from || at == to || at - from == LONGEST_KEY) {
      return false;
    }
    int value = at + 1;
    while (value < to && (buf[value] == ' ' || buf[value] == '\t')) {
      value++;
    }
    int end = to;
    while (end > value && (buf[end - 1] == ' ' || buf[end - 1] == '\t')) {
      end--;
    }
    return put(keys.find(trimmed), value, end, out);
  }

  private static boolean put(int field, int value, int end, LogRecord out) {
    if (field >= 0 && out.fieldFrom[field] < 0 && end > value) {
      out.fieldFrom[field] = value;
      out.fieldTo[field] = end;
    }
    return field >= 0;
  }
}
