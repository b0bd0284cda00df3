package postmortem.log.scan;

import postmortem.log.record.RecordReader;

/**
 * The lines of a file, or of a piece of one.
 *
 * @param count how many begin in it
 * @param overlong how many of them were over the limit
 * @param firstOverlong the number of the first of those, from 1; 0 without any
 */
public record Lines(long count, long overlong, long firstOverlong) {

  /** Nothing was read. */
  static final Lines NONE = new Lines(0, 0, 0);

  static Lines of(RecordReader reader) {
    return new Lines(reader.ownLines(), reader.longLines(), reader.firstLongLine());
  }

  /** These and those of the next piece. */
  Lines and(Lines next) {
    return new Lines(
        count + next.count, overlong + next.overlong, at(firstOverlong, next.firstOverlong));
  }

  /** The number of a line that is noted once: in this piece, else in the next one; 0 for none. */
  long at(long here, long there) {
    return here == 0 && there > 0 ? count + there : here;
  }
}
