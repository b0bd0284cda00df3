package postmortem.source.rule;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.event.Place;

/** What contradicts the stamps of each file, told once for each kind. Not thread-safe. */
final class StampDoubts {

  /** Kinds of contradiction. */
  private enum Kind {
    ZONE(
        "PM-S016",
        true,
        "the zone in the stamp is taken; if the other one is right, state a clock-offset in"
            + " incident.yaml"),
    DISPLAY_ZONE(
        "PM-S016",
        false,
        "the stamps are taken for UTC; if they are local time, state a clock-offset in"
            + " incident.yaml"),
    UNIT("PM-S017", true, "correct the unit in the source, or leave it out: the size tells it");

    private final String code;
    private final boolean warns;
    private final String help;

    Kind(String code, boolean warns, String help) {
      this.code = code;
      this.warns = warns;
      this.help = help;
    }
  }

  private static final class Doubt {
    private final Kind kind;
    private final Place place;
    private final String example;
    private Place last;
    private long count = 1;

    Doubt(Kind kind, Place place, String example) {
      this.kind = kind;
      this.place = place;
      this.last = place;
      this.example = example;
    }
  }

  private final Map<String, Map<String, Doubt>> byFile = new HashMap<>();

  /** Two zones in one stamp. */
  void twoZones(SourceRecord record, String raw) {
    add(record, Kind.ZONE, "the stamps say two zones", raw);
  }

  /** Another zone beside the stamp, so many seconds away. */
  void otherZone(SourceRecord record, String raw, ZonesBeside.Said said, int apart, boolean utc) {
    add(
        record,
        utc && !said.ofColumn() ? Kind.DISPLAY_ZONE : Kind.ZONE,
        "the stamps say another zone than \u201c" + said.by() + "\u201d",
        raw + " beside " + said.zone().getId() + ", " + words(Math.abs(apart)) + " apart");
  }

  /** A count that cannot be in the unit that was declared. */
  void unit(SourceRecord record, String raw, String unit) {
    add(
        record,
        Kind.UNIT,
        "counts since 1970 cannot be in " + unit + " as declared: read by their size",
        raw);
  }

  private void add(SourceRecord record, Kind kind, String fault, String example) {
    Doubt doubt =
        byFile
            .computeIfAbsent(record.evidence(), file -> new LinkedHashMap<>())
            .computeIfAbsent(fault, key -> new Doubt(kind, record.place(), example));
    if (!doubt.last.equals(record.place())) {
      doubt.last = record.place();
      doubt.count++;
    }
  }

  private static String words(int seconds) {
    int minutes = seconds / 60;
    return minutes % 60 == 0 ? minutes / 60 + " h" : minutes / 60 + " h " + minutes % 60 + " min";
  }

  /** Says what was found in a file, and forgets it. */
  void tell(String file, String reader, Diagnostics diagnostics) {
    Map<String, Doubt> doubts = byFile.remove(file);
    if (doubts == null) {
      return;
    }
    doubts.forEach(
        (fault, doubt) -> {
          String message =
              fault + ": " + doubt.count + (doubt.count == 1 ? " row of " : " rows of ") + reader;
          Diagnostic said =
              doubt.kind.warns
                  ? Diagnostic.warning(doubt.kind.code, message)
                  : Diagnostic.note(doubt.kind.code, message);
          String first = doubt.place instanceof Place.Line ? "" : " at " + file + doubt.place;
          diagnostics.add(
              said.at(
                      doubt.place instanceof Place.Line line
                          ? Location.of(file, Math.toIntExact(line.number()))
                          : Location.of(file))
                  .noting("first" + first + ": " + doubt.example)
                  .helping(doubt.kind.help));
        });
  }
}
