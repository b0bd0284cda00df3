package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
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
  private static final Duration FAINT_SPAN = Duration.ofHours(1);
  private static final double FAINT_PER_MINUTE = 0.5;

  private final Episode episode;
  private final Weights weights;
  private final Vocabulary vocabulary = Vocabulary.builtIn();
  private final Set<String> signalIds = new HashSet<>();
  private final Set<String> signalKeys = new HashSet<>();
  private final Set<String> otherInstances;
  private final Set<String> shortTables;
  private final SortedSet<String> words;
  private final AlertSignificance alerts;
  private final ChatSignificance chat;

  Significance(Episode episode, List<Event> events) {
    this.episode = episode;
    this.weights = Weights.builtIn("significance");
    for (Signal signal : episode.signals()) {
      signalIds.add(signal.event().id());
      signalKeys.add(Signal.key(signal.event()));
    }
    this.words = episode.words();
    this.otherInstances = otherInstances(events);
    this.shortTables = ShortTables.among(events);
    this.alerts = new AlertSignificance(episode, events, weights, this::inside);
    this.chat = new ChatSignificance(episode, events, weights, this::inside);
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
      case ALERT -> alerts.of(event);
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
