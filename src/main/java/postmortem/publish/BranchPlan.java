package postmortem.publish;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a push would do.
 *
 * @param branch its name
 * @param base the branch it starts from
 * @param baseCommit the tip of the base, 40 hex digits
 * @param tip what the remote branch points to now; null when there is no such branch
 * @param changes of the commit; empty when no commit is needed
 * @param difference of the branch from its base, after the commit
 * @param kept paths that are left as others made them, since they were not changed here
 * @param message of the commit
 * @param author of the commit
 * @param signedBy key that signs it; null when it is not signed
 */
public record BranchPlan(
    String branch,
    String base,
    String baseCommit,
    @Nullable String tip,
    List<FileChange> changes,
    List<FileChange> difference,
    List<String> kept,
    String message,
    Author author,
    @Nullable String signedBy) {

  public BranchPlan {
    changes = changes.stream().sorted().toList();
    difference = difference.stream().sorted().toList();
    kept = kept.stream().sorted().toList();
  }

  /** Whether there is anything to push. */
  public boolean needsCommit() {
    return !changes.isEmpty();
  }
}
