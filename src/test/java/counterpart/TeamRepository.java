package counterpart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The repository of a team as it was before its first post-mortem: one commit, always the same. */
final class TeamRepository {

  private static final Path FILES = Path.of("src/test/resources/counterpart");
  private static final Instant BEGAN = Instant.parse("2026-01-05T09:00:00Z");

  private final Path folder;

  private TeamRepository(Path folder) {
    this.folder = folder;
  }

  /** Makes it as a bare repository in a folder that is not there yet. */
  static TeamRepository create(Path checkout, Path folder) throws IOException {
    try (Repository repository = new FileRepositoryBuilder().setGitDir(folder.toFile()).build()) {
      repository.create(true);
      StoredConfig config = repository.getConfig();
      config.setBoolean("http", null, "receivepack", true);
      config.save();
      RefUpdate main = repository.updateRef(Constants.R_HEADS + "main");
      main.setNewObjectId(commit(repository, checkout.resolve(FILES)));
      main.update();
      repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + "main");
    }
    return new TeamRepository(folder);
  }

  private static ObjectId commit(Repository repository, Path files) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(files)) {
      all = walk.filter(Files::isRegularFile).sorted().toList();
    }
    DirCache index = DirCache.newInCore();
    DirCacheBuilder entries = index.builder();
    try (ObjectInserter objects = repository.newObjectInserter()) {
      for (Path file : all) {
        DirCacheEntry entry =
            new DirCacheEntry(files.relativize(file).toString().replace('\\', '/'));
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(objects.insert(Constants.OBJ_BLOB, Files.readAllBytes(file)));
        entries.add(entry);
      }
      entries.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(objects));
      PersonIdent author = new PersonIdent("rosa", "rosa@example.org", BEGAN, ZoneOffset.UTC);
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage("Begin\n");
      ObjectId id = objects.insert(commit);
      objects.flush();
      return id;
    }
  }

  /** Where it lies. */
  Path folder() {
    return folder;
  }

  /** Whether a branch of that name is there. */
  boolean hasBranch(String branch) {
    try (Repository repository =
        new FileRepositoryBuilder().setGitDir(folder.toFile()).setMustExist(true).build()) {
      return repository.findRef(Constants.R_HEADS + branch) != null;
    } catch (IOException e) {
      return false;
    }
  }
}
