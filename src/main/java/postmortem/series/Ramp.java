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
 * @param top index of its last sample; of what stays at its top, of the first one there
 * @param low level at its beginning
 * @param high level at its top
 * @param reset index of the first sample after the fall; the number of samples where none came
 */
record Ramp(int from, int top, double low, double high, int reset) {

  /** Fewer samples tell no trend. */
  private static final int FEWEST = 24;

  private static final int BLOCKS = 8;

  /** A level stretch of fewer samples is none. */
  private static final int FOOT = 6;

  /** What has grown by that share is at its top, where it may stay for a while. */
  private static final double TOP = 0.9;

  /** What is nearer than this share of the rise to the highest level has got there. */
  private static final double FULL = 0.002;

  /** So many places are tried for the foot of a rise. */
  private static final int MOST_TRIED = 400;

  /** At its top it is so many times as high as where it began. */
  private static final double FACTOR = 1.5;

  /** No part of the way takes more than this share of it: that would be a step. */
  private static final double LARGEST_PART = 0.4;

  /** Before the way up the level stays within this share of it. */
  private static final double FLAT = 0.05;

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

  /**
   * Where the way up begins behind a level stretch: of all lines that are level first and rise from
   * some sample on, the one that is nearest to the samples. What rises from the first sample on, or
   * slowly at first, begins there.
   */
  private static int foot(double[] values, double[] floor, int from, int to) {
    double low = Quantiles.median(floor, from, from + Math.max(1, (to - from) / (4 * BLOCKS)));
    double rise = Arrays.stream(floor, from, to).max().orElse(low) - low;
    int end = from;
    while (end < to && floor[end] < low + TOP * rise) {
      end++;
    }
    int stride = Math.max(1, (end - from) / MOST_TRIED);
    int foot = from;
    double least = Double.POSITIVE_INFINITY;
    for (int k = from; k < from + (end - from) / 2; k += stride) {
      double error = error(values, from, end, k, stride);
      if (error < least) {
        least = error;
        foot = k;
      }
    }
    boolean level = foot - from >= FOOT;
    for (int i = from; i < foot && level; i++) {
      level = floor[i] <= low + FLAT * rise;
    }
    return level ? foot : from;
  }

  /** The sum of squares between samples and the best line that is level up to one of them. */
  private static double error(double[] values, int from, int to, int foot, int stride) {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = from; i < to; i += stride) {
      double along = Math.max(0, i - foot);
      n++;
      x += along;
      y += values[i];
      xx += along * along;
      xy += along * values[i];
      yy += values[i] * values[i];
    }
    double spread = xx - x * x / n;
    double shared = xy - x * y / n;
    return yy - y * y / n - (spread > 0 ? shared * shared / spread : 0);
  }

  /** Behind the way up: what is full stays at its top until somebody makes room. */
  private static int behindRise(double[] values, double[] floor, int from, int to) {
    double low = Arrays.stream(floor, from, to).min().orElse(0);
    double high = Arrays.stream(floor, from, to).max().orElse(0);
    double full = high - FULL * (high - low);
    int top = from;
    while (top < to - 1 && floor[top] < full) {
      top++;
    }
    // The lowest of the samples around is late on the way up.
    int first = top;
    while (first > from && values[first - 1] >= full) {
      first--;
    }
    boolean stays =
        to - top > (to - from) / BLOCKS
            && Arrays.stream(floor, top, Math.max(top, to - FLOOR))
                .allMatch(level -> level >= high - FLAT * (high - low));
    return stays ? first + 1 : to;
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
      double[] values, double[] floor, int from, int behind, int reset, List<Ramp> ramps) {
    int to = behindRise(values, floor, from, behind);
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
      int foot = foot(values, floor, from, to);
      // The lowest of the samples around is late on the way up: the samples tell the ends.
      int span = Math.max(1, (to - from) / (2 * BLOCKS));
      double low =
          foot > from
              ? Quantiles.median(values, from, foot)
              : Quantiles.median(values, from, from + span);
      double high = Arrays.stream(values, to - span, to).max().orElse(values[to - 1]);
      ramps.add(new Ramp(foot, to - 1, low, high, reset));
    }
  }
}
