package postmortem.workflow.document;

import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Spot;

/** Says that action items in tables of HTML are not read, once for a document. */
public final class HtmlActions {

  private HtmlActions() {}

  /** Warns where a document has such a table. */
  public static void tell(DocumentText document, Diagnostics diagnostics) {
    if (document.htmlActions().isEmpty()) {
      return;
    }
    Spot first = document.htmlActions().get(0);
    diagnostics.add(
        Diagnostic.warning("PM-A029", "action items in an HTML table are not read")
            .at(new Location(document.file(), first.line(), first.column()))
            .helping(
                "write the table in Markdown, with the columns ID, Action, Owner, Deadline and"
                    + " Priority"));
  }
}
