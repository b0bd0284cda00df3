package postmortem.series;

/**
 * A change of level that matters.
 *
 * @param kind how it lies to the baseline
 * @param index of the first sample of the new level
 * @param before the level before
 * @param after the level after
 * @param baseline the level that is normal here
 * @param peak the value farthest from the baseline until the next shift of kind {@link
 *     Kind#RECOVERY}; for a recovery, of the time before it
 */
public record Shift(
    Kind kind, int index, double before, double after, double baseline, double peak) {

  /** How a change of level lies to the baseline. */
  public enum Kind {
    /** Away from the baseline. */
    ONSET,
    /** Farther away, at least twice as far. */
    WORSENING,
    /** Nearer, at most half as far, but not back. */
    EASING,
    /** Back within the baseline. */
    RECOVERY
  }

  /** Whether the values rose. */
  public boolean isRise() {
    return after > before;
  }
}
