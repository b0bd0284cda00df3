package postmortem.event;

import java.util.Comparator;

/**
 * Where an event's record lies in its stream; decides between equal instants.
 *
 * @param stream name of the evidence, or of the rotated set it belongs to
 * @param offset grows with the record's place in the stream in the order of time: a byte offset, or
 *     an index; newest-first exports count from their end
 */
public record Position(String stream, long offset) implements Comparable<Position> {

  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::stream).thenComparingLong(Position::offset);

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
