package postmortem.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts per minute, and where wanted the first and the last record of each. Over {@link #MOST}
 * non-empty cells their width doubles, aligned to the epoch. Merging any parts in any order gives
 * the same cells.
 */
final class Cells {

  static final int MOST = 4_096;

  private static final int SECONDS = 60;

  private final boolean ends;
  private int shift;
  private int size;
  private long[] cells = new long[4];
  private long[] counts = new long[4];
  private @Nullable Sight[] first = new Sight[0];
  private @Nullable Sight[] last = new Sight[0];

  /**
   * Empty cells.
   *
   * @param ends whether to keep the first and the last record of each cell
   */
  Cells(boolean ends) {
    this.ends = ends;
    if (ends) {
      first = new Sight[4];
      last = new Sight[4];
    }
  }

  void add(Sight sight) {
    int index = open(Math.floorDiv(sight.second, SECONDS) >> shift);
    counts[index]++;
    if (ends) {
      first(index, sight);
      last(index, sight);
    }
    shrink();
  }

  void merge(Cells other) {
    widen(other.shift);
    for (int i = 0; i < other.size; i++) {
      int index = open(other.cells[i] >> (shift - other.shift));
      counts[index] += other.counts[i];
      Sight otherFirst = ends ? other.first[i] : null;
      Sight otherLast = ends ? other.last[i] : null;
      if (otherFirst != null && otherLast != null) {
        first(index, otherFirst);
        last(index, otherLast);
      }
    }
    shrink();
  }

  private void first(int index, Sight sight) {
    Sight here = first[index];
    if (here == null) {
      first[index] = sight.copy();
    } else if (sight.isBefore(here)) {
      here.set(sight);
    }
  }

  private void last(int index, Sight sight) {
    Sight here = last[index];
    if (here == null) {
      last[index] = sight.copy();
    } else if (here.isBefore(sight)) {
      here.set(sight);
    }
  }

  private int open(long cell) {
    if (size > 0 && cells[size - 1] == cell) {
      return size - 1;
    }
    int index =
        size == 0 || cells[size - 1] < cell ? size : Arrays.binarySearch(cells, 0, size, cell);
    if (index >= 0 && index < size) {
      return index;
    }
    int place = index < 0 ? -index - 1 : index;
    if (size == cells.length) {
      cells = Arrays.copyOf(cells, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
      if (ends) {
        first = Arrays.copyOf(first, size * 2);
        last = Arrays.copyOf(last, size * 2);
      }
    }
    int after = size - place;
    System.arraycopy(cells, place, cells, place + 1, after);
    System.arraycopy(counts, place, counts, place + 1, after);
    cells[place] = cell;
    counts[place] = 0;
    if (ends) {
      System.arraycopy(first, place, first, place + 1, after);
      System.arraycopy(last, place, last, place + 1, after);
      first[place] = null;
      last[place] = null;
    }
    size++;
    return place;
  }

  private void shrink() {
    while (size > MOST) {
      widen(shift + 1);
    }
  }

  private void widen(int to) {
    if (to <= shift) {
      return;
    }
    Cells wide = new Cells(ends);
    wide.shift = to;
    wide.merge(this);
    shift = to;
    size = wide.size;
    cells = wide.cells;
    counts = wide.counts;
    first = wide.first;
    last = wide.last;
  }

  int size() {
    return size;
  }

  /** Whether the first and the last record of each cell are kept. */
  boolean hasEnds() {
    return ends;
  }

  /** How many minutes one cell is wide. */
  int minutes() {
    return 1 << shift;
  }

  /** The number of a cell: epoch minutes divided by {@link #minutes}. */
  long cell(int index) {
    return cells[index];
  }

  long count(int index) {
    return counts[index];
  }

  /** The first record of a cell; only where ends are kept. */
  Sight first(int index) {
    return java.util.Objects.requireNonNull(first[index]);
  }

  /** The last record of a cell; only where ends are kept. */
  Sight last(int index) {
    return java.util.Objects.requireNonNull(last[index]);
  }

  /** The index of the first cell at or after a number. */
  int from(long cell) {
    int index = Arrays.binarySearch(cells, 0, size, cell);
    return index < 0 ? -index - 1 : index;
  }
}
