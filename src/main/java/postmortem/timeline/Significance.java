package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.timeline.ServiceName.Relation;
import postmortem.timeline.Vocabulary.Topic;

/** How much a reader needs each row: declared points by what the row is to the episode. */
final class Significance {

  private static final Duration BEFORE = Duration.ofMinutes(60);
  private static final Duration AFTER = Duration.ofMinutes(30);
  private static final Duration CHANGES_NEAR = Duration.ofHours(2);
  private static final Duration CHANGES_DAY = Duration.ofHours(24);
  private static final long STRAY = 2;
  private static final int SAME_REASON = 2;
  private static final String REASON = "reason";
  private static final Duration FAINT_SPAN = Duration.ofHours(1);
  private static final double FAINT_PER_MINUTE = 0.5;

  private static final Pattern WORD = Pattern.compile("(?!.*\\d).*[aeiouy].*");

  private final Episode episode;
  private final Weights weights;
  private final Vocabulary vocabulary = Vocabulary.builtIn();
  private final Set<String> signalIds = new HashSet<>();
  private final Set<String> signalKeys = new HashSet<>();
  private final Set<String> alertKeys = new HashSet<>();
  private final Set<String> repeated = new HashSet<>();
  private final Set<String> alongside = new HashSet<>();
  private final Set<String> repeatedNotes;
  private final Set<String> otherInstances;
  private final Set<String> shortTables;
  private final Map<String, AlertGroup.Noise> noises = new HashMap<>();
  private final SortedSet<String> words;
  private final ChatSignificance chat;

  Significance(Episode episode, List<Event> events) {
    this.episode = episode;
    this.weights = Weights.builtIn("significance");
    for (Signal signal : episode.signals()) {
      signalIds.add(signal.event().id());
      signalKeys.add(Signal.key(signal.event()));
    }
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
    this.words = episode.words();
    this.repeatedNotes = repeatedNotes(events);
    this.otherInstances = otherInstances(events);
    this.shortTables = ShortTables.among(events);
    this.chat = new ChatSignificance(episode, events, weights, this::inside);
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

  List<PlacedEvent> place(List<Event> events) {
    List<PlacedEvent> placed = new ArrayList<>();
    for (Event event : events) {
      double significance = Math.min(1, Math.max(0, of(event)));
      // Two digits: what a reader compares, and free of rounding noise.
      placed.add(new PlacedEvent(event, Math.round(significance * 100) / 100.0));
    }
    return List.copyOf(placed);
  }

  private double of(Event event) {
    return switch (event.kind()) {
      case LOG -> log(event);
      case METRIC -> metric(event);
      case ALERT -> alert(event);
      case CHANGE -> change(event);
      case CHAT -> chat.of(event);
      case TRACE -> weights.of(inside(event) ? "trace" : "outside");
      case STATUS -> status(event);
      case NOTE -> event.type() == EventType.ENTRY ? entry(event) : weights.of("note");
    };
  }

  /** A row of an export of which nobody knows the kind: it counts by what it is about. */
  private double entry(Event event) {
    if (episode.from() != null && !inside(event)) {
      return weights.of("outside");
    }
    Relation relation = episode.relation(event);
    boolean about =
        relation == Relation.SAME
            || relation == Relation.PART
            || shortTables.contains(ShortTables.evidence(event))
            || event.severity() == Severity.WARNING
            || event.severity().isError()
            || !Words.shared(Words.stems(event.summary()), words).isEmpty();
    return weights.of(about ? "entry-about" : "entry");
  }

  private double log(Event event) {
    if (signalIds.contains(event.id())) {
      return weights.of(event.count() <= STRAY ? "stray-error" : "error-onset");
    }
    if (!inside(event)) {
      return weights.of("outside-finding");
    }
    return switch (event.type()) {
      case FIRST_SEEN, RATE_ONSET -> onset(event);
      case RATE_END ->
          weights.of(signalKeys.contains(Signal.key(event)) ? "error-end" : "faint-onset");
      case RESTART -> weights.of("restart");
      case SILENCE -> weights.of("silence");
      default -> weights.of("record");
    };
  }

  private double onset(Event event) {
    if (isFaint(event)) {
      return weights.of("faint-onset");
    }
    if (event.severity().isError()) {
      return weights.of("other-error-onset");
    }
    boolean before = episode.to() == null || !event.time().at().isAfter(episode.to());
    if (otherInstances.contains(event.id())) {
      return weights.of("repeat-notification");
    }
    return weights.of(
        before && event.severity() == Severity.WARNING ? "warning-onset" : "faint-onset");
  }

  private static boolean isFaint(Event event) {
    Instant until = event.until();
    if (until == null) {
      return false;
    }
    Duration span = Duration.between(event.time().at(), until);
    return span.compareTo(FAINT_SPAN) > 0
        && event.count() < FAINT_PER_MINUTE * Math.max(1, span.toMinutes());
  }

  private double metric(Event event) {
    if (!inside(event)) {
      return weights.of("outside-finding");
    }
    if (episode.relation(event) == Relation.OTHER) {
      return weights.of("unrelated-metric");
    }
    return weights.of(Signal.metric(event) != null ? "impact-metric" : "inner-metric");
  }

  private double alert(Event event) {
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
    if (!inside(event)) {
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

  /** Warnings that the log of another instance told before, in the same words. */
  private static Set<String> otherInstances(List<Event> events) {
    Set<String> told = new HashSet<>();
    Set<String> repeated = new HashSet<>();
    for (Event event : events) {
      String signature = event.attributes().getOrDefault(Attribute.SIGNATURE, "");
      if (event.type() == EventType.FIRST_SEEN
          && event.severity() == Severity.WARNING
          && !signature.isEmpty()
          && !told.add(event.source() + '\0' + event.service() + '\0' + signature)) {
        repeated.add(event.id());
      }
    }
    return repeated;
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

  private double change(Event event) {
    Instant from = episode.from();
    Instant to = episode.to();
    Instant at = event.time().at();
    if (from == null || to == null || at.isAfter(to.plus(AFTER))) {
      return weights.of("outside");
    }
    boolean near = !at.isBefore(from.minus(CHANGES_NEAR));
    boolean day = !at.isBefore(from.minus(CHANGES_DAY));
    if (!day) {
      return weights.of("outside");
    }
    Relation relation = episode.relation(event);
    boolean same = relation == Relation.SAME || relation == Relation.PART;
    double points;
    if (event.type() == EventType.INFRASTRUCTURE && event.severity() == Severity.DEBUG) {
      points = weights.of("change-routine");
    } else if (same) {
      points = weights.of(near ? "change-same-service" : "change-same-service-far");
    } else if (!near) {
      points = weights.of("change-far");
    } else if (event.type() == EventType.DEPLOY_FAILED) {
      points = weights.of("change-failed");
    } else {
      boolean shares =
          relation == Relation.UNKNOWN || !Words.shared(Words.ofChange(event), words).isEmpty();
      points = weights.of(shares || isResponse(event, from) ? "change-near" : "change-other");
    }
    points -= event.type() == EventType.COMMIT ? weights.of("commit-discount") : 0;
    points -= ChangeFiles.isInert(event) ? weights.of("inert-discount") : 0;
    points -= event.type() == EventType.DEPENDENCY ? weights.of("dependency-discount") : 0;
    boolean trial =
        vocabulary.count(
                Topic.TRIAL_ENVIRONMENT,
                Words.plain(event.attributes().getOrDefault(Attribute.ENVIRONMENT, "")))
            > 0;
    return points - (trial ? weights.of("trial-environment-discount") : 0);
  }

  /** Taken back during the incident, or put live shortly before a signal of it ended. */
  private boolean isResponse(Event event, Instant from) {
    Instant at = event.time().at();
    if (at.isBefore(from)) {
      return false;
    }
    return event.type() == EventType.ROLLBACK
        || episode.signals().stream()
            .filter(signal -> signal.event().type() != EventType.FIRST_SEEN)
            .map(Signal::end)
            .anyMatch(
                end ->
                    end != null
                        && !at.isAfter(end.plus(Episode.CASCADE))
                        && !at.isBefore(end.minus(Episode.CHAIN)));
  }

  private double status(Event event) {
    if (!inside(event)) {
      return weights.of("outside");
    }
    return weights.of(event.type() == EventType.STATUS_UPDATE ? "status-update" : "upstream");
  }

  private boolean inside(Event event) {
    Instant from = episode.from();
    Instant to = episode.to();
    Instant at = event.time().at();
    return from != null
        && to != null
        && !at.isBefore(from.minus(BEFORE))
        && !at.isAfter(to.plus(AFTER));
  }
}
