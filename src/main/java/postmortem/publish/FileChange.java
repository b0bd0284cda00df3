package postmortem.publish;

import java.util.Comparator;
import java.util.Locale;

/**
 * What a commit does to a file.
 *
 * @param path from the top of the repository, with slashes
 * @param kind what it does
 */
public record FileChange(String path, Kind kind) implements Comparable<FileChange> {

  private static final Comparator<FileChange> ORDER =
      Comparator.comparing(FileChange::path).thenComparing(FileChange::kind);

  /** What can happen to a file. */
  public enum Kind {
    ADDED,
    CHANGED,
    REMOVED;

    /** The word for people, in lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public FileChange {
    if (path.isEmpty() || path.startsWith("/")) {
      throw new IllegalArgumentException("not a path in a repository: " + path);
    }
  }

  @Override
  public int compareTo(FileChange other) {
    return ORDER.compare(this, other);
  }
}
