package postmortem.log.format;

import java.util.List;
import postmortem.event.stamp.Marks;
import postmortem.event.stamp.StampLayout;

/** A body whose fields have keys: where the time stands is known, however it is written. */
abstract sealed class KeyedBody implements Body
    permits JsonBody, KeyValueBody, LtsvBody, LiteralBody, LinesBody {

  /** All keys that are looked for; a field's index is its place here. */
  final List<String> names;

  final KeyTable keys;

  /** Finds the stamp among the fields. */
  final BodyTime time;

  /** Indices of keys without which a line is not of the format. */
  final int[] required;

  private final byte[] marks;

  /**
   * A body.
   *
   * @param marks bytes that each of its records has
   */
  KeyedBody(List<String> names, BodyTime time, int[] required, byte... marks) {
    this.names = List.copyOf(names);
    this.keys = new KeyTable(names);
    this.time = time;
    this.required = required.clone();
    this.marks = marks.clone();
  }

  /** The same body, which reads stamps of one more layout. */
  abstract KeyedBody reading(StampLayout more);

  /** Notes where the fields of a record lie; false where none stands there. */
  abstract boolean fields(byte[] buf, int from, int to, LogRecord out);

  @Override
  public final int fieldCount() {
    return names.size();
  }

  @Override
  public final boolean find(byte[] buf, int from, int to, LogRecord out) {
    if (!fields(buf, from, to, out)) {
      return false;
    }
    for (int field : required) {
      if (out.fieldFrom[field] < 0) {
        return false;
      }
    }
    return time.find(buf, out);
  }

  @Override
  public final long[] needs(boolean timed) {
    long[] needs = {Marks.of(marks)};
    return timed ? Needs.both(needs, time.needs()) : needs;
  }
}
