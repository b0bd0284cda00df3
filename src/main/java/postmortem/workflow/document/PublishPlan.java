package postmortem.workflow.document;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postmortem.publish.BranchPlan;
import postmortem.publish.BranchRequest;
import postmortem.publish.FileChange;
import postmortem.publish.GeneratedPart;
import postmortem.publish.PullRequest;

/**
 * All that is known of a publication before anything is written, and what it differs in from what
 * is there.
 *
 * @param request what is asked of the branch
 * @param branch what will be done to it
 * @param existing the pull request that is there already
 * @param title of a new pull request
 * @param body our part of its body
 * @param draft whether a new one is opened as a draft
 * @param labels that it is to have
 * @param reviewers who is to be asked
 */
record PublishPlan(
    BranchRequest request,
    BranchPlan branch,
    Optional<PullRequest> existing,
    String title,
    String body,
    boolean draft,
    List<String> labels,
    List<String> reviewers) {

  PublishPlan {
    labels = List.copyOf(labels);
    reviewers = List.copyOf(reviewers);
  }

  /**
   * Prints what would be done.
   *
   * @param origin address of the remote
   */
  void print(Appendable out, String origin) throws IOException {
    out.append("branch: ").append(branch.branch());
    out.append(branch.tip() == null ? ", new, from " + branch.base() : ", as it is at origin");
    out.append('\n');
    if (branch.needsCommit()) {
      out.append("commit: ").append(branch.message().lines().findFirst().orElse(""));
      out.append(", by ").append(branch.author().name());
      out.append(" <").append(branch.author().email()).append(">");
      if (branch.signedBy() != null) {
        out.append(", signed with ").append(branch.signedBy());
      }
      out.append('\n');
      for (FileChange change : branch.changes()) {
        out.append("  ").append(change.kind().label()).append(' ').append(change.path());
        out.append('\n');
      }
      out.append("push: ").append(origin).append('\n');
    } else {
      out.append("commit: none, the branch has it all\n");
    }
    out.append("pull request: ").append(intent()).append('\n');
    List<String> more = existing.map(this::missingLabels).orElse(labels);
    List<String> asked = existing.map(this::wantedReviewers).orElse(reviewers);
    if (!more.isEmpty()) {
      out.append("labels: ").append(String.join(", ", more)).append('\n');
    }
    if (!asked.isEmpty()) {
      out.append("reviewers: ").append(String.join(", ", asked)).append('\n');
    }
    if (existing.isEmpty() || !newBody(existing.get()).equals(existing.get().body())) {
      for (String line : (Iterable<String>) body.lines()::iterator) {
        out.append(line.isEmpty() ? "  |" : "  | " + line).append('\n');
      }
    }
  }

  private String intent() {
    if (existing.isEmpty()) {
      return "open \u201c" + title + "\u201d into " + branch.base() + (draft ? ", as a draft" : "");
    }
    PullRequest there = existing.get();
    String verb =
        there.state() == PullRequest.State.CLOSED
            ? "reopen"
            : newBody(there).equals(there.body()) ? "keep" : "update";
    String retarget = there.base().equals(branch.base()) ? "" : ", now into " + branch.base();
    return verb + " #" + there.number() + retarget;
  }

  /** The body of a pull request that is there, with ours in its place. */
  String newBody(PullRequest there) {
    return GeneratedPart.replaced(there.body(), request.id(), body);
  }

  /** The labels that a pull request lacks. */
  List<String> missingLabels(PullRequest there) {
    return missing(labels, there.labels());
  }

  /** Nobody is asked again who was asked or answered, or whom somebody took off the list. */
  List<String> wantedReviewers(PullRequest there) {
    if (!there.reviewers().isEmpty()) {
      return List.of();
    }
    return reviewers.stream().filter(login -> !login.equalsIgnoreCase(there.author())).toList();
  }

  /** What is wanted and not there, whatever the case of its letters. */
  static List<String> missing(List<String> wanted, List<String> there) {
    List<String> known = there.stream().map(label -> label.toLowerCase(Locale.ROOT)).toList();
    return wanted.stream()
        .filter(label -> !known.contains(label.toLowerCase(Locale.ROOT)))
        .toList();
  }
}
