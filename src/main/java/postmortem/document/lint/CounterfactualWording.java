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
              + " have\\b(?! (?:a|an|the|no|had to|been scheduled)\\b)(?! occurred\\b)|\\b(?:should|could|would|might)['\u2019]ve\\b"
              + "|\\bought (?:not )?to have\\b|(?<=\\b(?:they|we|he|she|you|i|one|team|engineer|operator|developer|reviewer|responder|nobody|somebody|someone|everyone|everybody|people) )ought to\\b|\\bif only\\b|\\bneeded to have\\b|\\bhad (?:he|she|they|we|someone|somebody) (?:only|just)\\b");

  /** What somebody is owed, not what somebody did not do: "an invite they should have received". */
  private static final Pattern OWED =
      Pattern.compile("(?i).* (?:received|gotten|got|access)\\b.*", Pattern.DOTALL);

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
        int end = Math.min(sentence.text().length(), m.end() + 12);
        if (m.group().startsWith("should")
            && OWED.matcher(sentence.text().substring(m.end(), end)).matches()) {
          continue;
        }
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
