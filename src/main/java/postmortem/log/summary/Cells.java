package postmortem.log.summary;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts per minute, and where wanted the first and the last record of each. Over {@link #MOST}
 * non-empty cells their width doubles, aligned to the epoch. Merging any parts in any order gives
 * the same cells.
 */
public final class Cells {

  static final int MOST = 4_096;

  private static final int SECONDS = 60;
  private static final int FEW = 2;
  private static final @Nullable Sight[] NO_ENDS = new Sight[0];

  private final boolean ends;
  private int most = MOST;
  private int shift;
  private int size;
  private long[] cells = new long[FEW];
  private long[] counts = new long[FEW];
  private @Nullable Sight[] first = NO_ENDS;
  private @Nullable Sight[] last = NO_ENDS;

  /** The cell that was added to last, and the seconds that it covers. */
  private int recent;

  private long recentFrom;
  private long recentUntil = Long.MIN_VALUE;

  /**
   * Empty cells.
   *
   * @param ends whether to keep the first and the last record of each cell
   */
  Cells(boolean ends) {
    this.ends = ends;
    if (ends) {
      first = new Sight[FEW];
      last = new Sight[FEW];
    }
  }

  void add(Sight sight) {
    if (sight.second < recentFrom || sight.second >= recentUntil) {
      turn(sight.second);
    }
    int index = recent;
    counts[index]++;
    if (ends) {
      Sight earliest = first[index];
      if (earliest == null || sight.isBefore(earliest)) {
        first(index, sight);
      }
      last(index, sight);
    }
  }

  /** Opens the cell of a second. */
  private void turn(long second) {
    long cell = Math.floorDiv(second, SECONDS) >> shift;
    recent = open(cell);
    if (size > most) {
      shrink();
      cell = Math.floorDiv(second, SECONDS) >> shift;
      recent = open(cell);
    }
    recentFrom = (cell << shift) * SECONDS;
    recentUntil = ((cell + 1) << shift) * SECONDS;
  }

  /** Allows fewer cells than before. */
  void limit(int fewer) {
    most = Math.min(most, fewer);
    shrink();
  }

  /** Says that lines before the first that this has seen are that many more. */
  void moveLines(long more) {
    for (int i = 0; ends && i < size; i++) {
      first(i).line += more;
      last(i).line += more;
    }
  }

  void merge(Cells other) {
    widen(other.shift);
    recentUntil = Long.MIN_VALUE;
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
    recentUntil = Long.MIN_VALUE;
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
    while (size > most) {
      widen(shift + 1);
    }
  }

  private void widen(int to) {
    if (to <= shift) {
      return;
    }
    recentUntil = Long.MIN_VALUE;
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

  public int size() {
    return size;
  }

  /** Whether the first and the last record of each cell are kept. */
  public boolean hasEnds() {
    return ends;
  }

  /** How many minutes one cell is wide. */
  public int minutes() {
    return 1 << shift;
  }

  /** The number of a cell: epoch minutes divided by {@link #minutes}. */
  public long cell(int index) {
    return cells[index];
  }

  public long count(int index) {
    return counts[index];
  }

  /** The first record of a cell; only where ends are kept. */
  public Sight first(int index) {
    return java.util.Objects.requireNonNull(first[index]);
  }

  /** The last record of a cell; only where ends are kept. */
  public Sight last(int index) {
    return java.util.Objects.requireNonNull(last[index]);
  }

  /** The index of the first cell at or after a number. */
  public int from(long cell) {
    int index = Arrays.binarySearch(cells, 0, size, cell);
    return index < 0 ? -index - 1 : index;
  }
}
