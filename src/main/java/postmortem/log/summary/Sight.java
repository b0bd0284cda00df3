package postmortem.log.summary;

/**
 * Where and when one record was seen. Mutable, so that the scan makes no garbage; ordered by
 * instant, then by position.
 */
public final class Sight {
  public long second;
  public int nano;

  /** Whether the order of the stream decided which of two hours that was. */
  public boolean orderDecided;

  /** Index of the file among all files of the run, in order of name. */
  public int file;

  /** Where the record begins in the decompressed bytes. */
  public long offset;

  /** Its first line, from 1. */
  public long line;

  /** How many lines it has. */
  public int lines;

  /** How many bytes it has, without the final line end. */
  public int length;

  /** Index of its format in the library. */
  public int format;

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
}
