package postmortem.publish;

import java.util.List;
import java.util.Optional;

/**
 * The pull requests of one repository. Every method asks the service. Nothing that changes
 * something is repeated blindly: after a lost answer the service is asked what became of it. What
 * it refuses ends in a {@link postmortem.diagnostic.DiagnosticException} with exit code 4.
 */
public interface PullRequests {

  /** What can be known before anything is changed; refuses what cannot be published to. */
  Hosting preflight();

  /**
   * The pull request from a branch: the open one, else the last; empty when there never was one.
   */
  Optional<PullRequest> find(String branch);

  /** Opens one, or finds the one that is there already. */
  PullRequest open(NewPullRequest request);

  /** Opens one again that was closed without being merged. */
  void reopen(PullRequest request);

  /** Gives one another body. */
  void rewrite(PullRequest request, String body);

  /** Gives one another base. */
  void retarget(PullRequest request, String base);

  /**
   * Adds labels.
   *
   * @return the ones that it has now
   */
  List<String> label(PullRequest request, List<String> labels);

  /**
   * Asks people for a review.
   *
   * @return the ones that could be asked
   */
  List<String> ask(PullRequest request, List<String> logins);
}
