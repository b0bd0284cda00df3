package postmortem.publish.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;
import postmortem.publish.BranchRequest;

/**
 * The commits of the remote's branches: taken only as far back as a question needs, and asked what
 * both sides may last have known.
 */
final class History {

  /** How far back our last commit is looked for on a branch that others committed to. */
  private static final int REVIEW_DEPTH = 64;

  private final Repository repository;
  private final UserClone clone;
  private final RemoteSide remote;

  /**
   * Nothing is taken yet.
   *
   * @param repository of ours, which lends the objects of {@code clone}
   */
  History(Repository repository, UserClone clone, RemoteSide remote) {
    this.repository = repository;
    this.clone = clone;
    this.remote = remote;
  }

  /** Takes a commit from the remote unless the clone has it. */
  void have(ObjectId commit, String branch) throws IOException {
    if (!repository.getObjectDatabase().has(commit)) {
      remote.take(repository, branch, 1);
    }
  }

  /** The tree of a commit. */
  ObjectId tree(ObjectId commit) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(commit).getTree().getId();
    }
  }

  /**
   * The states that both sides may last have known: our last commit on the branch or below the
   * base, and for a new branch where the working tree left the base. Empty when it cannot be told.
   */
  List<SortedMap<String, FileEntry>> ancestors(
      BranchRequest request,
      ObjectId base,
      @Nullable ObjectId tip,
      boolean fresh,
      List<String> paths)
      throws IOException {
    Set<ObjectId> commits = new LinkedHashSet<>();
    if (tip != null) {
      lastOfOurs(tip, request).ifPresent(commits::add);
    }
    if (fresh) {
      search(base, request.id()).ifPresent(commits::add);
      mergeBase(request.base(), base).ifPresent(commits::add);
    } else if (commits.isEmpty()) {
      // A branch that others made: what is not as on the base, they want so.
      commits.add(base);
    }
    List<SortedMap<String, FileEntry>> states = new ArrayList<>();
    for (ObjectId commit : commits) {
      states.add(Trees.files(repository, tree(commit), paths));
    }
    return states;
  }

  private Optional<ObjectId> lastOfOurs(ObjectId tip, BranchRequest request) throws IOException {
    Optional<ObjectId> near = search(tip, request.id());
    if (near.isPresent()) {
      return near;
    }
    remote.take(repository, request.branch(), REVIEW_DEPTH);
    return search(tip, request.id());
  }

  private Optional<ObjectId> search(ObjectId tip, String id) throws IOException {
    String mark = BranchRequest.TRAILER + id;
    try (RevWalk walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(tip));
      for (int i = 0; i < 4 * REVIEW_DEPTH; i++) {
        RevCommit commit = walk.next();
        if (commit == null) {
          break;
        }
        if (commit.getFullMessage().lines().anyMatch(line -> line.strip().equals(mark))) {
          return Optional.of(commit.getId());
        }
      }
    } catch (MissingObjectException e) {
      // The history ends here.
    }
    return Optional.empty();
  }

  private Optional<ObjectId> mergeBase(String branch, ObjectId base) throws IOException {
    List<ObjectId> seen = clone.seen(branch);
    if (seen.isEmpty() || !repository.getObjectDatabase().has(seen.get(0))) {
      return Optional.empty();
    }
    Optional<ObjectId> common = common(seen.get(0), base);
    if (common.isEmpty()) {
      remote.take(repository, branch, REVIEW_DEPTH);
      common = common(seen.get(0), base);
    }
    // Too far apart: where the base was when it was last seen from here.
    return common.isEmpty() && seen.size() > 1 ? common(seen.get(0), seen.get(1)) : common;
  }

  private Optional<ObjectId> common(ObjectId one, ObjectId other) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(one));
      walk.markStart(walk.parseCommit(other));
      RevCommit common = walk.next();
      return common == null ? Optional.empty() : Optional.of(common.getId());
    } catch (MissingObjectException e) {
      return Optional.empty();
    }
  }

  /** Whether the first is the other, or below it, as far as the history is known. */
  boolean isAncestor(ObjectId one, ObjectId other) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.isMergedInto(walk.parseCommit(one), walk.parseCommit(other));
    } catch (MissingObjectException e) {
      return false;
    }
  }
}
