package postmortem.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import postmortem.event.Attribute;
import postmortem.event.Event;

/**
 * The words of texts. {@code enableUserCache}, {@code user-cache} and {@code UserCache.java} hold
 * the same words; endings are cut, so that caching, cached and cache are one.
 */
public final class Words {

  private static final int SHORTEST = 3;

  private Words() {}

  /** The words in order, in lower case, uncut, with repeats. */
  public static List<String> plain(String text) {
    List<String> words = new ArrayList<>();
    int from = -1;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      boolean inside = isInWord(c);
      if (from >= 0 && (!inside || isHump(text, at, c))) {
        words.add(text.substring(from, at).toLowerCase(Locale.ROOT));
        from = -1;
      }
      if (inside && from < 0) {
        from = at;
      }
      at += Character.charCount(c);
    }
    if (from >= 0) {
      words.add(text.substring(from).toLowerCase(Locale.ROOT));
    }
    return words;
  }

  private static boolean isInWord(int c) {
    int type = Character.getType(c);
    return Character.isLetter(c)
        || type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  /** Whether a new word begins inside of what is written together: userCache, HTTPServer. */
  private static boolean isHump(String text, int at, int c) {
    if (Character.getType(c) != Character.UPPERCASE_LETTER) {
      return false;
    }
    int before = Character.getType(text.codePointBefore(at));
    int behind = at + Character.charCount(c);
    return before == Character.LOWERCASE_LETTER
        || (before == Character.UPPERCASE_LETTER
            && behind < text.length()
            && Character.getType(text.codePointAt(behind)) == Character.LOWERCASE_LETTER);
  }

  /** The stems of all words that say something: not stop words, not numbers, not very short. */
  public static SortedSet<String> stems(String... texts) {
    Vocabulary vocabulary = Vocabulary.builtIn();
    SortedSet<String> stems = new TreeSet<>();
    for (String text : texts) {
      for (String word : plain(text)) {
        if (word.length() >= SHORTEST
            && !vocabulary.has(Vocabulary.Topic.STOP_WORDS, word)
            && word.codePoints().noneMatch(Character::isDigit)) {
          String stem = stem(word);
          if (!vocabulary.has(Vocabulary.Topic.STOP_WORDS, stem)) {
            stems.add(stem);
          }
        }
      }
    }
    return stems;
  }

  /** The stems of what a change says about itself: its summary, files, flag. */
  public static SortedSet<String> ofChange(Event change) {
    return stems(
        change.summary(),
        change.attributes().getOrDefault(Attribute.FLAG, ""),
        change.attributes().getOrDefault(Attribute.FILES, ""));
  }

  /** The stems that both have. */
  public static SortedSet<String> shared(SortedSet<String> a, SortedSet<String> b) {
    SortedSet<String> both = new TreeSet<>(a);
    both.retainAll(b);
    return both;
  }

  /** Cuts the commonest English endings; crude, but the same for all sides of a comparison. */
  static String stem(String word) {
    String stem = word;
    if (stem.endsWith("ies") && stem.length() > 4) {
      return stem.substring(0, stem.length() - 3) + "y";
    }
    for (String ending : new String[] {"ings", "ing", "ed", "es", "s"}) {
      if (stem.endsWith(ending)
          && stem.length() - ending.length() >= SHORTEST
          && !stem.endsWith("ss")) {
        stem = stem.substring(0, stem.length() - ending.length());
        break;
      }
    }
    return stem.endsWith("e") && stem.length() > SHORTEST
        ? stem.substring(0, stem.length() - 1)
        : stem;
  }
}
