package postmortem.document.lint;

import java.util.List;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;

/**
 * Names a suppression that takes nothing away. Which ones those are is known only when all other
 * rules have run, so the findings are made by {@link Linter}.
 */
public final class UnusedSuppression implements LintRule {

  private static final UnusedSuppression RULE = new UnusedSuppression();

  @Override
  public String id() {
    return "unused-suppression";
  }

  @Override
  public Severity severity() {
    return Severity.INFO;
  }

  @Override
  public String help() {
    return "delete the comment";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    return List.of();
  }

  static Finding finding(DocumentText document, Suppression suppression, boolean known) {
    return RULE.finding(
        document,
        suppression.at(),
        known
            ? "nothing here breaks " + suppression.rule()
            : "no rule is called " + suppression.rule());
  }
}
