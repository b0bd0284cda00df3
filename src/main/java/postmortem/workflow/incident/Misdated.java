package postmortem.workflow.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
import postmortem.event.Basis;
import postmortem.event.EventTime;
import postmortem.evidence.FileAccount;
import postmortem.incident.ReadingRules;
import postmortem.workflow.Session;

/**
 * Says which evidence has stamps that cannot be right: of the future, or of a time before there
 * were the systems that wrote them. Counts in a wrong unit and clocks that were never set end up
 * there. Says as well where a stated zone was not used. Only messages depend on the clock.
 */
final class Misdated {

  private static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");

  private static final String CERTIFICATES = "certificates";

  /** Zones lie up to 14 hours from UTC, and clocks go a little wrong. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private Misdated() {}

  static void tell(Session session, ReadingRules rules, List<FileAccount> accounts) {
    Instant latest = session.clock().instant().plus(AHEAD);
    for (FileAccount account : accounts) {
      Instant first = account.first();
      Instant last = account.last();
      if (first != null && first.isBefore(FIRST)) {
        session
            .diagnostics()
            .add(
                stamps(account, "begin in the past, at " + EventTime.format(first))
                    .helping(
                        "a clock that was not set, or a count in a wrong unit: leave them out with"
                            + " --from, or state the unit in a source of your own"));
      }
      // Of a year that was taken from elsewhere, that is said already.
      // A certificate says itself that it ends in the future.
      boolean planned =
          account.basis().contains(Basis.YEAR_INFERRED) || CERTIFICATES.equals(account.reader());
      if (last != null && last.isAfter(latest) && !planned) {
        session
            .diagnostics()
            .add(
                stamps(account, "reach into the future, to " + EventTime.format(last))
                    .helping(
                        "a plan, a clock that goes wrong, or a count in a wrong unit: leave them"
                            + " out with --until, or state the unit in a source of your own"));
      }
      rules
          .zoneByName(account.evidence())
          .filter(zone -> first != null && !isUsed(zone, account))
          .ifPresent(zone -> session.diagnostics().add(unused(zone, account)));
    }
  }

  private static Diagnostic stamps(FileAccount account, String course) {
    return Diagnostic.warning("PM-W046", "the stamps of this evidence " + course)
        .at(Location.of(account.evidence()));
  }

  private static boolean isUsed(ZoneId zone, FileAccount account) {
    return zone.getId().equals(account.zone());
  }

  private static Diagnostic unused(ZoneId zone, FileAccount account) {
    boolean own = account.basis().contains(Basis.OFFSET) || account.basis().contains(Basis.EPOCH);
    String other = account.zone();
    return Diagnostic.warning(
            "PM-W047", "the zone " + zone.getId() + " that is stated for this evidence is not used")
        .at(Location.of(account.evidence()))
        .noting(
            own
                ? "its stamps say how they lie to UTC"
                : "its format, or the title of a column, says that they are in "
                    + (other == null ? "UTC" : other))
        .helping("leave it out; if the stamps are wrong, state a clock-offset in incident.yaml");
  }
}
