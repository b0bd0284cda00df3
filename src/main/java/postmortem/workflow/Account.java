package postmortem.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postmortem.evidence.FileAccount;
import postmortem.evidence.RowCounts;
import postmortem.timeline.ManifestEntry;

/** The account of the evidence as a table for people: no row is lost silently. */
final class Account {

  private static final String[] HEADER = {
    "evidence", "read as", "rows", "placed", "merged", "aggregated", "filtered", "unreadable"
  };

  private Account() {}

  /** One line for each piece of evidence, and the sum. */
  static String table(List<ManifestEntry> manifest) {
    List<String[]> rows = new ArrayList<>();
    rows.add(HEADER);
    RowCounts sum = new RowCounts(0, 0, 0, 0, 0, 0);
    for (ManifestEntry entry : manifest) {
      FileAccount account = entry.account();
      String reader = account.reader();
      rows.add(row(account.evidence(), reader == null ? "unknown" : reader, entry.rows()));
      sum = sum.plus(entry.rows());
    }
    rows.add(row("all " + manifest.size(), "", sum));
    int[] widths = new int[HEADER.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        String padding = " ".repeat(widths[i] - row[i].length());
        line.append(i < 2 ? row[i] + padding : padding + row[i]).append("  ");
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  private static String[] row(String name, String reader, RowCounts rows) {
    return new String[] {
      SafeText.still(name),
      reader,
      number(rows.read()),
      number(rows.placed()),
      number(rows.merged()),
      number(rows.aggregated()),
      number(rows.filtered()),
      number(rows.unreadable())
    };
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
