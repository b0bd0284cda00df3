package postmortem.log.scan;

import postmortem.event.Basis;
import postmortem.event.stamp.Stamp;
import postmortem.log.fit.FormatIndex;
import postmortem.log.format.ZoneRule;
import postmortem.log.summary.Sight;

/**
 * Notes on what the instants of a file rest on, and where that is in doubt. Nearly always it is
 * what the last one rested on. Not thread-safe.
 */
final class StampBases {

  private final FormatIndex formats;
  private final Basis zone;
  private final Stamps stamps;
  private long last = -1;

  /**
   * Of a file.
   *
   * @param zone where the zone is from that its stamps without one are read in
   */
  StampBases(FormatIndex formats, Basis zone, Stamps stamps) {
    this.formats = formats;
    this.zone = zone;
    this.stamps = stamps;
  }

  /**
   * Adds a stamp of that format.
   *
   * @param ambiguous whether it was in an hour that exists twice, and nothing decided
   */
  void add(Stamp stamp, int format, Sight sight, boolean ambiguous) {
    int flags =
        (stamp.isEpoch() ? 1 : 0)
            | (stamp.isUnitInferred() ? 2 : 0)
            | (stamp.hasOffset() ? 4 : 0)
            | (stamp.hasYear() ? 8 : 0)
            | (sight.orderDecided() ? 16 : 0)
            | (ambiguous ? 32 : 0)
            | (stamp.isZoneDisputed() ? 64 : 0)
            | (stamp.isUnitDoubted() ? 128 : 0);
    long basis = ((long) stamp.offsetSeconds() << 32) ^ ((long) format << 8) ^ flags;
    if (basis != last) {
      last = basis;
      origin(stamp, format);
      doubts(stamp, sight, ambiguous);
    }
  }

  private void origin(Stamp stamp, int format) {
    if (stamp.isEpoch()) {
      stamps.from(Basis.EPOCH);
      if (stamp.isUnitInferred()) {
        stamps.from(Basis.UNIT_INFERRED);
      }
    } else if (stamp.hasOffset()) {
      stamps.from(Basis.OFFSET);
      if (stamp.offsetSeconds() != 0) {
        stamps.offset(stamp.offsetSeconds());
      }
    } else if (formats.get(format).zone() == ZoneRule.UTC) {
      stamps.from(Basis.ZONE_CONFIGURED);
    } else {
      stamps.from(zone);
      stamps.needZone();
    }
  }

  private void doubts(Stamp stamp, Sight sight, boolean ambiguous) {
    if (!stamp.hasYear()) {
      stamps.from(Basis.YEAR_INFERRED);
    }
    if (sight.orderDecided()) {
      stamps.from(Basis.ORDER_RESOLVED);
    }
    if (ambiguous || stamp.isZoneDisputed()) {
      stamps.from(Basis.AMBIGUOUS);
    }
    if (stamp.isZoneDisputed()) {
      stamps.disputeZone(sight.line());
    }
    if (stamp.isUnitDoubted()) {
      stamps.doubtUnit(sight.line());
    }
  }
}
