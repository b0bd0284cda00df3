package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import postmortem.event.Attribute;
import postmortem.event.Event;

/** When a change began to be made: its record mostly tells of its end. */
final class ChangeStart {

  /** What waits for longer was planned, not under way. */
  private static final Duration LONGEST = Duration.ofHours(6);

  private ChangeStart() {}

  /** The beginning that the record states; its own time where it states none, or a doubtful one. */
  static Instant of(Event change) {
    Instant at = change.time().at();
    String started = change.attributes().getOrDefault(Attribute.STARTED, "");
    if (started.isEmpty()) {
      return at;
    }
    try {
      Instant start = OffsetDateTime.parse(started).toInstant();
      boolean sound = start.isBefore(at) && !start.isBefore(at.minus(LONGEST));
      return sound ? start : at;
    } catch (DateTimeParseException e) {
      // A source may use the same name for something else.
      return at;
    }
  }
}
