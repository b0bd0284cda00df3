package postmortem.document.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.Cell;
import postmortem.document.read.DocumentText;
import postmortem.document.read.TimelineRow;

/** Names a row of the timeline that says nothing about where it can be seen. */
public final class TimelineRowWithoutEvidence implements LintRule {

  private static final Pattern REFERENCE = Pattern.compile("https?://|(?<![\\w&])#\\d+\\b");

  @Override
  public String id() {
    return "timeline-row-without-evidence";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String help() {
    return "link a log line, a graph, a page, a message or a commit that shows it";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    List<TimelineRow> rows = document.timeline();
    List<TimelineRow> bare = rows.stream().filter(row -> !isSupported(row)).toList();
    if (bare.size() == rows.size() && rows.size() > 1) {
      // Somebody writes timelines without links: once is enough to say it.
      return List.of(
          finding(
              document, rows.get(0).at(), "none of the timeline's rows says where it can be seen"));
    }
    List<Finding> findings = new ArrayList<>();
    for (TimelineRow row : bare) {
      findings.add(
          finding(
              document,
              row.at(),
              "the row of " + row.time().text().strip() + " does not say where it can be seen"));
    }
    return findings;
  }

  private static boolean isSupported(TimelineRow row) {
    return !row.eventIds().isEmpty()
        || row.cells().stream()
            .anyMatch(
                (Cell cell) -> !cell.links().isEmpty() || REFERENCE.matcher(cell.text()).find());
  }
}
