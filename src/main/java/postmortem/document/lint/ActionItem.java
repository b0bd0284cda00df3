package postmortem.document.lint;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
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
 * @param labels what items of a list below it say of it: {@code Owner: ...}; empty for a row
 */
record ActionItem(String text, Spot at, Optional<ActionRow> row, Map<Column, String> labels) {

  /** What says something of the item above it, as a column of a table does. */
  private static final Pattern LABEL =
      Pattern.compile(
          "\\W{0,3}([\\p{L} ]{2,20}?)\\W{0,3}[:\uff1a]\\W{0,3}\\s+(.*)", Pattern.DOTALL);

  /** An item with others below it that is no longer than this is their title. */
  private static final int TITLE_WORDS = 2;

  ActionItem {
    labels = Map.copyOf(labels);
  }

  private static final Pattern SECTION =
      Pattern.compile(
          "(?i)\\b(?:action items?|actions|follow[- ]?ups?|next steps|corrective|prevent(?:ive|ative|ion)|remediation|recommendations|ma\u00dfnahmen|massnahmen|acciones|a\u00e7\u00f5es|azioni|acties|\u00e5tg\u00e4rder)\\b|^\\W*(?:to-?dos?|tasks|improvements)\\b");

  /** What was done already, or says who does something. */
  private static final Pattern NO_SECTION =
      Pattern.compile(
          "(?i)\\b(?:taken|completed|done already|already done|owners|during the incident)\\b");

  private static final Pattern DONE =
      Pattern.compile(
          "^\\s*(?:\\[[xX]\\]|\u2705|\u2714|(?i:done|completed)\\b(?! (?i:when|by|until)))"
              + "|(?i:\\((?:done|completed|finished)\\b[^)]*\\))|\\bDONE\\W*$");
  private static final Pattern DONE_STATUS =
      Pattern.compile(
          "(?i)\\W*(?:done|completed?|closed|finished|resolved|merged|fixed|erledigt|termin\u00e9|fait"
              + "|won['\u2019]?t (?:do|fix)|dropped|cancell?ed|declined|rejected|abandoned|obsolete|not planned)\\b.*");

  /** An item that begins with a verb in the past says what was done. */
  private static final Pattern PAST =
      Pattern.compile(
          "(?:Added|Implemented|Refactored|Removed|Fixed|Moved|Changed|Created|Updated|Increased|Reduced|Enabled|Disabled|Deployed|Rolled back|Reverted|Introduced|Replaced|Upgraded|Migrated|Configured|Restored|Documented|Rotated)\\b.*"
              + "|(?:[\\w-]+ ){1,5}(?:was|were|has been|have been) \\w+ed\\b.*",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private static final Pattern NOTHING =
      Pattern.compile(
          "(?i)[\\s?.\u2013\u2014-]*|n/?a|none|tb[dac]|t\\.b\\.d\\.?|to be (decided|defined|determined)|unknown|open");

  /** All of a document that say anything, in its order. */
  static List<ActionItem> of(DocumentText document) {
    List<ActionItem> items = new ArrayList<>();
    for (ActionRow row : document.actions()) {
      Optional<Cell> action = row.cell(Column.ACTION).filter(c -> !isNothing(c.text()));
      action.ifPresent(
          c -> items.add(new ActionItem(c.text(), c.at(), Optional.of(row), Map.of())));
    }
    items.addAll(listed(document));
    return items;
  }

  private static List<ActionItem> listed(DocumentText document) {
    List<Titled> passages =
        Titled.of(document).stream()
            .filter(
                titled ->
                    titled.passage().kind() == Passage.Kind.LIST_ITEM
                        && !titled.passage().quoted()
                        && isUnderActions(titled.titles())
                        && !titled.passage().text().isBlank()
                        && !OpenQuestionLeft.isPrompt(titled.passage()))
            .toList();
    List<ActionItem> items = new ArrayList<>();
    for (int i = 0; i < passages.size(); i++) {
      Passage passage = passages.get(i).passage();
      Map<Column, String> labels = new EnumMap<>(Column.class);
      boolean title = false;
      for (Titled below : passages.subList(i + 1, passages.size())) {
        if (below.passage().at().column() <= passage.at().column()
            || !below.titles().equals(passages.get(i).titles())) {
          break;
        }
        Optional<Column> column = label(below.passage());
        column.ifPresent(c -> labels.putIfAbsent(c, value(below.passage())));
        title |= column.isEmpty();
      }
      boolean isTitle = title && passage.text().strip().split("\\s+", -1).length <= TITLE_WORDS;
      boolean isLabel = i > 0 && label(passage).isPresent() && !items.isEmpty();
      if (!isTitle && !isLabel && !passage.text().strip().endsWith(":")) {
        items.add(new ActionItem(passage.text(), passage.at(), Optional.empty(), labels));
      }
    }
    return items;
  }

  /** What an item says of the one above it, if it begins with the name of a column. */
  private static Optional<Column> label(Passage passage) {
    Matcher m = LABEL.matcher(passage.text().strip());
    return m.matches()
        ? Optional.ofNullable(Column.named(m.group(1))).filter(column -> column != Column.ACTION)
        : Optional.empty();
  }

  private static String value(Passage passage) {
    Matcher m = LABEL.matcher(passage.text().strip());
    return m.matches() ? m.group(2) : "";
  }

  private static boolean isUnderActions(List<String> titles) {
    return titles.stream().anyMatch(title -> SECTION.matcher(title).find())
        && !NO_SECTION.matcher(titles.get(titles.size() - 1)).find();
  }

  /** Whether several items in lists lack the same thing: then once is enough to say it. */
  static boolean areAll(List<ActionItem> lacking, List<ActionItem> all) {
    return lacking.size() > 2 && lacking.size() == all.size();
  }

  /** Whether it says that it is done, or will not be: then nobody needs to take it, by no day. */
  boolean isDone() {
    boolean stated =
        row.stream()
            .flatMap(r -> r.cells().entrySet().stream())
            .anyMatch(
                cell ->
                    cell.getKey() == Column.STATUS
                        ? DONE_STATUS.matcher(cell.getValue().text()).matches()
                        : cell.getKey() != Column.DONE_WHEN
                            && DONE.matcher(cell.getValue().text()).find());
    boolean labelled =
        Optional.ofNullable(labels.get(Column.STATUS))
            .filter(text -> DONE_STATUS.matcher(text).matches())
            .isPresent();
    return stated
        || labelled
        || (row.isEmpty() && (DONE.matcher(text).find() || PAST.matcher(text.strip()).matches()));
  }

  /** Whether a cell says nothing: blank, a dash, a question mark, "TBD". */
  static boolean isNothing(String text) {
    return NOTHING.matcher(text.strip()).matches();
  }

  /** What a column says; empty for a list, a column that is missing, and one that says nothing. */
  Optional<String> says(Column column) {
    return row.flatMap(r -> r.text(column))
        .or(() -> Optional.ofNullable(labels.get(column)))
        .filter(text -> !isNothing(text));
  }

  /** The text, cut for a message. */
  String shown() {
    return ShortText.of(text.strip(), 60);
  }
}
