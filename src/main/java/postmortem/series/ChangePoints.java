package postmortem.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the distribution of a sequence of numbers changes.
 *
 * <p>The method is ED-PELT of Haynes, Fearnhead and Eckley, "A computationally efficient
 * nonparametric approach for changepoint detection", Statistics and Computing 27 (2017): the
 * segment cost is the integrated likelihood of the empirical distribution at {@code 4 log n}
 * quantiles, which are spaced towards the tails; the exact minimum over all segmentations is found
 * by the pruned search of Killick, Fearnhead and Eckley (JASA 107, 2012). It uses only the order of
 * the values, so the same method serves counts and gauges, heavy tails and a baseline that is
 * constantly zero, and it has no scale to be tuned. The penalty of one change is {@code 3 log n}.
 *
 * <p>A change found here is a change of the distribution, be it ever so small; whether it matters
 * is for {@link Shifts} to say.
 */
final class ChangePoints {

  /** A level lasts at least so many samples: one sample is a spike. */
  static final int SHORTEST = 2;

  /** More samples than this are searched as medians of equal blocks: the search is quadratic. */
  static final int MOST = 1_500;

  private ChangePoints() {}

  /**
   * The first index of every segment but the first, ascending. Empty for fewer than 4 values. Where
   * there are more than {@link #MOST} values, indices are exact only to a block.
   */
  static List<Integer> of(double[] values) {
    int block = (values.length + MOST - 1) / MOST;
    if (block <= 1) {
      return search(values);
    }
    double[] medians = new double[(values.length + block - 1) / block];
    for (int i = 0; i < medians.length; i++) {
      medians[i] = Quantiles.median(values, i * block, Math.min(values.length, i * block + block));
    }
    return search(medians).stream().map(i -> i * block).toList();
  }

  private static List<Integer> search(double[] values) {
    int n = values.length;
    if (n < 2 * SHORTEST) {
      return List.of();
    }
    Cost cost = new Cost(values);
    double penalty = 3 * StrictMath.log(n);
    double[] best = new double[n + 1];
    int[] last = new int[n + 1];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    best[0] = -penalty;
    int[] candidates = new int[n + 1];
    double[] reached = new double[n + 1];
    int size = 0;
    for (int end = SHORTEST; end <= n; end++) {
      candidates[size++] = end - SHORTEST;
      for (int c = 0; c < size; c++) {
        int start = candidates[c];
        reached[c] = best[start] + cost.of(start, end);
        if (reached[c] + penalty < best[end]) {
          best[end] = reached[c] + penalty;
          last[end] = start;
        }
      }
      int kept = 0;
      for (int c = 0; c < size; c++) {
        if (reached[c] <= best[end]) {
          candidates[kept++] = candidates[c];
        }
      }
      size = kept;
    }
    List<Integer> starts = new ArrayList<>();
    for (int end = last[n]; end > 0; end = last[end]) {
      starts.add(0, end);
    }
    return starts;
  }

  /** The cost of a segment from prefix counts below each quantile. */
  private static final class Cost {
    /**
     * Twice the number of values below a quantile, plus those equal to it, among the first i; all
     * quantiles of an i lie side by side.
     */
    private final int[] below;

    private final int quantiles;
    private final double[] entropy;
    private final double weight;

    Cost(double[] values) {
      int n = values.length;
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      double spread = StrictMath.log(2.0 * n - 1);
      quantiles = (int) Math.min(n, Math.ceil(4 * StrictMath.log(n)));
      weight = 2 * spread / quantiles;
      below = new int[(n + 1) * quantiles];
      for (int q = 0; q < quantiles; q++) {
        double p = 1 / (1 + (2.0 * n - 1) * StrictMath.exp(-spread / quantiles * (2.0 * q + 1)));
        double threshold = sorted[(int) Math.min(n - 1L, (long) (n * p))];
        for (int i = 0; i < n; i++) {
          int at = i * quantiles + q;
          below[at + quantiles] =
              below[at] + (values[i] < threshold ? 2 : values[i] == threshold ? 1 : 0);
        }
      }
      entropy = new double[2 * n + 1];
      for (int i = 1; i < entropy.length; i++) {
        entropy[i] = i * StrictMath.log(i);
      }
    }

    double of(int start, int end) {
      int twice = 2 * (end - start);
      int low = start * quantiles;
      int high = end * quantiles;
      double sum = 0;
      for (int q = 0; q < quantiles; q++) {
        int count = below[high + q] - below[low + q];
        sum += entropy[count] + entropy[twice - count];
      }
      return weight * (quantiles * entropy[twice] - sum) / 2;
    }
  }
}
