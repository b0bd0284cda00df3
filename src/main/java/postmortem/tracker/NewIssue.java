package postmortem.tracker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issue to be created.
 *
 * @param title at most {@link #LONGEST_TITLE} characters
 * @param body at most {@link #LONGEST_BODY} characters
 * @param labels names
 * @param assignee login; null for nobody
 * @param milestone title of an open one; null for none
 */
public record NewIssue(
    String title,
    String body,
    List<String> labels,
    @Nullable String assignee,
    @Nullable String milestone) {

  /** Most characters of a title. */
  public static final int LONGEST_TITLE = 256;

  /** Most characters of a body or comment. */
  public static final int LONGEST_BODY = 65_536;

  public NewIssue {
    labels = List.copyOf(labels);
    if (title.isBlank() || title.length() > LONGEST_TITLE) {
      throw new IllegalArgumentException("a title has 1 to 256 characters: " + title.length());
    }
    if (body.length() > LONGEST_BODY) {
      throw new IllegalArgumentException("a body has at most 65,536 characters: " + body.length());
    }
  }

  /** The same for nobody in particular. */
  public NewIssue unassigned() {
    return new NewIssue(title, body, labels, null, milestone);
  }
}
