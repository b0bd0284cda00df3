package postmortem.log.signature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts templates together that begin and end alike and hold different words between, however many,
 * as {@code The Print Spooler service entered the stopped state} and {@code The Windows Update
 * Medic Service service entered the stopped state}. What is alike has to be most of a statement,
 * and what differs names: words that say what was done keep templates apart.
 */
final class Frames {

  /** So many words alike, of which one at least stands behind what differs. */
  private static final int FEWEST_ALIKE = 4;

  /** The same where what differs comes first, which tells statements apart more often. */
  private static final int FEWEST_BEHIND = 5;

  /** With fewer words alike than this, more values are wanted. */
  private static final int MANY_ALIKE = 8;

  private static final int FEWEST_VALUES = 4;
  private static final int LONGEST_VALUE = 6;
  private static final int LONGEST_TEMPLATE = 48;

  /** More templates than this are not compared, nor more ways to cut them than that. */
  private static final int MOST_TEMPLATES = 4_096;

  private static final int MOST_FRAMES = 1 << 16;

  private static final int MOST_ROUNDS = 4;
  private static final String ENDINGS = ".,;:=";

  /** Stands before the punctuation behind a word, which is a token of its own. */
  private static final char JOINED = '\b';

  private final Words words;

  /** A template with a gap. */
  private record Frame(List<String> before, List<String> behind) {
    String text() {
      List<String> all = new ArrayList<>(before);
      all.add(Shape.ANY);
      all.addAll(behind);
      return Frames.text(all);
    }
  }

  private Frames(Words words) {
    this.words = words;
  }

  /** Joins the members of templates; whether there were some to join. */
  static boolean join(Map<String, List<Integer>> clusters, Words words) {
    Frames frames = new Frames(words);
    int before = clusters.size();
    for (int round = 0; round < MOST_ROUNDS && clusters.size() <= MOST_TEMPLATES; round++) {
      if (!frames.round(clusters)) {
        break;
      }
    }
    return clusters.size() < before;
  }

  private boolean round(Map<String, List<Integer>> clusters) {
    Map<String, List<List<String>>> ends = new TreeMap<>();
    for (String template : new TreeMap<>(clusters).keySet()) {
      List<String> tokens = tokens(template);
      if (tokens.size() <= LONGEST_TEMPLATE) {
        String last = tokens.get(tokens.size() - 1);
        ends.computeIfAbsent(tokens.get(0) + " " + last, k -> new ArrayList<>()).add(tokens);
        ends.computeIfAbsent(last, k -> new ArrayList<>()).add(tokens);
      }
    }
    Map<Frame, List<String>> alike = new HashMap<>();
    ends.forEach(
        (key, some) -> {
          if (some.size() > 1 && alike.size() < MOST_FRAMES) {
            boolean first = key.indexOf(' ') < 0;
            some.forEach(tokens -> addFrames(tokens, first, alike));
          }
        });
    List<Map.Entry<Frame, List<String>>> several =
        alike.entrySet().stream()
            .filter(entry -> entry.getValue().size() > 1)
            .sorted(
                Comparator.<Map.Entry<Frame, List<String>>>comparingInt(
                        entry -> -alike(entry.getKey()))
                    .thenComparing(entry -> entry.getKey().text()))
            .toList();
    boolean changed = false;
    Set<String> gone = new HashSet<>();
    for (Map.Entry<Frame, List<String>> entry : several) {
      Frame frame = entry.getKey();
      List<String> left = entry.getValue().stream().filter(t -> !gone.contains(t)).toList();
      if (isVariable(frame, left, alike(frame))) {
        List<Integer> members = new ArrayList<>();
        left.forEach(template -> members.addAll(clusters.remove(template)));
        clusters.computeIfAbsent(frame.text(), k -> new ArrayList<>()).addAll(members);
        gone.addAll(left);
        changed = true;
      }
    }
    return changed;
  }

  /** The words of a template, and the punctuation behind them. */
  private static List<String> tokens(String template) {
    List<String> tokens = new ArrayList<>();
    for (String token : template.split(" ", -1)) {
      int end = token.length();
      while (end > 1 && ENDINGS.indexOf(token.charAt(end - 1)) >= 0) {
        end--;
      }
      tokens.add(token.substring(0, end));
      if (end < token.length()) {
        tokens.add(JOINED + token.substring(end));
      }
    }
    return tokens;
  }

  private static String text(List<String> tokens) {
    return String.join(" ", tokens).replace(" " + JOINED, "");
  }

  /**
   * Adds the ways to cut a template.
   *
   * @param first whether what it begins with is cut out, and nothing else
   */
  private void addFrames(List<String> tokens, boolean first, Map<Frame, List<String>> alike) {
    int size = tokens.size();
    String template = text(tokens);
    int last = first ? 1 : size - 1;
    for (int from = first ? 0 : 1; from < last && alike.size() < MOST_FRAMES; from++) {
      for (int to = from + 1; to < size && to - from <= LONGEST_VALUE; to++) {
        if (isName(tokens.subList(from, to)) && (!first || isCapital(tokens.get(from)))) {
          Frame frame = new Frame(tokens.subList(0, from), tokens.subList(to, size));
          if (alike(frame) >= (first ? FEWEST_BEHIND : FEWEST_ALIKE)
              && constants(frame.behind()) > 0) {
            alike.computeIfAbsent(frame, k -> new ArrayList<>()).add(template);
          }
        }
      }
    }
  }

  /** Whether what differs may be a value: words that say no action, perhaps with a variable. */
  private boolean isName(List<String> tokens) {
    boolean variable = false;
    boolean word = false;
    boolean name = false;
    boolean variables = true;
    for (String token : tokens) {
      if (token.isEmpty()
          || ENDINGS.indexOf(token.charAt(token.length() - 1)) >= 0
          || token.contains("][")) {
        return false;
      }
      variables &= token.contains(Shape.ANY) && token.chars().noneMatch(Character::isLetter);
      boolean lower = Character.isLowerCase(token.charAt(0));
      if ((lower || tokens.size() == 1) && words.isVerb(words.number(token))) {
        return false;
      }
      variable |= token.contains(Shape.ANY);
      word |= lower;
      name |= Character.isUpperCase(token.charAt(0));
    }
    return !variable || (name && !word) || variables;
  }

  private static boolean isCapital(String token) {
    return Character.isUpperCase(token.charAt(0)) || token.startsWith(Shape.ANY);
  }

  /** Single words are compared where shapes are; what all values share is none of them. */
  private static boolean isVariable(Frame frame, List<String> templates, int alike) {
    List<List<String>> values = new ArrayList<>();
    for (String template : templates) {
      List<String> tokens = tokens(template);
      values.add(tokens.subList(frame.before().size(), tokens.size() - frame.behind().size()));
    }
    List<List<String>> phrases = values.stream().filter(value -> value.size() > 1).toList();
    long firsts = values.stream().map(value -> value.get(0)).distinct().count();
    long lasts = values.stream().map(value -> value.get(value.size() - 1)).distinct().count();
    int wanted = templates.contains(frame.text()) || alike >= MANY_ALIKE ? 2 : FEWEST_VALUES;
    return !phrases.isEmpty()
        && !shareWord(phrases)
        && firsts > 1
        && lasts > 1
        && templates.size() >= wanted;
  }

  /**
   * Whether several phrases have a word that is no name in common: it is a part of what is said.
   */
  private static boolean shareWord(List<List<String>> phrases) {
    return phrases.size() > 1
        && phrases.get(0).stream()
            .filter(word -> Character.isLowerCase(word.charAt(0)))
            .anyMatch(word -> phrases.stream().allMatch(phrase -> phrase.contains(word)));
  }

  private int alike(Frame frame) {
    return constants(frame.before()) + constants(frame.behind());
  }

  private int constants(List<String> tokens) {
    int constants = 0;
    for (String token : tokens) {
      constants +=
          token.length() > 1 && token.charAt(0) != JOINED && words.isConstant(words.number(token))
              ? 1
              : 0;
    }
    return constants;
  }
}
