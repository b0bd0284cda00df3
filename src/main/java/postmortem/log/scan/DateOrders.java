package postmortem.log.scan;

import postmortem.log.fit.Fit;
import postmortem.log.fit.FormatIndex;
import postmortem.log.record.RecordMatcher;

/** What the records of a file tell about the order of day and month in its dates. */
public final class DateOrders {

  /** Odd, so that no power of it vanishes. */
  private static final long BASE = 0x9E3779B97F4A7C15L;

  private final FormatIndex index;

  /** The format that reads the dates of the file in the other order; -1 where there is none. */
  private final int contrary;

  private final boolean isDated;
  private long records;
  private long line;
  private int undated = -1;

  /**
   * All seconds of the records, one after another, as a polynomial modulo 2^64; and the base to the
   * power of their number, with which those of two pieces are joined.
   */
  private long seconds;

  private long power = 1;

  /** Which format of wrapped lines was looked at last; most files have one. */
  private int last = -1;

  /** Of a file. */
  DateOrders(FormatIndex index, Fit fit) {
    this.index = index;
    this.isDated = fit.dates().format() >= 0;
    this.contrary = fit.twin() < 0 && isDated ? fit.dates().twin() : index.twin(fit.format());
  }

  /**
   * Counts a record with a time, which was matched last.
   *
   * @param second of its time, since the epoch
   * @param number of its line
   */
  void add(RecordMatcher matcher, long second, long number) {
    seconds = seconds * BASE + second;
    power *= BASE;
    int format = matcher.timedFormat();
    if (format == contrary) {
      records++;
      line = line == 0 ? number : line;
    } else if (!isDated && format != last && format != matcher.format()) {
      last = format;
      undated = undated < 0 && index.twin(format) >= 0 ? format : undated;
    }
  }

  /** Adds what the next piece of the file told. */
  void append(DateOrders next, long lines) {
    line = line == 0 && next.line > 0 ? lines + next.line : line;
    records += next.records;
    seconds = seconds * next.power + next.seconds;
    power *= next.power;
    undated = undated < 0 ? next.undated : undated;
  }

  /** How many records do not fit the order of the file, so that the other one took them. */
  public long records() {
    return records;
  }

  /** Whether the same file, read in the other order, has all its records at the same seconds. */
  boolean areSameAs(DateOrders other) {
    return power == other.power && seconds == other.seconds;
  }

  /** The line of the first of them, or 0. */
  public long line() {
    return line;
  }

  /**
   * Index of the first format of wrapped lines that has an order, where none was chosen for the
   * file; -1 where there is none.
   */
  int undated() {
    return undated;
  }
}
