package postmortem.document.lint;

import java.util.List;
import java.util.regex.Pattern;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Spot;

/** Action items that stand in a list, where no register can keep an ID, an owner and a day. */
public final class ListedActions {

  private static final Pattern CHECKBOX = Pattern.compile("\\[[ xX]]\\s.*", Pattern.DOTALL);

  private ListedActions() {}

  /**
   * Where they begin: every checkbox below a heading about action items; other items only in a
   * document without a table of actions, since beside a table they may explain it.
   */
  public static List<Spot> in(DocumentText document) {
    return ActionItem.of(document).stream()
        .filter(item -> item.row().isEmpty())
        .filter(
            item -> document.actions().isEmpty() || CHECKBOX.matcher(item.text().strip()).matches())
        .map(ActionItem::at)
        .toList();
  }
}
