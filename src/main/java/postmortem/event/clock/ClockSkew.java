package postmortem.event.clock;

import java.time.Duration;

/**
 * That two clocks disagree.
 *
 * @param evidence whose clock it is
 * @param against the evidence that it was compared with
 * @param ahead how far it runs ahead of that; negative when it runs behind
 * @param bound half of the identifiers agree with {@code ahead} within this
 * @param anchors how many identifiers stand in both, or how many events follow from what it tells
 * @param outliers how many of them say something else altogether
 * @param atLeast whether only the order of events tells it: it may run farther ahead
 * @param undecided whether nothing but these two were compared: the other clock may be the wrong
 *     one
 */
public record ClockSkew(
    String evidence,
    String against,
    Duration ahead,
    Duration bound,
    int anchors,
    int outliers,
    boolean atLeast,
    boolean undecided) {

  private static final long QUARTER = 15 * 60L;
  private static final long NEAR = 60;

  public ClockSkew {
    if (evidence.equals(against) || ahead.isZero() || anchors <= outliers) {
      throw new IllegalArgumentException("no skew: " + evidence + " against " + against);
    }
  }

  /** The same where nothing else was compared with either. */
  ClockSkew ofTwo() {
    return new ClockSkew(evidence, against, ahead, bound, anchors, outliers, atLeast, true);
  }

  /** Whether it looks like a wrong zone rather than a wrong clock: nearly whole quarter hours. */
  public boolean looksLikeZone() {
    long seconds = Math.abs(ahead.toSeconds());
    long rest = seconds % QUARTER;
    return seconds >= QUARTER - NEAR && Math.min(rest, QUARTER - rest) <= NEAR;
  }
}
