package postmortem.log.detection;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.event.Basis;
import postmortem.event.stamp.Reference;
import postmortem.event.stamp.Stamp;
import postmortem.event.stamp.StampResolver;
import postmortem.log.fit.Fit;
import postmortem.log.fit.FormatIndex;
import postmortem.log.format.ZoneRule;
import postmortem.log.record.RecordMatcher;

/**
 * Tells the zone of stamps without one by the lines inside of the records, where these say how they
 * lie to UTC: what both stamps differ by is the zone, if it is the same everywhere.
 */
final class InnerZone {

  private static final int MOST_LINES = 2_000;

  /** So many lines without a second stamp show that there are none. */
  private static final int LONG_ENOUGH = 400;

  private static final int ENOUGH = 300;
  private static final int LEAST = 5;
  private static final double NEARLY_ALL = 0.9;
  private static final int QUARTER = 900;

  /** So many seconds later than it was written a line may have come into its envelope. */
  private static final int LATE = 120;

  private static final int FARTHEST = 14 * 3_600;

  private final FormatIndex index;
  private final int format;
  private final RecordMatcher matcher;
  private final Map<Integer, Integer> offsets = new HashMap<>();
  private int lines;
  private int both;

  InnerZone(FormatIndex index, Fit fit) {
    this.index = index;
    this.format = fit.format();
    this.matcher = new RecordMatcher(index, fit);
  }

  /** Looks at lines; some more may follow. */
  InnerZone add(Sample sample) {
    boolean asked =
        format >= 0 && index.get(format).mayWrap() && index.get(format).zone() != ZoneRule.UTC;
    for (int[] line : asked ? sample.lines() : List.<int[]>of()) {
      if (lines >= MOST_LINES || both >= ENOUGH || (both == 0 && lines >= LONG_ENOUGH)) {
        break;
      }
      lines++;
      if (matcher.match(format, sample.bytes(), line[0], line[1], line[1])
          && matcher.hasTwoClocks()) {
        compare(matcher.outermost().stamp(), matcher.innerTimed().stamp());
      }
    }
    return this;
  }

  private void compare(Stamp outer, Stamp inner) {
    boolean sure = (inner.isEpoch() && !inner.isUnitInferred()) || inner.hasOffset();
    if (outer.hasOffset() || !sure || !inner.hasYear() || inner.isZoneDisputed()) {
      return;
    }
    long written = StampResolver.utc().epochSecond(inner);
    if (written == StampResolver.NO_TIME) {
      return;
    }
    long local =
        new StampResolver(
                ZoneOffset.UTC,
                Basis.ZONE_ASSUMED,
                Optional.of(Reference.near(Instant.ofEpochSecond(written))),
                Duration.ZERO)
            .epochSecond(outer);
    both++;
    long apart = local - written;
    long offset = Math.round((double) apart / QUARTER) * QUARTER;
    if (Math.abs(apart - offset) <= LATE && Math.abs(offset) <= FARTHEST) {
      offsets.merge((int) offset, 1, Integer::sum);
    }
  }

  /** What the lines say; null where they are few, or do not agree. */
  @Nullable ZoneOffset offset() {
    Map.Entry<Integer, Integer> most =
        offsets.entrySet().stream().max(Map.Entry.comparingByValue()).orElse(null);
    boolean disagree =
        offsets.entrySet().stream().anyMatch(e -> !e.equals(most) && e.getValue() > 1);
    return most == null
            || disagree
            || most.getValue() < LEAST
            || most.getValue() < NEARLY_ALL * both
        ? null
        : ZoneOffset.ofTotalSeconds(most.getKey());
  }
}
