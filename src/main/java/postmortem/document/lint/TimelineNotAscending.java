package postmortem.document.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;
import postmortem.document.read.TimelineRow;

/** Names a row of the timeline that stands below a later one. */
public final class TimelineNotAscending implements LintRule {

  @Override
  public String id() {
    return "timeline-not-ascending";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String help() {
    return "put the rows in the order in which things happened";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    List<Finding> findings = new ArrayList<>();
    TimelineRow before = null;
    for (TimelineRow row : document.timeline()) {
      if (before != null && row.at().line() == before.at().line() + 1 && isEarlier(row, before)) {
        findings.add(
            finding(
                document,
                row.time().at(),
                row.time().text().strip()
                    + " stands below "
                    + before.time().text().strip()
                    + ", which is later"));
      }
      before = row;
    }
    return findings;
  }

  /** Without a date nothing is earlier: the row may be of the next day. */
  private static boolean isEarlier(TimelineRow row, TimelineRow before) {
    if (row.instant() != null && before.instant() != null) {
      return row.instant().isBefore(before.instant());
    }
    Optional<Stamp> a = Stamp.first(row.time().text());
    Optional<Stamp> b = Stamp.first(before.time().text());
    return a.isPresent()
        && b.isPresent()
        && a.get().date() != null
        && b.get().date() != null
        && a.get().dateTime().isBefore(b.get().dateTime());
  }
}
