package postmortem.source.tree;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Character references of XML and the usual ones of HTML; none is ever declared by a document. */
final class Entities {

  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("amp", "&"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("ndash", "\u2013"),
          Map.entry("mdash", "\u2014"),
          Map.entry("hellip", "\u2026"),
          Map.entry("lsquo", "\u2018"),
          Map.entry("rsquo", "\u2019"),
          Map.entry("ldquo", "\u201c"),
          Map.entry("rdquo", "\u201d"),
          Map.entry("bull", "\u2022"));
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));");

  private Entities() {}

  /** The text with what its references stand for; unknown ones stay as they are. */
  static String decoded(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    Matcher matcher = REFERENCE.matcher(text);
    while (matcher.find()) {
      matcher.appendReplacement(out, Matcher.quoteReplacement(meaning(matcher)));
    }
    return matcher.appendTail(out).toString();
  }

  private static String meaning(Matcher reference) {
    if (reference.group(3) != null) {
      return NAMED.getOrDefault(reference.group(3), reference.group());
    }
    int point =
        reference.group(1) != null
            ? Integer.parseInt(reference.group(1))
            : Integer.parseInt(reference.group(2), 16);
    return Character.isValidCodePoint(point) && point != 0
        ? Character.toString(point)
        : reference.group();
  }
}
