package postmortem.timeline;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.timeline.ServiceName.Relation;

/**
 * The times in which alerts of something were kept quiet: silences, downtimes and maintenance that
 * were planned or set by hand. What goes wrong in them was expected.
 */
public final class QuietTimes {

  private final List<Event> quiet;

  private QuietTimes(List<Event> quiet) {
    this.quiet = quiet;
  }

  /** Those among events that say when they end. */
  public static QuietTimes among(List<Event> events) {
    return new QuietTimes(
        events.stream()
            .filter(event -> event.attributes().containsKey(Attribute.QUIET))
            .filter(event -> event.until() != null)
            .toList());
  }

  /**
   * The quiet time that holds when errors rise; only one of the same service or of the same alert.
   *
   * @param alert to the rise; null for none
   */
  public Optional<Event> at(Event rise, @Nullable Event alert) {
    Instant at = rise.time().at();
    return quiet.stream()
        .filter(event -> holds(event, at))
        .filter(event -> isAbout(event, rise) || (alert != null && isAbout(event, alert)))
        .findFirst();
  }

  /**
   * The events without errors that began and went back in a quiet time which was over by then. What
   * a log holds for the first time in it is left out with them.
   */
  List<Event> without(List<Event> events, Instant moment) {
    List<Event> over =
        quiet.stream()
            .filter(event -> event.time().at().isBefore(moment) && !holds(event, moment))
            .toList();
    if (over.isEmpty()) {
      return events;
    }
    Set<String> expected = new HashSet<>();
    Set<String> logs = new HashSet<>();
    for (Event event : events) {
      boolean rises =
          event.type() == EventType.RATE_ONSET || event.type() == EventType.METRIC_SHIFT;
      if (rises && over.stream().anyMatch(time -> isExpected(time, event, end(event, events)))) {
        expected.add(event.id());
        logs.add(event.citations().get(0).evidence());
      }
    }
    return events.stream()
        .filter(event -> !expected.contains(event.id()))
        .filter(
            event ->
                event.type() != EventType.FIRST_SEEN
                    || !logs.contains(event.citations().get(0).evidence())
                    || over.stream().noneMatch(time -> isExpected(time, event, event.time().at())))
        .toList();
  }

  private static boolean isExpected(Event quiet, Event event, @Nullable Instant end) {
    return end != null
        && holds(quiet, event.time().at())
        && holds(quiet, end)
        && isAbout(quiet, event);
  }

  /** When what rose was first back; null when nothing says so. */
  private static @Nullable Instant end(Event rise, List<Event> events) {
    Instant first = rise.until();
    for (Event event : events) {
      boolean ends =
          event.type() == EventType.RATE_END || event.type() == EventType.METRIC_RECOVERY;
      Instant at = event.time().at();
      if (ends
          && at.isAfter(rise.time().at())
          && (first == null || at.isBefore(first))
          && Signal.key(event).equals(Signal.key(rise))) {
        first = at;
      }
    }
    return first;
  }

  private static boolean holds(Event quiet, Instant at) {
    return !at.isBefore(quiet.time().at()) && !at.isAfter(Objects.requireNonNull(quiet.until()));
  }

  private static boolean isAbout(Event quiet, Event event) {
    String alert = quiet.attributes().getOrDefault(Attribute.ALERT, "");
    if (!alert.isEmpty()) {
      // Who silences one alert of a service does not expect others.
      return alert.equals(event.attributes().get(Attribute.ALERT));
    }
    String service = quiet.service();
    if (service == null || service.isBlank()) {
      return false;
    }
    Relation relation = ServiceName.relation(service, event.service());
    return relation == Relation.UNKNOWN
        ? ServiceName.named(service, event.citations().get(0).evidence())
        : relation != Relation.OTHER;
  }
}
