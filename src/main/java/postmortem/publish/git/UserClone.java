package postmortem.publish.git;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;

/**
 * The clone that the user works in, read and never written: an ordinary one, a linked working tree,
 * a shallow one, a partial one, with any branch or none checked out.
 *
 * @param top the folder of the working tree
 * @param gitFolder holds HEAD
 * @param commonFolder holds objects and branches; the same but in a linked working tree
 * @param settings what the user's configuration says, all files together
 */
record UserClone(Path top, Path gitFolder, Path commonFolder, Config settings) {

  private static final String LINK = "gitdir:";

  /** The clone around a folder. */
  static UserClone around(Path folder, Map<String, String> variables) throws IOException {
    for (Path top = folder.toAbsolutePath().normalize(); top != null; top = top.getParent()) {
      Path git = top.resolve(".git");
      if (Files.isRegularFile(git)) {
        String text = Files.readString(git, StandardCharsets.UTF_8).strip();
        if (text.startsWith(LINK)) {
          git = top.resolve(text.substring(LINK.length()).strip()).normalize();
        }
      }
      if (Files.isRegularFile(git.resolve("HEAD"))) {
        Path common = common(git);
        return new UserClone(top, git, common, settings(folder, git, common, variables));
      }
    }
    throw DiagnosticException.usage(
        Diagnostic.error("PM-P001", "the folder is not inside of a Git repository: " + folder)
            .helping("publish from a clone of the repository, or name it with -C"));
  }

  private static Path common(Path git) throws IOException {
    Path file = git.resolve("commondir");
    return Files.isRegularFile(file)
        ? git.resolve(Files.readString(file, StandardCharsets.UTF_8).strip()).normalize()
        : git;
  }

  /** Where its objects lie. */
  Path objects() {
    return commonFolder.resolve("objects");
  }

  /** The list of commits whose parents are not there; empty in a whole clone. */
  Optional<Path> shallow() {
    Path file = commonFolder.resolve("shallow");
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** What the clone ignores besides its {@code .gitignore} files. */
  Optional<Path> exclude() {
    Path file = commonFolder.resolve("info").resolve("exclude");
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** Whether objects are missing that others take for granted. */
  boolean isPartial() {
    return settings.getString("extensions", null, "partialclone") != null
        || settings.getBoolean("remote", "origin", "promisor", false);
  }

  /** Whether its objects are named in another way than the one we can write. */
  boolean usesOtherObjectNames() {
    String format = settings.getString("extensions", null, "objectformat");
    return format != null && !format.toLowerCase(Locale.ROOT).equals("sha1");
  }

  /** The commits that HEAD and the last seen state of a remote branch point to. */
  List<ObjectId> seen(String base) throws IOException {
    return commits(List.of("HEAD", "refs/remotes/origin/" + base));
  }

  /** The commit that HEAD points to; empty before the first one. */
  Optional<ObjectId> head() throws IOException {
    return commits(List.of("HEAD")).stream().findFirst();
  }

  private List<ObjectId> commits(List<String> names) throws IOException {
    List<ObjectId> commits = new ArrayList<>();
    try (Repository repository =
        new FileRepositoryBuilder()
            .setGitDir(gitFolder.toFile())
            .setGitCommonDir(commonFolder.toFile())
            .setMustExist(true)
            .build()) {
      for (String name : names) {
        Ref ref = repository.exactRef(name);
        if (ref != null && ref.getObjectId() != null) {
          commits.add(ref.getObjectId());
        }
      }
    }
    return List.copyOf(commits);
  }

  /**
   * The files that a sparse checkout left out of the working tree: they are not there, and nobody
   * removed them.
   *
   * @param folders from the top of the repository
   */
  SortedMap<String, FileEntry> leftOut(List<String> folders) throws IOException {
    SortedMap<String, FileEntry> files = new TreeMap<>();
    if (!settings.getBoolean("core", null, "sparsecheckout", false)) {
      return files;
    }
    DirCache index;
    try {
      index = DirCache.read(gitFolder.resolve("index").toFile(), FS.DETECTED);
    } catch (CorruptObjectException e) {
      // A sparse index stands for whole folders, and a folder that is published is not left out.
      return files;
    }
    for (int i = 0; i < index.getEntryCount(); i++) {
      DirCacheEntry entry = index.getEntry(i);
      String path = entry.getPathString();
      if (entry.isSkipWorkTree() && folders.stream().anyMatch(f -> path.startsWith(f + "/"))) {
        files.put(path, new FileEntry(entry.getFileMode(), entry.getObjectId()));
      }
    }
    return files;
  }

  private static Config settings(Path folder, Path git, Path common, Map<String, String> variables)
      throws IOException {
    HermeticSystem.enter(variables, new Config());
    Config files = fromFiles(git, common, variables);
    // Git itself also knows conditional includes, which is where a work address often stands.
    return fromGit(folder, variables)
        .filter(all -> all.getString("remote", "origin", "url") != null)
        .orElse(files);
  }

  private static Config fromFiles(Path git, Path common, Map<String, String> variables)
      throws IOException {
    List<Path> files = new ArrayList<>();
    if (!variables.containsKey("GIT_CONFIG_NOSYSTEM")) {
      files.add(Path.of(variables.getOrDefault("GIT_CONFIG_SYSTEM", "/etc/gitconfig")));
    }
    String global = variables.get("GIT_CONFIG_GLOBAL");
    String home = variables.get("HOME");
    if (global != null) {
      files.add(Path.of(global));
    } else if (home != null) {
      String xdg = variables.get("XDG_CONFIG_HOME");
      Path folder = xdg == null || xdg.isEmpty() ? Path.of(home, ".config") : Path.of(xdg);
      files.add(folder.resolve("git").resolve("config"));
      files.add(Path.of(home, ".gitconfig"));
    }
    files.add(common.resolve("config"));
    files.add(git.resolve("config.worktree"));
    Config settings = new Config();
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        settings = loaded(settings, file.toFile());
      }
    }
    return settings;
  }

  private static Config loaded(Config parent, File file) throws IOException {
    FileBasedConfig config = new FileBasedConfig(parent, file, FS.DETECTED);
    try {
      config.load();
    } catch (ConfigInvalidException e) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-P002", "Git's configuration cannot be read: " + file)
              .noting(String.valueOf(e.getMessage()))
              .helping("see what git says: git config --list"));
    }
    return config;
  }

  private static Optional<Config> fromGit(Path folder, Map<String, String> variables) {
    if (!variables.containsKey("PATH")) {
      return Optional.empty();
    }
    try {
      ProcessBuilder builder = new ProcessBuilder("git", "config", "--null", "--list");
      builder.directory(folder.toFile());
      builder.environment().clear();
      builder.environment().putAll(variables);
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      Process process = builder.start();
      process.getOutputStream().close();
      byte[] out = process.getInputStream().readAllBytes();
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return Optional.of(parsed(new String(out, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Config parsed(String list) {
    Config config = new Config();
    for (String entry : list.split("\0", -1)) {
      int line = entry.indexOf('\n');
      String key = line < 0 ? entry : entry.substring(0, line);
      int first = key.indexOf('.');
      int last = key.lastIndexOf('.');
      if (first < 0) {
        continue;
      }
      String section = key.substring(0, first);
      String subsection = first == last ? null : key.substring(first + 1, last);
      String name = key.substring(last + 1);
      append(config, section, subsection, name, line < 0 ? "true" : entry.substring(line + 1));
    }
    return config;
  }

  /** Adds one more value of a key. */
  static void append(
      Config config, String section, @Nullable String subsection, String name, String value) {
    List<String> values = new ArrayList<>(List.of(config.getStringList(section, subsection, name)));
    values.add(value);
    config.setStringList(section, subsection, name, values);
  }
}
