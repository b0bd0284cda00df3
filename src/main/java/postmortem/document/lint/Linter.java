package postmortem.document.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import postmortem.document.read.DocumentText;

/** Runs all rules over documents. */
public final class Linter {

  private Linter() {}

  /** All rules, by id. */
  public static List<LintRule> rules() {
    return ServiceLoader.load(LintRule.class, Linter.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(java.util.Comparator.comparing(LintRule::id))
        .toList();
  }

  /** All findings that no suppression takes away, in the order of {@link Finding}. */
  public static List<Finding> lint(List<LintInput> inputs) {
    List<LintRule> rules = rules();
    List<Finding> findings = new ArrayList<>();
    for (LintInput input : inputs) {
      findings.addAll(lint(input, rules));
    }
    return findings.stream().sorted().toList();
  }

  private static List<Finding> lint(LintInput input, List<LintRule> rules) {
    DocumentText document = input.document();
    List<Finding> findings = new ArrayList<>();
    for (LintRule rule : rules) {
      findings.addAll(rule.check(document, input.context()));
    }
    List<Suppression> suppressions = Suppression.of(document);
    TreeSet<String> ids = new TreeSet<>(rules.stream().map(LintRule::id).toList());
    List<Finding> kept = new ArrayList<>();
    for (Suppression suppression : suppressions) {
      boolean useful = findings.stream().anyMatch(suppression::covers);
      if (!useful && !suppression.reason().isEmpty()) {
        kept.add(
            UnusedSuppression.finding(document, suppression, ids.contains(suppression.rule())));
      }
    }
    for (Finding finding : findings) {
      if (suppressions.stream().noneMatch(s -> s.covers(finding))) {
        kept.add(finding);
      }
    }
    return kept;
  }
}
