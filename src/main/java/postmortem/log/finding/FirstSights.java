package postmortem.log.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.log.finding.Finding.Grounds;
import postmortem.log.signature.Clusters;
import postmortem.log.summary.Cells;
import postmortem.log.summary.Sight;
import postmortem.log.summary.SignatureRow;
import postmortem.series.Shift;
import postmortem.series.Shifts;

/**
 * First sights of errors that are not part of the stream's usual background, and warnings that
 * became frequent. A signature that stood there before and then began to come in numbers counts
 * from then on.
 */
final class FirstSights implements Finder {

  private static final int MOST_ERRORS = 6;
  private static final int MOST_WARNINGS = 3;
  private static final int FEWEST = 10;
  private static final int NEAR_MINUTES = 10;

  /** Of fewer records nothing can be said about how far they are apart. */
  private static final int FEWEST_TO_COMPARE = 3;

  /** A pause that is so many times as long as those after it sets apart what came before it. */
  private static final int LONG_PAUSE = 5;

  /** A cluster of rows as one. */
  private record Cluster(SignatureRow row, int templates) {}

  /** From when on a signature belongs to what a reader looks for. */
  private record Regime(Sight from, long count, boolean sudden) {}

  @Override
  public List<Finding> find(StreamView stream) {
    List<Finding> errors = first(stream, stream.errors(), true, MOST_ERRORS, true);
    if (errors.isEmpty() && stream.isOfErrors()) {
      // There is nothing before which they could be a background.
      errors = first(stream, stream.errors(), true, MOST_ERRORS, false);
    }
    List<Finding> found = new ArrayList<>(errors);
    found.addAll(first(stream, stream.warnings(), false, MOST_WARNINGS, true));
    return found;
  }

  /**
   * The first sights of some signatures.
   *
   * @param quiet whether what goes on all the time is left out
   */
  private static List<Finding> first(
      StreamView stream, List<SignatureRow> rows, boolean errors, int most, boolean quiet) {
    List<Finding> found = new ArrayList<>();
    for (Cluster cluster : clusters(stream, rows)) {
      SignatureRow row = cluster.row();
      Regime regime = regime(stream, row, errors, quiet);
      boolean enough = errors || (regime != null && regime.sudden() && row.count() >= FEWEST);
      if (regime == null || !enough) {
        continue;
      }
      Severity severity = errors ? worst(row.severity()) : Severity.WARNING;
      double order =
          -(Math.log(row.count() + 1.0)
              + (regime.sudden() ? 3 : 0)
              + (severity == Severity.CRITICAL ? 2 : 0));
      boolean single = severity == Severity.CRITICAL && row.count() <= 2;
      found.add(
          new Finding(
                  single ? EventType.RECORD : EventType.FIRST_SEEN,
                  regime.from(),
                  row.count() > 1 ? row.last() : null,
                  severity,
                  regime.count(),
                  row.count() - regime.count(),
                  cluster.templates(),
                  Double.NaN,
                  Double.NaN,
                  order)
              .on(Grounds.asLogBegins(!stream.isOfErrors() && mayBeOlder(stream, row))));
    }
    return Finding.best(found, most);
  }

  /**
   * Whether the first record comes no later behind the beginning of the log than records of that
   * kind come one after the other: then nothing says that it is new.
   */
  private static boolean mayBeOlder(StreamView stream, SignatureRow row) {
    Sight begin = stream.summary().all.first(0);
    double lead = begin.secondsUntil(row.first());
    return row.count() >= FEWEST_TO_COMPARE && lead * row.count() <= begin.secondsUntil(row.last());
  }

  private static Severity worst(Severity severity) {
    return severity.isError() ? severity : Severity.ERROR;
  }

  /** Requests are put together by what became of them, other rows by their words. */
  private static List<Cluster> clusters(StreamView stream, List<SignatureRow> rows) {
    List<Cluster> clusters = new ArrayList<>();
    Map<String, List<SignatureRow>> requests = new TreeMap<>();
    List<SignatureRow> said = new ArrayList<>();
    for (SignatureRow row : rows) {
      if (row.statusClass() > 0) {
        requests.computeIfAbsent(status(stream, row), k -> new ArrayList<>()).add(row);
      } else {
        said.add(row);
      }
    }
    for (List<SignatureRow> same : requests.values()) {
      clusters.add(new Cluster(SignatureRow.sum(same), same.size()));
    }
    for (Severity severity : Severity.values()) {
      List<SignatureRow> same = said.stream().filter(row -> row.severity() == severity).toList();
      for (Clusters.Cluster group : Clusters.of(same.stream().map(stream::text).toList())) {
        List<SignatureRow> rowsOfGroup = group.members().stream().map(same::get).toList();
        clusters.add(new Cluster(SignatureRow.sum(rowsOfGroup), rowsOfGroup.size()));
      }
    }
    return clusters;
  }

  /** All failures of the server are one; what a client did wrong differs by status. */
  private static String status(StreamView stream, SignatureRow row) {
    return row.statusClass() == 5 ? "5xx" : stream.status(row);
  }

  /** Null for what goes on at a low rate all the time, where that is asked. */
  private static @Nullable Regime regime(
      StreamView stream, SignatureRow row, boolean errors, boolean quiet) {
    Cells cells = row.cells();
    Sight first = row.first();
    long count = row.count();
    Shift onset = null;
    double[] counts = stream.dense(cells);
    for (Shift shift : errors ? Shifts.ofErrors(counts) : Shifts.ofCounts(counts)) {
      if (shift.kind() == Shift.Kind.ONSET && shift.isRise()) {
        onset = shift;
        break;
      }
    }
    if (onset != null) {
      int index = StreamView.beginning(cells, stream.index(cells, onset.index()));
      long before = StreamView.sum(cells, 0, index);
      boolean near =
          before > 0
              && before <= StreamView.STRAYS
              && (StreamView.minute(cells, index) - StreamView.minute(cells, 0)) <= NEAR_MINUTES;
      int from =
          near || (errors && isNews(stream, cells, index)) ? StreamView.beginning(cells, 0) : index;
      return new Regime(sight(cells, from, first), count - StreamView.sum(cells, 0, from), true);
    }
    int from = StreamView.beginning(cells, 0);
    if (quiet
        && (from == 0 || !(isApart(cells, from) || isMany(cells, from)))
        && isBackground(stream, cells, count)) {
      return null;
    }
    boolean sudden = count >= FEWEST && isDense(cells, from);
    return new Regime(sight(cells, from, first), count - StreamView.sum(cells, 0, from), sudden);
  }

  /**
   * Whether what stood there before it came in numbers is the beginning of it, and not its usual
   * background: more than a few records, and none for a long time before them.
   */
  private static boolean isNews(StreamView stream, Cells cells, int onset) {
    long begin = stream.firstCell() * stream.width();
    long quiet = StreamView.minute(cells, 0) - begin;
    return StreamView.sum(cells, 0, onset) > StreamView.STRAYS
        && 3 * quiet > StreamView.minute(cells, onset) - begin;
  }

  private static Sight sight(Cells cells, int index, Sight first) {
    return cells.hasEnds() ? cells.first(index) : first;
  }

  /** Whether records come from the first part of the stream to its last, with long pauses. */
  private static boolean isBackground(StreamView stream, Cells cells, long count) {
    long span = stream.lastCell() - stream.firstCell() + 1;
    long first = (cells.cell(0) * cells.minutes()) / stream.width() - stream.firstCell();
    long last =
        (cells.cell(cells.size() - 1) * cells.minutes()) / stream.width() - stream.firstCell();
    return count >= 3 && span >= 10 && first < span / 3 && last >= span - span / 3;
  }

  /** Whether the pause before a bucket is long beside those after it. */
  private static boolean isApart(Cells cells, int from) {
    long pause = StreamView.minute(cells, from) - StreamView.minute(cells, from - 1);
    long rest = StreamView.minute(cells, cells.size() - 1) - StreamView.minute(cells, from);
    return pause >= LONG_PAUSE * Math.max(1.0, rest / (double) (cells.size() - from));
  }

  /** Whether some minute from a bucket on has many records. */
  private static boolean isMany(Cells cells, int from) {
    for (int i = from; i < cells.size(); i++) {
      if (cells.count(i) >= (long) FEWEST * cells.minutes()) {
        return true;
      }
    }
    return false;
  }

  /** Whether nearly all minutes from the first to the last have records. */
  private static boolean isDense(Cells cells, int from) {
    long span = cells.cell(cells.size() - 1) - cells.cell(from) + 1;
    return cells.size() - from >= 0.5 * span;
  }
}
