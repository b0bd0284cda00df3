package postmortem.log.wrapped;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The records of an export, found by a thread of their own while those before them are understood:
 * an export cannot be cut into pieces, so this is what a second processor can do. What it hands out
 * does not depend on which thread is faster.
 */
public final class AheadRecords implements Records, Closeable {

  private static final int BYTES = 1 << 18;
  private static final int BATCHES = 3;

  /**
   * Some records, and what comes behind them.
   *
   * @param failure what ended the reading behind these records, if something did
   * @param last whether there are no more
   */
  private record Batch(RecordBatch records, @Nullable Throwable failure, boolean last) {}

  private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(BATCHES);
  private final Thread thread;
  private Batch batch = new Batch(new RecordBatch(), null, /* last= */ false);

  /** Begins to read; nobody else may touch the records until this is closed. */
  public AheadRecords(Records records) {
    thread = new Thread(() -> produce(records), "records");
    thread.setDaemon(true);
    thread.start();
  }

  private void produce(Records records) {
    try {
      boolean more = true;
      while (more) {
        RecordBatch next = new RecordBatch();
        @Nullable Throwable failure = null;
        try {
          more = next.fill(records, BYTES);
        } catch (IOException | RuntimeException | Error e) {
          // Whoever takes the records is told.
          failure = e;
          more = false;
        }
        queue.put(new Batch(next, failure, !more));
      }
    } catch (InterruptedException e) {
      // Nobody wants the rest.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean next() throws IOException {
    while (!batch.records().next()) {
      if (batch.last()) {
        return end(batch.failure());
      }
      try {
        batch = queue.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while reading logs", e);
      }
    }
    return true;
  }

  private static boolean end(@Nullable Throwable failure) throws IOException {
    if (failure instanceof IOException damage) {
      throw damage;
    }
    if (failure instanceof RuntimeException wrong) {
      throw wrong;
    }
    if (failure instanceof Error wrong) {
      throw wrong;
    }
    return false;
  }

  /** Ends the reading; behind this the records may be asked what became of them. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public byte[] buf() {
    return batch.records().buf();
  }

  @Override
  public int from() {
    return batch.records().from();
  }

  @Override
  public int firstTo() {
    return batch.records().firstTo();
  }

  @Override
  public int to() {
    return batch.records().to();
  }

  @Override
  public int textFrom() {
    return batch.records().textFrom();
  }

  @Override
  public boolean isNoEvent() {
    return batch.records().isNoEvent();
  }

  @Override
  public long offset() {
    return batch.records().offset();
  }

  @Override
  public int length() {
    return batch.records().length();
  }

  @Override
  public long line() {
    return batch.records().line();
  }

  @Override
  public int lines() {
    return batch.records().lines();
  }

  @Override
  public long bytes() {
    return batch.records().bytes();
  }
}
