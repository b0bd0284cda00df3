package postmortem.log;

import java.time.ZoneOffset;
import java.util.Optional;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
import postmortem.event.Basis;
import postmortem.log.scan.FileReport;
import postmortem.log.scan.TwoClocks;

/** Says how far the clocks inside and outside of the envelopes of a log are apart. */
final class EnvelopeClocks {

  /** Below so many seconds nobody needs to know. */
  private static final long APART = 2;

  /** Zones differ by quarters of an hour. */
  private static final long QUARTER = 900;

  private static final long FARTHEST_ZONE = 14 * 3_600;

  private EnvelopeClocks() {}

  /** What a reader should know of a file; nothing where both clocks agree. */
  static Optional<Diagnostic> message(FileReport report, String file) {
    TwoClocks two = report.twoClocks();
    long median = two.count() == 0 ? 0 : two.median();
    if (Math.abs(median) < APART) {
      return Optional.empty();
    }
    String apart = LogMessages.written(Math.abs(median)) + (median > 0 ? " ahead of" : " behind");
    return Optional.of(
        Diagnostic.note(
                "PM-L025",
                "the stamps inside the envelopes of this log are " + apart + " those outside")
            .at(Location.of(file))
            .noting(
                two.count()
                    + (two.count() == 1 ? " record has" : " records have")
                    + " both: from "
                    + signed(two.least())
                    + " to "
                    + signed(two.most()))
            .helping(help(report, median, file)));
  }

  private static String help(FileReport report, long median, String file) {
    boolean zones = median % QUARTER == 0 && Math.abs(median) <= FARTHEST_ZONE;
    if (zones
        && report.twoClocks().hasOffset()
        && report.stamps().basis().contains(Basis.ZONE_ASSUMED)) {
      String outer = zone(-median);
      return "the outer ones carry no zone and are probably local time at "
          + outer
          + ": state it with --zone '"
          + file
          + "="
          + outer
          + "'";
    }
    return zones && report.twoClocks().lacksOffset()
        ? "the outer ones are used; the inner ones are probably local time at " + zone(median)
        : "the outer ones are used; the clock of the program, or of its host, goes wrong";
  }

  private static String zone(long seconds) {
    return ZoneOffset.ofTotalSeconds((int) seconds).getId();
  }

  private static String signed(long seconds) {
    return (seconds < 0 ? "-" : "+") + LogMessages.written(Math.abs(seconds));
  }
}
