package postmortem.event.clock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When a source first wrote identifiers that others may write as well: trace, request and message
 * ids. Of all that it writes, those with the smallest hashes are kept. Two sources that share
 * identifiers keep the same ones, however many there are (a bottom-k sketch: Cohen and Kaplan,
 * "Summarizing data using bottom-k sketches", PODC 2007), and parts merge in any order to the same.
 * Not thread-safe.
 */
public final class Anchors {

  /** How many identifiers are kept. */
  static final int MOST = 1024;

  private static final int SLACK = 2;
  private static final long NANOS = 1_000_000_000L;

  /** In nanoseconds since 1970, by hash. */
  private final Map<Long, Long> firsts = new HashMap<>();

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

  /** Notes that an identifier was written then. */
  public void add(long hash, long epochSecond, int nano) {
    if (hash <= bound) {
      first(hash, Math.addExact(Math.multiplyExact(epochSecond, NANOS), nano));
    }
  }

  /** Notes that an identifier was written then. */
  public void add(long hash, Instant at) {
    add(hash, at.getEpochSecond(), at.getNano());
  }

  private void first(long hash, long at) {
    firsts.merge(hash, at, Math::min);
    if (firsts.size() > SLACK * MOST) {
      prune();
    }
  }

  private void prune() {
    if (firsts.size() > MOST) {
      List<Long> hashes = new ArrayList<>(firsts.keySet());
      hashes.sort(null);
      bound = hashes.get(MOST - 1);
      hashes.subList(MOST, hashes.size()).forEach(firsts::remove);
    }
  }

  /** Adds what another part of the source wrote. */
  public void merge(Anchors other) {
    bound = Math.min(bound, other.bound);
    firsts.keySet().removeIf(hash -> hash > bound);
    other.firsts.forEach(
        (hash, at) -> {
          if (hash <= bound) {
            first(hash, at);
          }
        });
  }

  /** Nanoseconds since 1970 by identifier, those that are kept. */
  Map<Long, Long> kept() {
    prune();
    return new TreeMap<>(firsts);
  }

  /** Whether nothing was written that others could write. */
  public boolean isEmpty() {
    return firsts.isEmpty();
  }
}
