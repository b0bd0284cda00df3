package postmortem.tracker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How fast a run goes: changes one after the other, at least a second apart, as GitHub asks for;
 * and how long it waits when it is asked to slow down, visibly and not for ever. One for a whole
 * run; not thread-safe.
 */
public final class Pace {

  /** Least time between two changes. */
  public static final Duration BETWEEN_CHANGES = Duration.ofSeconds(1);

  /** How long to be still when a tracker asks to slow down and does not say for how long. */
  public static final Duration UNTOLD = Duration.ofSeconds(60);

  /** Lets time pass. */
  @FunctionalInterface
  public interface Sleeper {
    /** Returns after that time, or when it is interrupted. */
    void sleep(Duration time) throws InterruptedException;
  }

  private final Clock clock;
  private final Sleeper sleeper;
  private final Consumer<String> say;
  private final Duration cap;
  private Duration waited = Duration.ZERO;
  private @Nullable Instant lastChange;

  /**
   * A run that has not begun.
   *
   * @param cap most time to be still in the whole run because of limits
   * @param say told in one line before each wait for a limit, and how far it is
   */
  public Pace(Clock clock, Sleeper sleeper, Duration cap, Consumer<String> say) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.cap = cap;
    this.say = say;
  }

  /** Comes back when the next change may be sent. */
  public void beforeChange() {
    if (lastChange != null) {
      Duration since = Duration.between(lastChange, clock.instant());
      // A clock that was set back must not make anybody wait.
      if (!since.isNegative() && since.compareTo(BETWEEN_CHANGES) < 0) {
        sleep(BETWEEN_CHANGES.minus(since));
      }
    }
    lastChange = clock.instant();
  }

  /** Tells those who watch how far it is. */
  public void tell(String line) {
    say.accept(line);
  }

  /** A short pause before something harmless is asked again. */
  public void pause(Duration time) {
    sleep(time);
  }

  /**
   * Is still for as long as a limit asks, and says so.
   *
   * @throws TrackerException the limit, when waiting would go over the cap
   */
  public void waitOut(TrackerException limit) {
    Duration wait = limit.patience();
    if (waited.plus(wait).compareTo(cap) > 0) {
      throw TrackerException.slowDown(
          limit.getMessage()
              + "; it asks for "
              + wait.toSeconds()
              + " s, and this run waits no longer than "
              + cap.toSeconds()
              + " s in all",
          wait);
    }
    waited = waited.plus(wait);
    say.accept("waiting " + wait.toSeconds() + " s: " + limit.getMessage());
    sleep(wait);
  }

  private void sleep(Duration time) {
    try {
      sleeper.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TrackerException.of(TrackerException.Failure.UNKNOWN, "interrupted while waiting");
    }
  }
}
