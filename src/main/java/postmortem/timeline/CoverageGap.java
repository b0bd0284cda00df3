package postmortem.timeline;

import java.time.Instant;
import java.util.Locale;

/**
 * A time about which a piece of evidence says nothing.
 *
 * @param evidence its name
 * @param kind why it says nothing
 * @param from beginning, included
 * @param to end, excluded
 */
public record CoverageGap(String evidence, Kind kind, Instant from, Instant to) {

  /** Why evidence says nothing about a time. */
  public enum Kind {
    /** The export covers the time, but the source wrote nothing. */
    SILENT,
    /** The export begins later or ends earlier. */
    NOT_EXPORTED;

    /** The name in machine interfaces: lower case with hyphens. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public CoverageGap {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("an empty gap: " + from + " to " + to);
    }
  }
}
