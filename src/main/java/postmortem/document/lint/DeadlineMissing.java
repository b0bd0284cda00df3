package postmortem.document.lint;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.ActionRow.Column;
import postmortem.document.read.DocumentText;

/** Names an action item without a day by which it is done. */
public final class DeadlineMissing implements LintRule {

  /** A day, however written; a week or a month has a last day too. */
  private static final Pattern DAY =
      Pattern.compile(
          "(?i)\\d{4}-\\d{2}|\\d{4}-W\\d{2}|\\b\\d{1,2}[./]\\d{1,2}\\b|\\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\b.*\\d|\\d.*\\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)");

  private static final Pattern WHOLE_DAY = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");

  private static final Pattern STATED_IN_TEXT =
      Pattern.compile("(?i)\\b(?:due|deadline|by|until|before)\\b.*\\d");

  /** Whether it names a day, one that the calendar has. */
  private static boolean isDay(String text) {
    Matcher whole = WHOLE_DAY.matcher(text);
    try {
      return whole.find() ? LocalDate.parse(whole.group()).getYear() > 0 : DAY.matcher(text).find();
    } catch (DateTimeException e) {
      return false;
    }
  }

  @Override
  public String id() {
    return "deadline-missing";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String help() {
    return "give a day, such as 2025-03-01; what cannot be done within 90 days is several actions";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    List<ActionItem> items =
        ActionItem.of(document).stream().filter(item -> !item.isDone()).toList();
    List<ActionItem> undated = items.stream().filter(DeadlineMissing::isUndated).toList();
    if (ActionItem.areAll(undated, items)) {
      return List.of(
          finding(
              document,
              undated.get(0).at(),
              "no deadline is given for any of the " + undated.size() + " action items"));
    }
    List<Finding> findings = new ArrayList<>();
    for (ActionItem item : items) {
      Optional<String> deadline = item.says(Column.DEADLINE);
      if (deadline.isPresent() && !isDay(deadline.get())) {
        findings.add(
            finding(
                document,
                item.at(),
                "\u201c" + deadline.get().strip() + "\u201d is not a day: " + item.shown()));
      } else if (isUndated(item)) {
        findings.add(finding(document, item.at(), "no deadline is given: " + item.shown()));
      }
    }
    return findings;
  }

  private static boolean isUndated(ActionItem item) {
    return item.says(Column.DEADLINE).isEmpty()
        && (item.row().isPresent() || !STATED_IN_TEXT.matcher(item.text()).find());
  }
}
