package postmortem.document.lint;

import java.util.List;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Spot;

/**
 * Names one fault of a document. A rule is a public class with a constructor without arguments,
 * named in {@code META-INF/services}, with a page {@code docs/lint/<id>.md} that says what, why
 * (with the norm it comes from), and shows a bad and a good example. It has no state.
 */
public interface LintRule {

  /** Lower case with hyphens; names the fault. */
  String id();

  /** The same for all its findings. */
  Severity severity();

  /** What to do about a finding, one sentence without a full stop. */
  String help();

  /** All findings, in any order; suppressions are not its concern. */
  List<Finding> check(DocumentText document, LintContext context);

  /** A finding of this rule. */
  default Finding finding(DocumentText document, Spot at, String message) {
    return new Finding(
        id(), severity(), document.file(), at.line(), at.column(), message, help() + page(id()));
  }

  /** Where more is said about a rule, to be put behind a sentence. */
  static String page(String id) {
    return " (docs/lint/" + id + ".md)";
  }
}
