package postmortem.log.detection;

import java.util.BitSet;
import java.util.List;
import postmortem.event.Severity;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;

/** One format, tried on the lines of a sample: what it made of those so far. */
public final class Trial {

  /** What share of the lines of the best one takes that comes near it. */
  static final double AS_MANY = 0.8;

  /** The longest record that a format with records of many lines is tried on. */
  private static final int LONGEST_RECORD = 1 << 16;

  private static final Role[] ROLES = Role.values();

  /**
   * What one format makes of the sample.
   *
   * @param format index in the library
   * @param matched lines that it reads
   * @param continued lines that it takes as part of the record before
   * @param points how much it gets out of them
   */
  public record Candidate(int format, int matched, int continued, long points) {}

  final int index;
  final LogFormat format;
  final SampleLines lines;
  private final boolean counting;
  private final boolean alone;
  private final LogRecord record;
  final BitSet taken = new BitSet();
  int at;
  private int matched;
  private int events;
  private int continued;
  long points;

  /**
   * A trial.
   *
   * @param counting whether to count lines that belong to the record before them
   * @param alone whether only single lines with a time count
   */
  Trial(
      List<LogFormat> formats,
      int index,
      SampleLines lines,
      boolean counting,
      boolean alone,
      LogRecord record) {
    this(index, formats.get(index), lines, counting, alone, record);
  }

  /** A trial of a format that may be none of the library: its index is -1 then. */
  Trial(
      int index,
      LogFormat format,
      SampleLines lines,
      boolean counting,
      boolean alone,
      LogRecord record) {
    this.index = index;
    this.format = format;
    this.lines = lines;
    this.counting = counting;
    this.alone = alone;
    this.record = record;
  }

  void run(int until) {
    while (at < until) {
      if (format.spansLines() && !alone) {
        many();
      } else {
        one();
      }
    }
  }

  private void one() {
    byte[] bytes = lines.bytes();
    int from = lines.from(at);
    int to = lines.to(at);
    long patterns = lines.patterns(at, index);
    if (patterns != 0
        && format.match(bytes, from, to, to, patterns, record)
        && (!alone || record.stampFrom() >= 0)) {
      take(at);
    } else if (counting && !format.startsRecord(bytes, from, to, record)) {
      continued++;
    }
    at++;
  }

  private void many() {
    byte[] bytes = lines.bytes();
    if (!format.startsRecord(bytes, lines.from(at), lines.to(at), record)) {
      continued++;
      at++;
      return;
    }
    int last = lastOfRecord(format, bytes, lines.all(), at, record);
    if (format.match(bytes, lines.from(at), lines.to(at), lines.to(last), record)) {
      taken.set(at, last);
      take(last);
    }
    continued += last - at;
    at = last + 1;
  }

  private void take(int line) {
    taken.set(line);
    matched++;
    events += format.isNoEvent(record) ? 0 : 1;
    points += points(record);
  }

  /** Lines that it reads; none where all of those are about the log itself, such as a header. */
  int matched() {
    return events > 0 ? matched : 0;
  }

  /** Whether all that it reads is about the log itself. */
  boolean isHeader() {
    return matched > 0 && events == 0;
  }

  /** Whether it can still come near one that takes so many. */
  boolean hasHope(int best) {
    return matched + lines.count() - at >= AS_MANY * best;
  }

  Candidate candidate() {
    return new Candidate(index, matched, continued, points);
  }

  /** Index of the last line of the record that begins in a line. */
  static int lastOfRecord(
      LogFormat format, byte[] bytes, List<int[]> lines, int first, LogRecord scratch) {
    int last = first;
    while (last + 1 < lines.size()
        && lines.get(last + 1)[1] - lines.get(first)[0] <= LONGEST_RECORD
        && !format.startsRecord(bytes, lines.get(last + 1)[0], lines.get(last + 1)[1], scratch)) {
      last++;
    }
    return last;
  }

  private static int points(LogRecord record) {
    int points = record.stampFrom() >= 0 || record.stamp().isEpoch() ? 10 : 3;
    points += record.severity() != Severity.UNKNOWN ? 2 : 0;
    points += record.status() > 0 ? 3 : 0;
    for (Role role : ROLES) {
      points += record.has(role) ? 1 : 0;
    }
    return points;
  }
}
