package postmortem.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.event.Attribute;
import postmortem.event.Event;

/**
 * The words of texts. {@code enableUserCache}, {@code user-cache} and {@code UserCache.java} hold
 * the same words; endings are cut, so that caching, cached and cache are one.
 */
public final class Words {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Pattern HUMP =
      Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
  private static final int SHORTEST = 3;

  private Words() {}

  /** The words in order, in lower case, uncut, with repeats. */
  public static List<String> plain(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      HUMP.splitAsStream(matcher.group())
          .map(part -> part.toLowerCase(Locale.ROOT))
          .forEach(words::add);
    }
    return words;
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
