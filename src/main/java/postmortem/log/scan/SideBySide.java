package postmortem.log.scan;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Work in a number of threads, which are gone when it is done. */
public final class SideBySide {

  /** Hands work to threads and waits for it. */
  @FunctionalInterface
  public interface Work<T> {
    T in(ExecutorService pool) throws InterruptedException, ExecutionException;
  }

  private SideBySide() {}

  /**
   * Does work.
   *
   * @throws RuntimeException as the work threw it
   */
  public static <T> T run(int threads, Work<T> work) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      return work.in(pool);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading logs", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
