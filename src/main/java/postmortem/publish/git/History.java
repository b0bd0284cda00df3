package postmortem.publish.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.util.QuotedString;
import org.jspecify.annotations.Nullable;
import postmortem.publish.Author;
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
   *
   * @param publisher who publishes now: what somebody else published is known here only where the
   *     clone has it checked out
   */
  List<SortedMap<String, FileEntry>> ancestors(
      BranchRequest request,
      Author publisher,
      ObjectId base,
      @Nullable ObjectId tip,
      boolean fresh,
      List<String> paths)
      throws IOException {
    List<SortedMap<String, FileEntry>> states = new ArrayList<>();
    if (tip != null) {
      known(lastOfOurs(tip, request, publisher), request, publisher, base, paths)
          .ifPresent(states::add);
    }
    if (fresh) {
      known(search(base, request.id(), publisher), request, publisher, base, paths)
          .ifPresent(states::add);
      Optional<ObjectId> common = mergeBase(request.base(), base);
      if (common.isPresent()) {
        states.add(Trees.files(repository, tree(common.get()), paths));
      }
    } else if (states.isEmpty()) {
      // A branch that others made: what is not as on the base, they want so.
      states.add(Trees.files(repository, tree(base), paths));
    }
    return states;
  }

  /**
   * What was known here, by commits of ours, the last one first. A file that one of them left as
   * others made it, and all of a commit that somebody else published, is looked for in those before
   * it, and at last where the working tree left the base; a file that is found nowhere was never
   * known here.
   */
  private Optional<SortedMap<String, FileEntry>> known(
      List<RevCommit> ours,
      BranchRequest request,
      Author publisher,
      ObjectId base,
      List<String> paths)
      throws IOException {
    if (ours.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, FileEntry> last = Trees.files(repository, ours.get(0).getTree(), paths);
    Set<String> all = new TreeSet<>();
    for (RevCommit commit : ours) {
      // What others removed is in none of the last ones.
      all.addAll(Trees.files(repository, commit.getTree(), paths).keySet());
    }
    Set<String> open = unknown(ours.get(0), publisher, all);
    if (!open.isEmpty()) {
      // Taken over since then, and committed here.
      SortedMap<String, FileEntry> head = head(paths);
      open.removeIf(path -> last.containsKey(path) && last.get(path).equals(head.get(path)));
    }
    SortedMap<String, FileEntry> known = new TreeMap<>(last);
    known.keySet().removeAll(open);
    for (RevCommit commit : ours.subList(1, ours.size())) {
      SortedMap<String, FileEntry> files = Trees.files(repository, commit.getTree(), paths);
      Set<String> still = unknown(commit, publisher, open);
      Set<String> told = new TreeSet<>(open);
      told.removeAll(still);
      take(told, files, known);
      open.retainAll(still);
    }
    if (!open.isEmpty()) {
      Optional<ObjectId> common = mergeBase(request.base(), base);
      if (common.isPresent()) {
        take(open, Trees.files(repository, tree(common.get()), paths), known);
      }
    }
    return Optional.of(known);
  }

  /** Those of some paths that a commit of ours holds in a state that was never known here. */
  private Set<String> unknown(RevCommit commit, Author publisher, Set<String> paths)
      throws IOException {
    Set<String> unknown = new TreeSet<>(paths);
    if (isKnown(commit, publisher)) {
      unknown.retainAll(left(commit));
    }
    return unknown;
  }

  /** Whether whoever publishes now made a commit, or has it checked out. */
  private boolean isKnown(RevCommit commit, Author publisher) throws IOException {
    if (commit.getAuthorIdent().getEmailAddress().equals(publisher.email())) {
      return true;
    }
    Optional<ObjectId> head = clone.head();
    return head.isPresent()
        && repository.getObjectDatabase().has(head.get())
        && isAncestor(commit, head.get());
  }

  /** What the clone has checked out; empty where that cannot be told. */
  private SortedMap<String, FileEntry> head(List<String> paths) throws IOException {
    Optional<ObjectId> head = clone.head();
    return head.isPresent() && repository.getObjectDatabase().has(head.get())
        ? Trees.files(repository, tree(head.get()), paths)
        : new TreeMap<>();
  }

  private static void take(
      Set<String> paths, SortedMap<String, FileEntry> from, SortedMap<String, FileEntry> to) {
    for (String path : paths) {
      FileEntry entry = from.get(path);
      if (entry != null) {
        to.put(path, entry);
      }
    }
  }

  private static Set<String> left(RevCommit commit) {
    return commit
        .getFullMessage()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(BranchRequest.LEFT))
        .map(line -> QuotedString.GIT_PATH.dequote(line.substring(BranchRequest.LEFT.length())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<RevCommit> lastOfOurs(ObjectId tip, BranchRequest request, Author publisher)
      throws IOException {
    List<RevCommit> near = search(tip, request.id(), publisher);
    if (!near.isEmpty() && isWhollyKnown(near.get(near.size() - 1), publisher)) {
      return near;
    }
    remote.take(repository, request.branch(), REVIEW_DEPTH);
    return search(tip, request.id(), publisher);
  }

  private boolean isWhollyKnown(RevCommit commit, Author publisher) throws IOException {
    return left(commit).isEmpty() && isKnown(commit, publisher);
  }

  /** Our commits, the last one first, until one of which everything is known here. */
  private List<RevCommit> search(ObjectId tip, String id, Author publisher) throws IOException {
    String mark = BranchRequest.TRAILER + id;
    List<RevCommit> ours = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(tip));
      for (int i = 0; i < 4 * REVIEW_DEPTH; i++) {
        RevCommit commit = walk.next();
        if (commit == null) {
          break;
        }
        if (commit.getFullMessage().lines().anyMatch(line -> line.strip().equals(mark))) {
          ours.add(commit);
          if (isWhollyKnown(commit, publisher)) {
            break;
          }
        }
      }
    } catch (MissingObjectException e) {
      // The history ends here.
    }
    return ours;
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
