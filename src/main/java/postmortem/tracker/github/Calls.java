package postmortem.tracker.github;

import java.io.IOException;
import postmortem.tracker.TrackerException;
import postmortem.tracker.TrackerException.Failure;

/** Calls the library and makes of whatever it throws one kind of exception. */
public final class Calls {

  /** A call with a result. */
  @FunctionalInterface
  public interface Get<T> {
    T get() throws IOException;
  }

  /** A call without one. */
  @FunctionalInterface
  public interface Run {
    void run() throws IOException;
  }

  private Calls() {}

  /** The result, or a {@link TrackerException}. */
  public static <T> T get(Get<T> call) {
    try {
      return call.get();
    } catch (IOException | RuntimeException e) {
      throw failure(e);
    }
  }

  /** Returns when it is done, or throws a {@link TrackerException}. */
  public static void run(Run call) {
    get(
        () -> {
          call.run();
          return "";
        });
  }

  /** What the wire found, if it was the wire; else the answer could not be understood. */
  private static TrackerException failure(Exception thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (cause instanceof TrackerException known) {
        return known;
      }
      if (cause instanceof Wire.Failed failed) {
        return failed.failure();
      }
      cause = cause.getCause();
    }
    return TrackerException.of(
        Failure.UNKNOWN,
        "GitHub's answer could not be understood (" + thrown.getClass().getSimpleName() + ")");
  }
}
