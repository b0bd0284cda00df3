package postmortem.publish.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A repository of our own beside the user's: it lends the objects that are there, takes the ones
 * that we make and fetch, and sees the working tree. So nothing that we do can be seen in the
 * user's clone, neither while it runs nor after it was killed.
 */
final class Scratch implements AutoCloseable {

  private final Path folder;
  private final Repository repository;

  private Scratch(Path folder, Repository repository) {
    this.folder = folder;
    this.repository = repository;
  }

  static Scratch beside(UserClone clone, Path temporaryFolder) throws IOException {
    Files.createDirectories(temporaryFolder);
    Path folder = Files.createTempDirectory(temporaryFolder, "postmortem-publish-");
    // Made without a working tree: JGit would write a .git file into it that points here.
    try (Repository empty = new FileRepositoryBuilder().setGitDir(folder.toFile()).build()) {
      empty.create(true);
    }
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder()
            .setGitDir(folder.toFile())
            .setWorkTree(clone.top().toFile())
            .setIndexFile(folder.resolve("index").toFile());
    if (!clone.isPartial()) {
      builder.addAlternateObjectDirectory(clone.objects().toFile());
    }
    Repository repository = builder.build();
    if (!clone.isPartial() && clone.shallow().isPresent()) {
      Files.copy(clone.shallow().get(), folder.resolve("shallow"));
    }
    if (clone.exclude().isPresent()) {
      Files.createDirectories(folder.resolve("info"));
      Files.copy(
          clone.exclude().get(),
          folder.resolve("info").resolve("exclude"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    return new Scratch(folder, repository);
  }

  Repository repository() {
    return repository;
  }

  @Override
  public void close() throws IOException {
    repository.close();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.deleteIfExists(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
