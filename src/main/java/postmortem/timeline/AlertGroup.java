package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Severity;

/**
 * The events of one alert, or of one incident of an on-call system. An alert that fires again hours
 * after it was over is another one.
 *
 * @param key what they have in common, also with the same alert at another time
 * @param events in order of time and id; not empty
 * @param noise why nobody is woken by it; null when somebody is
 */
public record AlertGroup(String key, List<Event> events, @Nullable Noise noise) {

  /** Why an alert does not begin a response. */
  public enum Noise {
    ALWAYS_FIRING,
    LOW_URGENCY,
    INFORMATION,
    FLAPPING
  }

  private static final int FLAPS = 3;
  private static final Duration FLAPS_APART = Duration.ofMinutes(1);
  private static final Duration FLAPS_WITHIN = Duration.ofHours(3);

  /** What was quiet for longer fires for a reason of its own. */
  private static final Duration QUIET = Duration.ofHours(3);

  public AlertGroup {
    events = List.copyOf(events);
  }

  /** When the alert began to fire, or the page went out; of a mere ticket, when it was opened. */
  public List<Event> starts() {
    List<Event> starts = events.stream().filter(AlertGroup::isStart).toList();
    return starts.isEmpty() ? events.subList(0, 1) : starts;
  }

  private static boolean isStart(Event event) {
    return event.type() == EventType.ALERT_FIRED || event.type() == EventType.PAGED;
  }

  /** When it first fired. */
  Instant firesAt() {
    return starts().get(0).time().at();
  }

  /** When its last event was; what is noted on an alert that is over does not keep it open. */
  Instant lastAt() {
    boolean over = isOver();
    Event last = events.get(0);
    for (Event event : events) {
      boolean afterwards =
          over || event.attributes().getOrDefault(Attribute.STATE, "").equals("closed");
      if (event.type() != EventType.ALERT_NOTE || !afterwards) {
        last = event;
      }
    }
    return last.time().at();
  }

  /** Whether something says that it was over before a moment. */
  boolean endedBefore(Instant moment) {
    return isOver() && lastAt().isBefore(moment);
  }

  private boolean isOver() {
    return has(EventType.ALERT_RESOLVED) || has(EventType.INCIDENT_RESOLVED);
  }

  /** Whether something of that type happened to it. */
  public boolean has(EventType type) {
    return events.stream().anyMatch(event -> event.type() == type);
  }

  /** The services its events are about. */
  public SortedSet<String> services() {
    SortedSet<String> services = new TreeSet<>();
    for (Event event : events) {
      String service = event.service();
      if (service != null && !service.isBlank()) {
        services.add(service);
      }
    }
    return services;
  }

  /**
   * The groups among events, by key; alerts without a start among the events are left out. Where
   * there is none at all, tickets of any kind count that people name in chat soon after they were
   * opened.
   */
  public static List<AlertGroup> among(List<Event> events) {
    SortedMap<String, List<Event>> groups = new TreeMap<>();
    SortedMap<String, SortedSet<Instant>> firings = new TreeMap<>();
    for (Event event : events) {
      if (event.kind() == Kind.ALERT) {
        groups.computeIfAbsent(key(event), k -> new ArrayList<>()).add(event);
        if (event.type() == EventType.ALERT_FIRED) {
          firings.computeIfAbsent(rule(event), k -> new TreeSet<>()).add(event.time().at());
        }
      }
    }
    Set<String> flapping = new HashSet<>();
    firings.forEach(
        (rule, times) -> {
          if (flaps(times)) {
            flapping.add(rule);
          }
        });
    List<AlertGroup> result = new ArrayList<>();
    for (Map.Entry<String, List<Event>> entry : groups.entrySet()) {
      List<Event> members = new ArrayList<>(entry.getValue());
      members.sort(Comparator.comparing((Event e) -> e.time().at()).thenComparing(Event::id));
      Noise noise = noise(members, flapping);
      for (List<Event> firing : apart(members)) {
        if (firing.stream().anyMatch(AlertGroup::isStart)) {
          result.add(new AlertGroup(entry.getKey(), firing, noise));
        }
      }
    }
    if (result.stream().noneMatch(AlertGroup::callsSomebody)) {
      result.addAll(NamedTickets.among(groups, events));
    }
    return List.copyOf(result);
  }

  /** Whether it was more than a warning, which may be of anything and which nobody answered. */
  private static boolean callsSomebody(AlertGroup group) {
    return group.events().stream().anyMatch(AlertGroup::reachedSomebody)
        || group.starts().stream().anyMatch(start -> start.severity() != Severity.WARNING);
  }

  /** The events of one alert, cut where it fires again long after it was over. */
  private static List<List<Event>> apart(List<Event> members) {
    List<List<Event>> parts = new ArrayList<>();
    List<Event> part = new ArrayList<>();
    Event over = null;
    for (Event event : members) {
      boolean fires = event.type() == EventType.ALERT_FIRED;
      if (fires
          && over != null
          && Duration.between(over.time().at(), event.time().at()).compareTo(QUIET) > 0) {
        parts.add(part);
        part = new ArrayList<>();
      }
      if (event.type() == EventType.ALERT_RESOLVED) {
        over = event;
      } else if (fires) {
        over = null;
      }
      part.add(event);
    }
    parts.add(part);
    return parts;
  }

  /**
   * Why nobody is woken.
   *
   * @param flapping rules that fired again and again
   */
  private static @Nullable Noise noise(List<Event> members, Set<String> flapping) {
    Severity worst = null;
    boolean urgent = false;
    boolean urgencyKnown = false;
    for (Event event : members) {
      String name =
          String.join("", Words.plain(event.attributes().getOrDefault(Attribute.ALERT, "")));
      if (Vocabulary.builtIn().has(Vocabulary.Topic.ALWAYS_FIRING, name)) {
        return Noise.ALWAYS_FIRING;
      }
      String urgency = event.attributes().getOrDefault(Attribute.URGENCY, "");
      urgencyKnown |= !urgency.isEmpty();
      urgent |= urgency.equals("high");
      if (event.type() == EventType.ALERT_FIRED || event.type() == EventType.PAGED) {
        Severity severity = event.severity();
        if (worst == null || severity.compareTo(worst) > 0) {
          worst = severity;
        }
      }
    }
    if (urgencyKnown && !urgent) {
      return Noise.LOW_URGENCY;
    }
    if (worst != null
        && worst.compareTo(Severity.WARNING) < 0
        && members.stream().noneMatch(AlertGroup::reachedSomebody)) {
      return Noise.INFORMATION;
    }
    return members.stream().anyMatch(event -> flapping.contains(rule(event)))
        ? Noise.FLAPPING
        : null;
  }

  /** Whether a person was called, or answered: then it was no mere information, however rated. */
  private static boolean reachedSomebody(Event event) {
    return (event.type() == EventType.PAGED && !event.attributes().containsKey(Attribute.TICKET))
        || event.type() == EventType.ACKNOWLEDGED
        || event.type() == EventType.ESCALATED;
  }

  /** Whether a rule fired again and again, minutes apart. */
  private static boolean flaps(SortedSet<Instant> firings) {
    List<Instant> apart = new ArrayList<>();
    for (Instant firing : firings) {
      if (apart.isEmpty()
          || Duration.between(apart.get(apart.size() - 1), firing).compareTo(FLAPS_APART) >= 0) {
        apart.add(firing);
      }
    }
    for (int i = FLAPS - 1; i < apart.size(); i++) {
      if (Duration.between(apart.get(i - FLAPS + 1), apart.get(i)).compareTo(FLAPS_WITHIN) <= 0) {
        return true;
      }
    }
    return false;
  }

  private static String rule(Event event) {
    String alert = event.attributes().getOrDefault(Attribute.ALERT, "");
    return alert.isEmpty() ? key(event) : event.source() + '\0' + alert + '\0' + event.service();
  }

  /** Whether an event does not say of which alert or incident it is. */
  static boolean isKeyless(Event event) {
    return key(event).equals("event\0" + event.id());
  }

  /** Groups by incident of the on-call system, else by alert. */
  public static String key(Event event) {
    Map<String, String> attributes = event.attributes();
    String incident = attributes.getOrDefault(Attribute.INCIDENT, "");
    if (!incident.isEmpty()) {
      return "incident\0" + event.source() + '\0' + incident;
    }
    String fingerprint = attributes.getOrDefault(Attribute.FINGERPRINT, "");
    if (!fingerprint.isEmpty()) {
      return "fingerprint\0" + fingerprint;
    }
    String alert = attributes.getOrDefault(Attribute.ALERT, "");
    return alert.isEmpty()
        ? "event\0" + event.id()
        : "alert\0" + event.source() + '\0' + alert + '\0' + event.service();
  }
}
