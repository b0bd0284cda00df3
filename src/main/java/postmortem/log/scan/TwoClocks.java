package postmortem.log.scan;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far the clock inside an envelope is from the envelope's own, counted over all records that
 * have both. Differences are kept by the second, from two minutes on by the minute, from two hours
 * on by the quarter of an hour, so that there are few; integers only.
 */
public final class TwoClocks {

  private static final long MINUTES = 120;
  private static final long QUARTERS = 7_200;

  /** Beyond this it is no clock that goes wrong: another day's stamp is told in the text. */
  private static final long MOST = 86_400L * 400;

  private final TreeMap<Long, Long> counts = new TreeMap<>();
  private long last;
  private long lastCount;
  private boolean withOffset;
  private boolean withoutOffset;

  /**
   * Notes that the inner clock is ahead of the outer by so many milliseconds, or behind.
   *
   * @param offset whether the inner stamp says how it lies to UTC
   */
  void add(long millis, boolean offset) {
    withOffset |= offset;
    withoutOffset |= !offset;
    long seconds = Math.floorDiv(millis + 500, 1000);
    long unit = Math.abs(seconds) < MINUTES ? 1 : Math.abs(seconds) < QUARTERS ? 60 : 900;
    long kept = Math.round((double) seconds / unit) * unit;
    kept = Math.max(-MOST, Math.min(MOST, kept));
    if (kept != last) {
      flush();
      last = kept;
    }
    lastCount++;
  }

  private void flush() {
    if (lastCount > 0) {
      counts.merge(last, lastCount, Long::sum);
      lastCount = 0;
    }
  }

  /** Adds what another has counted. */
  void merge(TwoClocks other) {
    flush();
    other.flush();
    withOffset |= other.withOffset;
    withoutOffset |= other.withoutOffset;
    other.counts.forEach((seconds, count) -> counts.merge(seconds, count, Long::sum));
  }

  /** Whether an inner stamp says how it lies to UTC. */
  public boolean hasOffset() {
    return withOffset;
  }

  /** Whether one does not. */
  public boolean lacksOffset() {
    return withoutOffset;
  }

  /** How many records have both stamps. */
  public long count() {
    flush();
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The difference, in seconds, below which half of all are; 0 without any. */
  public long median() {
    long half = (count() + 1) / 2;
    long seen = 0;
    for (Map.Entry<Long, Long> each : counts.entrySet()) {
      seen += each.getValue();
      if (seen >= half) {
        return each.getKey();
      }
    }
    return 0;
  }

  /** The smallest difference in seconds. */
  public long least() {
    return counts.firstKey();
  }

  /** The largest difference in seconds. */
  public long most() {
    return counts.lastKey();
  }
}
