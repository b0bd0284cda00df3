package postmortem.event.clock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Compares the clocks of sources by identifiers that two of them write. The difference of two
 * clocks is the median over these, and its bound half of the distance between the quartiles: one
 * request that was retried an hour later moves neither. What takes time between two sources (a
 * request goes through one before the other) is no skew: a difference counts only when it is much
 * larger than its bound, and than {@link #LEAST}.
 */
public final class SkewEstimator {

  /** Smaller differences are not told from the time that things take. */
  public static final Duration LEAST = Duration.ofSeconds(3);

  private static final int FEWEST = 8;
  private static final int BOUNDS = 4;
  private static final long LEAST_BOUND_NANOS = 100_000_000L;
  private static final int OUTLIERS_OF = 4;

  private SkewEstimator() {}

  /** How far one clock runs ahead of another. */
  private record Difference(
      String one, String other, long nanos, long bound, int anchors, int outliers) {

    boolean isSkew() {
      return Math.abs(nanos) >= LEAST.toNanos() && Math.abs(nanos) > BOUNDS * bound;
    }
  }

  /**
   * The clocks that run differently, by name of their evidence. Of several that are compared, the
   * one is taken as right that agrees best with all others; of two, the first by name.
   *
   * @param sources what each piece of evidence wrote
   */
  public static List<ClockSkew> of(SortedMap<String, Anchors> sources) {
    List<String> names = List.copyOf(sources.keySet());
    List<Map<Long, Long>> kept = sources.values().stream().map(Anchors::kept).toList();
    List<Difference> differences = differences(names, kept);
    List<ClockSkew> skews = new ArrayList<>();
    for (SortedSet<String> group : groups(differences)) {
      // The median of distances to all others is smallest for one that most agree with.
      String right =
          group.stream()
              .min(
                  Comparator.comparingLong((String name) -> distance(name, differences))
                      .thenComparing(Comparator.naturalOrder()))
              .orElseThrow();
      SortedSet<String> trusted = agreeing(right, group, differences);
      for (String name : group) {
        if (!trusted.contains(name)) {
          against(name, right, trusted, differences)
              .map(skew -> group.size() == 2 ? skew.ofTwo() : skew)
              .ifPresent(skews::add);
        }
      }
    }
    skews.sort(Comparator.comparing(ClockSkew::evidence));
    return List.copyOf(skews);
  }

  /** Of all pairs that share enough: of thousands of sources, most share nothing. */
  private static List<Difference> differences(List<String> names, List<Map<Long, Long>> kept) {
    Map<Long, List<Integer>> holders = new HashMap<>();
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i).size() >= FEWEST) {
        for (Long identifier : kept.get(i).keySet()) {
          holders.computeIfAbsent(identifier, id -> new ArrayList<>()).add(i);
        }
      }
    }
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i).size() < FEWEST) {
        continue;
      }
      int[] shared = new int[kept.size()];
      for (Long identifier : kept.get(i).keySet()) {
        for (int holder : holders.getOrDefault(identifier, List.of())) {
          shared[holder]++;
        }
      }
      for (int k = i + 1; k < shared.length; k++) {
        if (shared[k] >= FEWEST) {
          difference(names.get(i), kept.get(i), names.get(k), kept.get(k))
              .ifPresent(differences::add);
        }
      }
    }
    return differences;
  }

  private static Optional<Difference> difference(
      String one, Map<Long, Long> ones, String other, Map<Long, Long> others) {
    long[] apart =
        ones.entrySet().stream()
            .filter(entry -> others.containsKey(entry.getKey()))
            .mapToLong(entry -> entry.getValue() - others.getOrDefault(entry.getKey(), 0L))
            .sorted()
            .toArray();
    long median = apart[apart.length / 2];
    long quartiles = (apart[apart.length * 3 / 4] - apart[apart.length / 4]) / 2;
    long bound = Math.max(LEAST_BOUND_NANOS, quartiles);
    int outliers =
        (int) Arrays.stream(apart).filter(each -> Math.abs(each - median) > BOUNDS * bound).count();
    return outliers * OUTLIERS_OF > apart.length
        ? Optional.empty()
        : Optional.of(new Difference(one, other, median, bound, apart.length, outliers));
  }

  /** Sources that can be compared, be it by way of others. */
  private static List<SortedSet<String>> groups(List<Difference> differences) {
    List<SortedSet<String>> groups = new ArrayList<>();
    for (Difference difference : differences) {
      SortedSet<String> joined = new TreeSet<>(List.of(difference.one(), difference.other()));
      List<SortedSet<String>> apart = new ArrayList<>();
      for (SortedSet<String> group : groups) {
        if (group.contains(difference.one()) || group.contains(difference.other())) {
          joined.addAll(group);
        } else {
          apart.add(group);
        }
      }
      apart.add(joined);
      groups = apart;
    }
    return groups;
  }

  private static long distance(String name, List<Difference> differences) {
    long[] all =
        differences.stream()
            .filter(d -> d.one().equals(name) || d.other().equals(name))
            .mapToLong(d -> Math.abs(d.nanos()))
            .sorted()
            .toArray();
    return all[all.length / 2];
  }

  /**
   * Those that run like the right one, be it by way of others: hosts behind a load balancer share
   * identifiers with it, and none with each other.
   */
  private static SortedSet<String> agreeing(
      String right, SortedSet<String> group, List<Difference> differences) {
    SortedSet<String> agreeing = new TreeSet<>(List.of(right));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Difference difference : differences) {
        boolean one = agreeing.contains(difference.one());
        if (!difference.isSkew() && one != agreeing.contains(difference.other())) {
          String next = one ? difference.other() : difference.one();
          if (group.contains(next) && direct(next, right, differences).isEmpty()) {
            agreeing.add(next);
            grown = true;
          }
        }
      }
    }
    return agreeing;
  }

  /** Against the right one where both hold the same identifiers, else one that agrees with it. */
  private static Optional<ClockSkew> against(
      String name, String right, SortedSet<String> trusted, List<Difference> differences) {
    return direct(name, right, differences)
        .or(
            () ->
                trusted.stream()
                    .flatMap(other -> direct(name, other, differences).stream())
                    .max(
                        Comparator.comparingInt(ClockSkew::anchors)
                            .thenComparing(ClockSkew::against)));
  }

  private static Optional<ClockSkew> direct(
      String name, String right, List<Difference> differences) {
    return differences.stream()
        .filter(Difference::isSkew)
        .filter(
            d ->
                (d.one().equals(name) && d.other().equals(right))
                    || (d.one().equals(right) && d.other().equals(name)))
        .map(
            d ->
                new ClockSkew(
                    name,
                    right,
                    Duration.ofNanos(d.one().equals(name) ? d.nanos() : -d.nanos()),
                    Duration.ofNanos(d.bound()),
                    d.anchors(),
                    d.outliers(),
                    false,
                    false))
        .findFirst();
  }
}
