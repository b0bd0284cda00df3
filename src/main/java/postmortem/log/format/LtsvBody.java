package postmortem.log.format;

import java.util.List;
import postmortem.event.stamp.Marks;
import postmortem.event.stamp.StampLayout;

/**
 * Labeled tab-separated values: {@code label:value} pairs between tabs, nothing quoted or escaped.
 * A line of one pair is none, since any word before a colon would be one.
 */
final class LtsvBody implements KeyedBody {

  private static final byte[] MARKS = {'\t', ':'};

  private final List<String> names;
  private final KeyTable keys;
  private final BodyTime time;
  private final int[] required;

  /** A body; see {@link JsonBody}. */
  LtsvBody(List<String> names, BodyTime time, int[] required) {
    this.names = List.copyOf(names);
    this.keys = new KeyTable(names);
    this.time = time;
    this.required = required.clone();
  }

  @Override
  public BodyTime time() {
    return time;
  }

  @Override
  public LtsvBody reading(StampLayout more) {
    return new LtsvBody(names, time.reading(more), required);
  }

  @Override
  public int fieldCount() {
    return names.size();
  }

  @Override
  public boolean find(byte[] buf, int from, int to, LogRecord out) {
    out.fields(names.size());
    int pairs = 0;
    int at = from;
    while (at < to) {
      int end = ByteSearch.indexOf(buf, at, to, (byte) '\t');
      long hash = KeyTable.START;
      int label = at;
      while (label < end && isLabel(buf[label])) {
        hash = KeyTable.add(hash, buf[label]);
        label++;
      }
      if (label == at || label == end || buf[label] != ':') {
        out.reached(label);
        return false;
      }
      int field = keys.find(hash);
      if (field >= 0 && out.fieldFrom[field] < 0) {
        out.fieldFrom[field] = label + 1;
        out.fieldTo[field] = end;
      }
      pairs++;
      at = end + 1;
    }
    for (int field : required) {
      if (out.fieldFrom[field] < 0) {
        return false;
      }
    }
    return pairs > 1 && time.find(buf, out);
  }

  @Override
  public long[] needs(boolean timed) {
    long[] needs = {Marks.of(MARKS)};
    return timed ? Needs.both(needs, time.needs()) : needs;
  }

  private static boolean isLabel(byte b) {
    return (b >= '0' && b <= '9')
        || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z')
        || b == '_'
        || b == '.'
        || b == '-';
  }
}
