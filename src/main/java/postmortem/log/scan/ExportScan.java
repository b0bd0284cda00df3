package postmortem.log.scan;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.evidence.EvidenceException;
import postmortem.log.wrapped.RecordBatch;
import postmortem.log.wrapped.Records;
import postmortem.log.wrapped.WrappedLog;
import postmortem.log.wrapped.WrappedRecords;

/**
 * Scans an export in pieces. Where a record begins can only be told from the beginning of the
 * export on, so one thread finds the records, and others understand some of them at a time. What it
 * gives depends neither on how many there are nor on how large the pieces are.
 */
public final class ExportScan {

  private final ExecutorService pool;
  private final int threads;
  private final Function<StreamClocks, FileScan> scans;
  private final StreamClocks clocks;
  private final Deque<Running> running = new ArrayDeque<>();
  private final Deque<RecordBatch> free = new ArrayDeque<>();
  private @Nullable FileReport sum;

  /** Records that are being understood. */
  private record Running(RecordBatch batch, Future<FileReport> report) {}

  /**
   * A scan of one export.
   *
   * @param threads how many work in the pool
   * @param scans makes the scan of a piece behind such clocks
   * @param clocks with which the export begins
   */
  ExportScan(
      ExecutorService pool,
      int threads,
      Function<StreamClocks, FileScan> scans,
      StreamClocks clocks) {
    this.pool = pool;
    this.threads = threads;
    this.scans = scans;
    this.clocks = clocks;
  }

  /**
   * Scans it.
   *
   * @param length how many bytes of records the piece of that number has
   */
  FileReport run(WrappedLog export, IntUnaryOperator length)
      throws InterruptedException, ExecutionException {
    Diagnostic damage = null;
    try (WrappedLog.Cursor cursor = export.open()) {
      try {
        pieces(new WrappedRecords(cursor), length);
      } catch (EvidenceException e) {
        damage = e.diagnostic();
      } catch (IOException e) {
        damage = FileReport.unfinished(export.file());
      }
      FileReport report = rest();
      report.lost(cursor);
      report.damage = damage;
      return report;
    } catch (EvidenceException e) {
      return damaged(e.diagnostic());
    } catch (IOException e) {
      return damaged(FileReport.unfinished(export.file()));
    }
  }

  private FileReport damaged(Diagnostic damage) throws InterruptedException, ExecutionException {
    FileReport report = rest();
    report.damage = report.damage == null ? damage : report.damage;
    return report;
  }

  private void pieces(Records records, IntUnaryOperator length)
      throws IOException, InterruptedException, ExecutionException {
    boolean more = true;
    for (int piece = 0; more; piece++) {
      RecordBatch batch = free.isEmpty() ? new RecordBatch() : free.pop();
      try {
        more = batch.fill(records, length.applyAsInt(piece));
      } finally {
        start(batch);
      }
      if (running.size() > threads) {
        append();
      }
    }
  }

  private void start(RecordBatch batch) {
    FileScan scan = scans.apply(new StreamClocks(clocks));
    if (sum != null) {
      scan.expect(sum);
    }
    running.add(new Running(batch, pool.submit(() -> scan.take(batch))));
  }

  /** Waits for the oldest piece, and adds what it gave. */
  private void append() throws InterruptedException, ExecutionException {
    Running oldest = running.remove();
    FileReport report = oldest.report().get();
    FileReport before = sum;
    if (before == null) {
      sum = report;
    } else {
      if (!report.clocks.follows(before.clocks)) {
        report = scans.apply(new StreamClocks(before.clocks)).take(oldest.batch().again());
      }
      before.append(report);
    }
    free.push(oldest.batch());
  }

  private FileReport rest() throws InterruptedException, ExecutionException {
    while (!running.isEmpty()) {
      append();
    }
    FileReport report = sum;
    return report == null ? scans.apply(clocks).take(new RecordBatch()) : report;
  }
}
