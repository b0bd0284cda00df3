package postmortem.log;

import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.event.Basis;
import postmortem.evidence.EvidenceFile;
import postmortem.incident.ReadingRules;
import postmortem.log.format.LogFormat;

/** What a reader has to know about how logs were read. */
final class LogMessages {

  private final List<EvidenceFile> files;
  private final List<LogFormat> formats;
  private final ReadingRules rules;
  private final Diagnostics diagnostics;

  LogMessages(
      List<EvidenceFile> files,
      List<LogFormat> formats,
      ReadingRules rules,
      Diagnostics diagnostics) {
    this.files = files;
    this.formats = formats;
    this.rules = rules;
    this.diagnostics = diagnostics;
  }

  /** Says it, at most one message of a kind for each file. */
  void tell(List<FileReport> reports) {
    SortedSet<Integer> offsets = new TreeSet<>();
    for (FileReport report : reports) {
      offsets.addAll(report.offsets);
    }
    for (FileReport report : reports) {
      zone(report, offsets);
      year(report);
      unreadable(report);
    }
  }

  private void zone(FileReport report, SortedSet<Integer> offsets) {
    String name = files.get(report.file).name();
    if (!report.zoneNeeded || rules.zone(name).basis() != Basis.ZONE_ASSUMED) {
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

  private void year(FileReport report) {
    if (!report.yearNeeded && !report.basis.contains(Basis.YEAR_INFERRED)) {
      return;
    }
    if (rules.reference().isPresent()) {
      return;
    }
    diagnostics.add(
        Diagnostic.note(
                "PM-L011",
                report.first == null
                    ? "the stamps carry no year, and nothing tells which one it was"
                    : "the stamps carry no year: the one nearest to the other evidence is taken")
            .at(Location.of(files.get(report.file).name()))
            .helping("state a moment near the incident with --reference"));
  }

  private void unreadable(FileReport report) {
    if (report.unreadable == 0) {
      return;
    }
    Location place = place(report);
    String rows = report.unreadable + (report.unreadable == 1 ? " record" : " records");
    if (report.format < 0) {
      diagnostics.add(
          Diagnostic.error(
                  "PM-L020", "no format takes any line of this log: " + rows + " unreadable")
              .at(place)
              .noting(
                  "tried: "
                      + formats.stream().map(LogFormat::name).collect(Collectors.joining(", ")))
              .helping(
                  "describe its format in a YAML file; formats explain shows how far it came"));
      return;
    }
    boolean untimed = report.noTime == report.unreadable;
    Diagnostic diagnostic =
        Diagnostic.warning(
                "PM-L021",
                rows
                    + " of "
                    + report.read
                    + (untimed ? " have no time that can be read" : " fit no format"))
            .at(place)
            .helping("formats explain shows how far matching came");
    if (report.unreadableLines.size() > 1) {
      diagnostic =
          diagnostic.noting(
              "the first are in lines "
                  + report.unreadableLines.stream()
                      .map(String::valueOf)
                      .collect(Collectors.joining(", ")));
    }
    diagnostics.add(diagnostic);
  }

  private Location place(FileReport report) {
    String name = files.get(report.file).name();
    @Nullable Long line = report.unreadableLines.isEmpty() ? null : report.unreadableLines.get(0);
    return line == null || line > Integer.MAX_VALUE
        ? Location.of(name)
        : Location.of(name, line.intValue());
  }
}
