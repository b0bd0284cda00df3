package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.timeline.ServiceName.Relation;
import postmortem.timeline.Vocabulary.Topic;

/** How much a reader needs each row of alerting and on-call systems. */
final class AlertSignificance {

  private static final int SAME_REASON = 2;
  private static final String REASON = "reason";
  private static final Pattern WORD = Pattern.compile("(?!.*\\d).*[aeiouy].*");

  private final Episode episode;
  private final Weights weights;
  private final Predicate<Event> inside;
  private final Vocabulary vocabulary = Vocabulary.builtIn();
  private final Set<String> alertKeys = new HashSet<>();
  private final Set<String> repeated = new HashSet<>();
  private final Set<String> alongside = new HashSet<>();
  private final Set<String> repeatedNotes;
  private final Map<String, AlertGroup.Noise> noises = new HashMap<>();

  /**
   * @param inside whether an event is of the time of the incident
   */
  AlertSignificance(Episode episode, List<Event> events, Weights weights, Predicate<Event> inside) {
    this.episode = episode;
    this.weights = weights;
    this.inside = inside;
    for (AlertGroup group : episode.alerts()) {
      alertKeys.add(group.key());
      repeats(group);
    }
    for (AlertGroup group : AlertGroup.among(events)) {
      AlertGroup.Noise noise = group.noise();
      if (noise != null) {
        noises.put(group.key(), noise);
      } else if (isAlongside(group)) {
        alongside.add(group.starts().get(0).id());
      }
    }
    this.repeatedNotes = repeatedNotes(events);
  }

  double of(Event event) {
    if (episode.answers(event)) {
      return weights.of(event.type() == EventType.ACKNOWLEDGED ? "acknowledged" : "escalated");
    }
    if (!alertKeys.contains(AlertGroup.key(event))) {
      return weights.of(unheld(event));
    }
    if (repeated.contains(event.id())) {
      return weights.of("repeat-notification");
    }
    return switch (event.type()) {
      case ALERT_FIRED, PAGED -> weights.of("alert");
      case ACKNOWLEDGED -> weights.of("acknowledged");
      case ESCALATED -> weights.of("escalated");
      case ALERT_RESOLVED -> weights.of("alert-resolved");
      case INCIDENT_RESOLVED -> weights.of("incident-resolved");
      default -> weights.of(hasWords(event) ? "alert-note-with-words" : "alert-note");
    };
  }

  /**
   * What is not of the incident's own alerts: other alerts, and what orchestrators and people note.
   */
  private String unheld(Event event) {
    if (noise(event) != null) {
      return "noise-alert";
    }
    if (!inside.test(event)) {
      return "outside";
    }
    if (event.attributes().containsKey(Attribute.TICKET) && isBeforeAlerts(event)) {
      return "early-ticket";
    }
    if (alongside.contains(event.id())) {
      return "other-page";
    }
    Instant from = episode.from();
    Instant to = episode.to();
    boolean grave =
        event.type() == EventType.PAGED
            || (event.type() == EventType.ALERT_FIRED
                && (event.severity() == Severity.CRITICAL
                    || (event.severity().isError() && isSoonAfter(event))));
    if (grave && from != null && to != null) {
      Instant at = event.time().at();
      boolean meanwhile = !at.isBefore(from) && !at.isAfter(to);
      return meanwhile && !repeated.contains(event.id()) ? "other-page" : "unrelated-alert";
    }
    if (event.type() != EventType.ALERT_NOTE || from == null || to == null || !hasWords(event)) {
      return "unrelated-alert";
    }
    Duration after = Duration.between(from, event.time().at());
    boolean during =
        after.compareTo(Episode.CASCADE.negated()) >= 0 && !event.time().at().isAfter(to);
    if (during && episode.relation(event) != Relation.OTHER) {
      return repeatedNotes.contains(event.id()) ? "repeat-notification" : "alert-note-with-words";
    }
    boolean bad = event.severity() == Severity.WARNING || event.severity().isError();
    boolean onset = bad && after.compareTo(Episode.CASCADE) <= 0;
    return during && onset && !repeatedNotes.contains(event.id())
        ? "alert-note-at-onset"
        : "unrelated-alert";
  }

  /**
   * Whether an alert of the same service began within a quarter of an hour of the incident, of
   * which nothing in the evidence says how long it went on.
   */
  private boolean isAlongside(AlertGroup group) {
    Instant from = episode.from();
    boolean hasEnd =
        !episode.signals().isEmpty()
            || episode.alerts().stream()
                .anyMatch(
                    each ->
                        each.has(EventType.ALERT_RESOLVED)
                            || each.has(EventType.INCIDENT_RESOLVED));
    if (from == null || hasEnd || episode.alerts().isEmpty()) {
      return false;
    }
    Relation relation = episode.relation(group.starts().get(0));
    return (relation == Relation.SAME || relation == Relation.PART)
        && Duration.between(from, group.firesAt()).abs().compareTo(Episode.CHAIN) <= 0;
  }

  /**
   * Whether it came after impact start, and before the first alert of the incident; of an incident
   * without any, also what is a request to support.
   */
  private boolean isBeforeAlerts(Event event) {
    Instant from = episode.from();
    Instant at = event.time().at();
    return from != null
        && !at.isBefore(from)
        && (episode.alerts().isEmpty()
            ? episode.to() == null || !at.isAfter(episode.to())
            : event.type() == EventType.PAGED && at.isBefore(episode.alerts().get(0).firesAt()));
  }

  /** All but the first start of an alert, and all but its last end. */
  private void repeats(AlertGroup group) {
    Set<EventType> started = new HashSet<>();
    Event end = null;
    for (Event event : group.events()) {
      EventType type = event.type();
      if ((type == EventType.ALERT_FIRED || type == EventType.PAGED) && !started.add(type)) {
        repeated.add(event.id());
      }
      if (type == EventType.ALERT_RESOLVED) {
        if (end != null) {
          repeated.add(end.id());
        }
        end = event;
      }
    }
  }

  /** Notes that say of another instance what an earlier one said. */
  private Set<String> repeatedNotes(List<Event> events) {
    Set<String> told = new HashSet<>();
    Set<String> repeated = new HashSet<>();
    Map<String, Integer> reasons = new HashMap<>();
    for (Event event : events) {
      if (event.type() == EventType.ALERT_NOTE) {
        StringBuilder words = new StringBuilder().append(event.service());
        for (String word : Words.plain(event.summary())) {
          // Numbers and the made-up names of instances, which have no vowels, tell nothing.
          if (WORD.matcher(word).matches()) {
            words.append(' ').append(word);
          }
        }
        // What an orchestrator does to one after the other is told of the first of them.
        String reason = event.attributes().getOrDefault(REASON, "");
        boolean other =
            !reason.isEmpty() && episode.relation(event) != Relation.SAME && isNotBefore(event);
        int often = other ? reasons.merge(reason, 1, Integer::sum) : 0;
        if (!told.add(words.toString()) || often > SAME_REASON) {
          repeated.add(event.id());
        }
      }
    }
    return repeated;
  }

  /** Whether it came within the time in which one failure leads to others. */
  private boolean isSoonAfter(Event event) {
    Instant from = episode.from();
    return from != null && !event.time().at().isAfter(from.plus(Episode.CHAIN));
  }

  private boolean isNotBefore(Event event) {
    Instant from = episode.from();
    return from == null || !event.time().at().isBefore(from.minus(Episode.CASCADE));
  }

  private AlertGroup.@Nullable Noise noise(Event event) {
    return noises.get(AlertGroup.key(event));
  }

  private boolean hasWords(Event event) {
    List<String> words = Words.plain(event.summary());
    return vocabulary.count(Topic.DECISION, words) + vocabulary.count(Topic.SYMPTOM, words) > 0
        && words.size() > 4;
  }
}
