package postmortem.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.log.signature.Clusters;
import postmortem.series.Shift;
import postmortem.series.Shifts;

/**
 * Turns the finished summary of a stream into a handful of findings: first sights of errors that
 * are not part of the stream's usual background, warnings that became frequent, onset and end of
 * the rate of errors, silence, restarts.
 */
final class Findings {

  private static final int MOST_ERRORS = 6;
  private static final int MOST_WARNINGS = 3;
  private static final int MOST_RATES = 3;
  private static final int MOST_SILENCES = 2;
  private static final int MOST_RESTARTS = 3;

  private static final int LONGEST_SERIES = 20_000;
  private static final int FEWEST_FOR_A_RATE = 10;
  private static final int FEWEST_WARNINGS = 10;
  private static final int BURST_PER_MINUTE = 10;
  private static final int BURST_SHARE = 10;

  /** Up to so many records stand before the regime that they do not belong to. */
  private static final int STRAYS = 5;

  private static final int STRAY_GAP_MINUTES = 5;
  private static final int NEAR_MINUTES = 10;
  private static final int FEWEST_SILENT_MINUTES = 3;
  private static final int TRAFFIC_MINUTES = 10;
  private static final double TRAFFIC = 10;

  private static final Pattern RESTART =
      Pattern.compile(
          "^(?:\\W*|\\S+: )(?:started \\S+ in |(?:the )?server (?:is )?(?:started|running|listening)"
              + "|starting (?:up|server|service|application|process)\\b|listening (?:on|at)\\b"
              + "|application startup complete|booting\\b|database system is ready to accept"
              + "|ready to accept connections|service started|process started|worker started)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TROUBLE =
      Pattern.compile(
          "\\b(?:slow|timed? ?out|timeout|exhausted|refused|unavailable|unreachable|throttl|too many"
              + "|deadlock|out of memory|oom|rejected|overload|saturated|retry|retrying|duration:"
              + "|fail(?:ed|ure)?|errors?|exception|panic|fatal|killed)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DISASTER =
      Pattern.compile(
          "\\b(?:out of memory|oom-kill|panic|segfault|segmentation fault|fatal|core dumped"
              + "|no space left)",
          Pattern.CASE_INSENSITIVE);

  private final LogSummary summary;
  private final Citer texts;
  private final long firstCell;
  private final long lastCell;
  private final int width;

  Findings(LogSummary summary, Citer texts) {
    this.summary = summary;
    this.texts = texts;
    Cells all = summary.all;
    this.width = all.minutes();
    this.firstCell = all.size() == 0 ? 0 : all.cell(0);
    this.lastCell = all.size() == 0 ? -1 : all.cell(all.size() - 1);
  }

  /** A cluster of rows as one. */
  private record Cluster(SignatureRow row, int templates) {}

  /** From when on a signature belongs to what a reader looks for. */
  private record Regime(Sight from, long count, boolean sudden) {}

  List<Finding> find() {
    List<Finding> findings = new ArrayList<>();
    if (lastCell < firstCell) {
      return findings;
    }
    List<SignatureRow> errors = new ArrayList<>();
    List<SignatureRow> warnings = new ArrayList<>();
    List<Finding> restarts = new ArrayList<>();
    List<SignatureRow> rows = new ArrayList<>(summary.rows());
    rows.addAll(summary.shared());
    for (SignatureRow row : rows) {
      if (row.severity.isError()) {
        errors.add(row);
      } else if (row.severity == Severity.WARNING) {
        warnings.add(row);
      } else if (row.statusClass == 0) {
        String text = texts.template(row.template);
        if (row.severity == Severity.UNKNOWN && DISASTER.matcher(text).find()) {
          errors.add(row);
        } else if (TROUBLE.matcher(text).find()) {
          warnings.add(row);
        } else if (RESTART.matcher(text).find()) {
          restart(row, restarts);
        }
      }
    }
    findings.addAll(first(errors, true, MOST_ERRORS));
    findings.addAll(first(warnings, false, MOST_WARNINGS));
    findings.addAll(rates());
    findings.addAll(silences());
    findings.addAll(best(restarts, MOST_RESTARTS));
    return findings;
  }

  private static List<Finding> best(List<Finding> findings, int most) {
    return findings.stream()
        .sorted(
            Comparator.comparingDouble(Finding::order)
                .thenComparing(
                    (a, b) -> a.at().isBefore(b.at()) ? -1 : b.at().isBefore(a.at()) ? 1 : 0))
        .limit(most)
        .toList();
  }

  private List<Finding> first(List<SignatureRow> rows, boolean errors, int most) {
    List<Finding> found = new ArrayList<>();
    for (Cluster cluster : clusters(rows)) {
      SignatureRow row = cluster.row();
      Regime regime = regime(row.cells, row.first(), row.count);
      boolean enough =
          errors || (regime != null && regime.sudden() && row.count >= FEWEST_WARNINGS);
      if (regime == null || !enough) {
        continue;
      }
      Severity severity = errors ? worst(row.severity) : Severity.WARNING;
      double order =
          -(Math.log(row.count + 1.0)
              + (regime.sudden() ? 3 : 0)
              + (severity == Severity.CRITICAL ? 2 : 0));
      boolean single = severity == Severity.CRITICAL && row.count <= 2;
      found.add(
          new Finding(
              single ? EventType.RECORD : EventType.FIRST_SEEN,
              regime.from(),
              row.count > 1 ? row.last : null,
              severity,
              regime.count(),
              row.count - regime.count(),
              cluster.templates(),
              Double.NaN,
              Double.NaN,
              order));
    }
    return best(found, most);
  }

  private static Severity worst(Severity severity) {
    return severity.isError() ? severity : Severity.ERROR;
  }

  /** Requests are put together by what became of them, other rows by their words. */
  private List<Cluster> clusters(List<SignatureRow> rows) {
    List<Cluster> clusters = new ArrayList<>();
    Map<String, List<SignatureRow>> requests = new TreeMap<>();
    List<SignatureRow> said = new ArrayList<>();
    for (SignatureRow row : rows) {
      if (row.statusClass > 0) {
        requests.computeIfAbsent(status(row), k -> new ArrayList<>()).add(row);
      } else {
        said.add(row);
      }
    }
    for (List<SignatureRow> same : requests.values()) {
      clusters.add(together(same));
    }
    for (Severity severity : Severity.values()) {
      List<SignatureRow> same = said.stream().filter(row -> row.severity == severity).toList();
      for (Clusters.Cluster group :
          Clusters.of(same.stream().map(row -> texts.template(row.template)).toList())) {
        clusters.add(together(group.members().stream().map(same::get).toList()));
      }
    }
    return clusters;
  }

  /** All failures of the server are one; what a client did wrong differs by status. */
  private String status(SignatureRow row) {
    String text = texts.template(row.template);
    return row.statusClass == 5 ? "5xx" : text.substring(text.lastIndexOf(' ') + 1);
  }

  private static Cluster together(List<SignatureRow> rows) {
    if (rows.size() == 1) {
      return new Cluster(rows.get(0), 1);
    }
    Severity worst =
        rows.stream().map(row -> row.severity).max(Comparator.naturalOrder()).orElseThrow();
    SignatureRow first = rows.get(0);
    SignatureRow sum = new SignatureRow(first.hash, first.template, worst, first.statusClass);
    rows.forEach(sum::merge);
    return new Cluster(sum, rows.size());
  }

  /** Null for what goes on at a low rate all the time. */
  private @Nullable Regime regime(Cells cells, Sight first, long count) {
    Shift onset = null;
    for (Shift shift : Shifts.ofCounts(dense(cells))) {
      if (shift.kind() == Shift.Kind.ONSET && shift.isRise()) {
        onset = shift;
        break;
      }
    }
    if (onset != null) {
      int index = beginning(cells, index(cells, onset.index()));
      long before = sum(cells, 0, index);
      boolean near =
          before > 0
              && before <= STRAYS
              && (minute(cells, index) - minute(cells, 0)) <= NEAR_MINUTES;
      int from = near ? beginning(cells, 0) : index;
      return new Regime(sight(cells, from, first), count - sum(cells, 0, from), true);
    }
    int from = beginning(cells, 0);
    if (from == 0 && isBackground(cells, count)) {
      return null;
    }
    boolean sudden = count >= FEWEST_FOR_A_RATE && isDense(cells, from);
    return new Regime(sight(cells, from, first), count - sum(cells, 0, from), sudden);
  }

  private static Sight sight(Cells cells, int index, Sight first) {
    return cells.hasEnds() ? cells.first(index) : first;
  }

  /** Skips a few records that stand apart before many. */
  private static int beginning(Cells cells, int from) {
    int index = from;
    long skipped = 0;
    while (index + 1 < cells.size()) {
      skipped += cells.count(index);
      long rest = sum(cells, index + 1, cells.size());
      long next = cells.count(index + 1);
      boolean far = minute(cells, index + 1) - minute(cells, index) >= STRAY_GAP_MINUTES;
      boolean apart =
          cells.count(index) <= 2
              && next >= 10 * cells.count(index)
              && cells.hasEnds()
              && cells.first(index + 1).second - cells.last(index).second
                  > Math.max(15, 600L * cells.minutes() / next);
      if (skipped > STRAYS || rest < 10 * skipped || !(far || apart)) {
        break;
      }
      index++;
    }
    return index;
  }

  /** Whether records come from the first part of the stream to its last, with long pauses. */
  private boolean isBackground(Cells cells, long count) {
    long span = lastCell - firstCell + 1;
    long first = (cells.cell(0) * cells.minutes()) / width - firstCell;
    long last = (cells.cell(cells.size() - 1) * cells.minutes()) / width - firstCell;
    return count >= 3 && span >= 10 && first < span / 3 && last >= span - span / 3;
  }

  /** Whether nearly all minutes from the first to the last have records. */
  private static boolean isDense(Cells cells, int from) {
    long span = cells.cell(cells.size() - 1) - cells.cell(from) + 1;
    return cells.size() - from >= 0.5 * span;
  }

  private List<Finding> rates() {
    Cells cells = summary.errors;
    long total = sum(cells, 0, cells.size());
    List<Finding> found = new ArrayList<>();
    if (total < FEWEST_FOR_A_RATE) {
      return found;
    }
    List<Shift> shifts = Shifts.ofCounts(dense(cells));
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
      int from = beginning(cells, index(cells, onset.index()));
      int to = end == null ? cells.size() : index(cells, end.index());
      to = Math.max(to, from + 1);
      // The level is back before the last stragglers are.
      while (end != null
          && to < cells.size()
          && cells.cell(to) - cells.cell(to - 1) == 1
          && cells.count(to) > Math.ceil(2 * onset.before())) {
        to++;
      }
      rate(cells, from, to, onset.before(), end != null, found);
    }
    if (found.isEmpty()) {
      burst(cells, total, found);
    }
    return best(found, 2 * MOST_RATES);
  }

  /** Too short for a change of level: many errors in a few minutes, and hardly any elsewhere. */
  private void burst(Cells cells, long total, List<Finding> found) {
    int bestFrom = 0;
    int bestTo = 0;
    long most = 0;
    for (int from = 0, to; from < cells.size(); from = to) {
      to = from + 1;
      while (to < cells.size() && cells.cell(to) - cells.cell(to - 1) == 1) {
        to++;
      }
      if (sum(cells, from, to) > most) {
        most = sum(cells, from, to);
        bestFrom = from;
        bestTo = to;
      }
    }
    int from = Math.max(bestFrom, Math.min(beginning(cells, bestFrom), bestTo - 1));
    long elsewhere = total - sum(cells, from, bestTo);
    long minutes = (long) (bestTo - from) * cells.minutes();
    boolean before = minute(cells, from) > firstCell * width;
    if (before
        && total - elsewhere >= BURST_PER_MINUTE * minutes
        && elsewhere * BURST_SHARE <= total) {
      boolean ended = minute(cells, bestTo - 1) < lastCell * width;
      double usual = elsewhere / (double) ((lastCell - firstCell + 1) * width);
      rate(cells, from, bestTo, usual * cells.minutes(), ended, found);
    }
  }

  private void rate(
      Cells cells, int from, int to, double before, boolean ended, List<Finding> found) {
    long count = sum(cells, from, to);
    double minutes = (cells.cell(to - 1) - cells.cell(from) + 1.0) * cells.minutes();
    double after = count / minutes;
    Sight last = cells.last(to - 1);
    double order = -count;
    found.add(
        new Finding(
            EventType.RATE_ONSET,
            cells.first(from),
            ended ? last : null,
            Severity.ERROR,
            count,
            0,
            0,
            before / cells.minutes(),
            after,
            order));
    if (ended) {
      found.add(
          new Finding(
              EventType.RATE_END,
              last,
              null,
              Severity.INFO,
              count,
              0,
              0,
              after,
              before / cells.minutes(),
              order));
    }
  }

  private List<Finding> silences() {
    Cells all = summary.all;
    List<Finding> found = new ArrayList<>();
    for (int i = TRAFFIC_MINUTES; i < all.size() && all.minutes() == 1; i++) {
      long gap = all.cell(i) - all.cell(i - 1) - 1;
      if (gap < FEWEST_SILENT_MINUTES
          || all.cell(i - 1) - all.cell(i - TRAFFIC_MINUTES) != TRAFFIC_MINUTES - 1) {
        continue;
      }
      long least = Long.MAX_VALUE;
      for (int j = i - TRAFFIC_MINUTES; j < i - 1; j++) {
        least = Math.min(least, all.count(j));
      }
      if (least >= TRAFFIC) {
        found.add(
            new Finding(
                EventType.SILENCE,
                all.last(i - 1),
                all.first(i),
                Severity.WARNING,
                1,
                0,
                0,
                (double) sum(all, i - TRAFFIC_MINUTES, i) / TRAFFIC_MINUTES,
                0,
                -gap));
      }
    }
    return best(found, MOST_SILENCES);
  }

  private void restart(SignatureRow row, List<Finding> found) {
    for (Sight sight : row.examples()) {
      // What a stream begins with is the start, not a restart.
      if (row.count <= SignatureRow.EXAMPLES && sight.second - summary.all.first(0).second > 120) {
        found.add(
            new Finding(
                EventType.RESTART,
                sight,
                null,
                Severity.INFO,
                1,
                0,
                1,
                Double.NaN,
                Double.NaN,
                row.count));
      }
    }
  }

  /** The counts of all buckets of the stream. */
  private double[] dense(Cells cells) {
    int minutes = cells.minutes();
    long from = firstCell * width / minutes;
    long to = lastCell * width / minutes;
    long length = Math.min(to - from + 1, LONGEST_SERIES);
    double[] counts = new double[(int) Math.max(0, length)];
    for (int i = 0; i < cells.size(); i++) {
      long at = cells.cell(i) - from;
      if (at >= 0 && at < counts.length) {
        counts[(int) at] += cells.count(i);
      }
    }
    return counts;
  }

  /** The index in the cells of a bucket of {@link #dense}, or of the next that is not empty. */
  private int index(Cells cells, int bucket) {
    return Math.min(
        cells.from(firstCell * width / cells.minutes() + bucket), Math.max(0, cells.size() - 1));
  }

  private static long minute(Cells cells, int index) {
    return cells.cell(index) * cells.minutes();
  }

  private static long sum(Cells cells, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += cells.count(i);
    }
    return sum;
  }
}
