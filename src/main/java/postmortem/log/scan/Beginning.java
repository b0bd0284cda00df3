package postmortem.log.scan;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.Basis;
import postmortem.event.stamp.Reference;

/**
 * What the clocks of a file begin with.
 *
 * @param before those of the file before it in its log; null when there is none
 * @param reference what tells the year of a first stamp without one; null takes that of the run
 */
public record Beginning(@Nullable StreamClocks before, @Nullable Reference reference) {

  /** A file on its own. */
  public static final Beginning NONE = new Beginning(null, null);

  /** Farther than any log from what it was written before. */
  private static final Duration NEVER = Duration.ofDays(1_000_000);

  /** How far a log may go on behind the reference without that being another year's. */
  private static final Duration NEAR = Duration.ofDays(2);

  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  /** How far the time of a file may lie before that of its last record. */
  private static final Duration WRITING = Duration.ofMinutes(5);

  /** New clocks. */
  StreamClocks clocks(ScanSettings settings, String evidence) {
    return before != null
        ? new StreamClocks(before, evidence)
        : new StreamClocks(
            settings.formats().formats(),
            settings.rules(),
            evidence,
            reference != null ? reference : settings.reference());
  }

  /**
   * By how many years a log has to be moved so the reference lies inside it, or nearest to it; 0
   * where its stamps have years.
   *
   * @param order its files, oldest first
   */
  static int yearsOff(
      @Nullable Reference reference, List<Integer> order, List<FileReport> reports) {
    Instant first = reports.get(order.get(0)).stamps.first();
    Instant last = reports.get(order.get(order.size() - 1)).stamps.last();
    if (reference == null
        || first == null
        || last == null
        || !reports.get(order.get(0)).stamps.basis().contains(Basis.YEAR_INFERRED)) {
      return 0;
    }
    int best = 0;
    Duration nearest = distance(reference, first, last);
    for (int years : new int[] {-1, 1}) {
      Duration distance = distance(reference, moved(first, years), moved(last, years));
      if (distance.plus(NEAR).compareTo(nearest) < 0) {
        nearest = distance;
        best = years;
      }
    }
    return best;
  }

  /**
   * By how many days a log that only says times of day has to be moved to end before the time of
   * its file; where no zone is known, near it. 0 where the reference is another.
   *
   * @param zone why its zone is the one that it is
   * @param order its files, oldest first
   */
  static int daysOff(
      @Nullable Reference reference, Basis zone, List<Integer> order, List<FileReport> reports) {
    Instant last = reports.get(order.get(order.size() - 1)).stamps.last();
    if (reference == null || !reference.last() || last == null) {
      return 0;
    }
    Duration slack = zone == Basis.ZONE_ASSUMED ? HALF_A_DAY : WRITING;
    long behind = Duration.between(last, reference.at().plus(slack)).toSeconds();
    return (int) Math.floorDiv(behind, Duration.ofDays(1).toSeconds());
  }

  private static Instant moved(Instant at, int years) {
    return at.atZone(ZoneOffset.UTC).plusYears(years).toInstant();
  }

  private static Duration distance(Reference reference, Instant from, Instant to) {
    Instant at = reference.at();
    if (to.isAfter(reference.latest())) {
      return NEVER;
    }
    return at.isBefore(from)
        ? Duration.between(at, from)
        : at.isAfter(to) ? Duration.between(to, at) : Duration.ZERO;
  }
}
