package postmortem.log.scan;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.event.Basis;

/** What the stamps of a file say, or of a piece of one, and what they leave open. */
public final class Stamps {

  private static final int MOST_OFFSETS = 8;

  private @Nullable Instant first;
  private @Nullable Instant last;
  private final Set<Basis> basis = EnumSet.noneOf(Basis.class);
  private final Set<Integer> offsets = new LinkedHashSet<>();
  private boolean zoneNeeded;
  private boolean yearNeeded;
  private long zoneDisputed;
  private long unitDoubted;

  void reach(Instant from, Instant to) {
    first = from;
    last = to;
  }

  void from(Basis one) {
    basis.add(one);
  }

  void offset(int seconds) {
    if (offsets.size() < MOST_OFFSETS) {
      offsets.add(seconds);
    }
  }

  void needZone() {
    zoneNeeded = true;
  }

  void needYear() {
    yearNeeded = true;
  }

  void disputeZone(long line) {
    zoneDisputed = zoneDisputed == 0 ? line : zoneDisputed;
  }

  void doubtUnit(long line) {
    unitDoubted = unitDoubted == 0 ? line : unitDoubted;
  }

  /**
   * Adds those of the next piece.
   *
   * @param before the lines of this one
   */
  void append(Stamps next, Lines before) {
    Instant theirFirst = next.first;
    Instant theirLast = next.last;
    first =
        first == null || (theirFirst != null && theirFirst.isBefore(first)) ? theirFirst : first;
    last = last == null || (theirLast != null && theirLast.isAfter(last)) ? theirLast : last;
    basis.addAll(next.basis);
    next.offsets.forEach(this::offset);
    zoneNeeded |= next.zoneNeeded;
    yearNeeded |= next.yearNeeded;
    zoneDisputed = before.at(zoneDisputed, next.zoneDisputed);
    unitDoubted = before.at(unitDoubted, next.unitDoubted);
  }

  /** The first instant; null when no record has one. */
  public @Nullable Instant first() {
    return first;
  }

  /** The last instant; null when no record has one. */
  public @Nullable Instant last() {
    return last;
  }

  /** How the instants were found. */
  public Set<Basis> basis() {
    return Collections.unmodifiableSet(basis);
  }

  /** Offsets to UTC that they carry, in seconds, in the order in which they were met. */
  public Set<Integer> offsets() {
    return Collections.unmodifiableSet(offsets);
  }

  /** Whether one says no zone, and nobody stated one. */
  public boolean zoneNeeded() {
    return zoneNeeded;
  }

  /** Whether one says no year, and nothing tells it. */
  public boolean yearNeeded() {
    return yearNeeded;
  }

  /** The line of the first that says two zones, or 0. */
  public long zoneDisputed() {
    return zoneDisputed;
  }

  /** The line of the first count that cannot be in the unit that its format says, or 0. */
  public long unitDoubted() {
    return unitDoubted;
  }
}
