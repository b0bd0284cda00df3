package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.timeline.ServiceName;
import postmortem.timeline.ServiceName.Relation;

/** What grew steadily until the impact began, as memory, connections or a queue do. */
final class Growths {

  /** What a change lets grow begins to grow so soon after it. */
  private static final Duration GROWS = Duration.ofHours(1);

  /** Where a steady rise began is known only so well: its samples are minutes apart. */
  private static final Duration ABOUT = Duration.ofMinutes(10);

  private final List<Event> growing;

  /**
   * Of an incident.
   *
   * @param events of the whole timeline, in its order
   */
  Growths(List<Event> events, Instant impact) {
    this.growing = events.stream().filter(event -> isGrowth(event, impact)).toList();
  }

  /** Whether a resource grew steadily, and came to its top as the impact began. */
  private static boolean isGrowth(Event event, Instant impact) {
    return event.type() == EventType.METRIC_SHIFT
        && event.attributes().containsKey(Attribute.STARTED)
        && began(event).isBefore(impact)
        && Duration.between(event.time().at(), impact).abs().compareTo(GROWS) <= 0;
  }

  /** When a resource began to grow. */
  static Instant began(Event growth) {
    return OffsetDateTime.parse(growth.attributes().getOrDefault(Attribute.STARTED, ""))
        .toInstant();
  }

  /**
   * What began to grow as a change was made or soon after it, of its service; null for nothing.
   *
   * @param at when the change took effect
   */
  @Nullable Event after(Event change, Instant at) {
    Instant start = ChangeStart.of(change).isBefore(at) ? ChangeStart.of(change) : at;
    if (change.type() == EventType.COMMIT || change.type() == EventType.DEPENDENCY) {
      return null;
    }
    for (Event growth : growing) {
      Instant began = began(growth);
      boolean then = !began.isBefore(start.minus(ABOUT)) && !began.isAfter(at.plus(GROWS));
      if (then && isAbout(change, growth)) {
        return growth;
      }
    }
    return null;
  }

  /** Whether what changed and what grew are of one service, as far as both say it. */
  private static boolean isAbout(Event change, Event growth) {
    String service = change.service();
    return service != null
        && (ServiceName.relation(service, growth.service()) == Relation.SAME
            || ServiceName.named(service, growth.summary()));
  }
}
