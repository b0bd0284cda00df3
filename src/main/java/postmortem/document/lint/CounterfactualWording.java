package postmortem.document.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;

/** Names words about what did not happen: they judge with knowledge that nobody had then. */
public final class CounterfactualWording implements LintRule {

  private static final Pattern WORDS =
      Pattern.compile(
          "(?i)\\b(?:should|could|would|might)(?:n['\u2019]t| not)?(?: (?:also|easily|simply|never|at least|probably))?"
              + " have\\b(?! (?:a|an|the|no|been scheduled)\\b)|\\b(?:should|could|would|might)['\u2019]ve\\b"
              + "|\\bought to(?: have)?\\b|\\bif only\\b|\\bneeded to have\\b|\\bhad (?:he|she|they|we|someone|somebody) (?:only|just)\\b");

  @Override
  public String id() {
    return "counterfactual-wording";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String help() {
    return "say what happened and what people knew then; put what is to change into an action item";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    List<Finding> findings = new ArrayList<>();
    for (Sentence sentence : Sentence.of(document)) {
      // Asking what would have helped is how one learns; stating it is how one judges.
      Matcher m = WORDS.matcher(sentence.text());
      while (!sentence.isQuestion() && m.find()) {
        findings.add(
            finding(
                document,
                sentence.at(m.start()),
                "\u201c" + m.group() + "\u201d judges what did not happen"));
      }
    }
    return findings;
  }
}
