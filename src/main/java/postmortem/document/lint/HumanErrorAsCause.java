package postmortem.document.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;

/**
 * Names a person's act that is given as a cause. "Human error" ends an analysis where it should
 * begin: the question is what made the act look right, and possible.
 */
public final class HumanErrorAsCause implements LintRule {

  private static final String WHO =
      "(?:engineer|developer|operator|admin(?:istrator)?|responder|employee|technician|dba|sre|contractor|intern|person|team member)s?";
  private static final String ERROR =
      "(?:error|mistake|slip|oversight|blunder|carelessness|negligence|typo)";

  /** Words that name a person's act as an error wherever they stand. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)\\b(?:human|pilot|manual|cockpit)[- ]error\\b|\\bhuman (?:mistake|failure)\\b|\\bPEBKAC\\b|\\bmenschliche(?:s|r|n|m)? (?:versagen|fehler)\\b|\\berreurs? humaines?\\b|\\berror(?:es)? humanos?\\b|\\berros? humanos?\\b|\\berrore umano\\b|\\bmenselijke fout\\b|\\bfat[- ]finger(?:ed|ing)?\\b"
              + "|\\b"
              + WHO
              + "(?:'s|'|\u2019s|\u2019)? "
              + ERROR
              + "\\b(?! (?:rates?|budgets?|messages?|pages?|codes?|logs?|reports?|counts?|handl\\w+))"
              + "|\\b"
              + ERROR
              + "(?: by| made by|(?<!error) of) (?:an?|the|our|one of our|one) (?:on-call |junior |senior |new )?"
              + WHO
              + "\\b"
              + "|\\b"
              + WHO
              + " (?:made|had made|makes) (?:an?|the) (?:honest |simple |small )?"
              + ERROR
              + "\\b");

  /** "User error" is also a kind of response: it counts where a cause is given. */
  private static final Pattern OF_USERS =
      Pattern.compile(
          "(?i)\\buser error\\b(?! (?:rates?|messages?|pages?|codes?|logs?|reports?|counts?|handling))");

  private static final Pattern CAUSE =
      Pattern.compile(
          "(?i)\\b(?:caus|due to|because|root|result of|trigger|attribut|blam|fault|reason|was user error|led to)");

  private static final Pattern DENIED =
      Pattern.compile("(?i)\\b(?:not|never|no|nor|rather than|instead of|without)\\b|n't\\b");

  @Override
  public String id() {
    return "human-error-as-cause";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String help() {
    return "say what made the act look right and let it have that effect: a missing check, a"
        + " misleading screen, two names that look alike";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    List<Finding> findings = new ArrayList<>();
    for (Sentence sentence : Sentence.of(document)) {
      Matcher named = NAMED.matcher(sentence.text());
      while (named.find()) {
        report(document, sentence, named, findings);
      }
      boolean cause =
          sentence.isUnder("cause", "factor", "trigger") || CAUSE.matcher(sentence.text()).find();
      Matcher ofUsers = OF_USERS.matcher(sentence.text());
      while (cause && ofUsers.find()) {
        report(document, sentence, ofUsers, findings);
      }
    }
    return findings;
  }

  private void report(DocumentText document, Sentence sentence, Matcher m, List<Finding> findings) {
    if (!DENIED.matcher(sentence.text().substring(0, m.start())).find()) {
      findings.add(
          finding(
              document,
              sentence.at(m.start()),
              "\u201c" + m.group() + "\u201d is given as a cause"));
    }
  }
}
