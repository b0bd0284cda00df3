package postmortem.document.render;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import postmortem.document.lint.Finding;
import postmortem.event.ShortText;

/**
 * The words of a pull request about a post-mortem. What comes from people or evidence shows as it
 * is and does nothing: it mentions nobody, refers to nothing and closes nothing.
 */
public final class PullRequestText {

  private static final int MOST_FILES = 40;
  private static final int MOST_FINDINGS = 25;
  private static final int LONGEST = 1_000;

  private static final String TEMPLATE = "pull-request.md.ftl";

  /** GitHub takes 65,536; the rest is for what people write around it. */
  private static final int LONGEST_BODY = 60_000;

  private static final String SHORTENED =
      "\n\n*Shortened: the files and all findings are on the branch.*\n";

  private final TextTemplate template;

  private PullRequestText(TextTemplate template) {
    this.template = template;
  }

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

  /** The built-in template. */
  public static PullRequestText builtIn() {
    String name = "/templates/default/" + TEMPLATE;
    return new PullRequestText(new TextTemplate(name.substring(1), TextTemplate.resource(name)));
  }

  /**
   * The template in a folder if it holds {@code pull-request.md.ftl}, else the built-in one.
   *
   * @param shown the folder as the user knows it, for messages
   * @throws postmortem.diagnostic.DiagnosticException when it cannot be used
   */
  public static PullRequestText of(Path folder, String shown) {
    Path file = folder.resolve(TEMPLATE);
    return isIn(folder)
        ? new PullRequestText(
            new TextTemplate(
                shown + "/" + TEMPLATE,
                TextTemplate.text(file, shown, TEMPLATE + " makes the bodies of pull requests")))
        : builtIn();
  }

  /** Whether a folder has a template for pull requests. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(TEMPLATE));
  }

  /**
   * The generated part of the body, in Markdown; at most {@link #LONGEST_BODY} characters.
   *
   * @throws postmortem.diagnostic.DiagnosticException when the template fails
   */
  public String body(Facts facts) {
    String text = template.process(view(facts));
    if (text.length() <= LONGEST_BODY) {
      return text;
    }
    int end = text.lastIndexOf('\n', LONGEST_BODY - SHORTENED.length());
    return text.substring(0, Math.max(end, 0)) + SHORTENED;
  }

  private static PullRequestView view(Facts facts) {
    List<Finding> worst =
        facts.findings().stream().sorted(Comparator.comparing(Finding::severity)).toList();
    return new PullRequestView(
        Markup.prose(cut(facts.title())),
        prose(facts.severity()),
        prose(facts.status()),
        new Markup(facts.documentUrl()),
        Words.count(facts.timelineRows(), "row"),
        Integer.toString(facts.actionItems()),
        facts.files().stream()
            .limit(MOST_FILES)
            .map(
                file ->
                    new PullRequestView.ChangedFileView(file.what(), Markup.code(cut(file.path()))))
            .toList(),
        more(facts.files().size() - MOST_FILES),
        counts(worst),
        worst.stream()
            .limit(MOST_FINDINGS)
            .map(
                finding ->
                    new PullRequestView.FindingView(
                        finding.severity().label().toLowerCase(Locale.ROOT),
                        Markup.code(finding.rule()),
                        Integer.toString(finding.line()),
                        Markup.prose(cut(finding.message()))))
            .toList(),
        more(worst.size() - MOST_FINDINGS));
  }

  private static @Nullable Markup prose(@Nullable String text) {
    return text == null ? null : Markup.prose(cut(text));
  }

  private static String counts(List<Finding> findings) {
    StringBuilder counts = new StringBuilder();
    for (Finding.Severity severity : Finding.Severity.values()) {
      long count = findings.stream().filter(f -> f.severity() == severity).count();
      if (count > 0) {
        counts
            .append(counts.isEmpty() ? "" : ", ")
            .append(
                Words.count(
                    count, severity == Finding.Severity.INFO ? "remark" : severity.label()));
      }
    }
    return counts.toString();
  }

  private static @Nullable String more(int left) {
    return left > 0 ? Integer.toString(left) : null;
  }

  private static String cut(String text) {
    return ShortText.of(text, LONGEST);
  }
}
