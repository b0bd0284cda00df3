package examples;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.transport.BundleWriter;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TransportBundleStream;
import org.eclipse.jgit.transport.URIish;

/**
 * A small linear history on {@code main}, built without a work tree, a configuration or a clock,
 * and its bundle.
 */
final class GitHistory {
  private final InMemoryRepository repository =
      new InMemoryRepository(new DfsRepositoryDescription("example"));
  private final SortedMap<String, String> files = new TreeMap<>();
  private final SortedMap<String, ObjectId> tags = new TreeMap<>();
  private final List<ObjectId> commits = new ArrayList<>();

  /** What a file holds after a commit. */
  record Change(String path, String content) {}

  /**
   * Commits on top of the last one. Author and committer are the same. Returns the 40 hex digits.
   */
  String commit(String author, Instant at, ZoneOffset offset, String message, List<Change> changes)
      throws IOException {
    for (Change change : changes) {
      files.put(change.path(), change.content());
    }
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      for (Map.Entry<String, String> file : files.entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(
            inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
        builder.add(entry);
      }
      builder.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      if (!commits.isEmpty()) {
        commit.setParentId(commits.get(commits.size() - 1));
      }
      PersonIdent ident = new PersonIdent(author, author + "@acme.example", at, offset);
      commit.setAuthor(ident);
      commit.setCommitter(ident);
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      commits.add(id);
      return id.name();
    }
  }

  /** Tags the last commit, lightweight. */
  void tag(String name) {
    tags.put(name, commits.get(commits.size() - 1));
  }

  /** Ref name to commit. */
  SortedMap<String, String> refs() {
    SortedMap<String, String> refs = new TreeMap<>();
    refs.put(Constants.HEAD, commits.get(commits.size() - 1).name());
    refs.put("refs/heads/main", commits.get(commits.size() - 1).name());
    tags.forEach((name, id) -> refs.put("refs/tags/" + name, id.name()));
    return refs;
  }

  /** What {@code git bundle create <file> --all} writes. */
  byte[] bundle() throws IOException {
    BundleWriter writer = new BundleWriter(repository);
    for (Map.Entry<String, String> ref : refs().entrySet()) {
      writer.include(ref.getKey(), ObjectId.fromString(ref.getValue()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.writeBundle(NullProgressMonitor.INSTANCE, out);
    return out.toByteArray();
  }

  /** The refs that a bundle's header lists. */
  static SortedMap<String, String> refsOfBundle(byte[] bundle) throws IOException {
    SortedMap<String, String> refs = new TreeMap<>();
    ByteArrayInputStream in = new ByteArrayInputStream(bundle);
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b != '\n') {
        line.append((char) b);
        continue;
      }
      if (line.isEmpty()) {
        return refs;
      }
      int space = line.indexOf(" ");
      if (line.charAt(0) != '#' && space == 40) {
        refs.put(line.substring(space + 1), line.substring(0, space));
      }
      line.setLength(0);
    }
    throw new IOException("the header of the bundle does not end");
  }

  /** The full message of a commit, read from a bundle as {@code git fetch} reads it. */
  static String messageInBundle(byte[] bundle, String commit) throws IOException {
    try (InMemoryRepository target =
            new InMemoryRepository(new DfsRepositoryDescription("reader"));
        TransportBundleStream transport =
            new TransportBundleStream(
                target, new URIish().setPath("example"), new ByteArrayInputStream(bundle))) {
      transport.fetch(NullProgressMonitor.INSTANCE, List.of(new RefSpec("refs/*:refs/*")));
      return target.parseCommit(ObjectId.fromString(commit)).getFullMessage();
    }
  }
}
