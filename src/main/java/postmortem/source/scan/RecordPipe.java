package postmortem.source.scan;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Progress;

/**
 * Reads records in pages: one thread finds them, others understand some of them at a time, and what
 * they made of them is taken in the order of the file. What comes out does not depend on how many
 * there are. A file of one page needs no second thread.
 *
 * @param <T> what is made of a page
 */
final class RecordPipe<T> {

  private final int threads;
  private final Progress progress;
  private final Function<RecordPage, T> reader;
  private final Predicate<T> taker;
  private final Deque<Running<T>> running = new ArrayDeque<>();
  private final Deque<RecordPage> free = new ArrayDeque<>();
  private @Nullable ExecutorService pool;

  /** A page that is being understood. */
  private record Running<T>(RecordPage page, Future<T> made) {}

  /**
   * A pipe.
   *
   * @param threads how many understand at once; with 1 all is done in turn
   * @param progress told how many bytes were read
   * @param reader understands a page; called by several threads at once
   * @param taker takes what was made of it; false when it wants no more
   */
  RecordPipe(int threads, Progress progress, Function<RecordPage, T> reader, Predicate<T> taker) {
    this.threads = threads;
    this.progress = progress;
    this.reader = reader;
    this.taker = taker;
  }

  /**
   * Reads all records.
   *
   * @throws IOException when the file breaks off; the records before that were taken
   */
  void run(RecordFinder finder) throws IOException {
    try {
      pages(finder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading exports", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } finally {
      if (pool != null) {
        pool.shutdownNow();
      }
    }
  }

  private void pages(RecordFinder finder)
      throws IOException, InterruptedException, ExecutionException {
    IOException damage = null;
    boolean wanted = true;
    boolean more = true;
    long passed = 0;
    while (more && wanted) {
      RecordPage page = free.isEmpty() ? new RecordPage() : free.pop();
      try {
        more = page.fill(finder);
      } catch (IOException e) {
        damage = e;
        more = false;
      }
      progress.advance(finder.passed() - passed);
      passed = finder.passed();
      if (threads == 1 || (!more && running.isEmpty())) {
        wanted = taker.test(reader.apply(page));
        free.push(page);
      } else {
        running.add(new Running<>(page, pool().submit(() -> reader.apply(page))));
        wanted = running.size() <= threads || take();
      }
    }
    while (wanted && !running.isEmpty()) {
      wanted = take();
    }
    if (damage != null && wanted) {
      throw damage;
    }
  }

  private boolean take() throws InterruptedException, ExecutionException {
    Running<T> oldest = running.remove();
    T made = oldest.made().get();
    if (oldest.page().isSmall()) {
      free.push(oldest.page());
    }
    return taker.test(made);
  }

  private ExecutorService pool() {
    ExecutorService known = pool;
    if (known == null) {
      known = Executors.newFixedThreadPool(threads);
      pool = known;
    }
    return known;
  }
}
