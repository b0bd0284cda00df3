package postmortem.document.lint;

import java.util.ArrayList;
import java.util.List;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Passage;

/**
 * A passage and the titles that it stands below: its headings, and the paragraph in bold type that
 * people write where a heading belongs.
 *
 * @param passage the passage
 * @param titles outermost first; a heading's own title included
 */
record Titled(Passage passage, List<String> titles) {

  private static final int LONGEST = 80;

  /** All passages of a document, in its order. */
  static List<Titled> of(DocumentText document) {
    List<Titled> all = new ArrayList<>();
    List<String> bold = List.of();
    for (Passage passage : document.passages()) {
      if (passage.kind() == Passage.Kind.HEADING) {
        bold = List.of();
      } else if (isTitle(document, passage)) {
        bold = List.of(passage.text());
      }
      List<String> titles = new ArrayList<>(passage.section());
      titles.addAll(bold);
      all.add(new Titled(passage, List.copyOf(titles)));
    }
    return all;
  }

  private static boolean isTitle(DocumentText document, Passage passage) {
    if (passage.kind() != Passage.Kind.PARAGRAPH || passage.text().length() > LONGEST) {
      return false;
    }
    String line = document.lines().get(passage.at().line() - 1).strip();
    return line.startsWith("**")
        && (line.endsWith("**") || line.endsWith("**:"))
        && line.indexOf("**", 2) >= line.length() - 3;
  }
}
