package postmortem.event.stamp;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.event.Basis;
import postmortem.event.EventTime;
import postmortem.event.Precision;

/**
 * Makes instants of stamps of one source. Not thread-safe: it remembers the last hour it saw.
 *
 * <ul>
 *   <li>A missing year is the one that brings the stamp nearest to the reference, so December is
 *       before the January of a reference in January; 29 February takes the nearest leap year. A
 *       missing date is the nearest day. Without a reference such a stamp has no instant.
 *   <li>A local hour that exists twice is taken as the earlier one and flagged; one that does not
 *       exist is moved by the length of the gap and flagged. {@link StreamResolver} does better.
 *   <li>A zone's name with several meanings ({@code CST}) gives way to a configured zone; else it
 *       counts as an assumed zone.
 *   <li>Of an offset and the name of a zone that lies elsewhere ({@code +02:00 UTC}) the offset
 *       counts, and the stamp is flagged.
 *   <li>Year 1 and 1970-01-01T00:00:00Z exactly are how programs write "never": they have no
 *       instant.
 * </ul>
 */
public final class StampResolver {

  /** In place of a second: the stamp has no instant. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private static final Duration ZONE_DOUBT = Duration.ofHours(14);
  private static final Duration HOUR_DOUBT = Duration.ofHours(1);
  private static final long QUARTER = 900;
  private static final long NEAR_YEAR = 180 * 86_400L;

  private final ZoneRules rules;

  /** The offset where it never changes. */
  private final @Nullable ZoneOffset fixed;

  private final Basis zoneBasis;
  private final Optional<Reference> reference;
  private final Duration clockOffset;

  /** The day of the first stamp that says none; null where only a reference tells it. */
  private @Nullable LocalDate day;

  private long cachedQuarter = Long.MIN_VALUE;
  private int cachedOffset;
  private boolean ambiguous;
  private boolean yearInferred;
  private int lastYear;

  /**
   * A resolver for one source.
   *
   * @param zone of stamps without offset
   * @param zoneBasis {@link Basis#ZONE_CONFIGURED} or {@link Basis#ZONE_ASSUMED}
   * @param reference what tells the year or date that a stamp does not write
   * @param clockOffset what has to be added to the source's clock to get true time
   */
  public StampResolver(
      ZoneId zone, Basis zoneBasis, Optional<Reference> reference, Duration clockOffset) {
    if (zoneBasis != Basis.ZONE_CONFIGURED && zoneBasis != Basis.ZONE_ASSUMED) {
      throw new IllegalArgumentException("not a basis of a zone: " + zoneBasis);
    }
    this.rules = zone.getRules();
    this.fixed = rules.isFixedOffset() ? rules.getOffset(Instant.EPOCH) : null;
    this.zoneBasis = zoneBasis;
    this.reference = reference;
    this.clockOffset = clockOffset;
  }

  /**
   * Takes the day of a first stamp that only says a time of day.
   *
   * @param known null where nothing tells it but the reference
   */
  public StampResolver on(@Nullable LocalDate known) {
    day = known;
    return this;
  }

  /** A resolver of stamps that carry their offset, or are in UTC by their format's definition. */
  public static StampResolver utc() {
    return new StampResolver(
        ZoneOffset.UTC, Basis.ZONE_CONFIGURED, Optional.empty(), Duration.ZERO);
  }

  /**
   * Seconds since 1970 of the source's own clock ({@link #clockOffset} is not applied), or {@link
   * #NO_TIME}. The nanoseconds are {@link Stamp#nano}.
   */
  public long epochSecond(Stamp stamp) {
    LocalDate known = day;
    if (known != null && !stamp.epoch && !stamp.hasDate()) {
      long noon = known.atTime(LocalTime.NOON).toEpochSecond(ZoneOffset.UTC);
      int offset = offsetFixed(stamp) ? stamp.offset : offsetNear(noon);
      return epochSecond(stamp, noon - offset, NO_TIME);
    }
    return reference
        .map(told -> epochSecond(stamp, told.at().getEpochSecond(), told.latest().getEpochSecond()))
        .orElseGet(() -> epochSecond(stamp, NO_TIME, NO_TIME));
  }

  long epochSecond(Stamp stamp, long near) {
    return epochSecond(stamp, near, Instant.MAX.getEpochSecond());
  }

  private long epochSecond(Stamp stamp, long near, long latest) {
    ambiguous = false;
    yearInferred = false;
    if (stamp.epoch) {
      return stamp.epochSecond == 0 && stamp.nano == 0 ? NO_TIME : stamp.epochSecond;
    }
    if (stamp.year == 1 || stamp.year == 0) {
      return NO_TIME;
    }
    long local;
    if (stamp.year != Stamp.ABSENT) {
      local = stamp.localSecond(0);
    } else {
      if (near == NO_TIME) {
        return NO_TIME;
      }
      yearInferred = true;
      long nearLocal = near + (offsetFixed(stamp) ? stamp.offset : offsetNear(near));
      local =
          stamp.month == Stamp.ABSENT
              ? nearestDay(stamp, nearLocal)
              : nearest(stamp, nearLocal, latest);
    }
    long second = offsetFixed(stamp) ? local - stamp.offset : local - offsetOf(local);
    return second == 0 && stamp.nano == 0 ? NO_TIME : second;
  }

  /** Whether the stamp's own offset decides. */
  private boolean offsetFixed(Stamp stamp) {
    return stamp.offset != Stamp.ABSENT
        && !(stamp.offsetUncertain && zoneBasis == Basis.ZONE_CONFIGURED);
  }

  private static long nearestDay(Stamp stamp, long nearLocal) {
    long local = Math.floorDiv(nearLocal, 86_400L) * 86_400L + stamp.secondOfDay();
    return local - nearLocal > 43_200
        ? local - 86_400
        : nearLocal - local > 43_200 ? local + 86_400 : local;
  }

  private long nearest(Stamp stamp, long nearLocal, long latest) {
    if (lastYear != 0 && stamp.day <= Stamp.daysOf(lastYear, stamp.month)) {
      // Within half a year of it no other year is nearer.
      long local = stamp.localSecond(lastYear);
      if (Math.abs(local - nearLocal) < NEAR_YEAR && local <= latest) {
        return local;
      }
    }
    int year = LocalDateTime.ofEpochSecond(nearLocal, 0, ZoneOffset.UTC).getYear();
    int reach = stamp.month == 2 && stamp.day == 29 ? 8 : 1;
    long best = 0;
    long distance = Long.MAX_VALUE;
    for (int y = year - reach; y <= year + reach; y++) {
      if (stamp.day <= Stamp.daysOf(y, stamp.month)) {
        long local = stamp.localSecond(y);
        if (Math.abs(local - nearLocal) < distance && local <= latest) {
          distance = Math.abs(local - nearLocal);
          best = local;
          lastYear = y;
        }
      }
    }
    return best;
  }

  /** The offset at an instant, near enough to tell years and days apart. */
  private int offsetNear(long second) {
    return fixed != null ? fixed.getTotalSeconds() : offsetAt(second);
  }

  private int offsetAt(long second) {
    return rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
  }

  /** The offset at a local second; transitions lie at quarters of an hour, so one is remembered. */
  private int offsetOf(long local) {
    if (fixed != null) {
      return fixed.getTotalSeconds();
    }
    long quarter = Math.floorDiv(local, QUARTER);
    if (quarter != cachedQuarter) {
      ZoneOffsetTransition transition = transition(local);
      if (transition != null) {
        ambiguous = true;
        return transition.getOffsetBefore().getTotalSeconds();
      }
      int offset = rules.getOffset(dateTime(local)).getTotalSeconds();
      if (transition(quarter * QUARTER) != null
          || transition(quarter * QUARTER + QUARTER - 1) != null) {
        return offset;
      }
      cachedQuarter = quarter;
      cachedOffset = offset;
    }
    return cachedOffset;
  }

  private @Nullable ZoneOffsetTransition transition(long local) {
    return rules.isFixedOffset() ? null : rules.getTransition(dateTime(local));
  }

  private static LocalDateTime dateTime(long local) {
    return LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
  }

  /** Of the last stamp: whether it was in an hour that exists twice or never. */
  boolean isAmbiguous() {
    return ambiguous;
  }

  /** Of the last stamp: how far later its second reading lies if the hour exists twice, else 0. */
  long overlap(long second) {
    if (!ambiguous) {
      return 0;
    }
    ZoneOffsetTransition transition = transition(second + offsetAt(second));
    return transition != null && transition.isOverlap() ? -transition.getDuration().toSeconds() : 0;
  }

  /**
   * The instant with all that is known about it; empty when the stamp has none.
   *
   * @param raw the stamp as written, redacted
   */
  public Optional<EventTime> resolve(Stamp stamp, String raw) {
    return time(stamp, epochSecond(stamp), false, raw);
  }

  /**
   * The same, when the order of a stream has decided an hour that exists twice.
   *
   * @param orderDecided see {@link StreamResolver#orderDecided}
   */
  public Optional<EventTime> resolve(Stamp stamp, String raw, boolean orderDecided) {
    return time(stamp, epochSecond(stamp), orderDecided, raw);
  }

  /** Completes what {@link #epochSecond} just found for the same stamp. */
  Optional<EventTime> time(Stamp stamp, long second, boolean orderDecided, String raw) {
    if (second == NO_TIME) {
      return Optional.empty();
    }
    Precision precision = stamp.precision();
    Duration bound = precision.width();
    List<Basis> basis = new ArrayList<>();
    if (stamp.epoch) {
      basis.add(Basis.EPOCH);
      if (stamp.unitInferred) {
        basis.add(Basis.UNIT_INFERRED);
      }
    } else if (offsetFixed(stamp) && !stamp.offsetUncertain) {
      basis.add(Basis.OFFSET);
      if (stamp.isZoneDisputed()) {
        basis.add(Basis.AMBIGUOUS);
        bound = bound.plusSeconds(Math.abs((long) stamp.offset - stamp.otherOffset));
      }
    } else {
      basis.add(zoneBasis);
      if (zoneBasis == Basis.ZONE_ASSUMED) {
        bound = bound.plus(ZONE_DOUBT);
      }
    }
    if (yearInferred) {
      basis.add(Basis.YEAR_INFERRED);
    }
    if (ambiguous) {
      basis.add(orderDecided ? Basis.ORDER_RESOLVED : Basis.AMBIGUOUS);
      if (!orderDecided) {
        bound = bound.plus(HOUR_DOUBT);
      }
    }
    Instant at = Instant.ofEpochSecond(second, stamp.nano);
    if (!clockOffset.isZero()) {
      basis.add(Basis.ALIGNED);
      at = at.plus(clockOffset);
    }
    return Optional.of(new EventTime(at, precision, basis, bound, raw));
  }

  /** What has to be added to the source's clock to get true time. */
  public Duration clockOffset() {
    return clockOffset;
  }
}
