package postmortem.publish;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be put on a branch.
 *
 * @param id of the post-mortem
 * @param branch its name, without {@code refs/heads/}
 * @param base the branch it starts from
 * @param folders that are published whole; a file that is missing in them is removed
 * @param files that are published besides
 * @param restart whether what is on the branch was merged, so that it starts from its base again
 * @param overwrite whether to replace what others changed on the branch
 * @param sign whether to sign if the user's configuration says so
 * @param fallback who it is by where Git's configuration says nothing; null when nobody is known
 * @param now the time of the commit
 */
public record BranchRequest(
    String id,
    String branch,
    String base,
    List<Path> folders,
    List<Path> files,
    boolean restart,
    boolean overwrite,
    boolean sign,
    @Nullable Author fallback,
    Instant now) {

  /** Marks our commits in their messages, followed by the id. */
  public static final String TRAILER = "Postmortem-Id: ";

  /**
   * Before the path of a file that a commit of ours left as others made it: what it holds there is
   * no state that was known here.
   */
  public static final String LEFT = "Postmortem-Left: ";

  public BranchRequest {
    folders = List.copyOf(folders);
    files = List.copyOf(files);
  }
}
