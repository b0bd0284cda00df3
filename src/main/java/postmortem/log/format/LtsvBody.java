package postmortem.log.format;

import java.util.List;
import postmortem.event.stamp.StampLayout;

/**
 * Labeled tab-separated values: {@code label:value} pairs between tabs, nothing quoted or escaped.
 * A line of one pair is none, since any word before a colon would be one.
 */
final class LtsvBody extends KeyedBody {

  /** A body; see {@link KeyedBody}. */
  LtsvBody(List<String> names, BodyTime time, KeyDemand required) {
    super(names, time, required, (byte) '\t', (byte) ':');
  }

  @Override
  LtsvBody reading(StampLayout more) {
    return new LtsvBody(names, time.reading(more), required);
  }

  @Override
  boolean fields(byte[] buf, int from, int to, LogRecord out) {
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
    return pairs > 1;
  }

  private static boolean isLabel(byte b) {
    return (b >= '0' && b <= '9')
        || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z')
        || b == '_'
        || b == '.'
        || b == '-';
  }
}
