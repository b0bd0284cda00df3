package postmortem.publish;

/**
 * A pull request to be opened.
 *
 * @param title at most {@link #LONGEST_TITLE} characters
 * @param body at most {@link #LONGEST_BODY} characters
 * @param branch where it comes from
 * @param base where it goes to
 * @param draft whether it is not to be reviewed yet
 */
public record NewPullRequest(String title, String body, String branch, String base, boolean draft) {

  /** Most characters of a title. */
  public static final int LONGEST_TITLE = 256;

  /** Most characters of a body. */
  public static final int LONGEST_BODY = 65_536;

  public NewPullRequest {
    if (title.isBlank() || title.length() > LONGEST_TITLE || body.length() > LONGEST_BODY) {
      throw new IllegalArgumentException(
          "no such pull request: title " + title.length() + ", body " + body.length());
    }
  }
}
