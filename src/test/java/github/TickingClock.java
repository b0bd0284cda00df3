package github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that goes on by some time whenever somebody looks at it: nobody waits for real. */
public final class TickingClock extends Clock {

  private final TestClock clock;
  private final Duration tick;
  private final Duration ahead;

  /**
   * A clock that moves another one.
   *
   * @param tick how far with every look
   */
  public TickingClock(TestClock clock, Duration tick) {
    this(clock, tick, Duration.ZERO);
  }

  private TickingClock(TestClock clock, Duration tick, Duration ahead) {
    this.clock = clock;
    this.tick = tick;
    this.ahead = ahead;
  }

  /** The same, but set wrongly. */
  public TickingClock ahead(Duration time) {
    return new TickingClock(clock, tick, time);
  }

  @Override
  public Instant instant() {
    clock.pass(tick);
    return clock.instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return clock.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
