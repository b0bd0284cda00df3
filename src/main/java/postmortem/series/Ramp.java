package postmortem.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A level that grew steadily for long, as what is never given back does: memory, files, queues. It
 * may fall at once when the process starts again, and grow anew; {@link Shifts} sees steps, of
 * which there are none on the way up.
 *
 * @param from index of its first sample
 * @param top index of its last sample
 * @param low level at its beginning
 * @param high level at its top
 * @param reset index of the first sample after the fall; the number of samples where none came
 */
record Ramp(int from, int top, double low, double high, int reset) {

  /** Fewer samples tell no trend. */
  private static final int FEWEST = 24;

  private static final int BLOCKS = 8;

  /** At its top it is so many times as high as where it began. */
  private static final double FACTOR = 1.5;

  /** No part of the way takes more than this share of it: that would be a step. */
  private static final double LARGEST_PART = 0.4;

  /** Collections of garbage lie between two samples: the lowest of some tells what stays. */
  private static final int FLOOR = 2;

  /** What falls by that share of what had grown begins anew. */
  private static final double FALL = 0.5;

  /** Less growth than that share of the level is no tooth whose end could be seen. */
  private static final double LEAST_TOOTH = 0.3;

  /** The ramps of a series in order; empty for what is no resource that fills up. */
  static List<Ramp> of(double[] values, Meaning meaning) {
    List<Ramp> ramps = new ArrayList<>();
    boolean fills =
        meaning.subject() == Meaning.Subject.SATURATION && meaning.type() == Series.Type.GAUGE;
    if (!fills || values.length < FEWEST) {
      return ramps;
    }
    double[] floor = floor(values);
    int from = 0;
    double low = floor[0];
    double high = floor[0];
    for (int i = 1; i <= values.length; i++) {
      boolean grown = high - low >= LEAST_TOOTH * high;
      boolean falls = i < values.length && grown && floor[i] <= high - FALL * (high - low);
      if (falls || i == values.length) {
        int reset = i;
        // The lowest of the samples around falls before they do.
        while (reset < values.length && values[reset] > high - FALL * (high - low)) {
          reset++;
        }
        add(values, floor, from, falls ? reset : i, reset, ramps);
        from = Math.min(reset, values.length - 1);
        i = falls ? from : i;
        low = floor[from];
        high = floor[from];
        continue;
      }
      low = Math.min(low, floor[i]);
      high = Math.max(high, floor[i]);
    }
    return ramps;
  }

  private static double[] floor(double[] values) {
    double[] floor = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double least = values[i];
      int last = Math.min(values.length - 1, i + FLOOR);
      for (int j = Math.max(0, i - FLOOR); j <= last; j++) {
        least = Math.min(least, values[j]);
      }
      floor[i] = least;
    }
    return floor;
  }

  private static void add(
      double[] values, double[] floor, int from, int to, int reset, List<Ramp> ramps) {
    if (to - from < FEWEST) {
      return;
    }
    double[] levels = new double[BLOCKS];
    for (int b = 0; b < BLOCKS; b++) {
      int begin = from + (int) ((long) (to - from) * b / BLOCKS);
      int end = from + (int) ((long) (to - from) * (b + 1) / BLOCKS);
      levels[b] = Quantiles.median(floor, begin, end);
    }
    double rise = levels[BLOCKS - 1] - levels[0];
    boolean steady = rise > 0 && levels[BLOCKS - 1] >= FACTOR * levels[0];
    for (int b = 1; b < BLOCKS && steady; b++) {
      double part = levels[b] - levels[b - 1];
      steady = part > 0 && part <= LARGEST_PART * rise;
    }
    if (steady) {
      // The lowest of the samples around is late on the way up: the samples tell the ends.
      int span = Math.max(1, (to - from) / (2 * BLOCKS));
      double low = Quantiles.median(values, from, from + span);
      double high = Arrays.stream(values, to - span, to).max().orElse(values[to - 1]);
      ramps.add(new Ramp(from, to - 1, low, high, reset));
    }
  }
}
