package postmortem.analysis;

import java.time.Instant;
import java.util.List;
import postmortem.event.Citation;
import postmortem.event.Precision;
import postmortem.incident.Milestone;

/**
 * A milestone and how it is known.
 *
 * @param milestone which
 * @param at when, in UTC
 * @param precision of the stamp behind it
 * @param rule name of the rule that found it, or {@code stated} when a person did
 * @param what one line for a reader: what happened then
 * @param eventIds the timeline rows behind it; empty when a person stated it
 * @param citations the evidence behind it; empty when a person stated it
 */
public record Reached(
    Milestone milestone,
    Instant at,
    Precision precision,
    String rule,
    String what,
    List<String> eventIds,
    List<Citation> citations) {
  public Reached {
    eventIds = List.copyOf(eventIds);
    citations = List.copyOf(citations);
  }
}
