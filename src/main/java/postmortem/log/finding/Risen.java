package postmortem.log.finding;

import org.jspecify.annotations.Nullable;
import postmortem.log.summary.Cells;
import postmortem.log.summary.Sight;
import postmortem.log.summary.SignatureRow;

/**
 * The signatures that make a rate rise, apart from those that go on as they always do: where errors
 * began and ended is told by them, not by what happened to fail in the same minute.
 *
 * @param first record of them in that time
 * @param last record of them in that time
 * @param count of their records in it
 */
record Risen(Sight first, Sight last, long count) {

  /** Less of all errors of the time than that may come together by chance. */
  private static final double LEAST_SHARE = 0.002;

  private static final int FEWEST = 3;

  /** What rises comes so many times as often as before and after. */
  private static final double FACTOR = 3;

  /** Together they are at least so much of all errors of the time. */
  private static final double MOST_OF = 0.5;

  /**
   * What rose from one minute to another, both of which belong to it; null where that is not told
   * by signatures.
   */
  static @Nullable Risen of(StreamView stream, long from, long to) {
    long all = 0;
    long count = 0;
    Sight first = null;
    Sight last = null;
    long minutes = to - from + 1;
    long others =
        Math.max(1, (stream.lastCell() - stream.firstCell() + 1) * stream.width() - minutes);
    long total = StreamView.during(stream.summary().errors, from, to);
    for (SignatureRow row : stream.errors()) {
      Cells cells = row.cells();
      if (cells.minutes() > 1) {
        return null;
      }
      long inside = StreamView.during(cells, from, to);
      all += inside;
      boolean rose =
          inside >= Math.max(FEWEST, LEAST_SHARE * total)
              && inside / (double) minutes >= FACTOR * (row.count() - inside) / others;
      if (inside == 0 || !rose || !cells.hasEnds()) {
        continue;
      }
      count += inside;
      Sight begin = cells.first(cells.from(from));
      Sight end = cells.last(cells.from(to + 1) - 1);
      first = first == null || begin.isBefore(first) ? begin : first;
      last = last == null || last.isBefore(end) ? end : last;
    }
    return first == null || last == null || count < MOST_OF * all
        ? null
        : new Risen(first, last, count);
  }
}
