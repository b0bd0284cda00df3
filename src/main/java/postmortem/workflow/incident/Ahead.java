package postmortem.workflow.incident;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Work that is begun before its result is needed, so that a second processor has something to do.
 * What it throws is thrown where the result is taken: what a person is told does not depend on
 * which thread was faster.
 *
 * @param <T> of the result
 */
final class Ahead<T> {

  private final FutureTask<T> task;

  private Ahead(FutureTask<T> task) {
    this.task = task;
  }

  /** Begins the work in a thread of its own. */
  static <T> Ahead<T> begin(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "ahead");
    // Nobody waits for work whose result is not taken any more.
    thread.setDaemon(true);
    thread.start();
    return new Ahead<>(task);
  }

  /** Does the work here and now, for a run that may use one thread only. */
  static <T> Ahead<T> now(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    task.run();
    return new Ahead<>(task);
  }

  /** The result, waiting for it where need be. */
  T get() {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for another thread", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof IOException failure) {
        throw new UncheckedIOException(failure);
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
