package github;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a caller waits for an answer. An answer that {@link Fault#DELAY} never gives is waited
 * for real, so shortly; where a busy machine is late with all other answers too, what was to be
 * reached is tried again with twice the time.
 */
public final class Patience {

  /** For callers whose answers come. */
  public static final Duration PLENTY = Duration.ofSeconds(20);

  private Patience() {}

  /** Something that needs answers in time. */
  @FunctionalInterface
  public interface Attempt<E extends Exception> {
    /** Whether it got as far as it was to, with a caller that waits so long for each answer. */
    boolean gotThere(Duration patience) throws E;
  }

  /**
   * Whether an attempt gets there.
   *
   * @param fault what it is to meet; null for nothing
   * @param least the time to begin with where the fault is waited for
   */
  public static <E extends Exception> boolean reaches(
      @Nullable Fault fault, Duration least, Attempt<E> attempt) throws E {
    Duration patience = fault == Fault.DELAY ? least : PLENTY;
    while (patience.compareTo(PLENTY) < 0) {
      if (attempt.gotThere(patience)) {
        return true;
      }
      patience = patience.multipliedBy(2);
    }
    return attempt.gotThere(PLENTY);
  }
}
