package postmortem.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
import postmortem.event.Basis;
import postmortem.event.EventTime;
import postmortem.event.Place;
import postmortem.evidence.EvidenceFile;
import postmortem.log.format.LinePatterns;

/**
 * Makes records of the lines of a text export, each with the fields of its pattern, with {@code
 * line}, the name of that pattern, and with the time that it and the lines before it say.
 */
final class LineReading {

  private final EvidenceFile file;
  private final LineRule rule;
  private final Reading reading;
  private final RowBook book;
  private final Consumer<SourceRecord> sink;
  private final LineClock clock;
  private final LinePatterns.Match match = new LinePatterns.Match();
  private final Map<String, String> carried = new HashMap<>();
  private @Nullable Pending pending;
  private boolean zoneAssumed;

  /** A record whose last line may not have come. */
  private record Pending(
      long line, ByteArrayOutputStream bytes, Map<String, String> fields, @Nullable EventTime at) {}

  LineReading(
      EvidenceFile file,
      SourceDeclaration source,
      LineRule rule,
      Reading reading,
      RowBook book,
      Consumer<SourceRecord> sink) {
    this.file = file;
    this.rule = rule;
    this.reading = reading;
    this.book = book;
    this.sink = sink;
    boolean utc = source.events().stream().anyMatch(event -> event.time().utc());
    this.clock = new LineClock(file, reading.rules(), utc, reading.elsewhere());
  }

  /** Takes the next line that is not blank. */
  void line(byte[] raw, long number) {
    byte[] line = PlainLine.inEnglish(PlainLine.of(raw), rule.months());
    int found = rule.patterns().match(line, 0, line.length, match);
    if (found == LinePatterns.NONE || rule.others().contains(rule.names().get(found))) {
      goesOn(raw, line, number);
      return;
    }
    flush();
    String name = rule.names().get(found);
    if (rule.days().contains(name)) {
      if (match.stampFrom() >= 0) {
        clock.day(match.stamp());
      }
      book.filtered();
      return;
    }
    Place place = new Place.Line(number);
    if (rule.untimed().contains(name)) {
      unreadable(place, "no time could be read", "other records have one that can be");
      return;
    }
    EventTime at = null;
    Map<String, String> fields = fields(line, name);
    if (match.stampFrom() >= 0) {
      String stamp = text(line, match.stampFrom(), match.stampTo());
      fields.put("time", stamp);
      boolean dated = match.stamp().hasDate();
      at = clock.time(match.stamp(), reading.redactor().text(stamp)).orElse(null);
      if (at == null) {
        unreadable(
            place,
            dated ? "no time could be read" : "the stamps carry no date",
            dated
                ? "other records have one that can be"
                : "state a moment near the incident with --reference, or name the file by its date");
        return;
      }
      zoneAssumed |= at.basis().contains(Basis.ZONE_ASSUMED);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(raw);
    pending = new Pending(number, bytes, fields, at);
  }

  private void goesOn(byte[] raw, byte[] line, long number) {
    Pending before = pending;
    if (before == null || !rule.goesOn(line)) {
      flush();
      book.unreadable(
          new Place.Line(number),
          "PM-S007",
          "a line that fits no pattern",
          "compare with a line that is read (formats explain says more)");
      return;
    }
    if (before.bytes().size() < reading.limits().maxLineBytes()) {
      before.bytes().write('\n');
      before.bytes().writeBytes(raw);
      String into = rule.into();
      if (into != null) {
        String more = text(line, 0, line.length).strip();
        before
            .fields()
            .merge(into, more, (text, next) -> text.isEmpty() ? next : text + "\n" + next);
      }
    }
  }

  private void unreadable(Place place, String fault, String help) {
    book.unreadable(place, "PM-S006", fault, help);
  }

  private Map<String, String> fields(byte[] line, String name) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("line", name);
    List<String> names = rule.patterns().fields();
    for (int i = 0; i < names.size(); i++) {
      if (match.from(i) >= 0) {
        fields.put(names.get(i), text(line, match.from(i), match.to(i)).strip());
      }
    }
    for (String field : rule.carry()) {
      String known = fields.get(field);
      if (known != null) {
        carried.put(field, known);
      } else if (carried.containsKey(field)) {
        fields.put(field, carried.get(field));
      }
    }
    return fields;
  }

  private static String text(byte[] line, int from, int to) {
    return new String(line, from, to - from, StandardCharsets.UTF_8);
  }

  /** Hands on the last record. */
  private void flush() {
    Pending record = pending;
    pending = null;
    if (record == null) {
      return;
    }
    byte[] bytes = record.bytes().toByteArray();
    Map<String, Tree> fields = new LinkedHashMap<>();
    record
        .fields()
        .forEach((name, value) -> fields.put(name, new Tree.Text(0, bytes.length, value, true)));
    SourceRecord one =
        SourceRecord.of(
            reading.redactor(),
            file.name(),
            new Place.Line(record.line()),
            bytes,
            new Tree.Obj(0, bytes.length, fields),
            null);
    EventTime at = record.at();
    if (at != null) {
      one.timed(at);
    }
    sink.accept(one);
  }

  /** Hands on the last record, and says what had to be assumed. */
  void end() {
    flush();
    if (zoneAssumed && reading.rules().zone(file.name()).basis() == Basis.ZONE_ASSUMED) {
      reading
          .diagnostics()
          .add(
              Diagnostic.warning("PM-L010", "the stamps carry no zone: UTC is assumed")
                  .at(Location.of(file.name()))
                  .helping(
                      "state the zone with --zone '"
                          + file.name()
                          + "=<zone>', or in incident.yaml"));
    }
    if (clock.isOfFileTime()) {
      reading
          .diagnostics()
          .add(
              Diagnostic.warning(
                      "PM-S013",
                      "the stamps carry no date: the one nearest to the time of the file is assumed")
                  .at(Location.of(file.name()))
                  .helping(
                      "state a moment near the incident with --reference, or name the file by its"
                          + " date"));
    }
  }
}
