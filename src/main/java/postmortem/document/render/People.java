package postmortem.document.render;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.Event;
import postmortem.incident.Person;
import postmortem.timeline.Blame;
import postmortem.timeline.PlacedEvent;
import postmortem.timeline.Vocabulary;
import postmortem.timeline.Vocabulary.Topic;

/**
 * Names nobody in prose: a handle becomes the role that the incident states, or "a responder". Only
 * chat rows, which quote, keep handles.
 */
final class People {

  private static final String ANYBODY = "a responder";
  private static final int SHORTEST = 3;

  /** What stands before a name where a text is about who it was; see {@link #isWord}. */
  private static final String AS_NAME =
      "(?:@|(?<=\\[)|(?<=\\b(?i:by|user|notified|paged|called|assigned|"
          + "escalated to|assigned to|reassigned to) )|^(?=\\p{L}+ \\p{Ll}+ed\\b))";

  private final Map<String, String> roles;
  private final @Nullable Pattern handles;
  private final Blame blame;

  /** Everybody whom the incident states or who acts in the timeline. */
  People(List<Person> stated, List<PlacedEvent> events) {
    Map<String, String> all = new TreeMap<>();
    Set<String> systems = new HashSet<>();
    for (PlacedEvent placed : events) {
      Event event = placed.event();
      systems.add(event.source());
      if (event.service() != null) {
        systems.add(event.service());
      }
    }
    for (PlacedEvent placed : events) {
      String actor = placed.event().actor();
      if (actor != null && isPerson(actor, systems)) {
        all.put(actor, ANYBODY);
      }
    }
    for (Person person : stated) {
      all.put(person.handle(), person.role() != null ? person.role() : ANYBODY);
    }
    this.roles = new LinkedHashMap<>(all);
    this.handles = pattern(roles);
    this.blame = new Blame(events.stream().map(PlacedEvent::event).toList());
  }

  private static boolean isPerson(String actor, Set<String> systems) {
    String lower = actor.toLowerCase(Locale.ROOT);
    return actor.length() >= SHORTEST
        && !systems.contains(actor)
        && !lower.contains("bot")
        && !lower.equals("github-actions")
        && actor.chars().anyMatch(Character::isLetter);
  }

  private static @Nullable Pattern pattern(Map<String, String> roles) {
    if (roles.isEmpty()) {
      return null;
    }
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}_./-])(?:@?("
            + any(roles, handle -> !isWord(handle))
            + ")|"
            + AS_NAME
            + "("
            + any(roles, People::isWord)
            + "))(?![\\p{L}\\p{N}_/-])");
  }

  private static String any(Map<String, String> roles, Predicate<String> which) {
    // The longest first: "ann.lee" must not become "a responder.lee".
    return roles.keySet().stream()
        .filter(which)
        .sorted(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .map(Pattern::quote)
        .reduce((a, b) -> a + "|" + b)
        // Nothing is never found.
        .orElse("(?!)");
  }

  /** Whether a handle is a word as well: "40 per minute" is not about somebody called Per. */
  private static boolean isWord(String handle) {
    Vocabulary vocabulary = Vocabulary.builtIn();
    String word = handle.toLowerCase(Locale.ROOT);
    return vocabulary.has(Topic.WORD_AND_NAME, word) || vocabulary.has(Topic.STOP_WORDS, word);
  }

  /** The role of somebody, or "a responder". */
  String role(String handle) {
    return roles.getOrDefault(handle, ANYBODY);
  }

  /**
   * What the document quotes of a message. A message may tell something and blame somebody as well;
   * the sentences that do are left out, and where that is all of them, so is the message.
   */
  String quoted(String message) {
    return blame.without(message);
  }

  /** The text with every known handle replaced. */
  String unnamed(String text) {
    if (handles == null) {
      return text;
    }
    Matcher matcher = handles.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String role = role(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
      // Who is spoken to at the beginning of a message is not who says what follows.
      boolean spokenTo = matcher.start() == 0 && text.startsWith("@");
      String said = spokenTo ? "@" + role : matcher.start() == 0 ? Words.capital(role) : role;
      matcher.appendReplacement(out, Matcher.quoteReplacement(said));
    }
    return matcher.appendTail(out).toString();
  }
}
