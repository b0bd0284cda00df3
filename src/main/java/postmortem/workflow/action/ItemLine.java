package postmortem.workflow.action;

import java.io.IOException;
import postmortem.action.ActionItem;
import postmortem.workflow.Session;

/** The line that says what became of one action item. */
final class ItemLine {

  private ItemLine() {}

  /** Prints the item's id, what became of it, and its state. */
  static void print(Session session, ActionItem item, String what) throws IOException {
    session
        .out()
        .append(item.id())
        .append(": ")
        .append(what)
        .append(", ")
        .append(item.state().label())
        .append('\n');
  }
}
