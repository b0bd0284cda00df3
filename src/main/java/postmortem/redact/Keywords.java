package postmortem.redact;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells in one pass which rules can find anything in a text at all. Most texts hold no keyword, and
 * cost about a nanosecond per character.
 */
final class Keywords {

  private static final int ASCII = 128;

  private record Keyword(String text, boolean exact, String folded, int rule) {}

  /**
   * The keywords of a rule.
   *
   * @param exact whether they stand there in just that case
   */
  record OfRule(List<String> words, boolean exact) {
    OfRule {
      words = List.copyOf(words);
    }
  }

  /** For each pair of first characters the keywords that begin so; a keyword has at least two. */
  private final @Nullable List<Keyword>[] byPair;

  /** Keywords of the rules, by the rules' numbers. */
  Keywords(List<OfRule> ofRules) {
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

  /** The numbers of the rules of which a keyword stands in the text. */
  BitSet in(CharSequence text) {
    BitSet rules = new BitSet();
    int last = text.length() - 1;
    int here = last < 1 ? 0 : folded(text.charAt(0));
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
    }
    return rules;
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
