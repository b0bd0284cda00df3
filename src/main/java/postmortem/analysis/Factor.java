package postmortem.analysis;

import java.util.List;
import java.util.Locale;
import postmortem.event.Citation;

/**
 * A node of the tree of contributing factors: a cited statement, or a question for people.
 *
 * @param id path in the tree, such as {@code F1.2}
 * @param category which branch it belongs to
 * @param text a sentence; a question ends in a question mark
 * @param citations what supports it; empty exactly for a question
 * @param eventIds the timeline rows it speaks of
 * @param whys what lies below it, in order
 */
public record Factor(
    String id,
    Category category,
    String text,
    List<Citation> citations,
    List<String> eventIds,
    List<Factor> whys) {

  /** The branches of the tree. */
  public enum Category {
    /** What set it off. */
    TRIGGER,
    /** What was there before and made it possible. */
    LATENT_CONDITION,
    /** How it was noticed. */
    DETECTION,
    /** How people were reached and worked. */
    RESPONSE,
    /** How it ended. */
    RECOVERY;

    /** The name in machine interfaces: lower case with hyphens. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Factor {
    citations = List.copyOf(citations);
    eventIds = List.copyOf(eventIds);
    whys = List.copyOf(whys);
    if (citations.isEmpty() != text.endsWith("?")) {
      throw new IllegalArgumentException("neither cited nor a question: " + text);
    }
  }

  /** Whether a person has to answer it. */
  public boolean isQuestion() {
    return citations.isEmpty();
  }
}
