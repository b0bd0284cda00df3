package postmortem.tracker;

import java.time.Duration;
import java.util.Set;

/** The tracker did not do what it was asked, or did not say that it did. */
public final class TrackerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What a failure means for the request. */
  public enum Failure {
    /** No answer that can be understood: what was asked may have been done, or not. */
    UNKNOWN,
    /** Not done, because of too many requests; later it may be. */
    SLOW_DOWN,
    /** Not done: the token is not accepted. */
    TOKEN,
    /** Not done: the caller may not. */
    FORBIDDEN,
    /** Not done: there is no such thing, or the caller may not see it. */
    MISSING,
    /** Not done: it was there once. */
    GONE,
    /** Not done: the request is not acceptable as it is. */
    INVALID
  }

  private final Failure failure;
  private final Duration wait;
  private final transient Set<String> fields;

  private TrackerException(Failure failure, String message, Duration wait, Set<String> fields) {
    super(message);
    this.failure = failure;
    this.wait = wait;
    this.fields = Set.copyOf(fields);
  }

  /** A failure of a kind without more to say. */
  public static TrackerException of(Failure failure, String message) {
    return new TrackerException(failure, message, Duration.ZERO, Set.of());
  }

  /** Too many requests; {@code wait} is how long to be still, as far as is known. */
  public static TrackerException slowDown(String message, Duration wait) {
    return new TrackerException(Failure.SLOW_DOWN, message, wait, Set.of());
  }

  /** Not acceptable because of these fields. */
  public static TrackerException invalid(String message, Set<String> fields) {
    return new TrackerException(Failure.INVALID, message, Duration.ZERO, fields);
  }

  /** What it means. */
  public Failure failure() {
    return failure;
  }

  /** How long to be still, with {@link Failure#SLOW_DOWN}. */
  public Duration patience() {
    return wait;
  }

  /** Whether that field was not acceptable. */
  public boolean isAbout(String field) {
    return fields.contains(field);
  }
}
