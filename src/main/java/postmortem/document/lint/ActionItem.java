package postmortem.document.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import postmortem.document.read.ActionRow;
import postmortem.document.read.ActionRow.Column;
import postmortem.document.read.Cell;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Passage;
import postmortem.document.read.Spot;
import postmortem.event.ShortText;

/**
 * An action item as it stands in a document: a row of a table, or an item of a list under a heading
 * about action items.
 *
 * @param text what is to be done
 * @param at where the text begins
 * @param row the row; empty for an item of a list
 */
record ActionItem(String text, Spot at, Optional<ActionRow> row) {

  private static final Pattern SECTION =
      Pattern.compile("(?i)\\b(action items?|actions|follow[- ]?ups?|next steps)\\b");
  private static final Pattern NOTHING =
      Pattern.compile(
          "(?i)[\\s?.\u2013\u2014-]*|n/?a|none|tb[dac]|t\\.b\\.d\\.?|to be (decided|defined|determined)|unknown|open");

  /** All of a document that say anything, in its order. */
  static List<ActionItem> of(DocumentText document) {
    List<ActionItem> items = new ArrayList<>();
    for (ActionRow row : document.actions()) {
      Optional<Cell> action = row.cell(Column.ACTION).filter(c -> !isNothing(c.text()));
      action.ifPresent(c -> items.add(new ActionItem(c.text(), c.at(), Optional.of(row))));
    }
    for (Passage passage : document.passages()) {
      boolean listed =
          passage.kind() == Passage.Kind.LIST_ITEM
              && !passage.quoted()
              && passage.section().stream().anyMatch(title -> SECTION.matcher(title).find());
      if (listed && !passage.text().isBlank() && !OpenQuestionLeft.isPrompt(passage)) {
        items.add(new ActionItem(passage.text(), passage.at(), Optional.empty()));
      }
    }
    return items;
  }

  /** Whether a cell says nothing: blank, a dash, a question mark, "TBD". */
  static boolean isNothing(String text) {
    return NOTHING.matcher(text.strip()).matches();
  }

  /** What a column says; empty for a list, a column that is missing, and one that says nothing. */
  Optional<String> says(Column column) {
    return row.flatMap(r -> r.text(column)).filter(text -> !isNothing(text));
  }

  /** The text, cut for a message. */
  String shown() {
    return ShortText.of(text.strip(), 60);
  }
}
