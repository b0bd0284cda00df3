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

  /**
   * Templates which say the same.
   *
   * @param template what they have in common
   * @param members their indices, ascending
   */
  public record Cluster(String template, List<Integer> members) {
    public Cluster {
      members = List.copyOf(members);
    }
  }

  private Clusters() {}

  /**
   * Groups signatures.
   *
   * @param templates their texts
   * @return in ascending order of their first members
   */
  public static List<Cluster> of(List<String> templates) {
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
    return groups.values().stream()
        .map(group -> new Cluster(common(group.stream().map(templates::get).toList()), group))
        .toList();
  }

  /** The words that all have at the same place. */
  private static String common(List<String> templates) {
    String[] words = templates.get(0).split(" ", -1);
    for (String other : templates) {
      String[] theirs = other.split(" ", -1);
      for (int i = 0; i < words.length; i++) {
        words[i] = i < theirs.length && words[i].equals(theirs[i]) ? words[i] : "<*>";
      }
    }
    return String.join(" ", words);
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
