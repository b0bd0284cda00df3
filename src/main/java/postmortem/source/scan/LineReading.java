package postmortem.source.scan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
import postmortem.event.EventTime;
import postmortem.event.Place;
import postmortem.evidence.EvidenceFile;
import postmortem.log.format.LinePatterns;
import postmortem.source.rule.LineRule;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.rule.SourceRecord;
import postmortem.source.tree.Tree;

/**
 * Makes records of the lines of a text export, each with the fields of its pattern, with {@code
 * line}, the name of that pattern, and with the time that it and the lines before it say.
 */
public final class LineReading {

  /** What a chat writes behind the name of a program. */
  private static final String OF_PROGRAM = "APP";

  /** More lines of one message do not help a reader. */
  private static final int MOST_LINES = 10_000;

  private final EvidenceFile file;
  private final LineRule rule;
  private final Reading reading;
  private final RowBook book;
  private final Consumer<SourceRecord> sink;
  private final LineClock clock;
  private final LinePatterns.Match match = new LinePatterns.Match();
  private final Map<String, String> carried = new HashMap<>();
  private @Nullable Pending pending;
  private @Nullable Line held;
  private boolean lost;

  /** A line as it stands there, its text, and its number. */
  private static final class Line {
    private final byte[] raw;
    private final String text;
    private final long number;

    Line(byte[] raw, String text, long number) {
      this.raw = raw;
      this.text = text;
      this.number = number;
    }

    byte[] raw() {
      return raw;
    }

    String text() {
      return text;
    }

    long number() {
      return number;
    }
  }

  /**
   * A record whose last line may not have come.
   *
   * @param head lines that a pattern took
   * @param more those that go on with it
   */
  private record Pending(
      List<Line> head, List<Line> more, Map<String, String> fields, @Nullable EventTime at) {}

  public LineReading(
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
      goesOn(new Line(raw, text(line, 0, line.length).strip(), number), line);
      return;
    }
    String name = rule.names().get(found);
    Line above = rule.headed().contains(name) ? above() : null;
    tellHeld();
    flush();
    lost = false;
    if (rule.today().contains(name) || rule.yesterday().contains(name)) {
      clock.relative(rule.yesterday().contains(name) ? 1 : 0);
      book.filtered();
      return;
    }
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
    Map<String, String> fields = fields(line, name, above);
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
    }
    List<Line> head = new ArrayList<>();
    if (above != null) {
      head.add(above);
    }
    head.add(new Line(raw, "", number));
    pending = new Pending(head, new ArrayList<>(), fields, at);
  }

  /** The line above, where it names who said what follows; it is no part of the record before. */
  private @Nullable Line above() {
    Pending before = pending;
    Line name = held;
    held = null;
    while (before != null && !before.more().isEmpty()) {
      name = before.more().remove(before.more().size() - 1);
      if (!name.text().equals(OF_PROGRAM)) {
        return name;
      }
    }
    return name;
  }

  private void goesOn(Line line, byte[] plain) {
    Pending before = pending;
    if (before != null && rule.goesOn(plain)) {
      if (before.more().size() < MOST_LINES) {
        before.more().add(line);
      }
    } else if (before == null && !lost && !rule.headed().isEmpty()) {
      if (held == null || !line.text().equals(OF_PROGRAM)) {
        tellHeld();
        held = line;
      }
    } else if (before != null || !lost || !rule.goesOn(plain)) {
      flush();
      strange(line);
    }
  }

  private void strange(Line line) {
    book.unreadable(
        new Place.Line(line.number()),
        "PM-S007",
        "a line that fits no pattern",
        "compare with a line that is read (formats explain says more)");
  }

  private void tellHeld() {
    Line line = held;
    held = null;
    if (line != null) {
      strange(line);
    }
  }

  private void unreadable(Place place, String fault, String help) {
    lost = true;
    book.unreadable(place, "PM-S006", fault, help);
  }

  private Map<String, String> fields(byte[] line, String name, @Nullable Line above) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("line", name);
    String heads = rule.above();
    if (above != null && heads != null) {
      fields.put(heads, above.text());
    }
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
    byte[] bytes = bytes(record);
    String into = rule.into();
    if (into != null && !record.more().isEmpty()) {
      String more = String.join("\n", record.more().stream().map(Line::text).toList());
      record.fields().merge(into, more, (text, next) -> text.isEmpty() ? next : text + "\n" + next);
    }
    Map<String, Tree> fields = new LinkedHashMap<>();
    record
        .fields()
        .forEach((name, value) -> fields.put(name, new Tree.Text(0, bytes.length, value, true)));
    SourceRecord one =
        SourceRecord.of(
            reading.redactor(),
            file.name(),
            new Place.Line(record.head().get(0).number()),
            bytes,
            new Tree.Obj(0, bytes.length, fields),
            null);
    EventTime at = record.at();
    if (at != null) {
      one.timed(at);
    }
    sink.accept(one);
  }

  private static byte[] bytes(Pending record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (List<Line> lines : List.of(record.head(), record.more())) {
      for (Line line : lines) {
        if (bytes.size() > 0) {
          bytes.write('\n');
        }
        bytes.writeBytes(line.raw());
      }
    }
    return bytes.toByteArray();
  }

  /** Hands on the last record, and says what had to be assumed. */
  void end() {
    tellHeld();
    flush();
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
