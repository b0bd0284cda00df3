package postmortem.document.render;

import java.util.List;
import postmortem.declaration.Declaration;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;

/**
 * What {@code template.yaml} says.
 *
 * @param name of the template
 * @param title what its documents are called
 * @param sections headings that its documents have, in order
 * @param required keys of the front matter that people have to fill in
 */
public record TemplateDeclaration(
    String name, String title, List<String> sections, List<String> required) {
  public TemplateDeclaration {
    sections = List.copyOf(sections);
    required = List.copyOf(required);
  }

  /**
   * Reads one.
   *
   * @param file its name, for messages
   * @throws postmortem.diagnostic.DiagnosticException when it is not one
   */
  static TemplateDeclaration parse(String file, String text) {
    Fields fields = Declaration.fields(file, text);
    TemplateDeclaration declaration =
        new TemplateDeclaration(
            fields.text("name"),
            fields.text("title"),
            fields.required("sections").list(Node::text),
            fields.texts("required"));
    fields.end();
    return declaration;
  }
}
