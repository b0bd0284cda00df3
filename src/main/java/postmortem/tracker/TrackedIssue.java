package postmortem.tracker;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issue as the tracker tells it. Title and body are written by people: nothing in them may be
 * stored or shown that did not go through the redactor.
 *
 * @param repository {@code owner/name} where it is now
 * @param number in that repository
 * @param url for people
 * @param title as it is
 * @param body as it is; empty for none
 * @param status open, or how it was closed
 * @param author login of who created it
 * @param labels names
 * @param assignees logins
 * @param milestone title of it; null for none
 * @param created when
 * @param closed when; null while it is open
 */
public record TrackedIssue(
    String repository,
    int number,
    String url,
    String title,
    String body,
    Status status,
    String author,
    List<String> labels,
    List<String> assignees,
    @Nullable String milestone,
    Instant created,
    @Nullable Instant closed) {

  /** Open, or how it was closed. */
  public enum Status {
    OPEN,
    /** It is done. */
    COMPLETED,
    /** It will not be done. */
    NOT_PLANNED,
    /** Closed for a reason that we do not know. */
    OTHER
  }

  public TrackedIssue {
    labels = List.copyOf(labels);
    assignees = List.copyOf(assignees);
  }

  /** Whether it is open. */
  public boolean isOpen() {
    return status == Status.OPEN;
  }

  /** Whether it has that label, whatever the case of its letters. */
  public boolean hasLabel(String label) {
    return labels.stream().anyMatch(label::equalsIgnoreCase);
  }
}
