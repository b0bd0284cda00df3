package postmortem.document.render;

import java.util.List;
import postmortem.document.lint.Finding;

/** Findings of lint for the places where GitHub Actions shows them. */
public final class FindingText {

  private static final int MOST_ROWS = 200;

  private FindingText() {}

  /**
   * Workflow commands that annotate lines of files, one per finding.
   *
   * @param prefix put before each file, to make it a path from the top of the checkout
   */
  public static String annotations(List<Finding> findings, String prefix) {
    StringBuilder out = new StringBuilder();
    for (Finding finding : findings) {
      String command =
          switch (finding.severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
          };
      out.append("::").append(command);
      out.append(" file=").append(property(prefix + finding.file()));
      out.append(",line=").append(finding.line());
      out.append(",col=").append(finding.column());
      out.append(",title=").append(property(finding.rule()));
      out.append("::").append(data(finding.message() + "\nhelp: " + finding.help()));
      out.append('\n');
    }
    return out.toString();
  }

  /** A table for the summary of a job, in Markdown. */
  public static String summary(List<Finding> findings) {
    StringBuilder out = new StringBuilder("### Post-mortem lint\n\n");
    if (findings.isEmpty()) {
      return out.append("Nothing to say.\n").toString();
    }
    out.append("| | where | rule | what |\n|---|---|---|---|\n");
    for (Finding finding : findings.stream().limit(MOST_ROWS).toList()) {
      out.append("| ").append(finding.severity().label());
      out.append(" | ").append(MarkdownText.code(finding.file() + ":" + finding.line()));
      out.append(" | ").append(MarkdownText.code(finding.rule()));
      out.append(" | ").append(MarkdownText.prose(finding.message())).append(" |\n");
    }
    if (findings.size() > MOST_ROWS) {
      out.append("\nand ").append(findings.size() - MOST_ROWS).append(" more\n");
    }
    return out.toString();
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
