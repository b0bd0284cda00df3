package postmortem.workflow.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.EventTime;
import postmortem.event.ShortText;
import postmortem.log.Signature;

/** Signatures as aligned plain text for people. */
final class SignatureTable {

  private static final String GAP = "  ";
  private static final int TO_THE_SECOND = "2025-02-09T10:05:23".length();
  private static final int SHORTEST_TEMPLATE = 20;
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\u200c\\u200d\\u00ad]]");
  private static final String[] HEADER = {
    "COUNT", "SEVERITY", "FIRST (UTC)", "LAST (UTC)", "TEMPLATE"
  };

  private SignatureTable() {}

  /** One line for each; templates are cut to the width of the terminal. */
  static void write(List<Signature> signatures, int width, Appendable out) throws IOException {
    List<String[]> rows = new ArrayList<>();
    rows.add(HEADER);
    for (Signature signature : signatures) {
      rows.add(
          new String[] {
            String.format(Locale.ROOT, "%,d", signature.count()),
            signature.severity().label(),
            time(signature.first()),
            time(signature.last()),
            CONTROL.matcher(signature.template()).replaceAll("?")
          });
    }
    int[] widths = new int[HEADER.length - 1];
    int left = width;
    for (int i = 0; i < widths.length; i++) {
      for (String[] row : rows) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
      left -= widths[i] + GAP.length();
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - row[i].length());
        line.append(i == 0 ? padding + row[i] : row[i] + padding).append(GAP);
      }
      line.append(ShortText.of(row[widths.length], Math.max(SHORTEST_TEMPLATE, left)));
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static String time(@Nullable EventTime time) {
    return time == null ? "-" : time.text().substring(0, TO_THE_SECOND).replace('T', ' ');
  }
}
