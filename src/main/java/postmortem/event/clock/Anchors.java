package postmortem.event.clock;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * When a source first wrote identifiers that others may write as well: trace, request and message
 * ids. Of all that it writes, those with the smallest hashes are kept. Two sources that share
 * identifiers keep the same ones, however many there are (a bottom-k sketch: Cohen and Kaplan,
 * "Summarizing data using bottom-k sketches", PODC 2007), and parts merge in any order to the same.
 * Not thread-safe.
 *
 * <p>Asked about every record of a log, so it is a table of plain numbers.
 */
public final class Anchors {

  /** How many identifiers are kept. */
  static final int MOST = 1024;

  private static final int SLACK = 2;
  private static final long NANOS = 1_000_000_000L;

  /** Seconds of which a long holds the nanoseconds: until the year 2262. */
  private static final long FARTHEST = Long.MAX_VALUE / NANOS;

  private static final int FEW = 16;

  /** In place of a hash: none. A hash that is that number is kept as the next one. */
  private static final long NONE = 0;

  private long[] hashes = new long[FEW];

  /** In nanoseconds since 1970, of the hash in the same place. */
  private long[] firsts = new long[FEW];

  private int size;
  private long bound = Long.MAX_VALUE;

  /** Nothing yet. */
  public Anchors() {}

  /**
   * Whether an identifier may be among those that are kept; cheap, so that it can be asked first.
   *
   * @param hash spread evenly over all longs, the same for the same identifier everywhere
   */
  public boolean takes(long hash) {
    return hash <= bound;
  }

  /** Notes that an identifier was written then; a stamp of another age tells nothing of clocks. */
  public void add(long hash, long epochSecond, int nano) {
    if (hash <= bound && Math.abs(epochSecond) < FARTHEST) {
      first(hash, epochSecond * NANOS + nano);
    }
  }

  /** Notes that an identifier was written then. */
  public void add(long hash, Instant at) {
    add(hash, at.getEpochSecond(), at.getNano());
  }

  private void first(long wanted, long at) {
    long hash = wanted == NONE ? NONE + 1 : wanted;
    int place = place(hash);
    if (hashes[place] == NONE) {
      put(place, hash, at);
    } else if (at < firsts[place]) {
      firsts[place] = at;
    }
  }

  private void put(int place, long hash, long at) {
    hashes[place] = hash;
    firsts[place] = at;
    size++;
    if (size > SLACK * MOST) {
      prune();
    } else if (2 * size > hashes.length) {
      refill(2 * hashes.length);
    }
  }

  /** Where a hash lies, or would. Its lowest bits are spread as evenly as the whole. */
  private int place(long hash) {
    int mask = hashes.length - 1;
    int place = (int) hash & mask;
    while (hashes[place] != NONE && hashes[place] != hash) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void prune() {
    if (size > MOST) {
      bound =
          Arrays.stream(hashes)
              .filter(hash -> hash != NONE)
              .sorted()
              .skip(MOST - 1)
              .findFirst()
              .orElseThrow();
      refill(hashes.length);
    }
  }

  /** Puts what is within the bound into a new table. */
  private void refill(int places) {
    long[] oldHashes = hashes;
    long[] oldFirsts = firsts;
    hashes = new long[places];
    firsts = new long[places];
    size = 0;
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldHashes[i] != NONE && oldHashes[i] <= bound) {
        int place = place(oldHashes[i]);
        hashes[place] = oldHashes[i];
        firsts[place] = oldFirsts[i];
        size++;
      }
    }
  }

  /** Adds what another part of the source wrote. */
  public void merge(Anchors other) {
    if (other.bound < bound) {
      bound = other.bound;
      refill(hashes.length);
    }
    for (int i = 0; i < other.hashes.length; i++) {
      if (other.hashes[i] != NONE && other.hashes[i] <= bound) {
        first(other.hashes[i], other.firsts[i]);
      }
    }
  }

  /** Nanoseconds since 1970 by identifier, those that are kept. */
  Map<Long, Long> kept() {
    prune();
    Map<Long, Long> kept = new TreeMap<>();
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] != NONE) {
        kept.put(hashes[i], firsts[i]);
      }
    }
    return kept;
  }

  /** Whether nothing was written that others could write. */
  public boolean isEmpty() {
    return size == 0;
  }
}
