package postmortem.log.finding;

import java.util.ArrayList;
import java.util.List;
import postmortem.log.summary.Cells;
import postmortem.series.Shift;

/**
 * A stretch in which records come more often than before it.
 *
 * @param from its first bucket that holds any
 * @param to behind its last
 * @param before the level before it, per bucket
 * @param ended whether the level is back behind it
 */
record Raised(int from, int to, double before, boolean ended) {

  /**
   * The stretches of some records of a stream, in order.
   *
   * @param shifts of their counts
   */
  static List<Raised> of(StreamView stream, Cells cells, List<Shift> shifts) {
    List<Raised> raised = new ArrayList<>();
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
      raised.add(new Raised(from, to, onset.before(), end != null));
    }
    return raised;
  }
}
