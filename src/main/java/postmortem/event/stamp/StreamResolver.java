package postmortem.event.stamp;

import java.util.Optional;
import postmortem.event.EventTime;

/**
 * Resolves the stamps of one stream in their order, oldest first. Not thread-safe.
 *
 * <p>A year or date that is not written is the nearest to the record before, so a stream may run
 * through a turn of the year, or over midnight. An hour that exists twice is decided by the record
 * before: when that is certain and at most an hour older than the first reading, the first reading
 * holds; when the first reading would go back by more than {@link #JITTER_SECONDS}, the second
 * does. A stream that begins inside such an hour stays ambiguous until it jumps back.
 */
public final class StreamResolver {

  /** How far a stream may step back without that meaning that the clock was set back. */
  public static final long JITTER_SECONDS = 300;

  private static final long NEAR_SECONDS = 3600;

  private final StampResolver resolver;
  private long previous = StampResolver.NO_TIME;
  private boolean orderDecided;
  private boolean certain;

  /** Walks a stream with the zone and reference of {@code resolver}, which it takes over. */
  public StreamResolver(StampResolver resolver) {
    this.resolver = resolver;
  }

  /** Like {@link StampResolver#epochSecond}, for the next record of the stream. */
  public long epochSecond(Stamp stamp) {
    orderDecided = false;
    boolean sure = certain;
    long second =
        previous == StampResolver.NO_TIME
            ? resolver.epochSecond(stamp)
            : resolver.epochSecond(stamp, previous);
    if (second == StampResolver.NO_TIME) {
      return second;
    }
    long overlap = resolver.overlap(second);
    if (overlap > 0 && previous != StampResolver.NO_TIME) {
      if (second < previous - JITTER_SECONDS && second + overlap >= previous - JITTER_SECONDS) {
        second += overlap;
        orderDecided = true;
      } else if (second >= previous - JITTER_SECONDS && second - previous <= NEAR_SECONDS) {
        orderDecided = sure;
      }
    }
    certain = overlap <= 0 || orderDecided;
    previous = second;
    return second;
  }

  /** Whether the order of the stream decided which of two hours the last record was in. */
  public boolean orderDecided() {
    return orderDecided;
  }

  /** Like {@link StampResolver#resolve}, for the next record of the stream. */
  public Optional<EventTime> resolve(Stamp stamp, String raw) {
    long second = epochSecond(stamp);
    return resolver.time(stamp, second, orderDecided, raw);
  }
}
