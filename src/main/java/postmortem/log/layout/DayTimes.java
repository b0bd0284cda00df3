package postmortem.log.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * Times by the clock of lines, in their order, as one order of the figures of their dates reads
 * them.
 */
public final class DayTimes {

  private static final long DAY = 24 * 3600L;

  private final List<Long> seconds = new ArrayList<>();
  private long last = Long.MIN_VALUE;

  /** Adds the time of a line. */
  public void add(long second) {
    seconds.add(second);
    last = Math.max(last, second);
  }

  /** Of how many lines. */
  public int count() {
    return seconds.size();
  }

  /** The latest. */
  long last() {
    return last;
  }

  /** How many seconds the time nearest to a span is away from it. */
  long near(long from, long to) {
    return seconds.stream()
        .mapToLong(second -> Math.max(0, Math.max(from - second, second - to)))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** How often a line is of another day than the one before, and written within so many seconds. */
  int days(long within) {
    int days = 0;
    for (int i = 1; i < seconds.size(); i++) {
      long before = seconds.get(i - 1);
      long now = seconds.get(i);
      boolean turns = Math.floorDiv(before, DAY) != Math.floorDiv(now, DAY);
      days += turns && Math.abs(now - before) <= within ? 1 : 0;
    }
    return days;
  }

  /** Whether the days never go back, or never forward. */
  boolean goesForward() {
    boolean up = false;
    boolean down = false;
    for (int i = 1; i < seconds.size(); i++) {
      long step = Math.floorDiv(seconds.get(i), DAY) - Math.floorDiv(seconds.get(i - 1), DAY);
      up |= step > 0;
      down |= step < 0;
    }
    return !up || !down;
  }
}
