package postmortem.workflow.incident;

import org.jspecify.annotations.Nullable;
import postmortem.analysis.Analysis;
import postmortem.incident.Incident;
import postmortem.timeline.Timeline;

/**
 * Evidence that was read, ordered and asked.
 *
 * @param id of its post-mortem
 * @param how it is known
 * @param incident what people state
 * @param stated the file with it; null when there is none
 * @param timeline everything placed
 * @param analysis what it says
 */
public record Case(
    String id,
    Known how,
    Incident incident,
    @Nullable Stated stated,
    Timeline timeline,
    Analysis analysis) {

  /** How the id of a post-mortem is known. */
  enum Known {
    /** A person says it. */
    STATED,
    /** The manifest of that post-mortem lists some of the files. */
    SHARED,
    /** It is made from the day and the title. */
    MADE
  }

  /**
   * A file in which people state something.
   *
   * @param file its name, for messages
   */
  record Stated(String file, String text) {}
}
