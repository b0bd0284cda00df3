package postmortem.event;

/** Where in a piece of evidence a record stands. */
public sealed interface Place extends Comparable<Place> {

  /**
   * A line of text.
   *
   * @param number from 1, in the decompressed text: the first line of the record
   */
  record Line(long number) implements Place {
    public Line {
      if (number < 1) {
        throw new IllegalArgumentException("lines count from 1: " + number);
      }
    }

    /** {@code :17}, to be put behind a file's name. */
    @Override
    public String toString() {
      return ":" + number;
    }
  }

  /**
   * A JSON Pointer (RFC 6901) in one JSON or YAML document; {@code /<40 hex>} in a repository.
   *
   * @param pointer empty for the whole document
   */
  record Pointer(String pointer) implements Place {
    public Pointer {
      if (!pointer.isEmpty() && pointer.charAt(0) != '/') {
        throw new IllegalArgumentException("not a JSON Pointer: " + pointer);
      }
    }

    /** {@code #/a/0}, to be put behind a file's name. */
    @Override
    public String toString() {
      return "#" + pointer;
    }
  }

  /** Lines before pointers, each in its own order. */
  @Override
  default int compareTo(Place other) {
    if (this instanceof Line a && other instanceof Line b) {
      return Long.compare(a.number, b.number);
    }
    if (this instanceof Pointer a && other instanceof Pointer b) {
      return a.pointer.compareTo(b.pointer);
    }
    return this instanceof Line ? -1 : 1;
  }
}
