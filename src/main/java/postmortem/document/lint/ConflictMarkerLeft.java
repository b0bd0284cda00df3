package postmortem.document.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Passage;
import postmortem.document.read.Spot;

/** Names a conflict that a merge of git left in the text. */
public final class ConflictMarkerLeft implements LintRule {

  private static final Pattern OPENING = Pattern.compile("<{7}(?: .*)?");
  private static final String MIDDLE = "=======";
  private static final Pattern CLOSING = Pattern.compile(">{7}(?: .*)?");

  @Override
  public String id() {
    return "conflict-marker-left";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String help() {
    return "keep what is true of both sides, and delete the lines with <<<<<<<, ======= and >>>>>>>";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    Set<Integer> quoted = code(document);
    List<Finding> findings = new ArrayList<>();
    boolean open = false;
    // A line of seven = alone underlines a heading; between the others it parts two sides.
    boolean parted = false;
    for (int line = 1; line <= document.lines().size(); line++) {
      String text = document.lines().get(line - 1).stripTrailing();
      if (quoted.contains(line)) {
        continue;
      }
      boolean opens = OPENING.matcher(text).matches();
      boolean closes = CLOSING.matcher(text).matches();
      if (opens || (closes && !open && parted)) {
        String which = opens ? "begins" : "ends";
        findings.add(
            finding(document, new Spot(line, 1), "a conflict of a merge " + which + " here"));
      }
      open = opens || (open && !closes);
      parted = text.equals(MIDDLE) || (parted && !opens && !closes);
    }
    return findings;
  }

  /** Lines of code that is quoted as such; a conflict in them is evidence. */
  private static Set<Integer> code(DocumentText document) {
    Set<Integer> lines = new HashSet<>();
    for (Passage passage : document.passages()) {
      if (passage.kind() == Passage.Kind.CODE) {
        passage.pieces().forEach(piece -> lines.add(piece.at().line()));
      }
    }
    return lines;
  }
}
