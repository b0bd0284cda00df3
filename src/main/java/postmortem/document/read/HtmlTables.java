package postmortem.document.read;

import com.vladsch.flexmark.util.ast.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Notices tables in HTML that seem to hold action items. They are not read: what looks like one row
 * in a browser can be written in any way.
 */
final class HtmlTables {

  private static final Pattern TABLE = Pattern.compile("(?i)<table(?=[\\s>])");

  /** A cell that says what is in its column, as the table that we write says it. */
  private static final Pattern ACTION_COLUMN =
      Pattern.compile(
          "(?i)<t[hd](?:\\s[^<>]{0,200})?>\\s{0,20}(?:<[a-z]{1,10}>)?action(?:s| items?)?\\s{0,20}<");

  private HtmlTables() {}

  /**
   * Where the first such table of a block begins, as an index of the document.
   *
   * @param section titles of the headings above the block
   */
  static Optional<Integer> actions(Node block, List<String> section) {
    String html = block.getChars().toString();
    Matcher table = TABLE.matcher(html);
    if (!table.find()) {
      return Optional.empty();
    }
    boolean about = Sections.holds(section, "action item") || ACTION_COLUMN.matcher(html).find();
    return about ? Optional.of(block.getStartOffset() + table.start()) : Optional.empty();
  }
}
