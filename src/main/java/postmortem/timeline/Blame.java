package postmortem.timeline;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import postmortem.event.Event;
import postmortem.event.Kind;

/** Finds messages that blame a person. They are no facts, and are not quoted. */
public final class Blame {

  // The edge of a word stands before the alternatives: before each of them it is looked for each
  // time.
  private static final Pattern BLAME =
      Pattern.compile(
          "\\b(?:([\\w.-]+) (?:has |have |just |probably |must have )*(?:broke|broken|messed|screwed|ruined"
              + "|wrecked)\\b|(?:his|her|your|their) (?:fault|mess)\\b|blame (?:it on|him|her|them)\\b"
              + "|([\\w.-]+)'s (?:fault|mess)\\b|(he|she|you|they|[\\w.-]+) should(?:'ve| have) \\w+"
              + "|careless(?:ly)?\\b|sloppy\\b|incompeten\\w+|idiot\\w*|never tests?\\b"
              + "|who (?:the hell )?(?:reviewed|approved|merged|did) (?:this|that|it)\\b)");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?;])\\s+|\\n");
  private static final Set<String> PRONOUNS = Set.of("he", "she", "you", "they");

  private final Set<String> people = new TreeSet<>();

  /** Knows the people who speak in chat, by the names that they have there. */
  public Blame(List<Event> events) {
    for (Event event : events) {
      String actor = event.actor();
      if (event.kind() == Kind.CHAT && actor != null && !ChatSignificance.isBot(event)) {
        String name = actor.toLowerCase(Locale.ROOT);
        people.add(name);
        people.add(name.split("[ ._-]", 2)[0]);
      }
    }
  }

  /** Whether a message says that a person who speaks here did harm: no fact, and it hurts. */
  public boolean isIn(String message) {
    Matcher blame = BLAME.matcher(message.toLowerCase(Locale.ROOT));
    while (blame.find()) {
      String who = null;
      for (int group = 1; group <= blame.groupCount() && who == null; group++) {
        who = blame.group(group);
      }
      if (who == null || PRONOUNS.contains(who) || people.contains(who)) {
        return true;
      }
    }
    return false;
  }

  /** The sentences of a message that blame nobody; all of it, as it is, where none does. */
  public String without(String message) {
    return isIn(message)
        ? SENTENCE_END
            .splitAsStream(message)
            .filter(sentence -> !isIn(sentence))
            .collect(Collectors.joining(" "))
        : message;
  }
}
