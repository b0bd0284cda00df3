package postmortem.evidence;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of arguments: the last part of each path, and as many parents as make them differ. */
final class Prefixes {

  private Prefixes() {}

  /**
   * One name per path, in their order.
   *
   * @param paths absolute, normalized, no two equal
   */
  static List<String> of(List<Path> paths) {
    int[] parts = new int[paths.size()];
    java.util.Arrays.fill(parts, 1);
    List<String> names = new ArrayList<>();
    boolean longer = true;
    while (longer) {
      names.clear();
      Map<String, Integer> counts = new HashMap<>();
      for (int i = 0; i < parts.length; i++) {
        names.add(last(paths.get(i), parts[i]));
        counts.merge(names.get(i), 1, Integer::sum);
      }
      longer = false;
      for (int i = 0; i < parts.length; i++) {
        if (counts.getOrDefault(names.get(i), 0) > 1 && parts[i] < paths.get(i).getNameCount()) {
          parts[i]++;
          longer = true;
        }
      }
    }
    return List.copyOf(names);
  }

  /** The path with {@code /} between its parts on every system. */
  static String slashed(Path path) {
    List<String> parts = new ArrayList<>();
    path.forEach(part -> parts.add(part.toString()));
    return String.join("/", parts);
  }

  private static String last(Path path, int parts) {
    int count = path.getNameCount();
    return count == 0 ? "root" : slashed(path.subpath(Math.max(0, count - parts), count));
  }
}
