package postmortem.action;

import java.time.LocalDate;

/**
 * Until when.
 *
 * @param date the last day; the item is due at the end of it in the display zone
 * @param policy what set it: {@code document}, {@code by hand}, or the words of {@link Policy} with
 *     its inputs
 */
public record Deadline(LocalDate date, String policy) {

  /** The cell of the document. */
  public static final String DOCUMENT = "document";

  /** A person, by command or in the register. */
  public static final String HAND = "by hand";

  public Deadline {
    if (policy.isBlank()) {
      throw new IllegalArgumentException("a deadline says what set it");
    }
  }
}
