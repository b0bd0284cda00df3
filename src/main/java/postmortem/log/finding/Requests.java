package postmortem.log.finding;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.log.summary.LogSummary;
import postmortem.log.summary.SignatureRow;

/**
 * How many requests a log records in a time, and how many of them the server failed.
 *
 * @param all with any status
 * @param failed with a status of 500 or more
 */
record Requests(long all, long failed) {

  private static final int SERVER_ERROR = 5;

  /** The same of some minutes of a stream; null where it does not tell, or not to the minute. */
  static @Nullable Requests of(LogSummary summary, long from, long to) {
    List<SignatureRow> rows = new ArrayList<>(summary.rows());
    rows.addAll(summary.shared());
    long requests = 0;
    long failed = 0;
    boolean exact = true;
    long inside = 0;
    for (SignatureRow row : rows) {
      if (row.statusClass() == 0) {
        continue;
      }
      requests += row.count();
      exact &= row.cells().minutes() == 1;
      long here = StreamView.during(row.cells(), from, to);
      inside += here;
      failed += row.statusClass() == SERVER_ERROR ? here : 0;
    }
    // Rows of many signatures are kept more coarsely than the stream as a whole.
    boolean only = requests == StreamView.sum(summary.all, 0, summary.all.size());
    if (!exact && only && summary.all.minutes() == 1 && summary.errors.minutes() == 1) {
      inside = StreamView.during(summary.all, from, to);
      failed = StreamView.during(summary.errors, from, to);
      exact = true;
    }
    return exact && inside > 0 ? new Requests(inside, failed) : null;
  }
}
