package postmortem.timeline;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import postmortem.event.Attribute;
import postmortem.event.Basis;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Place;
import postmortem.event.Position;
import postmortem.event.Precision;
import postmortem.incident.Incident;
import postmortem.incident.StatedNote;
import postmortem.redact.Redactor;

/** The rows that people add in {@code incident.yaml}; the file itself is what they cite. */
final class StatedNotes {

  /** The name under which notes cite what people state. */
  static final String FILE = "incident.yaml";

  /** Where a person says the fact can be seen, as stated. */
  static final String STATED_CITATION = "stated-citation";

  private StatedNotes() {}

  static List<Event> of(Incident incident, Redactor redactor) {
    List<Event> events = new ArrayList<>();
    List<StatedNote> notes = incident.notes();
    for (int i = 0; i < notes.size(); i++) {
      StatedNote note = notes.get(i);
      String text = redactor.text(note.text());
      String by = note.by() == null ? null : redactor.text(note.by());
      String stated = note.citation() == null ? null : redactor.text(note.citation());
      String raw = EventTime.format(note.at());
      byte[] hash = EventId.sha256().digest((raw + '\0' + text).getBytes(StandardCharsets.UTF_8));
      Precision precision =
          note.at().equals(note.at().truncatedTo(ChronoUnit.SECONDS))
              ? Precision.SECOND
              : Precision.MILLI;
      Event.Builder event =
          Event.of(
                  EventId.of(Kind.NOTE, "incident", raw, text),
                  new EventTime(note.at(), precision, List.of(Basis.OFFSET), Duration.ZERO, raw),
                  EventType.NOTE,
                  "incident")
              .actor(by)
              .summary(text)
              .cite(
                  new Citation(
                      FILE, new Place.Pointer("/notes/" + i), text, HexFormat.of().formatHex(hash)))
              .position(new Position(FILE, i));
      if (stated != null) {
        boolean link = stated.startsWith("https://") || stated.startsWith("http://");
        event.attribute(link ? Attribute.LINK : STATED_CITATION, stated);
      }
      events.add(event.build());
    }
    return events;
  }
}
