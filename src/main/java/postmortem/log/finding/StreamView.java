package postmortem.log.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import postmortem.event.Severity;
import postmortem.log.summary.Cells;
import postmortem.log.summary.Citer;
import postmortem.log.summary.LogSummary;
import postmortem.log.summary.SignatureRow;

/** A finished stream as the finders see it: who says what, in which minutes. */
final class StreamView {

  private static final int LONGEST_SERIES = 20_000;

  /** Up to so many records stand before the many that they do not belong to. */
  static final int STRAYS = 5;

  private static final int STRAY_GAP_MINUTES = 5;

  private static final Pattern TROUBLE =
      Pattern.compile(
          "\\b(?:slow|still waiting|waiting for (?:\\S+ ){0,3}(?:lock|connection)|lock wait|blocked"
              + "|pause full|full gc|evict(?:ed|ing)|timed? ?out|timeout|exhausted|refused|unavailable|unreachable|throttl|too many"
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
  private final List<SignatureRow> errors = new ArrayList<>();
  private final List<SignatureRow> warnings = new ArrayList<>();
  private final List<SignatureRow> others = new ArrayList<>();
  private final long firstCell;
  private final long lastCell;
  private final int width;

  StreamView(LogSummary summary, Citer texts) {
    this.summary = summary;
    this.texts = texts;
    Cells all = summary.all;
    this.width = all.minutes();
    this.firstCell = all.size() == 0 ? 0 : all.cell(0);
    this.lastCell = all.size() == 0 ? -1 : all.cell(all.size() - 1);
    List<SignatureRow> rows = new ArrayList<>(summary.rows());
    rows.addAll(summary.shared());
    rows.forEach(this::sort);
  }

  /** Records without a severity are judged by their words. */
  private void sort(SignatureRow row) {
    if (row.severity().isError()) {
      errors.add(row);
    } else if (row.severity() == Severity.WARNING) {
      warnings.add(row);
    } else if (row.statusClass() == 0) {
      String text = text(row);
      if (row.severity() == Severity.UNKNOWN && DISASTER.matcher(text).find()) {
        errors.add(row);
      } else if (TROUBLE.matcher(text).find()) {
        warnings.add(row);
      } else {
        others.add(row);
      }
    }
  }

  boolean isEmpty() {
    return lastCell < firstCell;
  }

  /** Whether it holds errors and hardly anything else, as error logs and filtered exports do. */
  boolean isOfErrors() {
    long known = errors.stream().mapToLong(row -> row.count()).sum();
    long all = sum(summary.all, 0, summary.all.size());
    return 2 * known > all;
  }

  LogSummary summary() {
    return summary;
  }

  /** Signatures of errors. */
  List<SignatureRow> errors() {
    return errors;
  }

  /** Signatures of warnings, and of what sounds like one. */
  List<SignatureRow> warnings() {
    return warnings;
  }

  /** All other signatures that are not about a request. */
  List<SignatureRow> others() {
    return others;
  }

  /** What a row says, redacted. */
  String text(SignatureRow row) {
    return texts.template(row.template());
  }

  /** The HTTP status with which a row of requests ends. */
  String status(SignatureRow row) {
    String text = text(row);
    return text.substring(text.lastIndexOf(' ') + 1);
  }

  /** The first bucket of the stream, in units of {@link #width}. */
  long firstCell() {
    return firstCell;
  }

  /** Its last bucket. */
  long lastCell() {
    return lastCell;
  }

  /** How many minutes a bucket of all its records is wide. */
  int width() {
    return width;
  }

  /** Skips a few records that stand apart before many. */
  static int beginning(Cells cells, int from) {
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
              && cells.first(index + 1).second() - cells.last(index).second()
                  > Math.max(15, 600L * cells.minutes() / next);
      if (skipped > STRAYS || rest < 10 * skipped || !(far || apart)) {
        break;
      }
      index++;
    }
    return index;
  }

  /** The counts of all buckets of the stream. */
  double[] dense(Cells cells) {
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
  int index(Cells cells, int bucket) {
    return Math.min(
        cells.from(firstCell * width / cells.minutes() + bucket), Math.max(0, cells.size() - 1));
  }

  static long minute(Cells cells, int index) {
    return cells.cell(index) * cells.minutes();
  }

  /** How many records there are from one minute to another, both of which belong to it. */
  static long during(Cells cells, long from, long to) {
    return sum(cells, cells.from(from / cells.minutes()), cells.from(to / cells.minutes() + 1));
  }

  static long sum(Cells cells, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += cells.count(i);
    }
    return sum;
  }
}
