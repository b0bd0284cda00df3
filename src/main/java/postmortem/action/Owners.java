package postmortem.action;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Tells whether words that name the owner of an action item name one. */
public final class Owners {

  private static final Pattern ASIDE = Pattern.compile("\\([^()]*\\)");
  private static final Pattern BETWEEN = Pattern.compile("(?i)[,;&+/]|\\s(?:and|or)\\s");
  private static final Pattern MENTION = Pattern.compile("(?<![\\w.])@[\\w-]+");

  /** R&amp;D, CI/CD. */
  private static final Pattern ABBREVIATION = Pattern.compile("[A-Z]{1,4}(?:[&+/][A-Z]{1,4})+");

  /**
   * What one person is, whatever stands around it: "search and ranking lead", "Kim Larsen, SRE".
   */
  private static final Pattern ROLE =
      Pattern.compile(
          "(?i)\\b(?:admin|administrator|analyst|architect|chair|chief|commander|coordinator|[a-z]?dba|"
              + "developer|director|engineer|head|lead|leader|maintainer|manager|officer|on-?call|owner|"
              + "representative|responder|scribe|sme|sre|steward|c[efit]o|ciso|vp)\\b");

  private static final Pattern ARTICLE = Pattern.compile("(?i)(?:the|an?|our|their|his|her)\\s");

  private Owners() {}

  /**
   * Whether the words name more than one. A role is one owner, also where a separator stands in it
   * or beside it; one that begins with an article, as in "kim and the lead", is another person.
   */
  public static boolean areSeveral(String words) {
    String plain = ASIDE.matcher(words).replaceAll(" ").strip();
    if (MENTION.matcher(plain).results().count() > 1) {
      return true;
    }
    List<String> parts =
        Arrays.stream(BETWEEN.split(plain)).map(String::strip).filter(s -> !s.isEmpty()).toList();
    if (parts.stream().skip(1).anyMatch(Owners::isAnother)) {
      return true;
    }
    long roles = parts.stream().filter(part -> ROLE.matcher(part).find()).count();
    return parts.size() > 1 && roles != 1 && !ABBREVIATION.matcher(plain).matches();
  }

  private static boolean isAnother(String part) {
    return ARTICLE.matcher(part).lookingAt() && ROLE.matcher(part).find();
  }
}
