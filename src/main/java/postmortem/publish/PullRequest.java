package postmortem.publish;

import java.util.List;

/**
 * A pull request as the service tells it.
 *
 * @param number of it
 * @param url for people
 * @param title as it is
 * @param body as it is; empty for none
 * @param base the branch it goes to
 * @param state open, or how it ended
 * @param draft whether it is not to be reviewed yet
 * @param author login of who opened it
 * @param labels names
 * @param reviewers logins of who was asked for a review or gave one
 */
public record PullRequest(
    int number,
    String url,
    String title,
    String body,
    String base,
    State state,
    boolean draft,
    String author,
    List<String> labels,
    List<String> reviewers) {

  /** Open, or how it ended. */
  public enum State {
    OPEN,
    /** Closed by somebody without being merged. */
    CLOSED,
    MERGED
  }

  public PullRequest {
    labels = List.copyOf(labels);
    reviewers = List.copyOf(reviewers);
  }
}
