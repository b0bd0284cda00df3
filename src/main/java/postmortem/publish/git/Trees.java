package postmortem.publish.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;

/** Reads and makes trees; only the folders on the way to what changes are looked at. */
final class Trees {

  private Trees() {}

  /** The files at and below some paths, by path. */
  static SortedMap<String, FileEntry> files(
      Repository repository, ObjectId tree, Collection<String> paths) throws IOException {
    SortedMap<String, FileEntry> files = new TreeMap<>();
    if (paths.isEmpty()) {
      return files;
    }
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(tree);
      walk.setRecursive(true);
      walk.setFilter(PathFilterGroup.createFromStrings(paths));
      while (walk.next()) {
        files.put(walk.getPathString(), new FileEntry(walk.getFileMode(0), walk.getObjectId(0)));
      }
    }
    return files;
  }

  /**
   * The tree with some files put in place or removed; everything else, and its names, byte by byte
   * as before.
   *
   * @param changes by path; empty removes
   */
  static ObjectId with(
      Repository repository,
      ObjectInserter inserter,
      ObjectId tree,
      SortedMap<String, Optional<FileEntry>> changes)
      throws IOException {
    try (ObjectReader reader = repository.newObjectReader()) {
      ObjectId changed = changed(reader, inserter, tree, changes);
      return changed == null ? new TreeFormatter().insertTo(inserter) : changed;
    }
  }

  /** Null when nothing is left in it. */
  private static @org.jspecify.annotations.Nullable ObjectId changed(
      ObjectReader reader,
      ObjectInserter inserter,
      @org.jspecify.annotations.Nullable ObjectId tree,
      SortedMap<String, Optional<FileEntry>> changes)
      throws IOException {
    SortedMap<String, FileEntry> entries = new TreeMap<>();
    if (tree != null) {
      CanonicalTreeParser parser = new CanonicalTreeParser();
      parser.reset(reader, tree);
      for (; !parser.eof(); parser.next()) {
        byte[] name = new byte[parser.getNameLength()];
        parser.getName(name, 0);
        put(
            entries,
            text(name),
            new FileEntry(parser.getEntryFileMode(), parser.getEntryObjectId()));
      }
    }
    SortedMap<String, SortedMap<String, Optional<FileEntry>>> below = new TreeMap<>();
    for (Map.Entry<String, Optional<FileEntry>> change : changes.entrySet()) {
      String path = change.getKey();
      int slash = path.indexOf('/');
      String name =
          text((slash < 0 ? path : path.substring(0, slash)).getBytes(StandardCharsets.UTF_8));
      if (slash >= 0) {
        below
            .computeIfAbsent(name, n -> new TreeMap<>())
            .put(path.substring(slash + 1), change.getValue());
      } else if (change.getValue().isPresent()) {
        remove(entries, name);
        put(entries, name, change.getValue().get());
      } else {
        entries.remove(name);
      }
    }
    for (Map.Entry<String, SortedMap<String, Optional<FileEntry>>> folder : below.entrySet()) {
      FileEntry before = entries.get(folder.getKey() + "/");
      ObjectId after =
          changed(reader, inserter, before == null ? null : before.id(), folder.getValue());
      if (after == null) {
        entries.remove(folder.getKey() + "/");
      } else {
        remove(entries, folder.getKey());
        put(entries, folder.getKey(), new FileEntry(FileMode.TREE, after));
      }
    }
    return entries.isEmpty() ? null : insert(inserter, entries);
  }

  private static ObjectId insert(ObjectInserter inserter, SortedMap<String, FileEntry> entries)
      throws IOException {
    TreeFormatter formatter = new TreeFormatter();
    for (Map.Entry<String, FileEntry> entry : entries.entrySet()) {
      String key = entry.getKey();
      String name = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
      formatter.append(
          name.getBytes(StandardCharsets.ISO_8859_1),
          entry.getValue().mode(),
          entry.getValue().id());
    }
    return formatter.insertTo(inserter);
  }

  private static void remove(SortedMap<String, FileEntry> entries, String name) {
    entries.remove(name);
    entries.remove(name + "/");
  }

  /** Git orders a folder as if its name ended in a slash. */
  private static void put(SortedMap<String, FileEntry> entries, String name, FileEntry entry) {
    entries.put(entry.mode() == FileMode.TREE ? name + "/" : name, entry);
  }

  /** One character per byte: no name is lost, and the order is that of the bytes. */
  private static String text(byte[] name) {
    return new String(name, StandardCharsets.ISO_8859_1);
  }
}
