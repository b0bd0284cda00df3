package postmortem.document.lint;

import java.util.ArrayList;
import java.util.List;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;

/** Names a row of the timeline that says nothing about where it can be seen. */
public final class TimelineRowWithoutEvidence implements LintRule {

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
    List<Moment> moments = Moment.of(document);
    List<Moment> bare = moments.stream().filter(moment -> !moment.supported()).toList();
    if (bare.size() == moments.size() && moments.size() > 1) {
      // Somebody writes timelines without links: once is enough to say it.
      return List.of(
          finding(
              document,
              moments.get(0).at(),
              "none of the timeline's rows says where it can be seen"));
    }
    List<Finding> findings = new ArrayList<>();
    for (Moment moment : bare) {
      findings.add(
          finding(
              document,
              moment.at(),
              "the row of " + moment.time() + " does not say where it can be seen"));
    }
    return findings;
  }
}
