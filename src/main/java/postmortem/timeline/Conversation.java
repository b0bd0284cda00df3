package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import postmortem.event.Event;
import postmortem.event.EventType;

/** How long people go on writing of an incident whose end no alert and no measurement tells. */
final class Conversation {

  /** Who is silent for longer has turned to something else. */
  private static final Duration PAUSE = Duration.ofMinutes(45);

  private Conversation() {}

  /**
   * The last message that follows from a moment on without a longer pause; the moment itself where
   * nobody wrote.
   *
   * @param events in any order
   * @param from what is known to belong to the incident ends here
   */
  static Instant lastOf(List<Event> events, Instant from) {
    Instant limit = from.plus(Episode.LONGEST_UNNOTICED);
    List<Instant> said =
        events.stream()
            .filter(event -> event.type() == EventType.MESSAGE)
            .map(event -> event.time().at())
            .filter(at -> !at.isBefore(from) && !at.isAfter(limit))
            .sorted()
            .toList();
    Instant last = from;
    for (Instant at : said) {
      if (Duration.between(last, at).compareTo(PAUSE) > 0) {
        break;
      }
      last = at;
    }
    return last;
  }
}
