package postmortem.document.read;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the timeline: of a table under a heading that says so, or whose header begins with a
 * time.
 *
 * @param time the cell with the time as written
 * @param instant the time, when the row states date and time, and the row or the header states UTC
 *     or an offset; null otherwise
 * @param text the cell that says what happened
 * @param eventIds the ids of events that its links point to; empty for a person's own row
 * @param cells all cells
 * @param at where the row begins
 */
public record TimelineRow(
    Cell time,
    @Nullable Instant instant,
    Cell text,
    List<String> eventIds,
    List<Cell> cells,
    Spot at) {
  public TimelineRow {
    eventIds = List.copyOf(eventIds);
    cells = List.copyOf(cells);
  }
}
