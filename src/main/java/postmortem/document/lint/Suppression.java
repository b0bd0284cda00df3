package postmortem.document.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Spot;

/**
 * A comment that takes findings away: {@code <!-- lint-disable rule: reason -->}. Behind text it is
 * about its own line, alone on a line about the block below it, up to the next blank line. One
 * without a reason takes nothing away.
 *
 * @param rule id as written
 * @param reason without the space around it; empty when none is given
 * @param at where the comment begins
 * @param from first line it is about
 * @param to last line it is about
 */
record Suppression(String rule, String reason, Spot at, int from, int to) {

  private static final Pattern COMMENT =
      Pattern.compile("<!--\\s*lint-disable\\s+([a-z][a-z0-9-]*)\\s*(?::(.*?))?-->");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(?:```|~~~).*");

  /** All of a document, in its order; the ones shown in blocks of code are none. */
  static List<Suppression> of(DocumentText document) {
    List<Suppression> found = new ArrayList<>();
    List<String> lines = document.lines();
    boolean code = false;
    for (int i = 0; i < lines.size(); i++) {
      if (FENCE.matcher(lines.get(i)).matches()) {
        code = !code;
      }
      Matcher m = COMMENT.matcher(lines.get(i));
      while (!code && m.find()) {
        boolean alone = COMMENT.matcher(lines.get(i)).replaceAll("").isBlank();
        int first = alone ? blockBelow(lines, i) : i;
        int last = alone ? blockEnd(lines, first) : i;
        String reason = m.group(2) == null ? "" : m.group(2).strip();
        found.add(
            new Suppression(
                m.group(1), reason, new Spot(i + 1, m.start() + 1), first + 1, last + 1));
      }
    }
    return found;
  }

  private static int blockBelow(List<String> lines, int comment) {
    int i = comment + 1;
    while (i < lines.size()
        && (lines.get(i).isBlank() || COMMENT.matcher(lines.get(i).strip()).matches())) {
      i++;
    }
    return i;
  }

  private static int blockEnd(List<String> lines, int first) {
    int i = first;
    while (i + 1 < lines.size() && !lines.get(i + 1).isBlank()) {
      i++;
    }
    return i;
  }

  /** Whether it takes that finding of the same document away. */
  boolean covers(Finding finding) {
    return !reason.isEmpty()
        && finding.rule().equals(rule)
        && finding.line() >= from
        && finding.line() <= to;
  }
}
