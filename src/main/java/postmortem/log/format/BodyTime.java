package postmortem.log.format;

import java.util.Arrays;
import postmortem.event.stamp.StampLayout;

/**
 * Finds the stamp among the fields of a body: the first declared field that is wholly a stamp. A
 * record that may be {@link LogRecord#untimed} needs none.
 */
final class BodyTime {

  private final int[] fields;
  private final int[] nanos;
  private final StampLayout[] layouts;

  /**
   * Looks for stamps of {@code layouts} in those fields, both in this order; what counts whole
   * seconds takes its nanoseconds from the first of {@code nanos} that is there.
   */
  BodyTime(int[] fields, int[] nanos, StampLayout[] layouts) {
    this.fields = fields.clone();
    this.nanos = nanos.clone();
    this.layouts = layouts.clone();
  }

  /** The same with one more layout, which is tried after the others. */
  BodyTime reading(StampLayout more) {
    StampLayout[] all = Arrays.copyOf(layouts, layouts.length + 1);
    all[layouts.length] = more;
    return new BodyTime(fields, nanos, all);
  }

  /** The first of the fields that is there and holds something; -1 where none is. */
  int field(LogRecord record) {
    for (int field : fields) {
      if (record.fieldFrom[field] >= 0 && record.fieldFrom[field] < record.fieldTo[field]) {
        return field;
      }
    }
    return -1;
  }

  /** Whether one of the fields is there, each at another place. */
  boolean isIn(LogRecord object, int[] places) {
    for (int field : fields) {
      if (object.fieldFrom[places[field]] >= 0) {
        return true;
      }
    }
    return false;
  }

  /** What a record with such a stamp holds. */
  long[] needs() {
    return Needs.of(layouts);
  }

  boolean find(byte[] buf, LogRecord out) {
    for (int field : fields) {
      int from = out.fieldFrom[field];
      if (from < 0) {
        continue;
      }
      int to = out.fieldTo[field];
      for (StampLayout layout : layouts) {
        if (layout.isWhole(buf, from, to, out.stamp)) {
          out.stampFrom = from;
          out.stampTo = to;
          if (out.stamp.isEpoch()) {
            addNanos(buf, out);
          }
          return true;
        }
      }
      out.reached(from);
    }
    return out.untimed;
  }

  private void addNanos(byte[] buf, LogRecord out) {
    for (int field : nanos) {
      int from = out.fieldFrom[field];
      int to = out.fieldTo[field];
      if (from >= 0 && to - from <= 9) {
        int value = 0;
        for (int i = from; i < to; i++) {
          int digit = buf[i] - '0';
          value = digit < 0 || digit > 9 ? -1 : value * 10 + digit;
          if (value < 0) {
            return;
          }
        }
        out.stamp.fraction(value);
        return;
      }
    }
  }
}
