package postmortem.log.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts templates together that differ only in what stands in brackets, however many words that are,
 * as the reasons in {@code rebalancing group <*> (reason: ...)}. What the operating system says
 * went wrong keeps them apart.
 */
final class Bracketed {

  /** So many words outside of the brackets are a statement. */
  private static final int FEWEST_WORDS = 3;

  private static final int SHORTEST_WORD = 2;

  /** From the texts of {@code strerror}. */
  private static final Set<String> ERRORS =
      Set.of(
          "refused",
          "timed out",
          "reset by peer",
          "Broken pipe",
          "No such",
          "denied",
          "not permitted",
          "No route",
          "unreachable",
          "No space left",
          "Too many",
          "Input/output",
          "Cannot allocate",
          "already in use",
          "not connected");

  /**
   * A template in pieces.
   *
   * @param around the text outside of brackets, with them
   * @param within what stands in each pair that is not inside of another
   */
  private record Pieces(List<String> around, List<String> within) {}

  private Bracketed() {}

  /** Joins the members of templates. */
  static void join(Map<String, List<Integer>> clusters) {
    Map<List<String>, List<String>> alike = new TreeMap<>(Bracketed::compare);
    clusters.keySet().stream()
        .sorted()
        .forEach(
            template -> {
              Pieces pieces = pieces(template);
              if (!pieces.within().isEmpty()
                  && words(pieces.around()) >= FEWEST_WORDS
                  && !(template.contains("][")
                      && Place.isSaidInBrackets(Shape.of(template).glue()))) {
                alike.computeIfAbsent(key(pieces), k -> new ArrayList<>()).add(template);
              }
            });
    for (List<String> same : alike.values()) {
      if (same.size() > 1) {
        List<Integer> members = new ArrayList<>();
        same.forEach(template -> members.addAll(clusters.remove(template)));
        clusters.computeIfAbsent(common(same), k -> new ArrayList<>()).addAll(members);
      }
    }
  }

  /** What is the same in all templates that are to be joined. */
  private static List<String> key(Pieces pieces) {
    List<String> key = new ArrayList<>(pieces.around());
    for (String within : pieces.within()) {
      // Where nothing stands it is another statement, as for those who annotate logs by hand.
      boolean kept = within.isEmpty() || ERRORS.stream().anyMatch(within::contains);
      key.add(kept ? within : Shape.ANY);
    }
    return key;
  }

  private static int compare(List<String> a, List<String> b) {
    int order = Integer.compare(a.size(), b.size());
    for (int i = 0; order == 0 && i < a.size(); i++) {
      order = a.get(i).compareTo(b.get(i));
    }
    return order;
  }

  private static String common(List<String> templates) {
    List<Pieces> all = templates.stream().map(Bracketed::pieces).toList();
    Pieces first = all.get(0);
    StringBuilder text = new StringBuilder(first.around().get(0));
    for (int i = 0; i < first.within().size(); i++) {
      String within = first.within().get(i);
      int index = i;
      boolean same = all.stream().allMatch(pieces -> pieces.within().get(index).equals(within));
      text.append(same ? within : Shape.ANY).append(first.around().get(i + 1));
    }
    return text.toString();
  }

  private static Pieces pieces(String template) {
    List<String> around = new ArrayList<>();
    List<String> within = new ArrayList<>();
    int from = 0;
    int open = 0;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '(' || c == '[' || c == '{') {
        if (open++ == 0) {
          around.add(template.substring(from, i + 1));
          from = i + 1;
        }
      } else if ((c == ')' || c == ']' || c == '}') && open > 0 && --open == 0) {
        within.add(template.substring(from, i));
        from = i;
      }
    }
    if (open > 0) {
      // It is cut.
      within.add(template.substring(from));
      from = template.length();
    }
    around.add(template.substring(from));
    return new Pieces(around, within);
  }

  private static int words(List<String> around) {
    int words = 0;
    for (String text : around) {
      int letters = 0;
      for (int i = 0; i <= text.length(); i++) {
        if (i < text.length() && Character.isLetter(text.charAt(i))) {
          letters++;
        } else {
          words += letters >= SHORTEST_WORD ? 1 : 0;
          letters = 0;
        }
      }
    }
    return words;
  }
}
