package postmortem.document.render;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import postmortem.document.lint.Finding;

/**
 * The words of a pull request about a post-mortem. What comes from people or evidence shows as it
 * is and does nothing: it mentions nobody, refers to nothing and closes nothing.
 */
public final class PullRequestText {

  private static final int MOST_FILES = 40;
  private static final int MOST_FINDINGS = 25;
  private static final int LONGEST = 1_000;

  private PullRequestText() {}

  /**
   * A file of the pull request.
   *
   * @param what happens to it, one word
   * @param path from the top of the repository
   */
  public record File(String what, String path) {}

  /**
   * What is said.
   *
   * @param title of the post-mortem
   * @param severity as the document has it; null for none
   * @param status as the document has it; null for none
   * @param documentUrl where it can be read
   * @param timelineRows number of rows of its timeline
   * @param actionItems number of its action items
   * @param files what the branch does to the base
   * @param findings of lint
   */
  public record Facts(
      String title,
      @Nullable String severity,
      @Nullable String status,
      String documentUrl,
      int timelineRows,
      int actionItems,
      List<File> files,
      List<Finding> findings) {
    public Facts {
      files = List.copyOf(files);
      findings = List.copyOf(findings);
    }
  }

  /** The generated part of the body, in Markdown. */
  public static String body(Facts facts) {
    StringBuilder out = new StringBuilder();
    out.append("Post-mortem: **[")
        .append(MarkdownText.prose(cut(facts.title())))
        .append("](")
        .append(facts.documentUrl())
        .append(")**\n\n");
    if (facts.severity() != null) {
      out.append("- Severity: ").append(MarkdownText.prose(cut(facts.severity()))).append('\n');
    }
    if (facts.status() != null) {
      out.append("- Status: ").append(MarkdownText.prose(cut(facts.status()))).append('\n');
    }
    out.append("- Timeline: ").append(count(facts.timelineRows(), "row")).append('\n');
    out.append("- Action items: ").append(facts.actionItems()).append("\n\n");
    files(facts.files(), out);
    findings(facts.findings(), out);
    return out.toString();
  }

  private static void files(List<File> files, StringBuilder out) {
    out.append("### What changed\n\n");
    if (files.isEmpty()) {
      out.append("Nothing: the base has it all.\n");
    }
    files.stream()
        .limit(MOST_FILES)
        .forEach(
            file ->
                out.append("- ")
                    .append(file.what())
                    .append(' ')
                    .append(MarkdownText.code(cut(file.path())))
                    .append('\n'));
    more(files.size() - MOST_FILES, out);
    out.append('\n');
  }

  private static void findings(List<Finding> findings, StringBuilder out) {
    out.append("### Lint\n\n");
    if (findings.isEmpty()) {
      out.append("Nothing to say.\n");
      return;
    }
    StringBuilder counts = new StringBuilder();
    for (Finding.Severity severity : Finding.Severity.values()) {
      long count = findings.stream().filter(f -> f.severity() == severity).count();
      if (count > 0) {
        counts
            .append(counts.isEmpty() ? "" : ", ")
            .append(count(count, severity == Finding.Severity.INFO ? "remark" : severity.label()));
      }
    }
    out.append(counts).append(".\n\n");
    List<Finding> worst =
        findings.stream().sorted(java.util.Comparator.comparing(Finding::severity)).toList();
    worst.stream()
        .limit(MOST_FINDINGS)
        .forEach(
            finding ->
                out.append("- ")
                    .append(finding.severity().label().toLowerCase(Locale.ROOT))
                    .append(" `")
                    .append(finding.rule())
                    .append("`, line ")
                    .append(finding.line())
                    .append(": ")
                    .append(MarkdownText.prose(cut(finding.message())))
                    .append('\n'));
    more(worst.size() - MOST_FINDINGS, out);
  }

  private static void more(int left, StringBuilder out) {
    if (left > 0) {
      out.append("- and ").append(left).append(" more\n");
    }
  }

  private static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026";
  }
}
