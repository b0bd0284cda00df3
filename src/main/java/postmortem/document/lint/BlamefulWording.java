package postmortem.document.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;

/** Names words that blame people or a whole team. A probe may fail to start; a person is not so. */
public final class BlamefulWording implements LintRule {

  private static final String PERSON =
      "(?:he|she|we|i|you|someone|somebody|nobody|no one|anyone|everyone|person|people|humans?"
          + "|engineers?|developers?|devs?|operators?|responders?|admins?|administrators?|technicians?|colleagues?"
          + "|managers?|contractors?|interns?|authors?|reviewers?|committers?|sres?|dbas?|employees?|staff|teams?"
          + "|commander|on-?call|@[\\w.-]+)";

  /** Whoever acts, and up to three words such as "on call", "had", "then" or an adverb. */
  private static final String ACTING =
      "(?i)(?<![\\w'\u2019-])"
          + PERSON
          + "(?: (?:on (?:call|duty)|who|that|has|have|had|was|were|then|also|again|simply|still|just|repeatedly|initially|\\w+ly)){0,3} ";

  private static final List<Pattern> WORDS =
      List.of(
          Pattern.compile(
              ACTING
                  + "(failed to|overlooked|dropped the ball|did not bother|didn['\u2019]t bother|mistakenly|wrongly|should know better|screwed up|messed up)\\b"),
          Pattern.compile(
              "(?i)\\b(neglected to|neglectful|forgot(?:ten)?(?: to)?(?=\\b)|careless(?:ly|ness)?|negligen(?:t|tly|ce)|ignorance|incompeten(?:t|ce)"
                  + "|reckless(?:ly|ness)?|sloppy|sloppiness|stupid(?:ly|ity)?|to blame for|(?:is|was|are|were) to blame|(?:is|was|were) at fault|(?:my|our|his|her|their|your) (?:own )?fault)\\b"),
          Pattern.compile(
              "(?i)\\b(teams?(?: \\w+ly)? (?:broke|caused|took down|brought down|crashed|ruined|is responsible for|was responsible for|were responsible for) (?:the|our|this|production|prod|an?)\\b|teams? (?:is|was|are|were) (?:solely|entirely|fully|alone) responsible)"),
          Pattern.compile(
              "(?i)\\b((?:caused by|came from|because of|due to|result of|introduced by) (?:the |an? )?(?:\\w+ ){0,4}(?:changes?|mistakes?|errors?|code|bugs?) (?:made |introduced |written )?(?:by|from|of) the (?:[\\w-]+ ){1,3}teams?)\\b"));

  private static final Pattern DENIED = Pattern.compile("(?i)\\b(?:not|nobody|no one) (?:\\w+ )?$");

  @Override
  public String id() {
    return "blameful-wording";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String help() {
    return "say what the system allowed, showed or lacked at that moment";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    List<Finding> findings = new ArrayList<>();
    for (Sentence sentence : Sentence.of(document)) {
      for (Pattern words : WORDS) {
        Matcher m = words.matcher(sentence.text());
        while (m.find()) {
          if (!DENIED.matcher(sentence.text().substring(0, m.start(1))).find()) {
            findings.add(
                finding(
                    document,
                    sentence.at(m.start(1)),
                    "\u201c" + m.group(1) + "\u201d blames whoever it was"));
          }
        }
      }
    }
    return findings;
  }
}
