package postmortem.log;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The records of an export, found by a thread of their own while those before them are understood:
 * an export cannot be cut into pieces, so this is what a second processor can do. What it hands out
 * does not depend on which thread is faster.
 */
final class AheadRecords implements Records, Closeable {

  private static final int MOST_RECORDS = 512;
  private static final int MOST_BYTES = 1 << 18;
  private static final int BATCHES = 3;

  /** Some records one behind the other. */
  private static final class Batch {
    private byte[] bytes = new byte[MOST_BYTES];
    private int filled;
    private int records;
    private final int[] from = new int[MOST_RECORDS];
    private final int[] firstTo = new int[MOST_RECORDS];
    private final int[] to = new int[MOST_RECORDS];
    private final int[] textFrom = new int[MOST_RECORDS];
    private final int[] length = new int[MOST_RECORDS];
    private final int[] lines = new int[MOST_RECORDS];
    private final long[] offset = new long[MOST_RECORDS];
    private final long[] line = new long[MOST_RECORDS];
    private final long[] passed = new long[MOST_RECORDS];
    private final boolean[] noEvent = new boolean[MOST_RECORDS];

    /** What ended the reading behind these records, if something did. */
    private @Nullable Throwable failure;

    /** Whether there are no more, and how far was read then. */
    private boolean last;

    private long end;

    boolean isFull() {
      return records == MOST_RECORDS || filled >= MOST_BYTES;
    }

    void add(Records record) {
      int count = record.to() - record.from();
      if (filled + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, filled + count));
      }
      System.arraycopy(record.buf(), record.from(), bytes, filled, count);
      int moved = filled - record.from();
      from[records] = filled;
      firstTo[records] = record.firstTo() + moved;
      to[records] = record.to() + moved;
      textFrom[records] = record.textFrom() + moved;
      length[records] = record.length();
      lines[records] = record.lines();
      offset[records] = record.offset();
      line[records] = record.line();
      passed[records] = record.bytes();
      noEvent[records] = record.isNoEvent();
      filled += count;
      records++;
    }
  }

  private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(BATCHES);
  private final Thread thread;
  private Batch batch = new Batch();
  private int at = -1;

  /** Begins to read; nobody else may touch the records until this is closed. */
  AheadRecords(Records records) {
    thread = new Thread(() -> produce(records), "records");
    thread.setDaemon(true);
    thread.start();
  }

  private void produce(Records records) {
    try {
      boolean more = true;
      while (more) {
        Batch next = new Batch();
        try {
          while (more && !next.isFull()) {
            more = records.next();
            if (more) {
              next.add(records);
            }
          }
        } catch (IOException | RuntimeException | Error e) {
          // Whoever takes the records is told.
          next.failure = e;
          more = false;
        }
        next.last = !more;
        next.end = records.bytes();
        queue.put(next);
      }
    } catch (InterruptedException e) {
      // Nobody wants the rest.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean next() throws IOException {
    at++;
    while (at >= batch.records) {
      if (batch.last) {
        return end(batch.failure);
      }
      try {
        batch = queue.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while reading logs", e);
      }
      at = 0;
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
    return batch.bytes;
  }

  @Override
  public int from() {
    return batch.from[at];
  }

  @Override
  public int firstTo() {
    return batch.firstTo[at];
  }

  @Override
  public int to() {
    return batch.to[at];
  }

  @Override
  public int textFrom() {
    return batch.textFrom[at];
  }

  @Override
  public boolean isNoEvent() {
    return batch.noEvent[at];
  }

  @Override
  public long offset() {
    return batch.offset[at];
  }

  @Override
  public int length() {
    return batch.length[at];
  }

  @Override
  public long line() {
    return batch.line[at];
  }

  @Override
  public int lines() {
    return batch.lines[at];
  }

  @Override
  public long bytes() {
    return at < batch.records && at >= 0 ? batch.passed[at] : batch.end;
  }
}
