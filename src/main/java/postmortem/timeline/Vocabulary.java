package postmortem.timeline;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import postmortem.declaration.Fields;

/** Lists of words that tell what a text is about: {@code weights/vocabulary.yaml}. */
public final class Vocabulary {

  /** The lists. */
  public enum Topic {
    STOP_WORDS,
    SERVICE_WORDS,
    MACHINE_PROGRAMS,
    ALWAYS_FIRING,
    ERROR_METRIC,
    SUCCESS_METRIC,
    LATENCY_METRIC,
    INNER_METRIC,
    SYMPTOM,
    DECISION,
    CHATTER,
    REPORTER,
    BOT,
    TRIAL_ENVIRONMENT,
    INCIDENT_CHANNEL,
    WORD_AND_NAME;

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final class BuiltIn {
    static final Vocabulary INSTANCE =
        of(Weights.file("weights/vocabulary.yaml").fields("weights/vocabulary.yaml"));
  }

  private final Map<Topic, Set<String>> words;

  private Vocabulary(Map<Topic, Set<String>> words) {
    this.words = words;
  }

  /** The one that comes with the program. */
  public static Vocabulary builtIn() {
    return BuiltIn.INSTANCE;
  }

  private static Vocabulary of(Fields fields) {
    Map<Topic, Set<String>> words = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      Fields list = fields.required(topic.label()).fields();
      list.text("because");
      words.put(
          topic,
          list.texts("words").stream()
              .map(word -> word.toLowerCase(Locale.ROOT))
              .collect(Collectors.toUnmodifiableSet()));
      list.end();
    }
    fields.end();
    return new Vocabulary(words);
  }

  /** Whether a word, in lower case, is on a list. */
  public boolean has(Topic topic, String word) {
    return words.getOrDefault(topic, Set.of()).contains(word);
  }

  /** How many of the words are on a list. */
  public int count(Topic topic, Iterable<String> among) {
    int count = 0;
    for (String word : among) {
      count += has(topic, word) ? 1 : 0;
    }
    return count;
  }
}
