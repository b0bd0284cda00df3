package postmortem.document.lint;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.ActionRow.Column;
import postmortem.document.read.DocumentText;

/** Names an action item that nobody can finish: a vague verb, and no end that one could check. */
public final class VagueAction implements LintRule {

  private static final String START =
      "(?i)^(?:(?:please|we|the team|let['\u2019]?s|should|will|need to|needs to|want to|have to|must|try to|could|also|to|further|continue to|start to|we['\u2019]ll)[ ,]+)*";

  private static final Pattern VAGUE =
      Pattern.compile(
          START
              + "(improv(?:e|ing)|enhanc(?:e|ing)|mak(?:e|ing) (?:[\\w-]+ ){0,4}(?:better|more (?:robust|reliable|resilient|stable))"
              + "|investigat(?:e|ing)|consider(?:ing)?|look(?:ing)? (?:into|at)|monitor(?:ing)?|explor(?:e|ing)|think(?:ing)? about|discuss"
              + "|be more aware|raise awareness|work on|(?:set(?:ting)? ?up|add|create|write|make) (?:better|improved)|(?:conduct|provide) (?:\\w+ )?training|better (?:monitoring|alerting|alerts|logging|testing|tests|documentation|communication|tooling))\\b");

  /** An amount, or words that begin a condition one can check. */
  private static final Pattern MEASURABLE =
      Pattern.compile(
          "(?i)\\b(?:below|under|above|at least|at most|less than|more than|within|every|from|to|by) \\d|\\d ?(?:%|ms|s|min|h|days?)\\b"
              + "|\\b(?:until|so that|such that|alert(?:s|ing)? (?:when|if)|page(?:s)? (?:when|if))\\b");

  @Override
  public String id() {
    return "vague-action";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String help() {
    return "begin with a verb that ends (add, remove, set, alert when), and say how one will see"
        + " that it is done";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    return ActionItem.of(document).stream()
        .filter(
            item -> !item.isDone() && VAGUE.matcher(item.text().strip()).find() && !hasEnd(item))
        .map(item -> finding(document, item.at(), message(item)))
        .toList();
  }

  private static boolean hasEnd(ActionItem item) {
    boolean stated =
        item.says(Column.DONE_WHEN).filter(end -> end.strip().indexOf(' ') > 0).isPresent();
    return stated || MEASURABLE.matcher(item.text()).find();
  }

  private static String message(ActionItem item) {
    Matcher m = VAGUE.matcher(item.text().strip());
    String verb = m.find() ? m.group(1) : "";
    return "\u201c" + verb + "\u201d has no end that one could check: " + item.shown();
  }
}
