package postmortem.document.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postmortem.declaration.Declaration;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.declaration.Node.Scalar;
import postmortem.declaration.Node.Sequence;

/** Finds the front matter of a document and reads it. */
final class FrontMatterReader {

  private FrontMatterReader() {}

  /** How many lines the front matter takes, its fences included; 0 when there is none. */
  static int lines(List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).stripTrailing().equals("---")) {
      return 0;
    }
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).stripTrailing();
      if (line.equals("---") || line.equals("...")) {
        return i + 1;
      }
    }
    return 0;
  }

  /**
   * Reads it.
   *
   * @param lines of the document, from the opening fence up to, not with, the closing one
   * @throws postmortem.diagnostic.DiagnosticException when it is not YAML
   */
  static FrontMatter read(String file, List<String> lines) {
    if (lines.stream().skip(1).allMatch(String::isBlank)) {
      return FrontMatter.NONE;
    }
    // The opening fence stays, so that places are those of the document.
    Fields fields = Declaration.parse(file, String.join("\n", lines) + "\n").fields();
    Map<String, FrontMatter.Value> values = new LinkedHashMap<>();
    for (String name : fields.names()) {
      Node.Mark key = fields.markOf(name);
      values.put(
          name,
          fields
              .optional(name)
              .map(
                  node ->
                      new FrontMatter.Value(
                          texts(node), new Spot(node.mark().line(), node.mark().column())))
              .orElseGet(
                  () -> new FrontMatter.Value(List.of(), new Spot(key.line(), key.column()))));
    }
    return new FrontMatter(values);
  }

  private static List<String> texts(Node node) {
    if (node instanceof Scalar scalar) {
      return scalar.text().isEmpty() ? List.of() : List.of(scalar.text());
    }
    if (node instanceof Sequence sequence) {
      return sequence.items().stream()
          .filter(Scalar.class::isInstance)
          .map(item -> ((Scalar) item).text())
          .toList();
    }
    return List.of();
  }
}
