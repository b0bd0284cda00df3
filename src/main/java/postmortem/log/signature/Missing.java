package postmortem.log.signature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Puts a template to the one that has a value more, because it was not empty there: {@code invalid
 * user from} to {@code invalid user <*> from}, and {@code host: "<*>"} to {@code host: "<*>",
 * referrer: "<*>"}.
 */
final class Missing {

  private static final String FIELD_END = ": \"" + Shape.ANY + "\"";

  /** Values further behind are not tried. */
  private static final int MOST_VALUES = 16;

  private Missing() {}

  /** Joins the members of templates. */
  static void join(Map<String, List<Integer>> clusters) {
    List<String> longest = new ArrayList<>(clusters.keySet());
    longest.sort(
        Comparator.comparingInt(String::length).reversed().thenComparing(template -> template));
    for (String template : longest) {
      int values = 0;
      for (int at = template.indexOf(Shape.ANY);
          at >= 0 && values < MOST_VALUES;
          at = template.indexOf(Shape.ANY, at + 1)) {
        values++;
        int from = template.lastIndexOf(' ', at);
        int to = template.indexOf(' ', at);
        if (from > 0 && to > 0 && isValue(template, from + 1, to) && isWithin(template, from, to)) {
          join(clusters, template.substring(0, from) + template.substring(to), template);
        }
      }
    }
    for (String template : longest) {
      String shorter = withoutField(template);
      // The signature of records that say nothing is empty too: it is no template without a field.
      if (!shorter.isEmpty()) {
        join(clusters, template, shorter);
      }
    }
  }

  private static void join(Map<String, List<Integer>> clusters, String from, String to) {
    List<Integer> members = clusters.get(from);
    List<Integer> others = clusters.get(to);
    if (members != null && others != null) {
      others.addAll(members);
      clusters.remove(from);
    }
  }

  /** Whether it is a variable, perhaps with a name before it or behind it. */
  private static boolean isValue(String template, int from, int to) {
    return template
        .substring(from, to)
        .replace(Shape.ANY, "")
        .chars()
        .allMatch(c -> Character.isLetter(c) || c == '-' || c == '_' || c == '.' || c == '/');
  }

  /** Whether at least two words stand before a value, and another one or a bracket behind it. */
  private static boolean isWithin(String template, int from, int to) {
    int behind = to + 1;
    return Character.isLetter(template.charAt(from - 1))
        && template.lastIndexOf(' ', from - 1) > 0
        && behind < template.length()
        && (Character.isLetter(template.charAt(behind))
            || "[(".indexOf(template.charAt(behind)) >= 0);
  }

  /** A template without its last field; empty where it ends with none. */
  private static String withoutField(String template) {
    int comma = template.lastIndexOf(", ");
    int end = template.length() - FIELD_END.length();
    boolean field =
        comma >= 0
            && end > comma + 2
            && template.endsWith(FIELD_END)
            && template.substring(comma + 2, end).chars().allMatch(Character::isLetter);
    return field ? template.substring(0, comma) : "";
  }
}
