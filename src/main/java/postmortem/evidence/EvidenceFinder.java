package postmortem.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostics;
import postmortem.redact.Redactor;

/**
 * Finds the evidence behind the arguments of a command: files, folders with all below them, the
 * members of archives, standard input.
 *
 * <p>Never evidence are {@code incident.yaml}, which the tool itself reads, and hidden and system
 * files below a folder ({@code .DS_Store}, {@code Thumbs.db}, the {@code .git} of a work tree),
 * which are counted in a note. A hidden file that is itself an argument is read.
 */
public final class EvidenceFinder {

  /** The argument that means standard input, and how evidence from there is called. */
  public static final String STDIN_ARGUMENT = "-";

  private static final String STDIN_NAME = "stdin";

  private final InputStream stdin;

  /**
   * A finder.
   *
   * @param stdin read to its end when {@code -} is among the arguments; not closed
   */
  public EvidenceFinder(InputStream stdin) {
    this.stdin = stdin;
  }

  /**
   * All evidence behind the arguments, sorted by name; names are unique.
   *
   * @see #inOrder
   */
  public List<Evidence> find(
      List<Path> arguments,
      Path workingDirectory,
      Limits limits,
      Redactor redactor,
      Diagnostics diagnostics) {
    return inOrder(arguments, workingDirectory, limits, redactor, diagnostics).stream()
        .sorted(Comparator.comparing(Evidence::name))
        .toList();
  }

  /**
   * All evidence behind the arguments, in their order, that of one argument sorted by name; names
   * are unique.
   *
   * @param arguments as given, relative to {@code workingDirectory}; {@code -} is standard input; a
   *     pattern such as {@code logs/*.gz} stands for the files that it matches
   * @param redactor makes the names fit to be shown
   * @param diagnostics told of everything that is not read, or not as it lies
   */
  public List<Evidence> inOrder(
      List<Path> arguments,
      Path workingDirectory,
      Limits limits,
      Redactor redactor,
      Diagnostics diagnostics) {
    Search search = new Search(limits, redactor, diagnostics);
    List<Path> given = new ArrayList<>();
    // Beside each argument what it stands for; for standard input the argument itself.
    List<Path> resolved = new ArrayList<>();
    for (Path argument : expanded(arguments, workingDirectory)) {
      boolean stdinMeant = isStdin(argument);
      Path path =
          stdinMeant ? argument : workingDirectory.resolve(argument).toAbsolutePath().normalize();
      if (resolved.contains(path)) {
        diagnostics.add(Trouble.twice(search.shown(argument)));
      } else if (!stdinMeant && !Files.exists(path)) {
        diagnostics.add(Trouble.missing(search.shown(argument)));
      } else {
        given.add(argument);
        resolved.add(path);
      }
    }
    Iterator<String> prefixes =
        Prefixes.of(resolved.stream().filter(path -> !isStdin(path)).toList()).iterator();
    List<Evidence> all = new ArrayList<>();
    for (int i = 0; i < resolved.size(); i++) {
      if (isStdin(resolved.get(i))) {
        search.takeOnce(STDIN_NAME, stdin);
      } else {
        String shown = search.shown(given.get(i));
        search.argument(shown, resolved.get(i), prefixes.next(), resolved.size() == 1);
      }
      all.addAll(search.next());
    }
    return List.copyOf(all);
  }

  /** The arguments with the files that patterns stand for in their places. */
  private static List<Path> expanded(List<Path> arguments, Path workingDirectory) {
    List<Path> all = new ArrayList<>();
    for (Path argument : arguments) {
      List<Path> matching = List.of();
      if (Globs.isPattern(argument) && !Files.exists(workingDirectory.resolve(argument))) {
        try {
          matching = Globs.expand(argument, workingDirectory);
        } catch (IOException e) {
          // It is named below as what does not exist.
          matching = List.of();
        }
      }
      all.addAll(matching.isEmpty() ? List.of(argument) : matching);
    }
    return all;
  }

  private static boolean isStdin(Path argument) {
    return argument.toString().equals(STDIN_ARGUMENT);
  }

  /** One search: what is found so far, and what was already seen. */
  private static final class Search {

    private final Limits limits;
    private final Redactor redactor;
    private final Diagnostics diagnostics;
    private final List<Evidence> found = new ArrayList<>();
    private final Unpacker unpacker;
    private final Set<Object> seen = new HashSet<>();
    private int taken;

    Search(Limits limits, Redactor redactor, Diagnostics diagnostics) {
      this.limits = limits;
      this.redactor = redactor;
      this.diagnostics = diagnostics;
      this.unpacker = new Unpacker(limits, redactor, diagnostics, found);
    }

    String shown(Path path) {
      String text = path.toString();
      return redactor.text(text.isEmpty() ? "." : text.replace('\\', '/'));
    }

    void argument(String shown, Path path, String prefix, boolean one) {
      if (Repository.is(path)) {
        repository(prefix, path);
      } else if (Files.isDirectory(path)) {
        folder(shown, path, one ? "" : prefix + "/");
      } else if (Files.isRegularFile(path)) {
        file(prefix, path);
      } else {
        // A pipe that the shell made, as in <(zcat a.gz): it can be read once.
        try (InputStream in = Files.newInputStream(path)) {
          takeOnce(prefix, in);
        } catch (IOException e) {
          diagnostics.add(Trouble.unreadable(shown));
        }
      }
    }

    /** Takes a stream that cannot be read twice. */
    void takeOnce(String name, InputStream in) {
      try {
        CountingStream counted = new CountingStream(in);
        Bytes kept =
            Spool.keep(
                new LimitedStream(counted, counted, redactor.text(name), limits), diagnostics::add);
        unpacker.take(name, kept, null, null, 0);
      } catch (IOException e) {
        diagnostics.add(Trouble.unreadable(redactor.text(name)));
      }
    }

    private void folder(String shown, Path folder, String prefix) {
      Listing listing = new Listing(folder, prefix);
      try {
        Files.walkFileTree(
            folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, listing);
      } catch (IOException e) {
        diagnostics.add(Trouble.unreadable(shown));
      }
      listing.report(shown, diagnostics, redactor);
      listing.repositories.forEach(this::repository);
      listing.files.forEach(this::file);
    }

    private void file(String name, Path path) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!seen.add(identity(path, attributes))) {
          diagnostics.add(Trouble.twice(redactor.text(name)));
          return;
        }
        if (found.size() >= limits.maxMembers()) {
          diagnostics.add(Trouble.tooManyFiles(limits.maxMembers()));
          return;
        }
        Instant modified = attributes.lastModifiedTime().toInstant();
        unpacker.take(name, new Bytes.OfFile(path, attributes.size()), path, modified, 0);
      } catch (IOException e) {
        diagnostics.add(Trouble.unreadable(redactor.text(name)));
      }
    }

    private void repository(String name, Path path) {
      try {
        found.add(Repository.read(redactor.text(name), path));
      } catch (IOException e) {
        diagnostics.add(Trouble.unreadable(redactor.text(name)));
      }
    }

    /** What was found since it was last asked, by name. */
    List<Evidence> next() {
      List<Evidence> sorted = new ArrayList<>(found.subList(taken, found.size()));
      sorted.sort(Comparator.comparing(Evidence::name));
      taken = found.size();
      return sorted;
    }

    private static Object identity(Path path, BasicFileAttributes attributes) throws IOException {
      Object key = attributes.fileKey();
      return key == null ? path.toRealPath() : key;
    }
  }

  /** What lies below one folder. */
  private static final class Listing extends SimpleFileVisitor<Path> {

    final Map<String, Path> files = new TreeMap<>();
    final Map<String, Path> repositories = new TreeMap<>();
    private final List<String> hidden = new ArrayList<>();
    private final List<String> workTrees = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final List<String> special = new ArrayList<>();
    private final List<String> loops = new ArrayList<>();
    private final Path folder;
    private final String prefix;

    Listing(Path folder, String prefix) {
      this.folder = folder;
      this.prefix = prefix;
    }

    private String name(Path path) {
      return prefix + Prefixes.slashed(folder.relativize(path));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      if (path.equals(folder)) {
        return FileVisitResult.CONTINUE;
      }
      String last = last(path);
      if (last.equals(".git")) {
        workTrees.add(name(path));
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (Junk.is(last)) {
        hidden.add(name(path));
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (Repository.is(path)) {
        repositories.put(name(path), path);
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      String last = last(path);
      if (last.equals(Junk.INCIDENT)) {
        return FileVisitResult.CONTINUE;
      }
      if (Junk.is(last)) {
        hidden.add(name(path));
      } else if (attributes.isRegularFile()) {
        files.put(name(path), path);
      } else if (attributes.isSymbolicLink()) {
        // Links are followed: one that is still a link leads nowhere.
        unreadable.add(name(path));
      } else {
        special.add(name(path));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) {
      (failure instanceof FileSystemLoopException ? loops : unreadable).add(name(path));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, @Nullable IOException failure) {
      if (failure != null) {
        unreadable.add(name(path));
      }
      return FileVisitResult.CONTINUE;
    }

    void report(String shown, Diagnostics diagnostics, Redactor redactor) {
      unreadable.forEach(name -> diagnostics.add(Trouble.unreadable(redactor.text(name))));
      special.forEach(name -> diagnostics.add(Trouble.notRegular(redactor.text(name))));
      loops.forEach(name -> diagnostics.add(Trouble.loop(redactor.text(name))));
      workTrees.forEach(name -> diagnostics.add(Trouble.workTree(redactor.text(name))));
      if (!hidden.isEmpty()) {
        diagnostics.add(
            Trouble.skipped(
                shown, Junk.counted(hidden.stream().sorted().map(redactor::text).toList())));
      }
      if (files.isEmpty() && repositories.isEmpty() && unreadable.isEmpty() && special.isEmpty()) {
        diagnostics.add(Trouble.emptyFolder(shown));
      }
    }

    private static String last(Path path) {
      Path last = path.getFileName();
      return last == null ? "" : last.toString();
    }
  }
}
