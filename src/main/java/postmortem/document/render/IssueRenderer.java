package postmortem.document.render;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.Deadline;
import postmortem.action.Marker;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Location;

/**
 * Makes the body of an issue from a template. The marker that ties it to its item is none of the
 * template's business: it is always added behind it, and taken out of what the template prints.
 */
public final class IssueRenderer {

  private static final String BUILT_IN = "/templates/default/";
  private static final String TEMPLATE = "issue.md.ftl";

  /** Most characters that GitHub takes. */
  private static final int LONGEST_BODY = 65_536;

  // Together with what the built-in template has around them less than that.
  private static final int LONGEST_DESCRIPTION = 40_000;
  private static final int LONGEST_END_STATE = 12_000;
  private static final int LONGEST_FACT = 1_000;
  private static final String SHORTENED = "*Shortened: the whole text is in the register.*";

  /** What the register notes about an issue besides the parts of its body. */
  private static final Set<String> KEPT_FOR_US =
      Set.of("title", "state", "assignee", "document", "milestone", "labels-owed");

  private static final Pattern MARKER =
      Pattern.compile("<!--\\s*postmortem:action-item\\b[^>]*-->\\s*");

  private final TextTemplate template;

  private IssueRenderer(String file, String text) {
    this.template = new TextTemplate(file, text);
  }

  /** The built-in template. */
  public static IssueRenderer builtIn() {
    String name = BUILT_IN + TEMPLATE;
    return new IssueRenderer(name.substring(1), TextTemplate.resource(name));
  }

  /**
   * The template in a folder if it holds {@code issue.md.ftl}, else the built-in one.
   *
   * @param shown the folder as the user knows it, for messages
   * @throws DiagnosticException when it cannot be used
   */
  public static IssueRenderer of(Path folder, String shown) {
    Path file = folder.resolve(TEMPLATE);
    return isIn(folder)
        ? new IssueRenderer(
            shown + "/" + TEMPLATE,
            TextTemplate.text(file, shown, TEMPLATE + " makes the bodies of issues"))
        : builtIn();
  }

  /** Whether a folder has a template for issues. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(TEMPLATE));
  }

  /**
   * The body of the issue of an item.
   *
   * @param document address of the post-mortem; null when it is not known
   * @throws DiagnosticException when the template fails, or names a part twice
   */
  public IssueText.Body body(ActionItem item, @Nullable String document) {
    String text = MARKER.matcher(template.process(view(item, document))).replaceAll("");
    Map<String, String> parts = new LinkedHashMap<>();
    Matcher part = IssueText.PART.matcher(text);
    String name = IssueText.DESCRIPTION;
    String begin = "";
    int from = 0;
    while (part.find()) {
      String before = text.substring(from, part.start()).strip();
      if (from > 0) {
        put(parts, name, begin + before);
        begin = "";
      } else if (!before.isEmpty()) {
        // What stands in front of the first part belongs to it.
        begin = before + "\n\n";
      }
      name = Objects.requireNonNull(part.group(1));
      from = part.end();
    }
    put(parts, name, begin + text.substring(from).strip());
    return fitting(new IssueText.Body("", parts, Marker.of(item.id()) + "\n"));
  }

  private void put(Map<String, String> parts, String name, String text) {
    boolean isTaken = KEPT_FOR_US.contains(name);
    if (isTaken || parts.putIfAbsent(name, text.strip()) != null) {
      String why = isTaken ? "\u201d stands for something else" : "\u201d is there twice";
      throw DiagnosticException.usage(
          Diagnostic.error("PM-T004", "the part \u201c" + name + why)
              .at(Location.of(template.file()))
              .helping("give each <!-- postmortem:part ... --> a name of its own"));
    }
  }

  /** Cuts the longest part to what GitHub takes. */
  private static IssueText.Body fitting(IssueText.Body body) {
    IssueText.Body fit = body;
    for (int over = over(fit); over > 0; over = over(fit)) {
      Map.Entry<String, String> longest =
          fit.parts().entrySet().stream()
              .max(Map.Entry.comparingByValue((a, b) -> Integer.compare(a.length(), b.length())))
              .orElseThrow();
      String text = longest.getValue().replace(SHORTENED, "").strip();
      int room = Math.max(1, text.length() - over - SHORTENED.length() - 2);
      int end = text.lastIndexOf('\n', room);
      String cut = end > room / 2 ? text.substring(0, end) : IssueText.shortened(text, room);
      fit = fit.with(longest.getKey(), cut.strip() + "\n\n" + SHORTENED);
    }
    return fit;
  }

  private static int over(IssueText.Body body) {
    return body.text().length() - LONGEST_BODY;
  }

  private static IssueView view(ActionItem item, @Nullable String document) {
    Deadline deadline = item.deadline();
    return new IssueView(
        new Markup(item.id()),
        new Markup(item.postMortem()),
        new Markup(item.key()),
        IssueText.title(item),
        paragraphs(item.description(), LONGEST_DESCRIPTION),
        prose(item.factor(), LONGEST_FACT),
        document == null ? null : new Markup(document),
        paragraphs(item.doneWhen(), LONGEST_END_STATE),
        deadline == null ? null : new Markup(deadline.date().toString()),
        deadline == null ? null : prose(deadline.policy(), 300),
        item.priority() == null ? null : prose(item.priority().label(), 50),
        item.type() == null ? null : item.type().label(),
        item.severity() == null ? null : item.severity().toString(),
        prose(item.reason(), LONGEST_FACT),
        item.proof() == null ? null : prose(item.proof().text(), LONGEST_FACT),
        new Markup("action-items/" + item.id() + ".yaml"));
  }

  private static @Nullable Markup paragraphs(@Nullable String text, int longest) {
    if (text == null) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    for (String line : text.strip().lines().toList()) {
      String shown = line.isBlank() ? "" : MarkdownText.prose(line);
      if (out.length() + shown.length() > longest) {
        // A single line may be too long by itself.
        if (out.length() == 0) {
          out.append(cut(line, longest));
        }
        return new Markup(out.toString().strip() + "\n\n" + SHORTENED);
      }
      out.append(shown).append('\n');
    }
    return new Markup(out.toString().strip());
  }

  private static @Nullable Markup prose(@Nullable String text, int longest) {
    return text == null ? null : new Markup(cut(text, longest));
  }

  /** Cut before it is escaped, so that no escape is cut in two. */
  private static String cut(String text, int longest) {
    String cut = text;
    String shown = MarkdownText.prose(cut);
    while (shown.length() > longest && cut.length() > 1) {
      int less = (int) ((long) cut.length() * longest / shown.length()) - 8;
      cut = IssueText.shortened(cut, Math.max(1, less));
      shown = MarkdownText.prose(cut);
    }
    return shown;
  }
}
