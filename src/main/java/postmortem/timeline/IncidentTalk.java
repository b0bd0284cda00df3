package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.timeline.Vocabulary.Topic;

/**
 * What people wrote in channels that were opened for an incident: it says when the incident was, as
 * an alert does, though not what failed.
 *
 * @param from the first message; null where there is no such channel
 * @param to the last one
 */
public record IncidentTalk(@Nullable Instant from, @Nullable Instant to) {

  /** Fewer messages are a remark. */
  private static final int FEWEST = 3;

  /** What was over for longer is not what a channel was opened for. */
  private static final Duration OVER = Duration.ofHours(1);

  /** People open a channel so soon after the errors that it is about. */
  private static final Duration SOON = Duration.ofHours(2);

  /** What the messages among events say; in any order. */
  static IncidentTalk among(List<Event> events) {
    Instant from = null;
    Instant to = null;
    int count = 0;
    for (Event event : events) {
      if (isIn(event)) {
        Instant at = event.time().at();
        from = from == null || at.isBefore(from) ? at : from;
        to = to == null || at.isAfter(to) ? at : to;
        count++;
      }
    }
    return count < FEWEST ? new IncidentTalk(null, null) : new IncidentTalk(from, to);
  }

  /** Whether it is a message of a person in such a channel. */
  public static boolean isIn(Event event) {
    return event.type() == EventType.MESSAGE
        && !ChatSignificance.isBot(event)
        && Vocabulary.builtIn()
                .count(
                    Topic.INCIDENT_CHANNEL,
                    Words.plain(event.attributes().getOrDefault(Attribute.CHANNEL, "")))
            > 0;
  }

  /**
   * Whether an alert was about something else: it was over long before the channel was opened, and
   * something else went wrong since.
   */
  boolean isElsewhere(AlertGroup group, List<Signal> signals) {
    Instant end = group.events().get(group.events().size() - 1).time().at();
    boolean ended = group.has(EventType.ALERT_RESOLVED) || group.has(EventType.INCIDENT_RESOLVED);
    Instant begin = from;
    Instant last = to;
    if (begin == null || last == null || !ended || end.isAfter(begin.minus(OVER))) {
      return false;
    }
    return signals.stream()
        .filter(signal -> signal.event().type() != EventType.FIRST_SEEN)
        .map(Signal::at)
        .anyMatch(at -> at.isAfter(end) && !at.isBefore(begin.minus(SOON)) && !at.isAfter(last));
  }

  /**
   * How much an alert counts: what fires after the talk is over is not what the channel was opened
   * for.
   */
  double share(AlertGroup group) {
    return to != null && group.firesAt().isAfter(to) ? share(group.firesAt()) : 1;
  }

  /** How much something of that time counts: 1 where the talk is, or nothing is known of one. */
  double share(Instant at) {
    Instant begin = from;
    Instant last = to;
    if (begin == null || last == null) {
      return 1;
    }
    Instant opened = begin.minus(SOON);
    if (!at.isBefore(opened) && !at.isAfter(last)) {
      return 1;
    }
    Duration apart =
        at.isBefore(opened) ? Duration.between(at, opened) : Duration.between(last, at);
    return Math.max(Focus.LEAST, AlertFit.nearness(apart));
  }
}
