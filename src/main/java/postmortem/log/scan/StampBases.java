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
  private final FileReport report;
  private long last = -1;

  /**
   * Of a file.
   *
   * @param zone where the zone is from that its stamps without one are read in
   */
  StampBases(FormatIndex formats, Basis zone, FileReport report) {
    this.formats = formats;
    this.zone = zone;
    this.report = report;
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
      report.basis.add(Basis.EPOCH);
      if (stamp.isUnitInferred()) {
        report.basis.add(Basis.UNIT_INFERRED);
      }
    } else if (stamp.hasOffset()) {
      report.basis.add(Basis.OFFSET);
      if (stamp.offsetSeconds() != 0) {
        report.offset(stamp.offsetSeconds());
      }
    } else if (formats.get(format).zone() == ZoneRule.UTC) {
      report.basis.add(Basis.ZONE_CONFIGURED);
    } else {
      report.basis.add(zone);
      report.zoneNeeded = true;
    }
  }

  private void doubts(Stamp stamp, Sight sight, boolean ambiguous) {
    if (!stamp.hasYear()) {
      report.basis.add(Basis.YEAR_INFERRED);
    }
    if (sight.orderDecided()) {
      report.basis.add(Basis.ORDER_RESOLVED);
    }
    if (ambiguous || stamp.isZoneDisputed()) {
      report.basis.add(Basis.AMBIGUOUS);
    }
    if (stamp.isZoneDisputed() && report.zoneDisputed == 0) {
      report.zoneDisputed = sight.line();
    }
    if (stamp.isUnitDoubted() && report.unitDoubted == 0) {
      report.unitDoubted = sight.line();
    }
  }
}
