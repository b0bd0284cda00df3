package postmortem.workflow.document;

import java.util.List;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.document.lint.ListedActions;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Spot;

/** Says which action items of a document are not read, once for each kind. */
public final class UnreadActions {

  private static final String COLUMNS = "the columns ID, Action, Owner, Deadline and Priority";

  private UnreadActions() {}

  /** Warns where a document has tables of HTML that seem to hold action items. */
  public static void tellTables(DocumentText document, Diagnostics diagnostics) {
    if (document.htmlActions().isEmpty()) {
      return;
    }
    diagnostics.add(
        Diagnostic.warning("PM-A029", "action items in an HTML table are not read")
            .at(at(document, document.htmlActions().get(0)))
            .helping("write the table in Markdown, with " + COLUMNS));
  }

  /** Warns where action items stand in a list, which lint checks and the register cannot keep. */
  public static void tellLists(DocumentText document, Diagnostics diagnostics) {
    List<Spot> listed = ListedActions.in(document);
    if (listed.isEmpty()) {
      return;
    }
    diagnostics.add(
        Diagnostic.warning(
                "PM-A036",
                listed.size() == 1
                    ? "an action item in a list is not collected"
                    : listed.size() + " action items in a list are not collected")
            .at(at(document, listed.get(0)))
            .helping("write them as rows of a table, with " + COLUMNS));
  }

  private static Location at(DocumentText document, Spot spot) {
    return new Location(document.file(), spot.line(), spot.column());
  }
}
