package postmortem.document.render;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the template of a pull request sees. Text components are escaped where they are printed;
 * {@link Markup} is Markdown already. A missing component (null) is asked for with {@code ??}.
 *
 * @param title of the post-mortem
 * @param severity as the document has it
 * @param status as the document has it
 * @param document address where it can be read, on the branch
 * @param timelineRows how many rows its timeline has, in words
 * @param actionItems how many action items it has
 * @param files what the branch does to the base, the first forty
 * @param moreFiles how many there are besides
 * @param lint how many findings of which severity, in words
 * @param findings of lint, the worst first, twenty-five of them
 * @param moreFindings how many there are besides
 */
public record PullRequestView(
    Markup title,
    @Nullable Markup severity,
    @Nullable Markup status,
    Markup document,
    String timelineRows,
    String actionItems,
    List<ChangedFileView> files,
    @Nullable String moreFiles,
    String lint,
    List<FindingView> findings,
    @Nullable String moreFindings) {

  /**
   * A file of the pull request.
   *
   * @param what happens to it, one word
   * @param path from the top of the repository
   */
  public record ChangedFileView(String what, Markup path) {}

  /**
   * A finding of lint.
   *
   * @param severity error, warning or info
   * @param rule that found it
   * @param line of the document
   * @param message what is wrong
   */
  public record FindingView(String severity, Markup rule, String line, Markup message) {}

  public PullRequestView {
    files = List.copyOf(files);
    findings = List.copyOf(findings);
  }
}
