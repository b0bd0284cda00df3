package postmortem.log;

import java.util.ArrayList;
import java.util.List;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.series.Shift;
import postmortem.series.Shifts;

/**
 * Onset and end of the rate of errors: changes of level by {@link Shifts}, and where there is none,
 * a burst that is too short to be a level.
 */
final class ErrorRates implements Finder {

  private static final int MOST = 3;
  private static final int FEWEST = 10;
  private static final String BURST = "burst";
  private static final int BURST_PER_MINUTE = 10;
  private static final int BURST_SHARE = 10;

  @Override
  public List<Finding> find(StreamView stream) {
    Cells cells = stream.summary().errors;
    long total = StreamView.sum(cells, 0, cells.size());
    List<Finding> found = new ArrayList<>();
    if (total < FEWEST) {
      return found;
    }
    List<Shift> shifts = Shifts.ofErrors(stream.dense(cells));
    for (int i = 0; i < shifts.size(); i++) {
      Shift onset = shifts.get(i);
      if (onset.kind() != Shift.Kind.ONSET || !onset.isRise()) {
        continue;
      }
      Shift end = null;
      for (int j = i + 1; j < shifts.size() && end == null; j++) {
        if (shifts.get(j).kind() == Shift.Kind.ONSET) {
          break;
        }
        end = shifts.get(j).kind() == Shift.Kind.RECOVERY ? shifts.get(j) : null;
      }
      int from = StreamView.beginning(cells, stream.index(cells, onset.index()));
      int to = end == null ? cells.size() : stream.index(cells, end.index());
      to = Math.max(to, from + 1);
      // The level is back before the last stragglers are.
      while (end != null
          && to < cells.size()
          && cells.cell(to) - cells.cell(to - 1) == 1
          && cells.count(to) > Math.ceil(2 * onset.before())) {
        to++;
      }
      rate(stream, from, to, onset.before(), end != null, Shifts.TEST, found);
    }
    if (found.isEmpty()) {
      burst(stream, cells, total, found);
    }
    return Finding.best(found, 2 * MOST);
  }

  /** Too short for a change of level: many errors in a few minutes, and hardly any elsewhere. */
  private static void burst(StreamView stream, Cells cells, long total, List<Finding> found) {
    int bestFrom = 0;
    int bestTo = 0;
    long most = 0;
    for (int from = 0, to; from < cells.size(); from = to) {
      to = from + 1;
      while (to < cells.size() && cells.cell(to) - cells.cell(to - 1) == 1) {
        to++;
      }
      if (StreamView.sum(cells, from, to) > most) {
        most = StreamView.sum(cells, from, to);
        bestFrom = from;
        bestTo = to;
      }
    }
    int from = Math.max(bestFrom, Math.min(StreamView.beginning(cells, bestFrom), bestTo - 1));
    long elsewhere = total - StreamView.sum(cells, from, bestTo);
    long minutes = (long) (bestTo - from) * cells.minutes();
    boolean before = StreamView.minute(cells, from) > stream.firstCell() * stream.width();
    if (before
        && total - elsewhere >= BURST_PER_MINUTE * minutes
        && elsewhere * BURST_SHARE <= total) {
      boolean ended = StreamView.minute(cells, bestTo - 1) < stream.lastCell() * stream.width();
      double usual =
          elsewhere / (double) ((stream.lastCell() - stream.firstCell() + 1) * stream.width());
      rate(stream, from, bestTo, usual * cells.minutes(), ended, BURST, found);
    }
  }

  private static void rate(
      StreamView stream,
      int from,
      int to,
      double before,
      boolean ended,
      String test,
      List<Finding> found) {
    Cells cells = stream.summary().errors;
    long count = StreamView.sum(cells, from, to);
    double minutes = (cells.cell(to - 1) - cells.cell(from) + 1.0) * cells.minutes();
    double after = count / minutes;
    long begin = StreamView.minute(cells, from);
    long end = StreamView.minute(cells, to - 1) + cells.minutes() - 1;
    // What fails all the time may happen to fail first or last as well.
    Risen risen = Risen.of(stream, begin, end);
    Sight first = risen == null ? cells.first(from) : risen.first();
    Sight last = risen == null ? cells.last(to - 1) : risen.last();
    boolean strays = risen != null && last.isBefore(cells.last(to - 1));
    double order = -count;
    found.add(
        new Finding(
                EventType.RATE_ONSET,
                first,
                ended ? last : null,
                Severity.ERROR,
                count,
                0,
                0,
                before / cells.minutes(),
                after,
                order)
            .by(test)
            .of(Requests.of(stream.summary(), begin, end)));
    if (ended) {
      found.add(
          new Finding(
                  EventType.RATE_END,
                  last,
                  null,
                  Severity.INFO,
                  risen != null && strays ? risen.count() : count,
                  0,
                  0,
                  after,
                  before / cells.minutes(),
                  order)
              .by(test));
    }
  }
}
