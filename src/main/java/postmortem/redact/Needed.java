package postmortem.redact;

import java.util.Locale;

/**
 * Characters that stand together in all that a regular expression finds: where a text lacks them,
 * the expression need not be tried.
 *
 * @param literal empty when nothing is known
 * @param anyCase whether they may stand there in upper and in lower case; then they are in lower
 */
record Needed(String literal, boolean anyCase) {

  private static final String ANY_CASE = "(?i)";
  private static final String SPECIAL = "\\[](){}|?*+.^$";

  /** What begins, behind a backslash, more than one character more. */
  private static final String CODES = "0ckNQux";

  private static final String QUANTIFIERS_TO_NONE = "?*{";

  /** The longest that stands outside of groups and of choices. */
  static Needed of(String regex) {
    boolean anyCase = regex.startsWith(ANY_CASE);
    String rest = anyCase ? regex.substring(ANY_CASE.length()) : regex;
    String longest = rest.contains(ANY_CASE) ? "" : longest(rest);
    return new Needed(anyCase ? longest.toLowerCase(Locale.ROOT) : longest, anyCase);
  }

  private static String longest(String regex) {
    String longest = "";
    StringBuilder run = new StringBuilder();
    int open = 0;
    int i = 0;
    while (i < regex.length()) {
      char c = regex.charAt(i);
      boolean coded = c == '\\' && CODES.indexOf(regex.charAt(i + 1)) >= 0;
      boolean nested = c == '[' && behindSet(regex, i) < 0;
      if (coded || nested || (c == '|' && open == 0)) {
        return "";
      }
      if (open == 0 && SPECIAL.indexOf(c) < 0) {
        run.append(c);
        i++;
        continue;
      }
      if (open == 0 && c == '\\' && !Character.isLetterOrDigit(regex.charAt(i + 1))) {
        run.append(regex.charAt(i + 1));
        i += 2;
        continue;
      }
      if (QUANTIFIERS_TO_NONE.indexOf(c) >= 0 && run.length() > 0) {
        run.setLength(run.length() - 1);
      }
      longest = run.length() > longest.length() ? run.toString() : longest;
      run.setLength(0);
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      i = c == '[' ? behindSet(regex, i) : c == '{' ? regex.indexOf('}', i) + 1 : i + step(c);
    }
    return run.length() > longest.length() ? run.toString() : longest;
  }

  private static int step(char c) {
    return c == '\\' ? 2 : 1;
  }

  /** Where a set of characters ends; -1 when there is a set in it. */
  private static int behindSet(String regex, int from) {
    int i = regex.startsWith("^]", from + 1) ? from + 3 : from + 1;
    while (regex.charAt(i) != ']') {
      if (regex.charAt(i) == '[') {
        return -1;
      }
      i += step(regex.charAt(i));
    }
    return i + 1;
  }

  /**
   * Whether a text has them.
   *
   * @param lower the text in lower case
   */
  boolean isIn(String text, String lower) {
    return literal.isEmpty() || (anyCase ? lower : text).contains(literal);
  }
}
