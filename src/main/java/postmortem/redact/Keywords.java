package postmortem.redact;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells in one pass which rules can find anything in a text at all: those with a keyword in it, and
 * those that look for runs of letters and digits as long as one in it. Most texts hold neither, and
 * cost about a nanosecond per character.
 */
final class Keywords {

  private static final int ASCII = 128;

  private record Keyword(String text, boolean exact, String folded, int rule) {}

  /**
   * What has to stand in a text for a rule to be tried.
   *
   * @param exact whether the words stand there in just that case
   * @param run so many ASCII letters and digits in a row are as good as a word; 0 for none
   */
  record OfRule(List<String> words, boolean exact, int run) {
    OfRule {
      words = List.copyOf(words);
    }
  }

  /** For each pair of first characters the keywords that begin so; a keyword has at least two. */
  private final @Nullable List<Keyword>[] byPair;

  private final List<OfRule> ofRules;
  private final int shortestRun;

  /** Keywords of the rules, by the rules' numbers. */
  Keywords(List<OfRule> ofRules) {
    this.ofRules = List.copyOf(ofRules);
    shortestRun =
        ofRules.stream()
            .mapToInt(OfRule::run)
            .filter(run -> run > 0)
            .min()
            .orElse(Integer.MAX_VALUE);
    byPair = table();
    for (int rule = 0; rule < ofRules.size(); rule++) {
      for (String keyword : ofRules.get(rule).words()) {
        String folded = keyword.toLowerCase(Locale.ROOT);
        if (folded.length() < 2 || folded.chars().anyMatch(c -> c >= ASCII)) {
          throw new IllegalArgumentException(
              "not a keyword of two or more ASCII characters: " + keyword);
        }
        int pair = folded.charAt(0) * ASCII + folded.charAt(1);
        List<Keyword> same = byPair[pair];
        if (same == null) {
          same = new ArrayList<>(2);
          byPair[pair] = same;
        }
        same.add(new Keyword(keyword, ofRules.get(rule).exact(), folded, rule));
      }
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types.
  private static @Nullable List<Keyword>[] table() {
    return new List[ASCII * ASCII];
  }

  /** The numbers of the rules of which a keyword, or a run that is long enough, is in the text. */
  BitSet in(CharSequence text) {
    BitSet rules = new BitSet();
    int last = text.length() - 1;
    int here = last < 0 ? 0 : folded(text.charAt(0));
    int run = isLetterOrDigit(here) ? 1 : 0;
    int longest = run;
    for (int i = 0; i < last; i++) {
      int next = folded(text.charAt(i + 1));
      List<Keyword> candidates = byPair[here * ASCII + next];
      if (candidates != null) {
        for (Keyword keyword : candidates) {
          if (!rules.get(keyword.rule()) && stands(keyword, text, i)) {
            rules.set(keyword.rule());
          }
        }
      }
      here = next;
      run = isLetterOrDigit(here) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    if (longest >= shortestRun) {
      for (int rule = 0; rule < ofRules.size(); rule++) {
        if (ofRules.get(rule).run() > 0 && longest >= ofRules.get(rule).run()) {
          rules.set(rule);
        }
      }
    }
    return rules;
  }

  private static boolean isLetterOrDigit(int folded) {
    return (folded >= 'a' && folded <= 'z') || (folded >= '0' && folded <= '9');
  }

  private static boolean stands(Keyword keyword, CharSequence text, int at) {
    int length = keyword.text().length();
    if (at + length > text.length()) {
      return false;
    }
    for (int i = keyword.exact() ? 0 : 2; i < length; i++) {
      char c = text.charAt(at + i);
      if (keyword.exact()
          ? c != keyword.text().charAt(i)
          : folded(c) != keyword.folded().charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** In lower case; everything outside ASCII is 0, which no keyword holds. */
  private static int folded(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c + ('a' - 'A');
    }
    return c < ASCII ? c : 0;
  }
}
