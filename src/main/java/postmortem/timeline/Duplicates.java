package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventType;

/**
 * Makes one row of one fact. The same fact is what has the same id (two exports of one system that
 * overlap), or the same alert in the same state with the same start (several systems that handed it
 * on), or the same page to the same person again. A commit and its deployment are two facts.
 */
final class Duplicates {

  /** Repeated notifications follow the first within this. */
  private static final Duration REPEATED_WITHIN = Duration.ofHours(1);

  /** Which of several reports of a fact is kept: the most exact stamp, then the earliest. */
  private static final Comparator<Event> BEST =
      Comparator.comparing((Event event) -> event.time().precision())
          .reversed()
          .thenComparing(event -> event.time().at())
          .thenComparing(event -> -event.citations().size())
          .thenComparing(event -> event.citations().get(0).evidence())
          .thenComparing(event -> event.citations().get(0).place())
          .thenComparing(Event::id)
          .thenComparing(Event::summary);

  private static final Comparator<Citation> CITATIONS =
      Comparator.comparing(Citation::evidence).thenComparing(Citation::place);

  private Duplicates() {}

  /** One event for each fact, in no particular order. */
  static List<Event> merge(List<Event> events) {
    List<Event> unique = byKey(events, Event::id);
    unique = byKey(unique, Duplicates::alertState);
    return repeats(unique);
  }

  private static List<Event> byKey(List<Event> events, Function<Event, @Nullable String> identity) {
    SortedMap<String, List<Event>> groups = new TreeMap<>();
    List<Event> result = new ArrayList<>();
    for (Event event : events) {
      String key = identity.apply(event);
      if (key == null) {
        result.add(event);
      } else {
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(event);
      }
    }
    for (List<Event> group : groups.values()) {
      result.add(one(group));
    }
    return result;
  }

  /** What several systems share when they hand the same alert on; null for anything else. */
  private static @Nullable String alertState(Event event) {
    String fingerprint = event.attributes().getOrDefault(Attribute.FINGERPRINT, "");
    if (fingerprint.isEmpty()
        || (event.type() != EventType.ALERT_FIRED && event.type() != EventType.ALERT_RESOLVED)) {
      return null;
    }
    return event.type()
        + "\0"
        + fingerprint
        + '\0'
        + event.time().at().truncatedTo(ChronoUnit.SECONDS);
  }

  private static List<Event> repeats(List<Event> events) {
    List<Event> ordered = new ArrayList<>(events);
    ordered.sort(TimelineBuilder.ORDER);
    Map<String, Map<String, List<Event>>> open = new HashMap<>();
    List<List<Event>> pages = new ArrayList<>();
    List<Event> result = new ArrayList<>();
    for (Event event : ordered) {
      String incident = event.attributes().getOrDefault(Attribute.INCIDENT, "");
      String key = event.source() + '\0' + incident;
      String actor = event.actor();
      if (event.type() != EventType.PAGED || incident.isEmpty() || actor == null) {
        result.add(event);
        if (event.type() != EventType.ALERT_NOTE && !incident.isEmpty()) {
          // After an acknowledgement or an escalation a page is news again.
          open.remove(key);
        }
        continue;
      }
      Map<String, List<Event>> byPerson = open.computeIfAbsent(key, k -> new HashMap<>());
      List<Event> earlier = byPerson.get(actor);
      if (earlier != null && soon(earlier.get(0).time().at(), event.time().at())) {
        earlier.add(event);
      } else {
        List<Event> first = new ArrayList<>(List.of(event));
        byPerson.put(actor, first);
        pages.add(first);
      }
    }
    for (List<Event> page : pages) {
      Event first = page.get(0);
      Event.Builder merged = first.change();
      long count = 0;
      for (Event repeat : page) {
        repeat.citations().forEach(merged::cite);
        count += repeat.count();
      }
      result.add(page.size() == 1 ? first : merged.count(count).build());
    }
    return result;
  }

  private static boolean soon(Instant first, Instant then) {
    return Duration.between(first, then).compareTo(REPEATED_WITHIN) <= 0;
  }

  private static Event one(List<Event> group) {
    if (group.size() == 1) {
      return group.get(0);
    }
    group.sort(BEST);
    Event best = group.get(0);
    Event.Builder merged = best.change();
    long count = best.count();
    List<Citation> others = new ArrayList<>();
    Instant until = best.until();
    for (Event other : group.subList(1, group.size())) {
      others.addAll(other.citations());
      count = Math.max(count, other.count());
      if (other.until() != null && (until == null || other.until().isAfter(until))) {
        until = other.until();
      }
      for (Map.Entry<String, String> attribute : other.attributes().entrySet()) {
        if (!best.attributes().containsKey(attribute.getKey())) {
          merged.attribute(attribute.getKey(), attribute.getValue());
        }
      }
      if (best.severity() == postmortem.event.Severity.UNKNOWN) {
        merged.severity(other.severity());
      }
    }
    others.sort(CITATIONS);
    others.forEach(merged::cite);
    if (best.service() == null) {
      group.stream()
          .map(Event::service)
          .filter(s -> s != null)
          .findFirst()
          .ifPresent(merged::service);
    }
    return merged.count(count).until(until).build();
  }
}
