package postmortem.document.lint;

import java.util.List;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.ActionRow.Column;
import postmortem.document.read.DocumentText;

/** Names an action item in a table of which nobody said how one will see that it is done. */
public final class EndStateMissing implements LintRule {

  @Override
  public String id() {
    return "end-state-missing";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String help() {
    return "fill in the column Done when: what can be seen or measured when it is done";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    List<ActionItem> items =
        ActionItem.of(document).stream()
            .filter(item -> item.row().isPresent() && !item.isDone())
            .toList();
    List<ActionItem> endless =
        items.stream().filter(item -> item.says(Column.DONE_WHEN).isEmpty()).toList();
    if (ActionItem.areAll(endless, items)) {
      return List.of(
          finding(
              document,
              endless.get(0).at(),
              "nothing says how one will see that any of the "
                  + endless.size()
                  + " action items is done"));
    }
    return endless.stream()
        .map(
            item ->
                finding(
                    document,
                    item.at(),
                    "nothing says how one will see that this is done: " + item.shown()))
        .toList();
  }
}
