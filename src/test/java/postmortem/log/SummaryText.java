package postmortem.log;

import java.util.List;
import java.util.function.Function;
import postmortem.event.Severity;
import postmortem.log.summary.Cells;
import postmortem.log.summary.LogSummary;
import postmortem.log.summary.Sight;
import postmortem.log.summary.SignatureRow;

/** All that a summary says, as text to compare. */
public final class SummaryText {

  private SummaryText() {}

  /**
   * Writes a summary down.
   *
   * @param place how the place of a record is written
   */
  public static String of(LogSummary summary, Function<Sight, String> place) {
    StringBuilder text = new StringBuilder();
    cells("all", summary.all, place, text);
    cells("errors", summary.errors, place, text);
    for (List<SignatureRow> rows : List.of(summary.rows(), summary.shared())) {
      text.append("rows ").append(rows.size()).append('\n');
      for (SignatureRow row : rows) {
        text.append(new String(row.template(), java.nio.charset.StandardCharsets.UTF_8))
            .append(' ')
            .append(row.severity())
            .append(' ')
            .append(row.statusClass())
            .append(' ')
            .append(row.count())
            .append(" last ")
            .append(place.apply(row.last()));
        row.examples().forEach(example -> text.append(" e ").append(place.apply(example)));
        text.append('\n');
        cells("cells", row.cells(), place, text);
      }
    }
    return text.toString();
  }

  /** How many records all rows count. */
  public static long count(LogSummary summary) {
    long count = 0;
    for (List<SignatureRow> rows : List.of(summary.rows(), summary.shared())) {
      count += rows.stream().mapToLong(row -> row.count()).sum();
    }
    return count;
  }

  /** How many rows of a severity are its own. */
  public static long rows(LogSummary summary, Severity severity) {
    return summary.rows().stream().filter(row -> row.severity() == severity).count();
  }

  private static void cells(
      String name, Cells cells, Function<Sight, String> place, StringBuilder text) {
    text.append(name).append(" of ").append(cells.minutes());
    for (int i = 0; i < cells.size(); i++) {
      text.append(' ').append(cells.cell(i)).append('=').append(cells.count(i));
      if (cells.hasEnds()) {
        text.append(place.apply(cells.first(i))).append(place.apply(cells.last(i)));
      }
    }
    text.append('\n');
  }
}
