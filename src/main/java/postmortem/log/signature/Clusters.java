package postmortem.log.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts signatures together that the same statement wrote with words that vary, such as the names of
 * users.
 *
 * <p>Signatures with the same characters between their words are compared, and no others. Among
 * them, words at one place are values of a variable where everything else is the same and they are
 * many enough ({@link Words#ENOUGH}), or where one of them is a variable already; this is repeated
 * until nothing changes. What varies at several places at once is found by the words that do not:
 * as in Brain (Yu and others, IEEE TSC 2023), the words of a signature which are equally frequent
 * are those of its statement. The result does not depend on the order of the signatures.
 */
public final class Clusters {

  /**
   * Templates which say the same.
   *
   * @param template what they have in common, with {@code <*>} where they differ
   * @param members their indices, ascending
   */
  public record Cluster(String template, List<Integer> members) {
    public Cluster {
      members = List.copyOf(members);
    }
  }

  /** What is found behind a value of several words may show another one: rarely more often. */
  private static final int MOST_ROUNDS = 3;

  private Clusters() {}

  /**
   * Groups signatures.
   *
   * @param templates their texts
   * @return in the order of the templates of the groups; no two have the same
   */
  public static List<Cluster> of(List<String> templates) {
    return of(templates, false, new Effort());
  }

  /**
   * Groups signatures of requests: method, path and status. Only parts of the path are variables,
   * and only where they have many values, whatever the status.
   */
  public static List<Cluster> ofRequests(List<String> templates) {
    Map<String, List<Integer>> targets = new TreeMap<>();
    for (int i = 0; i < templates.size(); i++) {
      String template = templates.get(i);
      targets
          .computeIfAbsent(template.substring(0, status(template)), k -> new ArrayList<>())
          .add(i);
    }
    List<List<Integer>> requests = List.copyOf(targets.values());
    Map<String, List<Integer>> clusters = new TreeMap<>();
    for (Cluster cluster : of(List.copyOf(targets.keySet()), true, new Effort())) {
      for (int target : cluster.members()) {
        for (int request : requests.get(target)) {
          String template = templates.get(request);
          clusters
              .computeIfAbsent(
                  cluster.template() + template.substring(status(template)), k -> new ArrayList<>())
              .add(request);
        }
      }
    }
    return sorted(clusters);
  }

  /** Where the status begins: at the last space. */
  private static int status(String template) {
    int space = template.lastIndexOf(' ');
    return space < 0 ? template.length() : space;
  }

  /** How many words were looked at. */
  static final class Effort {
    long words;
  }

  static List<Cluster> of(List<String> templates, boolean requests, Effort effort) {
    Words words = new Words();
    Map<String, List<Integer>> clusters = new TreeMap<>();
    for (int i = 0; i < templates.size(); i++) {
      clusters.computeIfAbsent(templates.get(i), k -> new ArrayList<>()).add(i);
    }
    boolean changed = true;
    for (int round = 0; changed && round < MOST_ROUNDS; round++) {
      clusters = merged(clusters, requests, words, effort);
      changed =
          !requests
              && (Frames.join(clusters, words)
                  || clusters.keySet().stream().anyMatch(Spellings::hasPairs));
    }
    return sorted(clusters);
  }

  private static Map<String, List<Integer>> merged(
      Map<String, List<Integer>> templates, boolean requests, Words words, Effort effort) {
    Map<String, Table> tables = new TreeMap<>();
    templates.forEach(
        (template, members) -> {
          Shape shape = requests ? Shape.ofRequest(template) : Shape.of(template);
          tables
              .computeIfAbsent(shape.glue(), k -> new Table(shape, requests, words, effort))
              .add(members, shape.words());
        });
    Map<String, List<Integer>> clusters = new TreeMap<>();
    for (Table table : tables.values()) {
      table.merge();
      table.clusters(clusters);
    }
    if (!requests) {
      Missing.join(clusters);
      Bracketed.join(clusters);
    }
    return clusters;
  }

  private static List<Cluster> sorted(Map<String, List<Integer>> clusters) {
    List<Cluster> result = new ArrayList<>();
    clusters.forEach(
        (template, members) ->
            result.add(new Cluster(template, members.stream().sorted().toList())));
    return result;
  }
}
