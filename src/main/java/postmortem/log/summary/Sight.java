package postmortem.log.summary;

/**
 * Where and when one record was seen. Mutable, so that the scan makes no garbage; ordered by
 * instant, then by position.
 */
public final class Sight {
  long second;
  int nano;
  boolean orderDecided;
  int file;
  long offset;
  long line;
  int lines;
  int length;
  int format;

  /** Becomes the same as another. */
  public void set(Sight other) {
    second = other.second;
    nano = other.nano;
    orderDecided = other.orderDecided;
    file = other.file;
    offset = other.offset;
    line = other.line;
    lines = other.lines;
    length = other.length;
    format = other.format;
  }

  Sight copy() {
    Sight copy = new Sight();
    copy.set(this);
    return copy;
  }

  /** Seconds from this to another; negative when that was before. */
  public double secondsUntil(Sight other) {
    return other.second - second + (other.nano - nano) / 1e9;
  }

  public boolean isBefore(Sight other) {
    if (second != other.second) {
      return second < other.second;
    }
    if (nano != other.nano) {
      return nano < other.nano;
    }
    return file != other.file ? file < other.file : offset < other.offset;
  }

  /** Says in which file it is, by its index among all files of the run. */
  public void file(int index) {
    file = index;
  }

  /** Says when it was, in seconds since the epoch and nanoseconds of the second. */
  public void time(long seconds, int nanos, boolean decidedByOrder) {
    second = seconds;
    nano = nanos;
    orderDecided = decidedByOrder;
  }

  /** Says where it begins in the decompressed bytes and among lines, and how much it is. */
  public void place(long at, long number, int howManyLines, int bytes) {
    offset = at;
    line = number;
    lines = howManyLines;
    length = bytes;
  }

  /** Says of which format it is, by its index in the library. */
  public void format(int index) {
    format = index;
  }

  /** Seconds since the epoch. */
  public long second() {
    return second;
  }

  /** Nanoseconds of that second. */
  public int nano() {
    return nano;
  }

  /** Whether the order of the stream decided which of two hours that was. */
  public boolean orderDecided() {
    return orderDecided;
  }

  /** Index of the file among all files of the run, in order of name. */
  public int file() {
    return file;
  }

  /** Where the record begins in the decompressed bytes. */
  public long offset() {
    return offset;
  }

  /** Its first line, from 1. */
  public long line() {
    return line;
  }

  /** How many lines it has. */
  public int lines() {
    return lines;
  }

  /** How many bytes it has, without the final line end. */
  public int length() {
    return length;
  }

  /** Index of its format in the library. */
  public int format() {
    return format;
  }
}
