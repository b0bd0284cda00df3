package postmortem.log.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.log.finding.Finding.Grounds;
import postmortem.log.summary.Cells;
import postmortem.log.summary.Sight;
import postmortem.series.SeriesEvents;
import postmortem.series.Shifts;

/**
 * Onset and end of the rate of errors: changes of level by {@link Shifts}, and bursts that are too
 * short to be a level.
 */
final class ErrorRates implements Finder {

  private static final int MOST = 3;
  private static final int FEWEST = 10;
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
    List<Run> told = new ArrayList<>();
    for (Raised raised : Raised.of(stream, cells, Shifts.ofErrors(stream.dense(cells)))) {
      told.add(new Run(raised.from(), raised.to()));
      rate(stream, raised.from(), raised.to(), raised.before(), raised.ended(), Shifts.TEST, found);
    }
    found = Finding.best(found, 2 * MOST);
    return Stream.concat(found.stream(), bursts(stream, cells, total, told).stream()).toList();
  }

  /** Buckets with errors, from one to before another. */
  private record Run(int from, int to) {
    boolean overlaps(Run other) {
      return from < other.to && other.from < to;
    }
  }

  /**
   * Too short for a change of level: many errors in a few minutes, and hardly any elsewhere. They
   * may come back, but had not come for longer than they ever paused; else they are everyday life.
   *
   * @param told what was told of the errors already
   */
  private static List<Finding> bursts(StreamView stream, Cells cells, long total, List<Run> told) {
    List<Run> bursts = new ArrayList<>();
    long inside = told.stream().mapToLong(run -> StreamView.sum(cells, run.from, run.to)).sum();
    for (int from = 0, to; from < cells.size(); from = to) {
      to = from + 1;
      while (to < cells.size() && cells.cell(to) - cells.cell(to - 1) == 1) {
        to++;
      }
      Run run = new Run(Math.max(from, Math.min(StreamView.beginning(cells, from), to - 1)), to);
      long count = StreamView.sum(cells, run.from, run.to);
      long minutes = (long) (run.to - run.from) * cells.minutes();
      if (count >= Math.max(FEWEST, BURST_PER_MINUTE * minutes)
          && told.stream().noneMatch(run::overlaps)) {
        bursts.add(run);
        inside += count;
      }
    }
    long elsewhere = total - inside;
    if (bursts.isEmpty()
        || elsewhere * BURST_SHARE > total
        || !isNews(stream, cells, bursts, told)) {
      return List.of();
    }
    double usual =
        elsewhere / (double) ((stream.lastCell() - stream.firstCell() + 1) * stream.width());
    List<Finding> found = new ArrayList<>();
    for (Run run : few(bursts, cells)) {
      boolean ended = StreamView.minute(cells, run.to - 1) < stream.lastCell() * stream.width();
      rate(stream, run.from, run.to, usual * cells.minutes(), ended, SeriesEvents.BURST, found);
    }
    return found;
  }

  /** Whether there were none for longer than they paused later on. */
  private static boolean isNews(StreamView stream, Cells cells, List<Run> bursts, List<Run> told) {
    List<Run> all = new ArrayList<>(bursts);
    all.addAll(told);
    all.sort(Comparator.comparingInt(Run::from));
    long quiet = StreamView.minute(cells, all.get(0).from) - stream.firstCell() * stream.width();
    long pause = 0;
    for (int i = 1; i < all.size(); i++) {
      pause =
          Math.max(
              pause,
              StreamView.minute(cells, all.get(i).from)
                  - StreamView.minute(cells, all.get(i - 1).to - 1));
    }
    return quiet > 0 && quiet >= pause;
  }

  /**
   * The first and the last, between which the errors came and went, and the largest of the rest.
   */
  private static List<Run> few(List<Run> bursts, Cells cells) {
    if (bursts.size() <= MOST) {
      return bursts;
    }
    Run largest =
        bursts.subList(1, bursts.size() - 1).stream()
            .max(Comparator.comparingLong(run -> StreamView.sum(cells, run.from, run.to)))
            .orElseThrow();
    return List.of(bursts.get(0), largest, bursts.get(bursts.size() - 1));
  }

  private static void rate(
      StreamView stream,
      int first,
      int behind,
      double before,
      boolean ended,
      String test,
      List<Finding> found) {
    Cells cells = stream.summary().errors;
    // What fails all the time may happen to fail first or last as well.
    Risen risen =
        Risen.of(
            stream,
            StreamView.minute(cells, first),
            StreamView.minute(cells, behind - 1) + cells.minutes() - 1);
    int from = first;
    int to = behind;
    if (risen != null) {
      // It is told to begin and to end with what rose, so only the minutes from there to there
      // count.
      while (from < to - 1 && cells.last(from).isBefore(risen.first())) {
        from++;
      }
      while (from < to - 1 && risen.last().isBefore(cells.first(to - 1))) {
        to--;
      }
    }
    long count = StreamView.sum(cells, from, to);
    double minutes = (cells.cell(to - 1) - cells.cell(from) + 1.0) * cells.minutes();
    double after = count / minutes;
    long begin = StreamView.minute(cells, from);
    long end = StreamView.minute(cells, to - 1) + cells.minutes() - 1;
    Sight start = risen == null ? cells.first(from) : risen.first();
    Sight last = risen == null ? cells.last(to - 1) : risen.last();
    boolean strays = risen != null && last.isBefore(cells.last(behind - 1));
    double order = -count;
    Grounds grounds = Grounds.tested(test, Requests.of(stream.summary(), begin, end));
    found.add(
        new Finding(
                EventType.RATE_ONSET,
                start,
                ended ? last : null,
                Severity.ERROR,
                count,
                0,
                0,
                before / cells.minutes(),
                after,
                order)
            .on(ended ? grounds : grounds.upTo(last)));
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
              .on(Grounds.tested(test, null)));
    }
  }
}
