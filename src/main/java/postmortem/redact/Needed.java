package postmortem.redact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs of characters that stand in all that a regular expression finds: where a text lacks one of
 * them, the expression need not be tried.
 *
 * @param runs the longest first; none when nothing is known
 * @param anyCase whether they may stand there in upper and in lower case; then they are in lower
 */
record Needed(List<String> runs, boolean anyCase) {

  private static final String ANY_CASE = "(?i)";
  private static final String SPECIAL = "\\[](){}|?*+.^$";

  /** What begins, behind a backslash, more than one character more. */
  private static final String CODES = "0ckNQux";

  private static final String QUANTIFIERS_TO_NONE = "?*{";

  private static final Comparator<String> RAREST =
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

  Needed {
    runs = List.copyOf(runs);
  }

  /** Those that stand outside of groups and of choices. */
  static Needed of(String regex) {
    boolean anyCase = regex.startsWith(ANY_CASE);
    String rest = anyCase ? regex.substring(ANY_CASE.length()) : regex;
    Set<String> runs = new TreeSet<>(RAREST);
    if (!rest.contains(ANY_CASE)) {
      for (String run : runs(rest)) {
        runs.add(anyCase ? run.toLowerCase(Locale.ROOT) : run);
      }
    }
    return new Needed(List.copyOf(runs), anyCase);
  }

  private static List<String> runs(String regex) {
    List<String> runs = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    int open = 0;
    int i = 0;
    while (i < regex.length()) {
      char c = regex.charAt(i);
      boolean coded = c == '\\' && CODES.indexOf(regex.charAt(i + 1)) >= 0;
      boolean nested = c == '[' && behindSet(regex, i) < 0;
      if (coded || nested || (c == '|' && open == 0)) {
        return List.of();
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
      end(run, runs);
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      i = c == '[' ? behindSet(regex, i) : c == '{' ? regex.indexOf('}', i) + 1 : i + step(c);
    }
    end(run, runs);
    return runs;
  }

  private static void end(StringBuilder run, List<String> to) {
    if (run.length() > 0) {
      to.add(run.toString());
      run.setLength(0);
    }
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
   * Whether a text has them all.
   *
   * @param lower the text in lower case
   */
  boolean areIn(String text, String lower) {
    for (String run : runs) {
      if (!(anyCase ? lower : text).contains(run)) {
        return false;
      }
    }
    return true;
  }
}
