package postmortem.source;

import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.event.Basis;
import postmortem.event.EventTime;

/**
 * Decides, by the order of records, in which of two equal hours a stamp lies when clocks were set
 * back between them. The rules are those of {@link postmortem.event.stamp.StreamResolver}, for
 * records that may also stand newest first.
 */
final class HourOrder {

  private static final Duration JITTER = Duration.ofMinutes(5);
  private static final Duration NEAR = Duration.ofHours(1);

  /** What was seen of one stream of stamps. */
  private static final class Stream {
    private @Nullable Instant previous;
    private boolean certain;
    private int rises;
    private int falls;
  }

  private final Map<String, Stream> streams = new HashMap<>();

  /**
   * The time of the next record of a stream.
   *
   * @param stream file and field
   * @param zone the rules by which a stamp without zone was read
   */
  EventTime settled(String stream, EventTime time, ZoneRules zone) {
    Stream seen = streams.computeIfAbsent(stream, key -> new Stream());
    boolean ambiguous = time.basis().contains(Basis.AMBIGUOUS);
    EventTime settled = ambiguous ? settled(seen, time, zone) : time;
    Instant previous = seen.previous;
    if (previous != null) {
      seen.rises += settled.at().isAfter(previous) ? 1 : 0;
      seen.falls += settled.at().isBefore(previous) ? 1 : 0;
    }
    seen.previous = settled.at();
    seen.certain = !settled.basis().contains(Basis.AMBIGUOUS);
    return settled;
  }

  private static EventTime settled(Stream seen, EventTime time, ZoneRules zone) {
    Instant previous = seen.previous;
    ZoneOffsetTransition transition = zone.nextTransition(time.at().minusSeconds(1));
    if (previous == null || transition == null || !transition.isOverlap()) {
      return time;
    }
    Duration overlap = transition.getDuration().negated();
    Instant first = time.at();
    Instant second = first.plus(overlap);
    if (seen.falls > seen.rises) {
      boolean firstFits = !first.isAfter(previous.plus(JITTER));
      if (second.isAfter(previous.plus(JITTER)) && firstFits) {
        return decided(time, first, overlap);
      }
      boolean near = Duration.between(second, previous).compareTo(NEAR) <= 0;
      return seen.certain && near ? decided(time, second, overlap) : time;
    }
    if (first.isBefore(previous.minus(JITTER)) && !second.isBefore(previous.minus(JITTER))) {
      return decided(time, second, overlap);
    }
    boolean near = Duration.between(previous, first).abs().compareTo(NEAR) <= 0;
    return seen.certain && near ? decided(time, first, overlap) : time;
  }

  private static EventTime decided(EventTime time, Instant at, Duration overlap) {
    List<Basis> basis = new ArrayList<>(time.basis());
    basis.remove(Basis.AMBIGUOUS);
    basis.add(Basis.ORDER_RESOLVED);
    Duration bound = time.bound().minus(overlap);
    return new EventTime(
        at, time.precision(), basis, bound.isNegative() ? Duration.ZERO : bound, time.raw());
  }
}
