package postmortem.log;

import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.Citation;
import postmortem.event.EventTime;
import postmortem.event.Severity;

/**
 * Log records that say the same: a row of {@code signatures --json}. All text is redacted.
 *
 * @param id 12 hex digits of the hash of {@code template}
 * @param template what they have in common; {@code <*>} stands where they differ
 * @param count how many records, at least 1
 * @param first when the earliest was written; null when none has a time
 * @param last when the latest was; null when none has a time
 * @param severity the worst that one of them states; unknown when none states any
 * @param examples the earliest records, in order of time, then of place
 */
public record Signature(
    String id,
    String template,
    long count,
    @Nullable EventTime first,
    @Nullable EventTime last,
    Severity severity,
    List<Citation> examples) {

  public Signature {
    examples = List.copyOf(examples);
    if (count < 1 || (first == null) != (last == null)) {
      throw new IllegalArgumentException("not a signature: " + id);
    }
  }
}
