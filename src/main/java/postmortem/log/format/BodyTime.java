package postmortem.log.format;

import postmortem.event.stamp.StampLayout;
import postmortem.event.stamp.StampLayouts;

/**
 * Finds the stamp among the fields of a body: the first declared field that is wholly a stamp. A
 * record that may be {@link LogRecord#untimed} needs none.
 */
final class BodyTime {

  /** Hours have so many figures at most. */
  private static final int LONGEST_HOUR = 2;

  private final int[] fields;
  private final int[] nanos;
  private final int[] days;
  private final StampLayouts layouts;

  /**
   * Looks for stamps of {@code layouts} in those fields, both in this order; what counts whole
   * seconds takes its nanoseconds from the first of {@code nanos} that is there, and what is only a
   * time of day its day from the first of {@code days}.
   */
  BodyTime(int[] fields, int[] nanos, int[] days, StampLayouts layouts) {
    this.fields = fields.clone();
    this.nanos = nanos.clone();
    this.days = days.clone();
    this.layouts = layouts;
  }

  /** The same with one more layout, which is tried after the others. */
  BodyTime reading(StampLayout more) {
    return new BodyTime(fields, nanos, days, layouts.and(more));
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
    return (days.length > 0 && findOfDay(buf, out)) || out.untimed;
  }

  /** Reads a time of day and its day, which stand in fields of their own. */
  private boolean findOfDay(byte[] buf, LogRecord out) {
    for (int day : days) {
      int from = out.fieldFrom[day];
      int to = out.fieldTo[day];
      if (from < 0 || ByteSearch.indexOf(buf, from, to, (byte) ':') < to) {
        continue;
      }
      for (int field : fields) {
        int timeFrom = out.fieldFrom[field];
        int timeTo = out.fieldTo[field];
        if (timeFrom >= 0
            && ByteSearch.indexOf(buf, timeFrom, timeTo, (byte) ':') - timeFrom <= LONGEST_HOUR
            && to - from + 1 + timeTo - timeFrom <= out.joined.length) {
          System.arraycopy(buf, from, out.joined, 0, to - from);
          out.joined[to - from] = ' ';
          System.arraycopy(buf, timeFrom, out.joined, to - from + 1, timeTo - timeFrom);
          int length = to - from + 1 + timeTo - timeFrom;
          for (StampLayout layout : layouts) {
            if (layout.isWhole(out.joined, 0, length, out.stamp)) {
              out.stampFrom = timeFrom;
              out.stampTo = timeTo;
              return true;
            }
          }
        }
      }
    }
    return false;
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
