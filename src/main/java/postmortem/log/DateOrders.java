package postmortem.log;

/** What the records of a file tell about the order of day and month in its dates. */
final class DateOrders {

  private final FormatIndex index;

  /** The format that reads the dates of the file in the other order; -1 where there is none. */
  private final int contrary;

  private final boolean isDated;
  private long records;
  private long line;
  private int undated = -1;

  /** Which format of wrapped lines was looked at last; most files have one. */
  private int last = -1;

  /** Of a file. */
  DateOrders(FormatIndex index, Fit fit) {
    this.index = index;
    this.isDated = fit.dates().format() >= 0;
    this.contrary = fit.twin() < 0 && isDated ? fit.dates().twin() : index.twin(fit.format());
  }

  /** Counts a record with a time, which was matched last. */
  void add(RecordMatcher matcher, long number) {
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
    undated = undated < 0 ? next.undated : undated;
  }

  /** How many records do not fit the order of the file, so that the other one took them. */
  long records() {
    return records;
  }

  /** The line of the first of them, or 0. */
  long line() {
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
