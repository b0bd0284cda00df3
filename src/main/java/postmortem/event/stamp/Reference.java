package postmortem.event.stamp;

import java.time.Duration;
import java.time.Instant;

/**
 * A moment that tells the years and days of stamps which do not write them.
 *
 * @param at the moment
 * @param last whether it is the last that can have been written, as the time of a file is; else
 *     stamps lie near it on either side
 */
public record Reference(Instant at, boolean last) {

  /** By how much a wrong zone or clock may put a stamp behind the last. */
  private static final Duration DOUBT = Duration.ofDays(2);

  /** A moment that the evidence is about. */
  public static Reference near(Instant at) {
    return new Reference(at, false);
  }

  /** The time of a file: what it says was written before. */
  public static Reference last(Instant at) {
    return new Reference(at, true);
  }

  /** The latest instant that a stamp may mean. */
  public Instant latest() {
    return last ? at.plus(DOUBT) : Instant.MAX;
  }
}
