package postmortem.action;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a review has to know about a post-mortem. Days are those that the document states: they tell
 * how it was on any day, which its status does not.
 *
 * @param id of it
 * @param severity 1 (worst) to 5; null when not stated
 * @param happened the day of the incident; null when neither the id nor a resolution tells it
 * @param resolved when the incident was resolved; null when not stated
 * @param reviewed the day on which it was reviewed; null when not stated
 * @param published the day on which it was published; null when it was not, or not stated
 * @param finished whether its status says that it is published or closed
 */
public record PostMortemFacts(
    String id,
    @Nullable Integer severity,
    @Nullable LocalDate happened,
    @Nullable Instant resolved,
    @Nullable LocalDate reviewed,
    @Nullable LocalDate published,
    boolean finished) {

  /** Whether it was published by the end of a day; one without a day of publication always was. */
  boolean isPublishedOn(LocalDate day) {
    return published == null ? finished : !published.isAfter(day);
  }
}
