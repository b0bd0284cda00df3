package postmortem.evidence;

/**
 * What became of the rows of one piece of evidence. A row is a record: a log record with its
 * continuation lines, a message, an array element, a CSV record.
 *
 * @param read all rows; always the sum of the others
 * @param placed became an event of their own
 * @param merged say the same as a placed one
 * @param aggregated counted in a summary or a series
 * @param filtered outside the asked time, or declared a non-event
 * @param unreadable no format or no time
 */
public record RowCounts(
    long read, long placed, long merged, long aggregated, long filtered, long unreadable) {

  public RowCounts {
    if (placed < 0 || merged < 0 || aggregated < 0 || filtered < 0 || unreadable < 0) {
      throw new IllegalArgumentException("a negative number of rows");
    }
    if (read != placed + merged + aggregated + filtered + unreadable) {
      throw new IllegalArgumentException(
          "rows lost: "
              + read
              + " read, but "
              + placed
              + " placed + "
              + merged
              + " merged + "
              + aggregated
              + " aggregated + "
              + filtered
              + " filtered + "
              + unreadable
              + " unreadable");
    }
  }

  /** The rows of both. */
  public RowCounts plus(RowCounts other) {
    return new RowCounts(
        read + other.read,
        placed + other.placed,
        merged + other.merged,
        aggregated + other.aggregated,
        filtered + other.filtered,
        unreadable + other.unreadable);
  }
}
