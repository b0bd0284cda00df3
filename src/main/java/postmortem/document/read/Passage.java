package postmortem.document.read;

import java.util.List;

/**
 * A stretch of text of a document: one paragraph, heading, list item, table cell or block of code,
 * without its markup.
 *
 * @param kind what it is
 * @param section titles of the headings above it, outermost first; a heading's own title included
 * @param quoted whether all of it is quoted evidence: a block quote, code, a folded excerpt, or a
 *     cell of the timeline; nobody's own words
 * @param text without markup, line breaks as one space (code keeps its lines)
 * @param pieces where each part of {@code text} stands; in order, together all of it
 */
public record Passage(
    Kind kind, List<String> section, boolean quoted, String text, List<Piece> pieces) {

  /** What a passage is. */
  public enum Kind {
    PARAGRAPH,
    HEADING,
    LIST_ITEM,
    TABLE_CELL,
    CODE
  }

  /**
   * A part of a passage's text that stands in one line of the document exactly as in the text, or a
   * single character that is written otherwise there (an escape, an entity, a line break).
   *
   * @param start its index in the text of the passage
   * @param length how many characters of the text
   * @param at where it begins
   * @param quoted whether it is code inside of a sentence
   */
  public record Piece(int start, int length, Spot at, boolean quoted) {}

  public Passage {
    section = List.copyOf(section);
    pieces = List.copyOf(pieces);
    int end = 0;
    for (Piece piece : pieces) {
      if (piece.start() != end) {
        throw new IllegalArgumentException("a piece is missing at " + end + " of: " + text);
      }
      end += piece.length();
    }
    if (end != text.length() || pieces.isEmpty()) {
      throw new IllegalArgumentException("pieces do not make up the text: " + text);
    }
  }

  /** Where the passage begins. */
  public Spot at() {
    return pieces.get(0).at();
  }

  /**
   * Where a character of {@link #text} stands.
   *
   * @param index from 0; the length of the text is taken as its last character
   */
  public Spot at(int index) {
    Piece found = pieces.get(0);
    for (Piece piece : pieces) {
      if (piece.start() > index) {
        break;
      }
      found = piece;
    }
    return found.at().plus(Math.min(index - found.start(), Math.max(0, found.length() - 1)));
  }

  /**
   * The text with every quoted character replaced by a space: what somebody wrote in their own
   * words. Indexes are those of {@link #text}.
   */
  public String ownWords() {
    StringBuilder own = new StringBuilder(text);
    for (Piece piece : pieces) {
      if (quoted || piece.quoted()) {
        for (int i = piece.start(); i < piece.start() + piece.length(); i++) {
          own.setCharAt(i, ' ');
        }
      }
    }
    return own.toString();
  }
}
