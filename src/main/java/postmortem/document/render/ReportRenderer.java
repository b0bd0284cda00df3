package postmortem.document.render;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Location;

/** Makes {@code postmortem.md}: a FreeMarker template over plain records. Thread-safe. */
public final class ReportRenderer {

  private static final String BUILT_IN = "/templates/default/";
  private static final String TEMPLATE = "report.md.ftl";
  private static final String DECLARATION = "template.yaml";
  private static final String FILES =
      "a template is a folder with " + TEMPLATE + " and " + DECLARATION;

  private final TemplateDeclaration declaration;
  private final TextTemplate template;

  private ReportRenderer(String folder, String declaration, String template) {
    this.declaration = TemplateDeclaration.parse(folder + DECLARATION, declaration);
    this.template = new TextTemplate(folder + TEMPLATE, template);
  }

  /** The built-in template. */
  public static ReportRenderer builtIn() {
    return new ReportRenderer(
        BUILT_IN.substring(1),
        TextTemplate.resource(BUILT_IN + DECLARATION),
        TextTemplate.resource(BUILT_IN + TEMPLATE));
  }

  /**
   * The template in a folder which holds {@code report.md.ftl} and {@code template.yaml}.
   *
   * @throws DiagnosticException when it cannot be used
   */
  public static ReportRenderer of(Path folder) {
    return of(folder, folder.toString().replace('\\', '/'));
  }

  /**
   * The same.
   *
   * @param shown the folder as the user knows it, for messages
   */
  public static ReportRenderer of(Path folder, String shown) {
    return new ReportRenderer(
        shown + "/",
        TextTemplate.text(folder.resolve(DECLARATION), shown, FILES),
        TextTemplate.text(folder.resolve(TEMPLATE), shown, FILES));
  }

  /** Whether a folder has anything of a template for reports. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(TEMPLATE)) || Files.exists(folder.resolve(DECLARATION));
  }

  /** What the template promises. */
  public TemplateDeclaration declaration() {
    return declaration;
  }

  /**
   * The document; the same input gives the same text. Lines end in a line feed.
   *
   * @throws DiagnosticException when the template fails, or leaves out a section that it declares
   */
  public String render(ReportInput input) {
    return render(new ReportAssembler(input).view());
  }

  String render(ReportView view) {
    String text = template.process(view);
    requireSections(text);
    return text;
  }

  private void requireSections(String text) {
    List<String> lines = text.lines().toList();
    for (String section : declaration.sections()) {
      if (!lines.contains("## " + section)) {
        throw DiagnosticException.usage(
            Diagnostic.error("PM-T002", "the section \u201c" + section + "\u201d is missing")
                .at(Location.of(template.file()))
                .helping("add the heading, or take it out of " + DECLARATION));
      }
    }
  }
}
