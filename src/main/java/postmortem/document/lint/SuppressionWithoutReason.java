package postmortem.document.lint;

import java.util.List;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;

/** Names a suppression that does not say why; it takes nothing away. */
public final class SuppressionWithoutReason implements LintRule {

  @Override
  public String id() {
    return "suppression-without-reason";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String help() {
    return "say why behind a colon: <!-- lint-disable rule: reason -->";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    return Suppression.of(document).stream()
        .filter(s -> s.reason().isEmpty())
        .map(s -> finding(document, s.at(), "no reason is given for suppressing " + s.rule()))
        .toList();
  }
}
