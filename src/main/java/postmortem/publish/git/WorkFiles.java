package postmortem.publish.git;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Location;

/**
 * The files of the working tree that are published, as Git would store them: ignored ones left out,
 * line ends as the attributes say.
 *
 * @param files by path
 * @param ignored paths of files and folders that are there and not published
 */
record WorkFiles(SortedMap<String, FileEntry> files, TreeSet<String> ignored) {

  /** What GitHub takes at most; it refuses the whole push otherwise. */
  private static final long MOST_BYTES = 100L << 20;

  /** Whether a path is ignored, or lies in a folder that is. */
  boolean ignores(String path) {
    return ignored.stream().anyMatch(i -> path.equals(i) || path.startsWith(i + "/"));
  }

  /** Reads the files at and below some paths, and puts their content into the repository. */
  static WorkFiles read(Repository repository, ObjectInserter inserter, Collection<String> paths)
      throws IOException {
    SortedMap<String, FileEntry> files = new TreeMap<>();
    TreeSet<String> ignored = new TreeSet<>();
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.setOperationType(TreeWalk.OperationType.CHECKIN_OP);
      walk.addTree(new FileTreeIterator(repository));
      walk.setFilter(PathFilterGroup.createFromStrings(paths));
      while (walk.next()) {
        WorkingTreeIterator file = walk.getTree(0, WorkingTreeIterator.class);
        // Without a walk to ask it knows no attributes, and stores line ends as they are.
        file.setDirCacheIterator(walk, -1);
        String path = walk.getPathString();
        if (file.isEntryIgnored() || isTemporary(walk.getNameString())) {
          ignored.add(path);
        } else if (walk.isSubtree()) {
          walk.enterSubtree();
        } else if (walk.getFileMode(0) != FileMode.GITLINK) {
          files.put(path, entry(walk, file, path, inserter));
        }
      }
    }
    return new WorkFiles(files, ignored);
  }

  private static FileEntry entry(
      TreeWalk walk, WorkingTreeIterator file, String path, ObjectInserter inserter)
      throws IOException {
    if ("lfs".equals(walk.getAttributes().getValue("filter"))) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-P003", "the file is kept in Git LFS, which publish cannot upload to")
              .at(Location.of(path))
              .helping("commit and push this file with git, or keep it out of the post-mortem"));
    }
    // Before its line ends are looked at, which would read all of it.
    if (file.getEntryLength() > MOST_BYTES) {
      throw DiagnosticException.usage(
          Diagnostic.error(
                  "PM-P004",
                  "the file has "
                      + file.getEntryLength()
                      + " bytes; GitHub takes files of at most "
                      + MOST_BYTES)
              .at(Location.of(path))
              .helping("raw evidence stays outside of the repository: move it elsewhere"));
    }
    long length = file.getEntryContentLength();
    try (InputStream in = file.openEntryStream()) {
      return new FileEntry(walk.getFileMode(0), inserter.insert(Constants.OBJ_BLOB, length, in));
    }
  }

  /** What an interrupted write leaves. */
  private static boolean isTemporary(String name) {
    return name.startsWith(".") && name.endsWith(".tmp");
  }
}
