package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.timeline.Vocabulary.Topic;

/**
 * How much a message tells: a sum of declared points for symptoms, decisions, words shared with the
 * incident's errors and changes, and figures; less for chatter, bots and very short messages.
 */
final class ChatSignificance {

  private static final int MOST_WORDS = 3;
  private static final int SHORT = 4;
  private static final int BUSY_CHANNEL = 3;
  private static final int LEAST_KEY = 4;
  private static final int FEW = 20;

  /** What is said so shortly before is often how it was noticed. */
  private static final Duration LEAD = Duration.ofMinutes(15);

  /** What is said so shortly afterwards is often that it is over, and what comes next. */
  private static final Duration WRAP_UP = Duration.ofMinutes(10);

  // The edge of a word stands before the alternatives: before each of them it is looked for each
  // time.
  private static final Pattern OUTCOME =
      Pattern.compile(
          "\\b(?:(?:is|are|was|were|looks?|all|been|everything) (?:now |all )?"
              + "(?:up|back|gone|fine|ok|okay|green|clear|stable|healthy)\\b(?! to you)"
              + "|(?:up|back|works?|working|running|fine|scheduling|serving) again\\b"
              + "|back to normal\\b|(?:did not|didn't|does not|doesn't) (?:help|work|change)\\b"
              + "|no (?:effect|change|improvement)\\b)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FIGURE =
      Pattern.compile(
          "\\d+(?:[.,]\\d+)?\\s*(?:%|ms|s\\b|sec|min|m\\b|h\\b|k\\b|[kKMGT]i?B|rps|qps|x\\b|of\\s+\\d)"
              + "|\\b(?:(?:[01]?\\d|2[0-3]):[0-5]\\d\\b|[45]\\d\\d\\b|v\\d+\\.\\d+|p(?:50|95|99)\\b|[0-9a-f]{7,40}\\b)",
          Pattern.CASE_INSENSITIVE);
  private static final Set<EventType> HANDLING =
      EnumSet.of(EventType.ACKNOWLEDGED, EventType.ALERT_RESOLVED, EventType.INCIDENT_RESOLVED);

  private static final Pattern HOUSEKEEPING =
      Pattern.compile(
          "\\b(?:has (?:joined|left|renamed|archived|unarchived)\\b|set the channel\\b"
              + "|cleared the channel\\b|pinned a message\\b)",
          Pattern.CASE_INSENSITIVE);

  private final Episode episode;
  private final Weights weights;
  private final Predicate<Event> inside;
  private final Vocabulary vocabulary = Vocabulary.builtIn();
  private final SortedSet<String> words;
  private final Set<String> keys = new TreeSet<>();
  private final Set<String> services;
  private final boolean repeatsAlert;
  private final Set<String> busy = new HashSet<>();
  private final Set<String> few = new HashSet<>();
  private final Set<String> responders = new HashSet<>();
  private final Blame blame;
  private final boolean alone;

  ChatSignificance(Episode episode, List<Event> events, Weights weights, Predicate<Event> inside) {
    this.episode = episode;
    this.weights = weights;
    this.inside = inside;
    this.words = new TreeSet<>(episode.words());
    this.services = episode.services();
    this.repeatsAlert = !episode.alerts().isEmpty();
    for (Event event : events) {
      if (event.kind() == Kind.CHANGE && inside.test(event)) {
        if (episode.relation(event) != ServiceName.Relation.OTHER) {
          words.addAll(Words.ofChange(event));
          key(event, Attribute.VERSION);
        }
        key(event, Attribute.FLAG);
      }
    }
    this.blame = new Blame(events);
    this.alone =
        events.size() <= FEW
            && events.stream().allMatch(e -> e.kind() == Kind.CHAT || e.kind() == Kind.NOTE);
    busyChannels(events);
    responders(events);
    if (alone) {
      events.forEach(event -> busy.add(channel(event)));
    }
  }

  private void key(Event event, String attribute) {
    String key = event.attributes().getOrDefault(attribute, "").toLowerCase(Locale.ROOT);
    // A version such as "main" is the name of a branch, and a word of every other message.
    boolean telling =
        attribute.equals(Attribute.FLAG) || key.codePoints().anyMatch(Character::isDigit);
    if (telling && key.length() >= LEAST_KEY) {
      keys.add(key);
    }
  }

  /**
   * Who handled the alerts of the incident, and who wrote of it more than once where it is talked
   * about: where the first write of symptoms or decisions, the incident is talked about.
   */
  private void responders(List<Event> events) {
    for (AlertGroup group : episode.alerts()) {
      for (Event event : group.events()) {
        if (HANDLING.contains(event.type()) && event.actor() != null) {
          responders.add(name(event));
        }
      }
    }
    List<Event> topical =
        events.stream()
            .filter(event -> event.kind() == Kind.CHAT && inside.test(event) && !isApart(event))
            .filter(event -> event.actor() != null && !isBot(event))
            .filter(event -> isTopical(Words.plain(event.summary())))
            .toList();
    for (Event event : topical) {
      if (responders.contains(name(event))) {
        busy.add(channel(event));
      }
    }
    Map<String, Integer> said = new HashMap<>();
    for (Event event : topical) {
      if (busy.contains(channel(event))) {
        said.merge(name(event), 1, Integer::sum);
      }
    }
    said.forEach(
        (name, count) -> {
          if (count > 1) {
            responders.add(name);
          }
        });
  }

  private boolean isTopical(List<String> said) {
    return vocabulary.count(Topic.SYMPTOM, said) + vocabulary.count(Topic.DECISION, said) > 0;
  }

  /** Who wrote or did it, as exports of several systems may spell it. */
  private static String name(Event event) {
    String actor = event.actor();
    return actor == null ? "" : actor.toLowerCase(Locale.ROOT).replaceFirst("^@", "");
  }

  private void busyChannels(List<Event> events) {
    Map<String, Integer> telling = new HashMap<>();
    Map<String, Integer> topical = new HashMap<>();
    Map<String, Integer> messages = new HashMap<>();
    for (Event event : events) {
      if (event.kind() != Kind.CHAT || !inside.test(event)) {
        continue;
      }
      String channel = channel(event);
      if (vocabulary.count(Topic.INCIDENT_CHANNEL, Words.plain(channel)) > 0) {
        busy.add(channel);
      }
      messages.merge(channel, 1, Integer::sum);
      if (isTopical(Words.plain(event.summary()))) {
        topical.merge(channel, 1, Integer::sum);
        if (shared(event) > 0) {
          telling.merge(channel, 1, Integer::sum);
        }
      }
    }
    messages.forEach(
        (channel, count) -> {
          if (count <= FEW) {
            few.add(channel);
          }
        });
    telling.forEach(
        (channel, count) -> {
          if (count >= BUSY_CHANNEL) {
            busy.add(channel);
          }
        });
    // A conversation that is about little else, in whatever words; where another one holds words of
    // the incident it has to hold one as well.
    boolean elsewhere = !busy.isEmpty();
    topical.forEach(
        (channel, count) -> {
          if (count >= BUSY_CHANNEL
              && count > messages.getOrDefault(channel, 0) / 2
              && (!elsewhere || telling.containsKey(channel))) {
            busy.add(channel);
          }
        });
  }

  double of(Event event) {
    if (!inside.test(event)) {
      return weights.of("outside");
    }
    if (HOUSEKEEPING.matcher(event.summary()).find()) {
      return weights.of("chat-housekeeping");
    }
    double points = weights.of("chat-base");
    if (busy.contains(channel(event))) {
      points += weights.of("chat-same-channel");
      points += few.contains(channel(event)) ? weights.of("chat-few") : 0;
      points += isOfResponder(event) ? weights.of("chat-responder") : 0;
      points += alone ? weights.of("chat-alone") : 0;
    }
    List<String> said = Words.plain(event.summary());
    points += weights.of("chat-symptom") * topic(said, Topic.SYMPTOM);
    points += weights.of("chat-decision") * topic(said, Topic.DECISION);
    points += weights.of("chat-shared") * Math.min(MOST_WORDS, shared(event));
    if (OUTCOME.matcher(event.summary()).find()) {
      points += weights.of("chat-outcome");
    }
    String text = event.summary().toLowerCase(Locale.ROOT);
    if (keys.stream().anyMatch(text::contains)) {
      points += weights.of("chat-names-change");
    } else if (isApart(event) && shared(event) == 0) {
      points += weights.of("chat-apart");
    }
    if (FIGURE.matcher(text).find()) {
      points += weights.of("chat-figure");
    }
    if (blame.isIn(text)) {
      points += weights.of("chat-blame");
    }
    // A decision needs few words.
    if (said.size() < SHORT && topic(said, Topic.DECISION) == 0) {
      points += weights.of("chat-short");
    }
    if (topic(said, Topic.CHATTER) > 0) {
      points += weights.of("chat-chatter");
    }
    return points + (repeatsAlert && isBot(event) ? weights.of("chat-bot") : 0);
  }

  /** Whether a responder says something in a short conversation about the incident. */
  private boolean isOfResponder(Event event) {
    return few.contains(channel(event)) && responders.contains(name(event)) && !isApart(event);
  }

  /** Whether it was said long before anything of the incident, or when all of it was over. */
  private boolean isApart(Event event) {
    Instant at = event.time().at();
    return (episode.from() != null && at.isBefore(episode.from().minus(LEAD)))
        || (episode.to() != null && at.isAfter(episode.to().plus(WRAP_UP)));
  }

  /** How many different words are about that, as far as they count. */
  private int topic(List<String> said, Topic topic) {
    return Math.min(MOST_WORDS, vocabulary.count(topic, new TreeSet<>(said)));
  }

  private int shared(Event event) {
    int named =
        services.stream().anyMatch(service -> ServiceName.named(service, event.summary())) ? 1 : 0;
    return named + Words.shared(Words.stems(event.summary()), words).size();
  }

  /** Whether a program posted it. */
  static boolean isBot(Event event) {
    String actor = event.actor();
    return actor != null && Vocabulary.builtIn().count(Topic.BOT, Words.plain(actor)) > 0;
  }

  private static String channel(Event event) {
    return event.attributes().getOrDefault(Attribute.CHANNEL, "");
  }
}
