package postmortem.event.stamp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

  /** The first stamp of which more than itself was asked, and what came of it. */
  private @Nullable Stamp first;

  private long firstSecond;
  private boolean firstDecided;
  private boolean firstCertain;

  /** Walks a stream with the zone and reference of {@code resolver}, which it takes over. */
  public StreamResolver(StampResolver resolver) {
    this.resolver = resolver;
  }

  /**
   * Walks a stream on from where another walk of it ended.
   *
   * @param before of the same format; it is only looked at
   */
  public StreamResolver(StampResolver resolver, StreamResolver before) {
    this.resolver = resolver;
    this.previous = before.previous;
    this.certain = before.certain;
  }

  /** Whether it has met a stamp with an instant, so that what comes next follows on that. */
  public boolean hasBegun() {
    return previous != StampResolver.NO_TIME;
  }

  /** Whether the first of its stamps that left something open says a time of day only. */
  public boolean isDayless() {
    return first != null && !first.hasDate();
  }

  /**
   * Whether this, which knew nothing of the records before its own, would have resolved all its
   * stamps alike had it walked on from where {@code before} ended. Behind its first stamp it knows
   * all that there is to know, so that is the only one to look at.
   */
  public boolean follows(StreamResolver before) {
    if (first == null || !before.hasBegun()) {
      return true;
    }
    StreamResolver again = new StreamResolver(resolver, before);
    return again.epochSecond(first) == firstSecond
        && again.orderDecided == firstDecided
        && again.certain == firstCertain;
  }

  /** Like {@link StampResolver#epochSecond}, for the next record of the stream. */
  public long epochSecond(Stamp stamp) {
    if (first != null) {
      return resolve(stamp);
    }
    long second = resolve(stamp);
    if (second != StampResolver.NO_TIME || !stamp.hasYear()) {
      first = new Stamp();
      first.set(stamp);
      firstSecond = second;
      firstDecided = orderDecided;
      firstCertain = certain;
    }
    return second;
  }

  private long resolve(Stamp stamp) {
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

  /** Whether the last record was in an hour that exists twice or never, and nothing decided. */
  public boolean isAmbiguous() {
    return !orderDecided && resolver.isAmbiguous();
  }

  /** Like {@link StampResolver#resolve}, for the next record of the stream. */
  public Optional<EventTime> resolve(Stamp stamp, String raw) {
    long second = epochSecond(stamp);
    return resolver.time(stamp, second, orderDecided, raw);
  }
}
