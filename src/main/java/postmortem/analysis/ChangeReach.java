package postmortem.analysis;

import java.util.List;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.timeline.Vocabulary;
import postmortem.timeline.Vocabulary.Topic;
import postmortem.timeline.Words;

/** Whom a change reaches, by the environment that its record states. */
final class ChangeReach {

  private ChangeReach() {}

  /** Whether it was made where users do not come. */
  static boolean isTrial(Event change) {
    return Vocabulary.builtIn().count(Topic.TRIAL_ENVIRONMENT, environment(change)) > 0;
  }

  /** Whether it was made where users are. */
  static boolean isProduction(Event change) {
    return environment(change).stream()
        .anyMatch(word -> word.startsWith("prod") || word.equals("live"));
  }

  private static List<String> environment(Event change) {
    return Words.plain(change.attributes().getOrDefault(Attribute.ENVIRONMENT, ""));
  }
}
