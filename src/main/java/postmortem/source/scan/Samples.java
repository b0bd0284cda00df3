package postmortem.source.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import postmortem.event.Citation;
import postmortem.event.EventTime;
import postmortem.series.Series.Point;

/** The samples of one series in the order they were met; there may be millions. */
final class Samples {

  private static final int FIRST = 16;

  private EventTime[] times = new EventTime[FIRST];
  private Citation[] citations = new Citation[FIRST];
  private double[] values = new double[FIRST];
  private double @Nullable [] pers;
  private int size;
  private boolean ascending = true;

  /**
   * Adds a sample.
   *
   * @param per what it is divided by; not a number for nothing
   */
  void add(EventTime time, double value, double per, Citation citation) {
    if (size == values.length) {
      times = Arrays.copyOf(times, 2 * size);
      citations = Arrays.copyOf(citations, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
      pers = pers == null ? null : Arrays.copyOf(pers, 2 * size);
    }
    if (pers == null && !Double.isNaN(per)) {
      pers = new double[values.length];
      Arrays.fill(pers, Double.NaN);
    }
    if (pers != null) {
      pers[size] = per;
    }
    ascending &= size == 0 || times[size - 1].at().isBefore(time.at());
    times[size] = time;
    citations[size] = citation;
    values[size] = value;
    size++;
  }

  /**
   * The points of the series, in order of time; of two at one instant the first met counts.
   *
   * @param cumulative whether the numbers are said to only ever grow, so that their growth counts
   */
  List<Point> points(boolean cumulative) {
    int[] order = order();
    boolean grows = cumulative && grows(order);
    List<Point> points = new ArrayList<>(order.length);
    for (int i = 0; i < order.length; i++) {
      int at = order[i];
      if (!grows) {
        add(points, at, values[at] / (Double.isNaN(per(at)) ? 1 : per(at)));
      } else if (i > 0) {
        add(points, at, growth(order[i - 1], at));
      }
    }
    return points;
  }

  /** The growth since the sample before, per second or by that of the divisor. */
  private double growth(int before, int at) {
    boolean reset = values[at] < values[before];
    double grown = values[at] - (reset ? 0 : values[before]);
    if (Double.isNaN(per(at))) {
      return grown / (Duration.between(times[before].at(), times[at].at()).toMillis() / 1e3);
    }
    return grown / (per(at) - (reset ? 0 : per(before)));
  }

  private double per(int at) {
    double[] all = pers;
    return all == null ? Double.NaN : all[at];
  }

  private void add(List<Point> points, int at, double value) {
    if (Double.isFinite(value)) {
      points.add(new Point(times[at], value, citations[at]));
    }
  }

  /** Whether the numbers do what they are said to do: a level that goes up and down is none. */
  private boolean grows(int[] order) {
    int falls = 0;
    for (int i = 1; i < order.length; i++) {
      falls += values[order[i]] < values[order[i - 1]] ? 1 : 0;
    }
    return falls <= 1 || falls * 10 <= order.length;
  }

  /** Indices by time, each instant once. */
  private int[] order() {
    if (ascending) {
      return IntStream.range(0, size).toArray();
    }
    int[] sorted =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> times[i].at()))
            .mapToInt(Integer::intValue)
            .toArray();
    int kept = 0;
    Instant last = null;
    for (int i : sorted) {
      if (!times[i].at().equals(last)) {
        sorted[kept++] = i;
        last = times[i].at();
      }
    }
    return Arrays.copyOf(sorted, kept);
  }
}
