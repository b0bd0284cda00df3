package postmortem.series;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import postmortem.event.Basis;
import postmortem.event.Citation;
import postmortem.event.EventTime;

/**
 * Numbers over time from one place in the evidence: samples of a metric, or counts per bucket.
 *
 * @param name of the metric, or of what is counted
 * @param type how the numbers behave
 * @param unit as the source says ({@code ratio}, {@code ms}, {@code %}); empty when unknown
 * @param service the service it is about; null when unknown
 * @param source the system that recorded it
 * @param labels what tells it from series of the same name
 * @param points in ascending order of time, without repeats of an instant
 * @param basis what made the instants
 */
public record Series(
    String name,
    Type type,
    String unit,
    @Nullable String service,
    String source,
    SortedMap<String, String> labels,
    List<Point> points,
    List<Basis> basis) {

  /** How the numbers of a series behave. */
  public enum Type {
    /** Counts of something in each bucket: not negative, whole. */
    COUNT,
    /** Samples of a level. */
    GAUGE
  }

  /**
   * One number.
   *
   * @param time of the sample, or start of the bucket
   * @param value finite; samples such as NaN are left out of a series and counted by its reader
   * @param citation where it stands; its excerpt may be the bare sample
   */
  public record Point(EventTime time, double value, Citation citation) {
    public Point {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("not a number: " + value);
      }
    }
  }

  public Series {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    points = List.copyOf(points);
    basis = List.copyOf(basis);
    for (int i = 1; i < points.size(); i++) {
      if (!points.get(i - 1).time().at().isBefore(points.get(i).time().at())) {
        throw new IllegalArgumentException("points of " + name + " not in order of time at " + i);
      }
    }
  }

  /** The values alone, in order of time. */
  public double[] values() {
    return points.stream().mapToDouble(Point::value).toArray();
  }
}
