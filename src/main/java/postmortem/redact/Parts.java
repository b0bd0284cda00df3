package postmortem.redact;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.diagnostic.DiagnosticException;

/**
 * Parts of regular expressions that a rule gives a name, since several of its expressions hold
 * them. {@code (?&name)} stands for a part, as it does in Perl's expressions; a part may hold those
 * that are listed before it.
 *
 * @param byName as groups, without names left in them
 */
record Parts(Map<String, String> byName) {

  private static final Pattern USE = Pattern.compile("\\(\\?&([^()]{0,60})\\)");

  Parts {
    byName = Map.copyOf(byName);
  }

  /** The parts of a rule; none where it lists none. */
  static Parts of(Fields fields) {
    Map<String, String> known = new LinkedHashMap<>();
    fields
        .optional("parts")
        .ifPresent(
            parts -> {
              Fields named = parts.fields();
              for (String name : named.names()) {
                Node part = named.required(name);
                known.put(name, "(?:" + new Parts(known).whole(part) + ")");
                compiled(part, known.get(name));
              }
              named.end();
            });
    return new Parts(known);
  }

  /**
   * The expression that a node of the rule states, with its parts in it.
   *
   * @throws DiagnosticException when it is none, or names a part that is not there
   */
  Pattern pattern(Node node) {
    return compiled(node, whole(node));
  }

  private String whole(Node node) {
    return USE.matcher(node.text())
        .replaceAll(use -> Matcher.quoteReplacement(part(node, use.group(1))));
  }

  private String part(Node node, String name) {
    String part = byName.get(name);
    if (part == null) {
      throw DiagnosticException.usage(
          node.mark()
              .error("PM-R005", "no part has that name: " + name)
              .helping("list it under parts, before what uses it"));
    }
    return part;
  }

  private static Pattern compiled(Node node, String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw DiagnosticException.usage(
          node.mark()
              .error("PM-R004", "not a regular expression: " + e.getDescription())
              .helping("it is a regular expression of Java"));
    }
  }
}
