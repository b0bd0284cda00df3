package postmortem.log.signature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts signatures together which differ only in one word that varies, such as a user's name: where
 * at least {@link #SIBLINGS} signatures are equal but for the word at one place, that word is a
 * variable. Light and exact: no thresholds of likeness, no dependence on order.
 */
public final class Clusters {

  /** So many different words at one place are a variable, not words of the message. */
  public static final int SIBLINGS = 3;

  private static final int LONGEST = 60;

  private Clusters() {}

  /**
   * Groups signatures.
   *
   * @param templates their texts
   * @return lists of indices, each ascending, in ascending order of their first
   */
  public static List<List<Integer>> of(List<String> templates) {
    int[] parent = new int[templates.size()];
    Map<String, List<Integer>> siblings = new HashMap<>();
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
      String[] words = templates.get(i).split(" ", LONGEST);
      for (int w = 0; words.length > 2 && w < words.length; w++) {
        String[] key = words.clone();
        key[w] = "";
        siblings
            .computeIfAbsent(w + " " + String.join(" ", Arrays.asList(key)), k -> new ArrayList<>())
            .add(i);
      }
    }
    for (List<Integer> alike : siblings.values()) {
      if (alike.size() >= SIBLINGS) {
        for (int other : alike) {
          union(parent, alike.get(0), other);
        }
      }
    }
    Map<Integer, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < parent.length; i++) {
      groups.computeIfAbsent(find(parent, i), k -> new ArrayList<>()).add(i);
    }
    return List.copyOf(groups.values());
  }

  private static int find(int[] parent, int index) {
    int root = index;
    while (parent[root] != root) {
      root = parent[root];
    }
    return root;
  }

  private static void union(int[] parent, int a, int b) {
    int x = find(parent, a);
    int y = find(parent, b);
    // The smaller index is the root, so that the order of unions does not matter.
    parent[Math.max(x, y)] = Math.min(x, y);
  }
}
