package postmortem.document.render;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the names in a review lead to. Ids are names of files, and need no escaping in a link.
 *
 * @param items address of the register, ending in a slash
 * @param postMortems address of the documents, ending in a slash
 * @param issues address of the server of the issues, ending in a slash; null to show their names
 *     alone
 */
public record ReviewLinks(String items, String postMortems, @Nullable String issues) {

  /** From {@code action-items/reviews/} to its neighbours. */
  public static final ReviewLinks OF_FILE = new ReviewLinks("../", "../../postmortems/", null);

  private static final Pattern ISSUE =
      Pattern.compile("([A-Za-z0-9._-]+/[A-Za-z0-9._-]+)#([1-9][0-9]{0,9})");

  /** Nothing in it can end a link or a cell, or be taken for a mention. */
  private static final Pattern ADDRESS =
      Pattern.compile("https://[A-Za-z0-9.-]{1,200}(?::[0-9]{1,5})?/([A-Za-z0-9._/#=&?%-]{1,500})");

  private static final int LONGEST = 48;

  /** An action item. */
  String item(String id) {
    return link(id, items + id + ".yaml");
  }

  /** A post-mortem. */
  String postMortem(String id) {
    return link(id, postMortems + id + "/postmortem.md");
  }

  /** An issue, {@code owner/name#12}. */
  String issue(String name) {
    Matcher issue = ISSUE.matcher(name);
    return issues == null || !issue.matches()
        ? MarkdownText.code(name)
        : "[" + name + "](" + issues + issue.group(1) + "/issues/" + issue.group(2) + ")";
  }

  /** What shows that an item is done: an issue, an address, or other words. */
  String proof(String text, UnaryOperator<String> prose) {
    if (ISSUE.matcher(text).matches()) {
      return issue(text);
    }
    Matcher address = ADDRESS.matcher(text);
    return address.matches()
        ? "[`" + shortened(address.group(1)) + "`](" + text + ")"
        : prose.apply(text);
  }

  /** The end of a path tells more than its beginning. */
  private static String shortened(String path) {
    return path.length() <= LONGEST ? path : "\u2026" + path.substring(path.length() - LONGEST + 1);
  }

  private static String link(String id, String address) {
    return "[" + MarkdownText.code(id) + "](" + address + ")";
  }
}
