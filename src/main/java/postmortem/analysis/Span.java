package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;

/**
 * A measured duration with both end points.
 *
 * @param measure which
 * @param from beginning, in UTC
 * @param fromWhat what happened then, in a few words
 * @param to end, in UTC
 * @param toWhat what happened then, in a few words
 */
public record Span(Measure measure, Instant from, String fromWhat, Instant to, String toWhat) {
  public Span {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(measure + " would be negative: " + from + " to " + to);
    }
  }

  /** How long. */
  public Duration value() {
    return Duration.between(from, to);
  }
}
