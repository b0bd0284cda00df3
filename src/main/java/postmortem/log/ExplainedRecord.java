package postmortem.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one record came by its time.
 *
 * @param record what was read
 * @param pattern name of the pattern that took it; null when no format did
 * @param inside names of the formats of the lines that it wraps, outermost first
 * @param zone id of the zone in which a stamp without one is read there
 */
public record ExplainedRecord(
    ParsedRecord record, @Nullable String pattern, List<String> inside, String zone) {
  public ExplainedRecord {
    inside = List.copyOf(inside);
  }
}
