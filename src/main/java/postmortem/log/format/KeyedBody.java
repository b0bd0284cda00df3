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

  /** Keys without which a line is not of the format. */
  final KeyDemand required;

  private final byte[] marks;

  /**
   * A body.
   *
   * @param marks bytes that each of its records has
   */
  KeyedBody(List<String> names, BodyTime time, KeyDemand required, byte... marks) {
    this.names = List.copyOf(names);
    this.keys = new KeyTable(names);
    this.time = time;
    this.required = required;
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
    return fields(buf, from, to, out) && required.isMet(out) && time.find(buf, out);
  }

  @Override
  public final long[] needs(boolean timed) {
    long[] needs = {Marks.of(marks)};
    return timed ? Needs.both(needs, time.needs()) : needs;
  }
}
