package postmortem.source.head;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import postmortem.evidence.EvidenceRepository;

/** Evidence that nobody has taken yet. */
public final class Pile {

  /**
   * What a source took.
   *
   * @param source name of the source
   * @param heads its files, in the order given
   * @param repositories its repositories
   */
  public record Taken(String source, List<Head> heads, List<EvidenceRepository> repositories) {
    public Taken {
      heads = List.copyOf(heads);
      repositories = List.copyOf(repositories);
    }
  }

  private final List<Head> heads;
  private final List<EvidenceRepository> repositories;
  private final List<Taken> taken = new ArrayList<>();

  public Pile(List<Head> heads, List<EvidenceRepository> repositories) {
    this.heads = new ArrayList<>(heads);
    this.repositories = new ArrayList<>(repositories);
  }

  /** The files that are still there. */
  public List<Head> heads() {
    return List.copyOf(heads);
  }

  /** The repositories that are still there. */
  public List<EvidenceRepository> repositories() {
    return List.copyOf(repositories);
  }

  /** Takes the files that a test accepts, if there are any. */
  public void takeFiles(String source, Predicate<Head> test) {
    take(source, heads.stream().filter(test).toList(), List.of());
  }

  /** Takes some files and repositories; nothing when both are empty. */
  public void take(String source, List<Head> files, List<EvidenceRepository> folders) {
    if (!files.isEmpty() || !folders.isEmpty()) {
      heads.removeAll(files);
      repositories.removeAll(folders);
      taken.add(new Taken(source, files, folders));
    }
  }

  /** All that was taken. */
  public List<Taken> taken() {
    return List.copyOf(taken);
  }
}
