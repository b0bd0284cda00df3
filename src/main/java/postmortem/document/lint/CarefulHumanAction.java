package postmortem.document.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;

/** Names an action item that asks people to be different. */
public final class CarefulHumanAction implements LintRule {

  private static final String PEOPLE =
      "(?:people|everyone|everybody|engineers?|developers?|devs|operators?|responders?|(?:the |our |all )?(?:\\w+ )?teams?|staff|colleagues|employees|users|admins|ourselves|each other|reviewers?|the on-?call|on-?calls?)";

  private static final Pattern WORDS =
      Pattern.compile(
          "(?i)\\b(?:(?:be|being) (?:\\w+ )?(?:more |extra |very )?(?:careful|cautious|vigilant|attentive|diligent|mindful)"
              + "|pay(?:ing)? (?:more |closer |better |extra |careful )?attention|tak(?:e|ing) (?:more|greater|extra|better) care"
              + "|re-?train (?!(?:the )?(?:\\w+ )?(?:model|classifier|detector|ranker|index|network|embedding)s?\\b)"
              + "|re-?training (?:of |for )?"
              + PEOPLE
              + "|remind(?:ing)? (?:all |the |our )*"
              + PEOPLE
              + "|(?:tell|ask|instruct|warn|urge) (?:all |the |our )*"
              + PEOPLE
              + " (?:to (?:be|check|think|remember|double)|not to|about)"
              + "|double[- ]check|(?:don['\u2019]t|do not|never) forget|(?:besser|mehr) aufpassen|(?:besser|mehr) acht geben|vorsichtiger (?:sein|arbeiten)|faire (?:plus )?attention|\u00eatre plus (?:prudent|attentif|vigilant)s?|tener m\u00e1s cuidado|ter mais cuidado|try harder|remember to|think twice|more (?:careful(?:ly)?|thorough(?:ly)?|closely|attentively) (?:test|review|check|monitor|watch|follow)\\w*"
              + "|(?:test|review|check|monitor|watch|follow)\\w*(?: \\w+){0,2} more (?:careful|thorough|close|attentive)ly"
              + "|make sure (?:that )?(?:all |the |our )*"
              + PEOPLE
              + " (?:remembers?|knows?|understands?|(?:is|are) aware))");

  @Override
  public String id() {
    return "careful-human-action";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String help() {
    return "change what the system allows or shows: a check, a limit, a safe default, an undo";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    List<Finding> findings = new ArrayList<>();
    for (ActionItem item : ActionItem.of(document)) {
      Matcher m = WORDS.matcher(item.text());
      if (m.find()) {
        findings.add(
            finding(
                document,
                item.at(),
                "\u201c"
                    + m.group().strip()
                    + "\u201d asks people to be different: "
                    + item.shown()));
      }
    }
    return findings;
  }
}
