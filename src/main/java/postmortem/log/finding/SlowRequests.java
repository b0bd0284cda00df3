package postmortem.log.finding;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.log.finding.Finding.Grounds;
import postmortem.log.summary.Durations;
import postmortem.series.Shift;
import postmortem.series.Shifts;

/**
 * Shifts of how long requests take: the 95th percentile of each minute as a series, judged as any
 * metric is. Cites the slowest request of the first slow minute, and the first request of the first
 * minute that is as quick as before.
 */
final class SlowRequests implements Finder {

  private static final double QUANTILE = 0.95;
  private static final int MOST = 2;

  /** A minute with fewer requests has no 95th percentile. */
  private static final int FEWEST_IN_A_CELL = 10;

  /** So many minutes have one, and that share of all. */
  private static final int FEWEST_CELLS = 10;

  private static final double SHARE_OF_CELLS = 0.6;
  private static final double SEVERE = 3;

  @Override
  public List<Finding> find(StreamView stream) {
    Durations durations = stream.summary().durations;
    List<Durations.Cell> filled = new ArrayList<>();
    double[] values = series(durations, filled);
    if (values.length == 0) {
      return List.of();
    }
    List<Finding> found = new ArrayList<>();
    List<Shift> shifts = Shifts.ofDurations(values);
    for (int i = 0; i < shifts.size() && found.size() < 2 * MOST; i++) {
      Shift shift = shifts.get(i);
      if (shift.kind() == Shift.Kind.ONSET && shift.isRise()) {
        Shift end =
            i + 1 < shifts.size() && shifts.get(i + 1).kind() == Shift.Kind.RECOVERY
                ? shifts.get(i + 1)
                : null;
        found.add(finding(EventType.METRIC_SHIFT, shift, end, filled));
        if (end != null) {
          found.add(finding(EventType.METRIC_RECOVERY, end, null, filled));
        }
      }
    }
    return found;
  }

  private static Finding finding(
      EventType type, Shift shift, @Nullable Shift end, List<Durations.Cell> filled) {
    Durations.Cell cell = filled.get(shift.index());
    Severity severity =
        type == EventType.METRIC_RECOVERY
            ? Severity.INFO
            : shift.after() >= SEVERE * shift.before() ? Severity.ERROR : Severity.WARNING;
    return new Finding(
            type,
            type == EventType.METRIC_RECOVERY ? cell.earliest : cell.slowest,
            end == null ? null : filled.get(end.index()).earliest,
            severity,
            1,
            0,
            0,
            shift.before(),
            shift.after(),
            shift.index())
        .on(Grounds.tested(Shifts.TEST, null));
  }

  /** A value for each cell from the first to the last; empty when too few say anything. */
  private static double[] series(Durations durations, List<Durations.Cell> filled) {
    if (durations.cells().isEmpty()) {
      return new double[0];
    }
    long first = durations.cells().firstKey();
    long length = durations.cells().lastKey() - first + 1;
    long telling =
        durations.cells().values().stream().filter(c -> c.count() >= FEWEST_IN_A_CELL).count();
    if (telling < FEWEST_CELLS || telling < SHARE_OF_CELLS * length) {
      return new double[0];
    }
    List<Double> values = new ArrayList<>();
    Durations.Cell last = null;
    for (long key = first; key < first + length; key++) {
      Durations.Cell cell = durations.cells().get(key);
      // A minute that says nothing goes on as the one before it.
      if (cell != null && cell.count() >= FEWEST_IN_A_CELL) {
        last = cell;
      }
      if (last != null) {
        values.add(last.quantile(QUANTILE));
        filled.add(last);
      }
    }
    return values.stream().mapToDouble(v -> v).toArray();
  }
}
