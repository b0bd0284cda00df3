package postmortem.timeline;

import java.time.Instant;
import postmortem.event.Kind;

/**
 * The time that the document shows; the rest stays in {@code timeline.jsonl}.
 *
 * @param changesFrom changes are shown from here: 24 hours before impact start
 * @param from everything else is shown from here: 60 minutes before impact start
 * @param to until here, included: 30 minutes after resolution
 */
public record Window(Instant changesFrom, Instant from, Instant to) {

  /** Whether a row of that kind and time is shown. */
  public boolean shows(Kind kind, Instant at) {
    return !at.isBefore(kind == Kind.CHANGE ? changesFrom : from) && !at.isAfter(to);
  }
}
