package postmortem.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postmortem.declaration.TextFile;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;

/**
 * Where things lie in the user's repository.
 *
 * @param root the folder that holds {@code postmortems}, {@code templates} and {@code
 *     postmortem.yaml}
 */
public record Repository(Path root) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");

  /**
   * The files of one post-mortem.
   *
   * @param path its folder
   */
  public record Folder(Path path) {
    /** What people state. */
    public Path incident() {
      return path.resolve("incident.yaml");
    }

    /** Every placed event. */
    public Path timeline() {
      return path.resolve("timeline.jsonl");
    }

    /** The account of the evidence. */
    public Path manifest() {
      return path.resolve("evidence.yaml");
    }

    /** The document. */
    public Path document() {
      return path.resolve("postmortem.md");
    }

    /** What the tool last wrote: the base of the next merge. */
    public Path generated() {
      return path.resolve(".generated.md");
    }

    /** The id: its name. */
    public String id() {
      return String.valueOf(path.getFileName());
    }
  }

  /** The settings, if there are any. */
  public Path settings() {
    return root.resolve("postmortem.yaml");
  }

  /** The register of action items: one file each. */
  public Path actionItems() {
    return root.resolve("action-items");
  }

  /** The weekly reviews. */
  public Path reviews() {
    return actionItems().resolve("reviews");
  }

  /** The user's own report templates. */
  public Path templates() {
    return root.resolve("templates");
  }

  /**
   * The folder of a post-mortem, whether it exists or not; an id that is no folder name is refused.
   */
  public Folder folder(String id) {
    if (!isId(id)) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-W003", "\u201c" + id + "\u201d cannot be the id of a post-mortem")
              .helping("an id is a folder name: letters, digits, and . _ - inside, at most 120"));
    }
    return new Folder(root.resolve("postmortems").resolve(id));
  }

  /** Whether a text can be the id of a post-mortem. */
  static boolean isId(String text) {
    return ID.matcher(text).matches() && !text.endsWith(".");
  }

  /** All post-mortems, by id. */
  public List<Folder> folders() throws IOException {
    return folders(true);
  }

  /** Folders with a document whose names cannot be ids: no command finds them by themselves. */
  public List<Folder> misnamed() throws IOException {
    return folders(false).stream()
        .filter(folder -> Files.isRegularFile(folder.document()))
        .toList();
  }

  private List<Folder> folders(boolean named) throws IOException {
    Path home = root.resolve("postmortems");
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(home)) {
      return paths
          .filter(path -> Files.isDirectory(path))
          .filter(path -> isId(String.valueOf(path.getFileName())) == named)
          .sorted()
          .map(Folder::new)
          .toList();
    }
  }

  /**
   * The text of a file; empty when it does not exist.
   *
   * @throws DiagnosticException when it is not text
   */
  public Optional<String> read(Path file) throws IOException {
    return Files.isRegularFile(file)
        ? Optional.of(TextFile.read(file, shown(file)))
        : Optional.empty();
  }

  /** A path as the user knows it: below the repository relative to it, with slashes. */
  public String shown(Path path) {
    Path home = root.toAbsolutePath().normalize();
    Path whole = path.toAbsolutePath().normalize();
    return (whole.startsWith(home) ? home.relativize(whole) : path).toString().replace('\\', '/');
  }
}
