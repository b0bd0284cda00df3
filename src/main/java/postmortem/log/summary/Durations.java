package postmortem.log.summary;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long requests took, per minute, in fixed logarithmic buckets as HdrHistogram has them: eight
 * to each doubling, so that a quantile is exact to a sixteenth. Integers only: merging any parts in
 * any order gives the same. Over {@link #MOST} cells their width doubles, aligned to the epoch.
 */
public final class Durations {

  static final int MOST = 1_024;

  private static final int SUB_BITS = 3;
  private static final int SUBS = 1 << SUB_BITS;
  private static final int SECONDS = 60;

  /** The requests of some minutes. */
  public static final class Cell {
    private int from;
    private int[] counts = new int[0];
    private long count;
    private long longest = -1;

    /** The slowest request. */
    public final Sight slowest = new Sight();

    /** The first request. */
    public final Sight earliest = new Sight();

    private void add(long micros, Sight sight) {
      if (count == 0 || sight.isBefore(earliest)) {
        earliest.set(sight);
      }
      add(bucket(micros), 1);
      slowest(micros, sight);
    }

    private void add(int bucket, int times) {
      if (counts.length == 0) {
        from = bucket;
        counts = new int[1];
      } else if (bucket < from) {
        int[] wide = new int[counts.length + from - bucket];
        System.arraycopy(counts, 0, wide, from - bucket, counts.length);
        counts = wide;
        from = bucket;
      } else if (bucket >= from + counts.length) {
        counts = Arrays.copyOf(counts, bucket - from + 1);
      }
      counts[bucket - from] += times;
      count += times;
    }

    private void slowest(long micros, Sight sight) {
      if (micros > longest || (micros == longest && sight.isBefore(slowest))) {
        longest = micros;
        slowest.set(sight);
      }
    }

    private void merge(Cell other) {
      if (other.count > 0 && (count == 0 || other.earliest.isBefore(earliest))) {
        earliest.set(other.earliest);
      }
      for (int i = 0; i < other.counts.length; i++) {
        if (other.counts[i] > 0) {
          add(other.from + i, other.counts[i]);
        }
      }
      if (other.longest >= 0) {
        slowest(other.longest, other.slowest);
      }
    }

    public long count() {
      return count;
    }

    /** Milliseconds that the share of the requests took at most; 0 when there are none. */
    public double quantile(double share) {
      long wanted = (long) Math.ceil(share * count);
      for (int i = 0; i < counts.length; i++) {
        wanted -= counts[i];
        if (wanted <= 0) {
          return middle(from + i) / 1_000;
        }
      }
      return 0;
    }
  }

  private final TreeMap<Long, Cell> cells = new TreeMap<>();
  private int shift;
  private long lastKey = Long.MIN_VALUE;
  private Cell lastCell = new Cell();

  public void add(Sight sight, long micros) {
    long key = Math.floorDiv(sight.second, SECONDS) >> shift;
    if (key != lastKey) {
      lastCell = cells.computeIfAbsent(key, k -> new Cell());
      lastKey = key;
    }
    lastCell.add(micros, sight);
    shrink();
  }

  public void merge(Durations other) {
    widen(Math.max(shift, other.shift));
    for (Map.Entry<Long, Cell> entry : other.cells.entrySet()) {
      long key = entry.getKey() >> (shift - other.shift);
      cells.computeIfAbsent(key, k -> new Cell()).merge(entry.getValue());
    }
    shrink();
  }

  /** Says that lines before the first that this has seen are that many more. */
  void moveLines(long more) {
    for (Cell cell : cells.values()) {
      cell.slowest.line += more;
      cell.earliest.line += more;
    }
  }

  private void shrink() {
    while (cells.size() > MOST) {
      widen(shift + 1);
    }
  }

  private void widen(int to) {
    if (to > shift) {
      TreeMap<Long, Cell> old = new TreeMap<>(cells);
      cells.clear();
      for (Map.Entry<Long, Cell> entry : old.entrySet()) {
        cells
            .computeIfAbsent(entry.getKey() >> (to - shift), k -> new Cell())
            .merge(entry.getValue());
      }
      shift = to;
      lastKey = Long.MIN_VALUE;
    }
  }

  /** By epoch minute divided by {@link #minutes}; not to be changed. */
  public SortedMap<Long, Cell> cells() {
    return cells;
  }

  /** How many minutes a cell is wide. */
  public int minutes() {
    return 1 << shift;
  }

  /** Values below eight have a bucket each, then every doubling has eight. */
  private static int bucket(long micros) {
    if (micros < SUBS) {
      return (int) Math.max(0, micros);
    }
    int power = 63 - Long.numberOfLeadingZeros(micros);
    return ((power - SUB_BITS + 1) << SUB_BITS) + (int) (micros >>> (power - SUB_BITS)) - SUBS;
  }

  private static double middle(int bucket) {
    if (bucket < SUBS) {
      return bucket;
    }
    int power = (bucket >>> SUB_BITS) - 1;
    return ((SUBS + (bucket & (SUBS - 1))) + 0.5) * (1L << power);
  }
}
