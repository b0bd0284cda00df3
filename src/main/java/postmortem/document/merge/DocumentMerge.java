package postmortem.document.merge;

import java.util.List;

/**
 * Three-way merge of the document by blocks, so that drafting again keeps what people wrote:
 *
 * <ul>
 *   <li>front matter by key, headings by path, timeline rows by the event that they link, folded
 *       excerpts by their id, action items by the cell ID, all else by its text in the base;
 *   <li>what a person edited, added, moved or deleted stays so; what the tool changed in places
 *       that the person left alone is taken over;
 *   <li>rows of the timeline are a set in the order of the timeline; a person's own row stays
 *       behind the row that it follows;
 *   <li>a block that both changed is merged word by word, a row cell by cell; where the same words
 *       were changed, the person's text stays and a conflict is reported.
 * </ul>
 *
 * Pure. {@code merge(b, x, b)} is {@code x}, byte for byte; {@code merge(b, b, g)} is {@code g};
 * merging the result with the same {@code g} again changes nothing, whether {@code b} or {@code g}
 * is the base by then. Line ends, a byte order mark and a missing line end at the end are the
 * person's.
 */
public final class DocumentMerge {

  private static final String MARK = "\ufeff";

  private DocumentMerge() {}

  /**
   * Brings what changed between {@code base} and {@code generated} into {@code mine}.
   *
   * @param base what the tool wrote last
   * @param mine the document as it lies
   * @param generated what the tool would write now
   */
  public static MergeResult merge(String base, String mine, String generated) {
    String mark = mine.startsWith(MARK) ? MARK : "";
    String own = mine.substring(mark.length());
    String before = plain(base);
    String after = plain(generated);
    if (before.equals(after) || plain(own).equals(after)) {
      return new MergeResult(mine, List.of());
    }
    String lineEnd = own.contains("\r\n") ? "\r\n" : "\n";
    if (plain(own).equals(before)) {
      return new MergeResult(mark + after.replace("\n", lineEnd), List.of());
    }
    MergeResult merged =
        new Weaver(
                BlockSplitter.split(before),
                BlockSplitter.split(own),
                BlockSplitter.split(after),
                lineEnd)
            .weave();
    return new MergeResult(mark + merged.text(), merged.conflicts());
  }

  /** The text with line feeds only and without a byte order mark. */
  private static String plain(String text) {
    String bare = text.startsWith(MARK) ? text.substring(1) : text;
    return bare.replace("\r\n", "\n");
  }
}
