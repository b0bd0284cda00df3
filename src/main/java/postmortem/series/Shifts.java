package postmortem.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The shifts of a sequence of numbers which matter to a reader.
 *
 * <p>{@link ChangePoints} cuts the sequence into levels. A level matters when it is away from the
 * baseline (the level before it that was normal) by a factor, by a multiple of the baseline's noise
 * and by an absolute amount; when it is reached by a step and not by drifting; and when it is not
 * one of many such excursions (flapping) or a blip beside a far larger one. The index of an onset
 * is then the first sample outside the baseline's noise, that of a recovery the first sample from
 * which on the values are back in it, whatever the cut said.
 */
public final class Shifts {

  /** The test that finds them, see {@link ChangePoints}: what an event says that rests on it. */
  public static final String TEST = "ED-PELT";

  /** Fewer samples than this say nothing about a level and a change of it. */
  private static final int FEWEST = 8;

  private static final int FEWEST_OF_BASELINE = 4;

  /** A rise by this factor matters, and a fall to its inverse. */
  private static final double FACTOR = 1.5;

  /**
   * What lasts less than {@link #FEWEST_OF_BASELINE} samples has to be away from the edge of the
   * baseline's noise by this factor.
   */
  private static final double SHORT_FACTOR = 3;

  private static final double NOISE_FACTOR = 3;

  /** The width of the baseline's noise: a sample in it is normal. */
  private static final double BAND = 4;

  /** The share of an excursion within which a value counts as back. */
  private static final double RESIDUE = 0.05;

  /** A change of level which is not reached by this share across its boundary is a drift. */
  private static final double STEP_SHARE = 0.4;

  private static final int STEP_WINDOW = 8;
  private static final int SHORTEST_WINDOW = 2;

  /** As many excursions of like size are how this metric always behaves. */
  private static final int FLAPPING = 4;

  /** The share of the baseline's samples below its upper edge, whatever their noise. */
  private static final double TAIL = 0.95;

  private static final int BLIP = 5;
  private static final double BLIP_SHARE = 0.5;

  private final double[] values;
  private final Meaning meaning;

  /** What comes before belongs to the first baseline or to an earlier excursion. */
  private int settled = 1;

  private Segment baseline;
  private double noise;

  /** A range between two cuts. */
  private record Segment(int from, int to, double level) {
    int length() {
      return to - from;
    }
  }

  /** A time away from the baseline: one onset, changes within, and a recovery or none. */
  private record Excursion(List<Shift> shifts, int length, double size) {}

  private Shifts(double[] values, Meaning meaning) {
    this.values = values;
    this.meaning = meaning;
    this.baseline = segment(0, values.length);
  }

  /** The shifts of counts in buckets of equal width, in order. */
  public static List<Shift> ofCounts(double[] counts) {
    return of(counts, new Meaning(Series.Type.COUNT, Meaning.Unit.NONE, Meaning.Subject.OTHER));
  }

  /** The same of counts of errors, of which a slow rise matters as much as a sudden one. */
  public static List<Shift> ofErrors(double[] counts) {
    return of(counts, new Meaning(Series.Type.COUNT, Meaning.Unit.NONE, Meaning.Subject.ERRORS));
  }

  /** The shifts of a quantile of durations in milliseconds, in buckets of equal width, in order. */
  public static List<Shift> ofDurations(double[] millis) {
    return of(
        millis, new Meaning(Series.Type.GAUGE, Meaning.Unit.MILLISECONDS, Meaning.Subject.LATENCY));
  }

  /** The shifts of a series, in order; empty when there are too few samples to say anything. */
  static List<Shift> of(double[] values, Meaning meaning) {
    return values.length < FEWEST ? List.of() : new Shifts(values, meaning).find();
  }

  private List<Shift> find() {
    List<Segment> segments = cut(0, values.length);
    int next = 0;
    while (next + 1 < segments.size() && segments.get(next).to() < FEWEST_OF_BASELINE) {
      next++;
    }
    baseline(segment(0, segments.get(next).to()));
    List<Excursion> excursions = new ArrayList<>();
    for (next++; next < segments.size(); next++) {
      Segment segment = segments.get(next);
      boolean up = segment.level() > baseline.level();
      Segment settled = segments.get(plateau(segments, next, up));
      if (!matters(settled) || !(isStep(settled, segment.from()) || isGrave(settled))) {
        adopt(segment);
        continue;
      }
      int last = lastAway(segments, next, up);
      excursions.add(excursion(segments, next, last, up));
      next = last;
    }
    return keep(excursions);
  }

  private void baseline(Segment segment) {
    baseline = segment;
    noise = Quantiles.noise(values, segment.from(), segment.to());
  }

  /** A level that does not matter becomes the baseline if it is like it or lasts. */
  private void adopt(Segment segment) {
    double base = baseline.level();
    boolean like = Math.abs(segment.level() - base) <= Math.max(noise, 0.2 * Math.abs(base));
    if (segment.length() >= FEWEST && (like || segment.length() >= baseline.length() / 2)) {
      baseline(segment);
    }
  }

  /** The last segment, from one that is away from the baseline, before one that is back. */
  private int lastAway(List<Segment> segments, int first, boolean up) {
    int last = first;
    while (last + 1 < segments.size()) {
      double farthest = farthest(segments.get(first).from(), segments.get(last).to(), up);
      if (isBack(segments.get(last + 1).level(), farthest, up)) {
        break;
      }
      last++;
    }
    return last;
  }

  private Excursion excursion(List<Segment> segments, int first, int last, boolean up) {
    double base = baseline.level();
    int from = onset(segments.get(first), up);
    double peak = farthest(from, segments.get(last).to(), up);
    boolean open = last + 1 == segments.size();
    int to = open ? values.length : recovery(segments.get(last + 1), from, peak, up);
    // Cut again: among its own values the levels of an excursion are told apart more finely.
    List<Segment> inner = cut(from, to);
    int next = plateau(inner, 0, up);
    double announced = inner.get(next).level();
    double size = Math.abs(announced - base);
    List<Shift> shifts = new ArrayList<>();
    shifts.add(new Shift(Shift.Kind.ONSET, from, base, announced, base, peak));
    for (next++; next < inner.size(); next++) {
      int start = inner.get(next).from();
      next = plateau(inner, next, up);
      double level = inner.get(next).level();
      double now = up ? level - base : base - level;
      boolean lasts = inner.get(next).to() - start >= FEWEST_OF_BASELINE;
      double before = Math.abs(announced - base);
      if (lasts && (now >= 2 * before || now <= before / 2)) {
        Shift.Kind kind = now > before ? Shift.Kind.WORSENING : Shift.Kind.EASING;
        shifts.add(new Shift(kind, start, announced, level, base, peak));
        announced = level;
      }
      size = Math.max(size, now);
    }
    if (!open) {
      Segment back = segment(to, segments.get(last + 1).to());
      shifts.add(new Shift(Shift.Kind.RECOVERY, to, announced, back.level(), base, peak));
    }
    settled = to + 1;
    return new Excursion(shifts, to - from, size);
  }

  /** Drops excursions which are how this metric always behaves, and blips beside a large one. */
  private static List<Shift> keep(List<Excursion> excursions) {
    double[] sizes = excursions.stream().mapToDouble(Excursion::size).toArray();
    double largest = 0;
    for (double size : sizes) {
      largest = Math.max(largest, size);
    }
    double usual = sizes.length >= FLAPPING ? 2 * Quantiles.median(sizes, 0, sizes.length) : 0;
    List<Shift> kept = new ArrayList<>();
    for (Excursion excursion : excursions) {
      boolean blip = excursion.length() < BLIP && excursion.size() < BLIP_SHARE * largest;
      if (excursion.size() >= usual && !blip) {
        kept.addAll(excursion.shifts());
      }
    }
    return kept;
  }

  private boolean matters(Segment segment) {
    boolean brief = segment.length() < FEWEST_OF_BASELINE;
    double normal = brief ? edge(segment.level() > baseline.level()) : baseline.level();
    return Math.abs(segment.level() - baseline.level()) >= NOISE_FACTOR * noise
        && beyond(segment.level(), normal, segment.level() > baseline.level())
        && meaning.matters(
            normal, segment.level(), brief ? SHORT_FACTOR : FACTOR, segment.length());
  }

  /** Whether the values step at a cut: a drift is hardly higher there than just before. */
  private boolean isStep(Segment settled, int boundary) {
    int window = Math.max(SHORTEST_WINDOW, Math.min(STEP_WINDOW, boundary / 2));
    double before = meaning.level(values, Math.max(0, boundary - window), boundary);
    int from = settled.from();
    double after = meaning.level(values, from, Math.min(settled.to(), from + window));
    return Math.abs(after - before) >= STEP_SHARE * Math.abs(settled.level() - baseline.level());
  }

  /**
   * Whether users feel it, however slowly it came: errors many times beyond their usual noise are
   * no drift of everyday life, which load has and failures have not.
   */
  private boolean isGrave(Segment settled) {
    return meaning.subject() == Meaning.Subject.ERRORS
        && settled.level() > edge(true)
        && settled.level() >= SHORT_FACTOR * baseline.level();
  }

  /**
   * The segment on which a change settles: short segments which only lead on to a longer one in the
   * same direction are the way there.
   */
  private static int plateau(List<Segment> segments, int first, boolean up) {
    int index = first;
    while (index + 1 < segments.size()) {
      Segment here = segments.get(index);
      Segment next = segments.get(index + 1);
      boolean onward = up ? next.level() > here.level() : next.level() < here.level();
      boolean brief = here.length() <= BLIP || here.length() <= next.length() / 4;
      if (!onward || !brief || next.length() < here.length()) {
        break;
      }
      index++;
    }
    return index;
  }

  /** The first sample outside the baseline's noise around the beginning of a segment. */
  private int onset(Segment segment, boolean up) {
    double edge = edge(up);
    int index = segment.from();
    while (index < segment.to() && !beyond(values[index], edge, up)) {
      index++;
    }
    if (index == segment.to()) {
      return segment.from();
    }
    while (index > settled && beyond(values[index - 1], edge, up)) {
      index--;
    }
    return index;
  }

  /** The first sample from which on the values are back, around the beginning of a segment. */
  private int recovery(Segment segment, int onset, double farthest, boolean up) {
    double edge = edgeOfRecovery(farthest, up);
    int index = segment.from();
    while (index + 1 < segment.to() && beyond(values[index], edge, up)) {
      index++;
    }
    while (index > onset + 1 && !beyond(values[index - 1], edge, up)) {
      index--;
    }
    return index;
  }

  private boolean isBack(double level, double farthest, boolean up) {
    return !beyond(level, edgeOfRecovery(farthest, up), up);
  }

  private double edgeOfRecovery(double farthest, boolean up) {
    double residue = baseline.level() + RESIDUE * (farthest - baseline.level());
    return up ? Math.max(edge(true), residue) : Math.min(edge(false), residue);
  }

  private double edge(boolean up) {
    double base = baseline.level();
    double width = Math.max(BAND * noise, meaning.tolerance(base));
    return up
        ? Math.max(base + width, Quantiles.quantile(values, baseline.from(), baseline.to(), TAIL))
        : Math.min(
            base - width, Quantiles.quantile(values, baseline.from(), baseline.to(), 1 - TAIL));
  }

  private static boolean beyond(double value, double edge, boolean up) {
    return up ? value > edge : value < edge;
  }

  private double farthest(int from, int to, boolean up) {
    double result = values[from];
    for (int i = from; i < to; i++) {
      result = up ? Math.max(result, values[i]) : Math.min(result, values[i]);
    }
    return result;
  }

  private List<Segment> cut(int from, int to) {
    List<Segment> segments = new ArrayList<>();
    int start = from;
    for (int change : ChangePoints.of(Arrays.copyOfRange(values, from, to))) {
      segments.add(segment(start, from + change));
      start = from + change;
    }
    segments.add(segment(start, to));
    return segments;
  }

  private Segment segment(int from, int to) {
    return new Segment(from, to, meaning.level(values, from, to));
  }
}
