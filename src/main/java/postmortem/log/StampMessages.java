package postmortem.log;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.event.Basis;
import postmortem.event.stamp.DayInName;
import postmortem.evidence.EvidenceFile;
import postmortem.incident.ReadingRules;
import postmortem.log.scan.FileReport;

/** What the stamps of logs leave open, and what they say against themselves. */
final class StampMessages {

  private final List<EvidenceFile> files;
  private final ReadingRules rules;
  private final Diagnostics diagnostics;
  private final boolean yearFromFiles;

  /** In which zones logs of the run write that say theirs, in seconds from UTC. */
  private final SortedSet<Integer> offsets;

  /**
   * Messages of one run.
   *
   * @param yearFromFiles whether nothing but the time of files tells the year of stamps without one
   * @param reports of all logs
   */
  StampMessages(
      List<EvidenceFile> files,
      ReadingRules rules,
      Diagnostics diagnostics,
      boolean yearFromFiles,
      List<FileReport> reports) {
    this.files = files;
    this.rules = rules;
    this.diagnostics = diagnostics;
    this.yearFromFiles = yearFromFiles;
    this.offsets = offsets(reports);
  }

  private static SortedSet<Integer> offsets(List<FileReport> reports) {
    SortedSet<Integer> offsets = new TreeSet<>();
    for (FileReport report : reports) {
      offsets.addAll(report.stamps().offsets());
    }
    return offsets;
  }

  /** Says it of one file, at most one message of a kind. */
  void tell(FileReport report) {
    zone(report);
    doubts(report);
    year(report);
  }

  private void zone(FileReport report) {
    String name = files.get(report.file()).name();
    ZoneId zone = rules.zone(name).zone();
    if (report.stamps().zoneNeeded() && rules.isTold(name)) {
      diagnostics.add(
          Diagnostic.note(
                  "PM-L010",
                  "the stamps carry no zone: lines inside of this log tell that it is "
                      + zone.getId())
              .at(Location.of(name))
              .helping("if that is wrong, state the zone with --zone '" + name + "=<zone>'"));
      return;
    }
    if (!report.stamps().zoneNeeded() || rules.zone(name).basis() != Basis.ZONE_ASSUMED) {
      return;
    }
    Diagnostic diagnostic =
        Diagnostic.warning("PM-L010", "the stamps carry no zone: UTC is assumed")
            .at(Location.of(name))
            .helping("state the zone with --zone '" + name + "=<zone>', or in incident.yaml");
    if (!offsets.isEmpty()) {
      diagnostic =
          diagnostic.noting(
              "other logs of this run write "
                  + offsets.stream()
                      .map(seconds -> ZoneOffset.ofTotalSeconds(seconds).getId())
                      .collect(Collectors.joining(", "))
                  + "; if this one does too: --zone '"
                  + name
                  + "="
                  + ZoneOffset.ofTotalSeconds(offsets.first()).getId()
                  + "'");
    }
    diagnostics.add(diagnostic);
  }

  /** What the stamps of a file say against themselves, or against its format. */
  private void doubts(FileReport report) {
    String name = files.get(report.file()).name();
    if (report.stamps().zoneDisputed() > 0) {
      diagnostics.add(
          Diagnostic.warning(
                  "PM-L028",
                  "stamps of this log say two zones: an offset, and the name of another zone")
              .at(Location.ofLine(name, report.stamps().zoneDisputed()))
              .helping(
                  "the offset is taken; if the name is right, state a clock-offset in"
                      + " incident.yaml"));
    }
    if (report.stamps().unitDoubted() > 0) {
      diagnostics.add(
          Diagnostic.warning(
                  "PM-L029",
                  "counts since 1970 in this log cannot be in the unit that its format says: read"
                      + " by their size")
              .at(Location.ofLine(name, report.stamps().unitDoubted()))
              .helping("if that is wrong, describe the log in a YAML file of your own"));
    }
  }

  private void year(FileReport report) {
    if (!report.stamps().yearNeeded() && !report.stamps().basis().contains(Basis.YEAR_INFERRED)) {
      return;
    }
    if (rules.reference().isPresent()) {
      return;
    }
    String name = files.get(report.file()).name();
    boolean dayless = report.isDayless();
    if (dayless && DayInName.of(name) != null) {
      diagnostics.add(
          Diagnostic.note("PM-L011", "the stamps carry no day: that in the name is taken")
              .at(Location.of(name)));
      return;
    }
    String fault = dayless ? "the stamps carry no day" : "the stamps carry no year";
    diagnostics.add(
        (report.stamps().first() == null
                ? Diagnostic.warning("PM-L011", fault + ", and nothing tells which one it was")
                : yearFromFiles
                    ? Diagnostic.warning(
                        "PM-L011", fault + ": the last one before the time of the file is assumed")
                    : Diagnostic.note(
                        "PM-L011", fault + ": the one nearest to the other evidence is taken"))
            .at(Location.of(name))
            .helping("state a moment near the incident with --reference"));
  }
}
