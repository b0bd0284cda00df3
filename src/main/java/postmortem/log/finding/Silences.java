package postmortem.log.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.log.finding.Finding.Grounds;
import postmortem.log.summary.Cells;
import postmortem.log.summary.Sight;
import postmortem.log.summary.SignatureRow;

/**
 * Silence where there was traffic, with what was said last.
 *
 * <p>A pause is a silence when at least ten busy minutes stand before it and it lasts three
 * minutes; or, in a stream with less to say, when half an hour of steady records stands before it,
 * at least thirty records are missing by the rate of that time, and no pause before was a quarter
 * as long. A stream that pauses by its nature, or has little to say, gives none: one that was quiet
 * for most of its time, and as long as this twice more, belongs to something that runs now and
 * then.
 */
final class Silences implements Finder {

  private static final int MOST = 2;
  private static final int SHORTEST = 3;
  private static final int BUSY_MINUTES = 10;
  private static final int BUSY = 10;
  private static final int STEADY_MINUTES = 30;
  private static final double STEADY_SHARE = 0.8;
  private static final int FEWEST_MISSING = 30;
  private static final int UNUSUAL = 4;
  private static final int OTHERS_ALIKE = 2;

  /** What was said so shortly before may be why. */
  private static final int LAST_WORDS_SECONDS = 60;

  private static final int MOST_LAST_WORDS = 2;

  @Override
  public List<Finding> find(StreamView stream) {
    Cells all = stream.summary().all;
    List<Finding> found = new ArrayList<>();
    long longest = 0;
    for (int i = 1; i < all.size() && all.minutes() == 1; i++) {
      long gap = all.cell(i) - all.cell(i - 1) - 1;
      if (gap >= SHORTEST
          && (isBusy(all, i) || isMissed(all, i, gap, longest))
          && !isHabit(all, gap)) {
        found.add(
            new Finding(
                EventType.SILENCE,
                all.last(i - 1),
                all.first(i),
                Severity.WARNING,
                1,
                0,
                0,
                rate(all, i),
                0,
                -gap,
                Grounds.citing(lastWords(stream, all.last(i - 1)))));
      }
      longest = Math.max(longest, gap);
    }
    return Finding.best(found, MOST);
  }

  /** Whether a stream that is mostly quiet paused for so long before or afterwards as well. */
  private static boolean isHabit(Cells all, long gap) {
    long span = all.cell(all.size() - 1) - all.cell(0) + 1;
    if (2L * all.size() > span) {
      return false;
    }
    int alike = 0;
    for (int i = 1; i < all.size(); i++) {
      alike += 2 * (all.cell(i) - all.cell(i - 1) - 1) >= gap ? 1 : 0;
    }
    return alike > OTHERS_ALIKE;
  }

  /** Whether every one of the last minutes before a cell had many records. */
  private static boolean isBusy(Cells all, int next) {
    if (next < BUSY_MINUTES
        || all.cell(next - 1) - all.cell(next - BUSY_MINUTES) != BUSY_MINUTES - 1) {
      return false;
    }
    // The last minute may be cut by the silence itself.
    for (int i = next - BUSY_MINUTES; i < next - 1; i++) {
      if (all.count(i) < BUSY) {
        return false;
      }
    }
    return true;
  }

  /** Whether a pause is one that a steady stream has not made before. */
  private static boolean isMissed(Cells all, int next, long gap, long longestBefore) {
    long from = all.cell(next - 1) - STEADY_MINUTES + 1;
    int first = all.from(from);
    if (all.cell(0) > from || next - first < STEADY_SHARE * STEADY_MINUTES) {
      return false;
    }
    double perMinute = StreamView.sum(all, first, next) / (double) STEADY_MINUTES;
    return perMinute * gap >= FEWEST_MISSING && gap >= UNUSUAL * Math.max(1, longestBefore);
  }

  private static double rate(Cells all, int next) {
    long minutes = Math.min(BUSY_MINUTES, all.cell(next - 1) - all.cell(0) + 1);
    int first = all.from(all.cell(next - 1) - minutes + 1);
    return StreamView.sum(all, first, next) / (double) minutes;
  }

  /** The last error and warning of each signature shortly before, the worst and latest first. */
  private static List<Sight> lastWords(StreamView stream, Sight last) {
    record Said(SignatureRow row, Sight sight) {}
    List<Said> said = new ArrayList<>();
    List<SignatureRow> rows = new ArrayList<>(stream.errors());
    rows.addAll(stream.warnings());
    for (SignatureRow row : rows) {
      Cells cells = row.cells();
      int index = cells.from(Math.floorDiv(last.second(), 60L * cells.minutes()) + 1) - 1;
      if (index >= 0 && cells.hasEnds()) {
        Sight sight = cells.last(index);
        if (!last.isBefore(sight)
            && last.second() - sight.second() <= LAST_WORDS_SECONDS
            && sight.offset() != last.offset()) {
          said.add(new Said(row, sight));
        }
      }
    }
    said.sort(
        Comparator.<Said>comparingInt(s -> s.row().severity().isError() ? 0 : 1)
            .thenComparing((a, b) -> a.sight().isBefore(b.sight()) ? 1 : -1));
    return said.stream().map(Said::sight).limit(MOST_LAST_WORDS).toList();
  }
}
