package postmortem.document.merge;

import org.jspecify.annotations.Nullable;

/**
 * The smallest part of a document that is merged as a whole.
 *
 * @param kind what it is
 * @param key says that blocks of two documents are the same one, whatever their text; null where
 *     only the text can tell
 * @param label tells which block it probably is when the text differs; empty when nothing does
 * @param section index of the heading it stands under, among the blocks; -1 before the first
 * @param text without line end at its end, lines separated by a line feed; of tables {@link
 *     Rows#plain}
 * @param raw the same as it stands, with its own line ends
 * @param gap the line end and blank lines behind it as they stand; empty at the end of a document
 *     that has no line end there
 */
record Block(
    Kind kind,
    @Nullable String key,
    String label,
    int section,
    String text,
    String raw,
    String gap) {

  /** What a block is. */
  enum Kind {
    /** Nothing: holds blank lines at the beginning. */
    START,
    /** A key of the front matter with its value, or one of its fences. */
    FRONT,
    HEADING,
    /** First row of a table and the line of dashes under it. */
    TABLE_HEAD,
    TABLE_ROW,
    /** An item of a list, nested ones being blocks of their own. */
    ITEM,
    /** A folded block of HTML. */
    DETAILS,
    /** A fenced block of code. */
    CODE,
    /** A paragraph, a quote, anything else. */
    TEXT;

    /** Whether blocks of both kinds stand in lines that follow each other. */
    boolean touches(Kind next) {
      return switch (this) {
        case START, HEADING, DETAILS, CODE, TEXT -> false;
        case FRONT, ITEM -> next == this;
        case TABLE_HEAD, TABLE_ROW -> next == TABLE_ROW;
      };
    }
  }

  /** Whether it is a row of the timeline that cites an event. */
  boolean isEventRow() {
    return kind == Kind.TABLE_ROW && key != null && key.startsWith(BlockSplitter.EVENT);
  }

  /** The same block with other words. */
  Block withText(String changed, String lineEnd) {
    return new Block(kind, key, label, section, changed, changed.replace("\n", lineEnd), gap);
  }

  /** The same block with the words of another, as they stand there. */
  Block withTextOf(Block other, String lineEnd) {
    return new Block(kind, key, label, section, other.text, other.raw.replace("\n", lineEnd), gap);
  }
}
