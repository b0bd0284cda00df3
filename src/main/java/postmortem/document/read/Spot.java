package postmortem.document.read;

/**
 * A place in a document.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 units
 */
public record Spot(int line, int column) implements Comparable<Spot> {
  public Spot {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("no such place: " + line + ":" + column);
    }
  }

  /** The place that many characters further to the right. */
  public Spot plus(int characters) {
    return new Spot(line, column + characters);
  }

  @Override
  public int compareTo(Spot other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }
}
