package postmortem.series;

import java.util.Arrays;

/** Order statistics of a range of values. */
final class Quantiles {

  /** Makes the median absolute deviation of normal noise its standard deviation. */
  private static final double NORMAL = 1.4826;

  /** Likewise for the distance between the first and the last tenth. */
  private static final double TENTHS = 2.5631;

  private Quantiles() {}

  static double median(double[] values, int from, int to) {
    return at(sorted(values, from, to), 0.5);
  }

  /**
   * The size of the noise around the median: the distance of the outer tenths or the median
   * absolute deviation, whichever is larger, the latter at most the standard deviation (it is too
   * large for a few whole numbers); 0 when nearly all values are equal.
   */
  static double noise(double[] values, int from, int to) {
    double[] sorted = sorted(values, from, to);
    double median = at(sorted, 0.5);
    double[] deviations = new double[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      deviations[i] = Math.abs(sorted[i] - median);
    }
    Arrays.sort(deviations);
    double squares = 0;
    double mean = mean(sorted, 0, sorted.length);
    for (double value : sorted) {
      squares += (value - mean) * (value - mean);
    }
    return Math.max(
        (at(sorted, 0.9) - at(sorted, 0.1)) / TENTHS,
        Math.min(NORMAL * at(deviations, 0.5), Math.sqrt(squares / sorted.length)));
  }

  static double quantile(double[] values, int from, int to, double q) {
    return at(sorted(values, from, to), q);
  }

  static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }

  /** The mean of all but the highest and the lowest tenth. */
  static double trimmedMean(double[] values, int from, int to) {
    double[] sorted = sorted(values, from, to);
    int cut = sorted.length / 10;
    return mean(sorted, cut, sorted.length - cut);
  }

  private static double[] sorted(double[] values, int from, int to) {
    double[] copy = Arrays.copyOfRange(values, from, to);
    Arrays.sort(copy);
    return copy;
  }

  /** With linear interpolation. */
  private static double at(double[] sorted, double q) {
    double position = q * (sorted.length - 1);
    int index = (int) position;
    return index + 1 < sorted.length
        ? sorted[index] + (position - index) * (sorted[index + 1] - sorted[index])
        : sorted[index];
  }
}
