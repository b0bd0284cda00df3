package postmortem.document.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import postmortem.action.Owners;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.ActionRow.Column;
import postmortem.document.read.DocumentText;

/** Names an action item that belongs to nobody, or to everybody. */
public final class OwnerlessAction implements LintRule {

  private static final Pattern MANY =
      Pattern.compile(
          "(?i)(?:the |our )?(?:(?:[\\w-]+ )*teams?|everyone|everybody|all|us|we|engineering|devs?|developers|ops|operations|management|someone|somebody|anyone|sre|sres|infra|platform|backend|frontend|qa)");
  private static final Pattern NAMED_IN_TEXT =
      Pattern.compile("(?i)@[a-z\\d]|\\b(?:owner|owned by|assignee|assigned to|responsible)\\b");

  /** A name and a day in the same brackets: {@code (Nora, by 17/06/2025)}. */
  private static final Pattern NAMED_WITH_DAY =
      Pattern.compile(
          "[(\\[]\\p{Lu}[\\p{L}.-]+(?: \\p{Lu}[\\p{L}.-]*)?\\s*[,;\u2013\u2014-]\\s*(?i:by |due |until |bis )?[^)\\]]{0,20}\\d[^)\\]]{0,20}[)\\]]");

  @Override
  public String id() {
    return "ownerless-action";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String help() {
    return "name one person, or one role that one person holds";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    List<ActionItem> items =
        ActionItem.of(document).stream().filter(item -> !item.isDone()).toList();
    List<ActionItem> unowned = items.stream().filter(OwnerlessAction::isUnowned).toList();
    if (ActionItem.areAll(unowned, items)) {
      return List.of(
          finding(
              document,
              unowned.get(0).at(),
              "nobody owns any of the " + unowned.size() + " action items"));
    }
    List<Finding> findings = new ArrayList<>();
    for (ActionItem item : items) {
      Optional<String> owner = item.says(Column.OWNER);
      if (owner.isPresent() && isMany(owner.get().strip())) {
        findings.add(
            finding(
                document,
                item.at(),
                "\u201c" + owner.get().strip() + "\u201d is not one owner: " + item.shown()));
      } else if (isUnowned(item)) {
        findings.add(finding(document, item.at(), "nobody owns this: " + item.shown()));
      }
    }
    return findings;
  }

  private static boolean isUnowned(ActionItem item) {
    return item.says(Column.OWNER).isEmpty()
        && (item.row().isPresent()
            || !(NAMED_IN_TEXT.matcher(item.text()).find()
                || NAMED_WITH_DAY.matcher(item.text()).find()));
  }

  private static boolean isMany(String owner) {
    return MANY.matcher(owner).matches() || Owners.areSeveral(owner);
  }
}
