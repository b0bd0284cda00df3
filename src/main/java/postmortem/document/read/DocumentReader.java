package postmortem.document.read;

import java.util.List;

/** Reads Markdown, ours or anybody's, into facts with places. Never throws on bad input. */
public final class DocumentReader {

  private DocumentReader() {}

  /** Reads under {@link ReadLimits#DEFAULT}. */
  public static DocumentText read(String file, String text) {
    return read(file, text, ReadLimits.DEFAULT);
  }

  /**
   * Reads a document. What cannot be read is missing in the result and said in its diagnostics.
   *
   * @param file its name, for messages
   */
  public static DocumentText read(String file, String text, ReadLimits limits) {
    return new DocumentText(
        file,
        text.lines().toList(),
        FrontMatter.NONE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
