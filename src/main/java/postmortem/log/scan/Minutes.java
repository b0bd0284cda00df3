package postmortem.log.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the records of a file are, minute by minute, in a few bytes: how many, and the sum of their
 * hashes. Two exports that overlap have the same records in the minutes that both hold. Over {@link
 * #MOST} minutes their width doubles, aligned to the epoch; parts merge in any order to the same.
 */
final class Minutes {

  static final int MOST = 1 << 16;

  /** So many records are not the same by chance. */
  private static final int CERTAIN = 5;

  private static final int SECONDS = 60;

  /** The records of a minute. */
  private static final class Tally {
    private long count;
    private long sum;

    private void add(Tally other) {
      count += other.count;
      sum += other.sum;
    }

    private boolean isSame(@Nullable Tally other) {
      return other != null && count == other.count && sum == other.sum;
    }
  }

  /**
   * Minutes of a file that another holds as well.
   *
   * @param shift how often their width was doubled
   * @param cells their numbers
   */
  record Shared(int shift, TreeSet<Long> cells) {
    /** Whether a moment lies in one of them. */
    boolean holds(long second) {
      return cells.contains(Math.floorDiv(second, SECONDS) >> shift);
    }
  }

  private final NavigableMap<Long, Tally> cells = new TreeMap<>();
  private int shift;
  private long recentCell;
  private @Nullable Tally recent;

  /** Adds a record. */
  void add(long second, long hash) {
    long cell = Math.floorDiv(second, SECONDS) >> shift;
    Tally tally = recent;
    if (tally == null || cell != recentCell) {
      tally = cells.computeIfAbsent(cell, key -> new Tally());
      recentCell = cell;
      recent = tally;
    }
    tally.count++;
    tally.sum += hash;
    if (cells.size() > MOST) {
      widen(shift + 1);
    }
  }

  void merge(Minutes other) {
    widen(other.shift);
    other.cells.forEach((cell, tally) -> tally(cell >> (shift - other.shift)).add(tally));
    while (cells.size() > MOST) {
      widen(shift + 1);
    }
  }

  private Tally tally(long cell) {
    return cells.computeIfAbsent(cell, key -> new Tally());
  }

  private void widen(int to) {
    if (to > shift) {
      Map<Long, Tally> narrow = new TreeMap<>(cells);
      int by = to - shift;
      cells.clear();
      shift = to;
      recent = null;
      narrow.forEach((cell, tally) -> tally(cell >> by).add(tally));
    }
  }

  private NavigableMap<Long, Tally> cells(int width) {
    if (width == shift) {
      return cells;
    }
    Minutes copy = new Minutes();
    copy.merge(this);
    copy.widen(width);
    return copy.cells;
  }

  /** How often the width of its minutes was doubled. */
  int shift() {
    return shift;
  }

  /**
   * A number for each minute: the same where another file holds the same records in it, and hardly
   * ever where it does not.
   *
   * @param width how often that of a minute is doubled, at least {@link #shift} times
   */
  long[] fingerprints(int width) {
    return cells(width).entrySet().stream()
        .mapToLong(e -> mixed(mixed(mixed(e.getKey()) + e.getValue().count) + e.getValue().sum))
        .toArray();
  }

  private static long mixed(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 32);
  }

  /**
   * The minutes from the first that is covered to behind the last.
   *
   * @param begin the first
   * @param end the first one behind all
   */
  record Span(long begin, long end) {

    static final Span NONE = new Span(0, 0);

    /** Whether both have a minute in common. */
    boolean overlaps(Span other) {
      return Math.max(begin, other.begin) < Math.min(end, other.end);
    }
  }

  /** The minutes that are covered. */
  Span span() {
    return cells.isEmpty()
        ? Span.NONE
        : new Span(cells.firstKey() << shift, (cells.lastKey() + 1) << shift);
  }

  /**
   * The minutes whose records another file holds as well, all of them and no others.
   *
   * <p>Sparse logs of two replicas may say the same in a minute by chance. So a minute with few
   * records counts only where the two files agree in all that both cover, but for the minutes in
   * which one of them begins or ends.
   */
  Shared sharedWith(Minutes other) {
    int width = Math.max(shift, other.shift);
    TreeSet<Long> equal = new TreeSet<>();
    List<Long> few = new ArrayList<>();
    // Most files of a rotated log are: hundreds of them are compared in pairs.
    if (!span().overlaps(other.span())) {
      return new Shared(width, equal);
    }
    NavigableMap<Long, Tally> mine = cells(width);
    NavigableMap<Long, Tally> theirs = other.cells(width);
    mine.forEach(
        (cell, tally) -> {
          if (tally.isSame(theirs.get(cell))) {
            equal.add(cell);
            if (tally.count < CERTAIN) {
              few.add(cell);
            }
          }
        });
    long from = Math.max(mine.firstKey(), theirs.firstKey());
    long to = Math.min(mine.lastKey(), theirs.lastKey());
    if (!agree(mine, theirs, equal, from, to) && !agree(mine, theirs, equal, from + 1, to - 1)) {
      few.forEach(equal::remove);
    }
    return new Shared(width, equal);
  }

  private static boolean agree(
      NavigableMap<Long, Tally> mine,
      NavigableMap<Long, Tally> theirs,
      Set<Long> equal,
      long from,
      long to) {
    if (from > to) {
      return false;
    }
    TreeSet<Long> held = new TreeSet<>(mine.subMap(from, true, to, true).keySet());
    held.addAll(theirs.subMap(from, true, to, true).keySet());
    return !held.isEmpty() && equal.containsAll(held);
  }
}
