package postmortem.source.system;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Place;
import postmortem.event.ShortText;
import postmortem.source.declared.DeclaredEvents;
import postmortem.source.scan.Reading;

/**
 * A message of a chat that was exported as a page, raw.
 *
 * @param id what the chat calls it
 * @param author the account; empty when the page names none
 * @param shown the name that others see, the same as the author where there is no other
 * @param words what it says, and what the files in it are called
 */
record PageMessage(String id, String author, String shown, String words, @Nullable String channel) {

  /** Longer messages are cut in a summary. */
  private static final int LONGEST = 2_000;

  /** The event that it is, redacted; nothing where it says nothing, or has no time. */
  Optional<Event> event(
      Optional<EventTime> time, String system, String evidence, int line, Reading reading) {
    if (words.isEmpty() || time.isEmpty()) {
      return Optional.empty();
    }
    String said = reading.redactor().text(words);
    String who = reading.redactor().text(author);
    byte[] raw = (id + words).getBytes(StandardCharsets.UTF_8);
    String print = HexFormat.of().formatHex(EventId.sha256().digest(raw));
    Instant uncorrected = time.get().at().minus(reading.rules().clockOffset(evidence));
    return Optional.of(
        Event.of(
                DeclaredEvents.id(EventType.MESSAGE, system, uncorrected, List.of(id)),
                time.get(),
                EventType.MESSAGE,
                system)
            .summary(ShortText.of(said, LONGEST))
            .actor(who.isEmpty() ? null : who)
            .service(reading.rules().service(evidence).orElse(null))
            .attribute(Attribute.CHANNEL, channel == null ? null : reading.redactor().text(channel))
            .attribute(
                "name",
                shown.isEmpty() || shown.equals(author) ? null : reading.redactor().text(shown))
            .cite(new Citation(evidence, new Place.Line(line), who + ": " + said, print))
            .build());
  }
}
