package postmortem.document.lint;

import java.util.ArrayList;
import java.util.List;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;

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
    Moment before = null;
    for (Moment moment : Moment.of(document)) {
      if (before != null && moment.series() == before.series() && isEarlier(moment, before)) {
        findings.add(
            finding(
                document,
                moment.at(),
                moment.time() + " stands below " + before.time() + ", which is later"));
      }
      before = moment;
    }
    return findings;
  }

  /** Without a date nothing is earlier: the row may be of the next day. */
  private static boolean isEarlier(Moment moment, Moment before) {
    if (moment.instant() != null && before.instant() != null) {
      return moment.instant().isBefore(before.instant());
    }
    return moment.stamp().isPresent()
        && before.stamp().isPresent()
        && moment.stamp().get().date() != null
        && before.stamp().get().date() != null
        && moment.stamp().get().dateTime().isBefore(before.stamp().get().dateTime());
  }
}
