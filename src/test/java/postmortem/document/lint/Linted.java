package postmortem.document.lint;

import java.util.List;
import postmortem.document.read.DocumentReader;

/** What lint says about a text. */
final class Linted {

  private Linted() {}

  /** All findings as {@code line rule: message}. */
  static List<String> all(String text) {
    return lint(text, LintContext.NONE).stream()
        .map(f -> f.line() + " " + f.rule() + ": " + f.message())
        .toList();
  }

  /** The findings of one rule as {@code line:column message}. */
  static List<String> by(String rule, String text) {
    return by(rule, text, LintContext.NONE);
  }

  /** The findings of one rule as {@code line:column message}. */
  static List<String> by(String rule, String text, LintContext context) {
    return lint(text, context).stream()
        .filter(f -> f.rule().equals(rule))
        .map(f -> f.line() + ":" + f.column() + " " + f.message())
        .toList();
  }

  private static List<Finding> lint(String text, LintContext context) {
    return Linter.lint(List.of(new LintInput(DocumentReader.read("postmortem.md", text), context)));
  }
}
