package postmortem.publish.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import postmortem.publish.FileChange;

/**
 * Brings the files here and the ones on a branch together, file by file: who alone changed a file
 * since both last knew it, wins; where both did, it is a conflict.
 */
final class FileMerge {

  /**
   * What comes out.
   *
   * @param changes to the branch's files, by path; empty removes
   * @param kept paths that differ here, but were changed there only
   * @param conflicts paths that both changed
   */
  record Result(
      SortedMap<String, Optional<FileEntry>> changes, List<String> kept, List<String> conflicts) {}

  private final WorkFiles ours;
  private final SortedMap<String, FileEntry> theirs;
  private final List<String> folders;
  private List<SortedMap<String, FileEntry>> before = List.of();

  /**
   * @param folders a file that is missing below them was removed; elsewhere it is just not ours
   */
  FileMerge(WorkFiles ours, SortedMap<String, FileEntry> theirs, List<String> folders) {
    this.ours = ours;
    this.theirs = theirs;
    this.folders = List.copyOf(folders);
  }

  /** Whether a file is there on both sides and differs, or is missing here. */
  boolean needsAncestor() {
    return theirs.entrySet().stream()
        .anyMatch(
            entry ->
                !entry.getValue().equals(ours.files().get(entry.getKey()))
                    && isOurs(entry.getKey()));
  }

  /** Tells in which states both sides may last have known them; without any, what is here wins. */
  void ancestors(List<SortedMap<String, FileEntry>> states) {
    before = List.copyOf(states);
  }

  private boolean isOurs(String path) {
    if (ours.files().containsKey(path)) {
      return true;
    }
    return !ours.ignores(path) && folders.stream().anyMatch(f -> path.startsWith(f + "/"));
  }

  Result result() {
    SortedMap<String, Optional<FileEntry>> changes = new TreeMap<>();
    List<String> kept = new ArrayList<>();
    List<String> conflicts = new ArrayList<>();
    TreeSet<String> paths = new TreeSet<>(ours.files().keySet());
    theirs.keySet().stream().filter(this::isOurs).forEach(paths::add);
    for (String path : paths) {
      FileEntry mine = ours.files().get(path);
      FileEntry their = theirs.get(path);
      if (Objects.equals(mine, their)) {
        continue;
      }
      if (before.isEmpty()) {
        // A file that was never here was not removed here.
        if (mine != null) {
          changes.put(path, Optional.of(mine));
        } else {
          kept.add(path);
        }
      } else if (before.stream().anyMatch(then -> Objects.equals(their, then.get(path)))) {
        changes.put(path, Optional.ofNullable(mine));
      } else if (before.stream().anyMatch(then -> Objects.equals(mine, then.get(path)))) {
        kept.add(path);
      } else {
        conflicts.add(path);
      }
    }
    return new Result(changes, List.copyOf(kept), List.copyOf(conflicts));
  }

  /** What leads from one state to the other. */
  static List<FileChange> difference(
      SortedMap<String, FileEntry> from, SortedMap<String, FileEntry> to) {
    TreeSet<String> paths = new TreeSet<>(from.keySet());
    paths.addAll(to.keySet());
    List<FileChange> changes = new ArrayList<>();
    for (String path : paths) {
      FileEntry one = from.get(path);
      FileEntry other = to.get(path);
      if (one == null) {
        changes.add(new FileChange(path, FileChange.Kind.ADDED));
      } else if (other == null) {
        changes.add(new FileChange(path, FileChange.Kind.REMOVED));
      } else if (!one.equals(other)) {
        changes.add(new FileChange(path, FileChange.Kind.CHANGED));
      }
    }
    return changes;
  }
}
