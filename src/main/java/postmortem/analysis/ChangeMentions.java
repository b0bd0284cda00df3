package postmortem.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.timeline.ServiceName;

/** Finds out which changes people named by version, flag or commit while the incident went on. */
final class ChangeMentions {

  private static final int LEAST_KEY = 4;
  private static final int SHORT_COMMIT = 7;
  private static final Pattern TAG = Pattern.compile("v\\d+\\.\\d.*");

  private static final Pattern TAKING_BACK =
      Pattern.compile(
          "\\b(?:revert(?:s|ed|ing)?|roll(?:s|ed|ing)? back|rollback|undo(?:ing)?|undid|back(?:ed|ing)? out)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern IN_DOUBT =
      Pattern.compile("\\?|\\b(?:not|n't|no effect|without|should|could|would|maybe|if)\\b|n't\\b");

  private final Instant impact;
  private final @Nullable Instant end;
  private final List<Event> events;

  /**
   * Looks into the messages from impact start on.
   *
   * @param end when the incident was over; null where that is not known
   * @param events of the whole timeline, in its order
   */
  ChangeMentions(Instant impact, @Nullable Instant end, List<Event> events) {
    this.impact = impact;
    this.end = end;
    this.events = events;
  }

  /** Whether a change says of itself that it takes another one back. */
  static boolean saysTakenBack(Event change) {
    return TAKING_BACK.matcher(change.summary()).find();
  }

  /** The first message of the incident that names a change; null for none. */
  @Nullable Event first(Event change) {
    List<String> keys = new ArrayList<>();
    for (String attribute : new String[] {Attribute.VERSION, Attribute.FLAG}) {
      String key = change.attributes().getOrDefault(attribute, "");
      // A version such as "main" is the name of a branch, and a word of every other message.
      boolean telling =
          attribute.equals(Attribute.FLAG) || key.codePoints().anyMatch(Character::isDigit);
      if (telling && key.length() >= LEAST_KEY) {
        String lower = key.toLowerCase(Locale.ROOT);
        // People write 2.3.0 where the tag is v2.3.0.
        boolean tag = attribute.equals(Attribute.VERSION) && TAG.matcher(lower).matches();
        keys.add(tag ? lower.substring(1) : lower);
      }
    }
    String commit = change.attributes().getOrDefault(Attribute.COMMIT, "");
    boolean shipped = change.type() == EventType.COMMIT || change.type() == EventType.DEPLOY;
    if (commit.length() >= SHORT_COMMIT && shipped) {
      keys.add(commit.substring(0, SHORT_COMMIT));
    }
    for (Event event : events) {
      Instant at = event.time().at();
      if (event.kind() == Kind.CHAT && !at.isBefore(impact) && (end == null || !at.isAfter(end))) {
        String text = event.summary().toLowerCase(Locale.ROOT);
        if (keys.stream().anyMatch(key -> holds(text, key)) || isTakenBack(change, text)) {
          return event;
        }
      }
    }
    return null;
  }

  /**
   * Whether somebody says to take back what the service of a change got last; asking whether to do
   * so, and that it did not help, say nothing of the kind.
   */
  private boolean isTakenBack(Event change, String text) {
    String service = change.service();
    return service != null
        && change.type() == EventType.DEPLOY
        && TAKING_BACK.matcher(text).find()
        && !IN_DOUBT.matcher(text).find()
        && ServiceName.named(service, text)
        && isLast(change);
  }

  /** Whether no other deployment of the service came between a change and the impact. */
  private boolean isLast(Event change) {
    for (Event event : events) {
      Instant at = event.time().at();
      if (event.type() == EventType.DEPLOY
          && at.isAfter(change.time().at())
          && at.isBefore(impact)
          && change.service() != null
          && change.service().equals(event.service())) {
        return false;
      }
    }
    return true;
  }

  /** Whether a key stands in a text by itself: v2.3.0 does not stand in v2.3.01. */
  private static boolean holds(String text, String key) {
    for (int i = text.indexOf(key); i >= 0; i = text.indexOf(key, i + 1)) {
      int end = i + key.length();
      int start =
          i > 0 && text.charAt(i - 1) == 'v' && Character.isDigit(key.charAt(0)) ? i - 1 : i;
      boolean before =
          start == 0
              || (!Character.isLetterOrDigit(text.charAt(start - 1))
                  && !isInsideNumber(text, start));
      boolean after =
          end == text.length()
              || (!Character.isLetterOrDigit(text.charAt(end))
                  && !(text.charAt(end) == '.'
                      && end + 1 < text.length()
                      && Character.isDigit(text.charAt(end + 1))));
      if (before && after) {
        return true;
      }
    }
    return false;
  }

  /** Whether what stands before a place goes on as a number there: 4.1 in 2.4.1. */
  private static boolean isInsideNumber(String text, int start) {
    return start > 1
        && Character.isDigit(text.charAt(start))
        && text.charAt(start - 1) == '.'
        && Character.isDigit(text.charAt(start - 2));
  }
}
