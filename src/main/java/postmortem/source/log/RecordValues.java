package postmortem.source.log;

import java.util.List;
import postmortem.log.format.Envelope;
import postmortem.source.rule.BytesCondition;
import postmortem.source.rule.Comparison;
import postmortem.source.scan.Extraction;

/**
 * The values of a record and of what stands around it: captures of the record count from 0, those
 * around it from -1 down. Reused; not thread-safe.
 */
final class RecordValues implements BytesCondition.Answers {

  private static final byte[] BLANK = {' '};

  private final Extraction found;
  private final Surroundings around;
  private final List<Comparison> tests;
  private byte[] buf = new byte[0];
  private int joined = -1;
  private int joinedFrom;
  private int joinedTo;

  /**
   * The values of records.
   *
   * @param tests the comparisons that are asked for, by their numbers
   */
  RecordValues(Extraction found, Surroundings around, List<Comparison> tests) {
    this.found = found;
    this.around = around;
    this.tests = tests;
  }

  /** Those of the record that was found in these bytes. */
  RecordValues in(byte[] bytes) {
    buf = bytes;
    return this;
  }

  private boolean has(int capture) {
    return capture >= 0 ? found.has(capture) : around.has(~capture);
  }

  /** Whether it holds a text, a number or the like: an object says nothing of that kind. */
  boolean hasScalar(int capture) {
    return capture >= 0 ? found.hasScalar(capture) : around.has(~capture);
  }

  @Override
  public int first(int[] captures) {
    for (int i = 0; i < captures.length; i++) {
      if (has(captures[i])) {
        return i;
      }
    }
    return -1;
  }

  /** What is null or empty is nothing to a capture. */
  @Override
  public boolean knows(int capture) {
    return has(capture);
  }

  @Override
  public boolean passes(int capture, int test) {
    return tests.get(test).holds(bytes(capture), from(capture), to(capture));
  }

  /** The bytes in which a value lies. */
  byte[] bytes(int capture) {
    return capture >= 0 ? buf : around.value(~capture);
  }

  /** Where it begins. */
  int from(int capture) {
    return capture >= 0 ? found.from(capture) : 0;
  }

  /** Where it ends. */
  int to(int capture) {
    return capture >= 0 ? found.to(capture) : around.value(~capture).length;
  }

  /** Says what stands behind the value of a capture, after a blank, for the present record. */
  void join(int capture, int start, int end) {
    joined = capture;
    joinedFrom = start;
    joinedTo = end;
  }

  /** Writes what it means. */
  void copy(int capture, Envelope to) {
    write(capture, to);
    if (capture == joined && capture >= 0) {
      to.add(BLANK, 0, BLANK.length);
      to.add(buf, joinedFrom, joinedTo);
    }
  }

  private void write(int capture, Envelope to) {
    byte[] bytes = bytes(capture);
    int from = from(capture);
    int end = to(capture);
    switch (capture >= 0 ? found.form(capture) : Extraction.Form.PLAIN) {
      case PLAIN, NESTED -> to.add(bytes, from, end);
      case ESCAPED -> to.unescape(bytes, from, end);
      case QUOTED -> to.unquote(bytes, from, end);
    }
  }
}
