package postmortem.document.merge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import postmortem.document.merge.Block.Kind;

/**
 * Which block of one document is which of another. Keys decide; then equal text, in the same
 * section first; then, of the blocks left over, the same label, similar words, or the same place
 * between two neighbours that are known.
 */
final class Matching {

  private static final int NONE = -1;

  /** Share of common words from which two texts are taken for versions of one. */
  private static final double SIMILAR = 0.5;

  /** More left-over blocks in one section than this are not compared word by word. */
  private static final int MOST_COMPARED = 300;

  private final List<Block> from;
  private final List<Block> to;
  private final int[] forth;
  private final int[] back;

  private Matching(List<Block> from, List<Block> to) {
    this.from = from;
    this.to = to;
    this.forth = new int[from.size()];
    this.back = new int[to.size()];
    Arrays.fill(forth, NONE);
    Arrays.fill(back, NONE);
  }

  /**
   * Matches two documents.
   *
   * @param alternative another text by which a block of {@code from} may be known in {@code to};
   *     null for none
   * @param reserved indexes in {@code to} that only a key or an equal text may take
   */
  static Matching of(
      List<Block> from,
      List<Block> to,
      Function<Integer, @Nullable String> alternative,
      Set<Integer> reserved) {
    Matching matching = new Matching(from, to);
    matching.byKey();
    matching.byText(i -> from.get(i).text());
    matching.byText(alternative);
    matching.byPlace(Kind.HEADING, reserved);
    matching.byLabel(reserved);
    matching.byWords(reserved);
    for (Kind kind : Kind.values()) {
      if (kind != Kind.HEADING) {
        matching.byPlace(kind, reserved);
      }
    }
    return matching;
  }

  /** The index in the second document; -1 when it is not there. */
  int to(int index) {
    return index == NONE ? NONE : forth[index];
  }

  /** The index in the first document; -1 when it is not there. */
  int from(int index) {
    return index == NONE ? NONE : back[index];
  }

  private void pair(int a, int b) {
    forth[a] = b;
    back[b] = a;
  }

  private boolean open(int a, int b) {
    return forth[a] == NONE && back[b] == NONE && from.get(a).kind() == to.get(b).kind();
  }

  private void byKey() {
    Map<String, Integer> keys = new HashMap<>();
    for (int b = 0; b < to.size(); b++) {
      String key = to.get(b).key();
      if (key != null) {
        keys.put(key, b);
      }
    }
    for (int a = 0; a < from.size(); a++) {
      String key = from.get(a).key();
      Integer b = key == null ? null : keys.get(key);
      if (b != null && open(a, b)) {
        pair(a, b);
      }
    }
  }

  private void byText(Function<Integer, @Nullable String> text) {
    byText(text, true);
    byText(text, false);
  }

  private void byText(Function<Integer, @Nullable String> text, boolean sameSection) {
    Map<String, Deque<Integer>> texts = new HashMap<>();
    for (int b = 0; b < to.size(); b++) {
      if (back[b] == NONE && to.get(b).key() == null) {
        int section = sameSection ? to.get(b).section() : NONE;
        texts.computeIfAbsent(section + "\n" + to.get(b).text(), key -> new ArrayDeque<>()).add(b);
      }
    }
    for (int a = 0; a < from.size(); a++) {
      String wanted = forth[a] == NONE && from.get(a).key() == null ? text.apply(a) : null;
      if (wanted == null) {
        continue;
      }
      int section = sameSection ? mapped(from.get(a).section()) : NONE;
      Deque<Integer> candidates = texts.get(section + "\n" + wanted);
      if (candidates != null && !candidates.isEmpty() && open(a, candidates.peek())) {
        pair(a, candidates.remove());
      }
    }
  }

  /** The section in the second document; -2 when it is not there. */
  private int mapped(int section) {
    if (section == NONE) {
      return NONE;
    }
    return forth[section] == NONE ? -2 : forth[section];
  }

  /** Unmatched blocks without keys of the same kind in the same section. */
  private List<Integer> candidates(int a, Map<Integer, List<Integer>> bySection) {
    return bySection.getOrDefault(mapped(from.get(a).section()), List.of()).stream()
        .filter(b -> open(a, b))
        .toList();
  }

  private Map<Integer, List<Integer>> leftOver(Set<Integer> reserved) {
    Map<Integer, List<Integer>> bySection = new HashMap<>();
    for (int b = 0; b < to.size(); b++) {
      if (back[b] == NONE && !reserved.contains(b) && isLoose(to.get(b))) {
        bySection.computeIfAbsent(to.get(b).section(), key -> new ArrayList<>()).add(b);
      }
    }
    return bySection;
  }

  private static boolean isLoose(Block block) {
    return block.key() == null && block.kind() != Kind.HEADING;
  }

  private void byLabel(Set<Integer> reserved) {
    Map<Integer, List<Integer>> bySection = leftOver(reserved);
    for (int a = 0; a < from.size(); a++) {
      Block block = from.get(a);
      if (forth[a] == NONE && isLoose(block) && !block.label().isEmpty()) {
        for (int b : candidates(a, bySection)) {
          if (to.get(b).label().equals(block.label())) {
            pair(a, b);
            break;
          }
        }
      }
    }
  }

  private void byWords(Set<Integer> reserved) {
    Map<Integer, List<Integer>> bySection = leftOver(reserved);
    for (int a = 0; a < from.size(); a++) {
      if (forth[a] != NONE || !isLoose(from.get(a))) {
        continue;
      }
      List<Integer> candidates = candidates(a, bySection);
      if (candidates.isEmpty() || candidates.size() > MOST_COMPARED) {
        continue;
      }
      Set<String> words = words(from.get(a));
      double best = 0;
      int found = NONE;
      for (int b : candidates) {
        double similar = similarity(words, words(to.get(b)));
        if (similar > best) {
          best = similar;
          found = b;
        }
      }
      if (best >= SIMILAR) {
        pair(a, found);
      }
    }
  }

  private static Set<String> words(Block block) {
    Set<String> words = new HashSet<>(Arrays.asList(block.text().split("[^\\p{L}\\p{N}]+", -1)));
    words.remove("");
    return words;
  }

  /** Dice's coefficient of two sets of words. */
  private static double similarity(Set<String> a, Set<String> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    int common = 0;
    for (String word : a) {
      if (b.contains(word)) {
        common++;
      }
    }
    return 2.0 * common / (a.size() + b.size());
  }

  /** As many left over here as there, between the same neighbours: they are each other. */
  private void byPlace(Kind kind, Set<Integer> reserved) {
    int a = 0;
    while (a < from.size()) {
      if (forth[a] != NONE) {
        a++;
        continue;
      }
      int end = a;
      while (end < from.size() && forth[end] == NONE) {
        end++;
      }
      int low = a == 0 ? 0 : forth[a - 1] + 1;
      int high = end == from.size() ? to.size() : forth[end];
      pairInOrder(loose(from, a, end, kind, Set.of()), low, high, kind, reserved);
      a = end;
    }
  }

  private void pairInOrder(
      List<Integer> here, int low, int high, Kind kind, Set<Integer> reserved) {
    if (here.isEmpty() || low > high) {
      return;
    }
    for (int b = low; b < high; b++) {
      if (back[b] != NONE) {
        return;
      }
    }
    List<Integer> there = loose(to, low, high, kind, reserved);
    if (here.size() != there.size()) {
      return;
    }
    for (int i = 0; i < here.size(); i++) {
      boolean same =
          kind == Kind.HEADING
              ? isRenamed(here.get(i), there.get(i))
              : mapped(from.get(here.get(i)).section()) == to.get(there.get(i)).section();
      if (same && open(here.get(i), there.get(i))) {
        pair(here.get(i), there.get(i));
      }
    }
  }

  /** A renamed heading still has something of what stood under it; else it is another one. */
  private boolean isRenamed(int a, int b) {
    if (!from.get(a).label().equals(to.get(b).label())) {
      return false;
    }
    for (int i = a + 1; i < from.size() && from.get(i).section() == a; i++) {
      boolean heading = from.get(i).kind() == Kind.HEADING;
      if (!heading && forth[i] != NONE && to.get(forth[i]).section() == b) {
        return true;
      }
    }
    return false;
  }

  private static List<Integer> loose(
      List<Block> blocks, int from, int to, Kind kind, Set<Integer> reserved) {
    List<Integer> found = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Block block = blocks.get(i);
      boolean free = block.key() == null || kind == Kind.HEADING;
      if (block.kind() == kind && free && !reserved.contains(i)) {
        found.add(i);
      }
    }
    return found;
  }
}
