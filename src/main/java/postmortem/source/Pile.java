package postmortem.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import postmortem.evidence.EvidenceRepository;

/** Evidence that nobody has taken yet. */
final class Pile {

  /**
   * What a source took.
   *
   * @param source name of the source
   * @param heads its files, in the order given
   * @param repositories its repositories
   */
  record Taken(String source, List<Head> heads, List<EvidenceRepository> repositories) {
    Taken {
      heads = List.copyOf(heads);
      repositories = List.copyOf(repositories);
    }
  }

  private final List<Head> heads;
  private final List<EvidenceRepository> repositories;
  private final List<Taken> taken = new ArrayList<>();

  Pile(List<Head> heads, List<EvidenceRepository> repositories) {
    this.heads = new ArrayList<>(heads);
    this.repositories = new ArrayList<>(repositories);
  }

  /** The files that are still there. */
  List<Head> heads() {
    return List.copyOf(heads);
  }

  /** The repositories that are still there. */
  List<EvidenceRepository> repositories() {
    return List.copyOf(repositories);
  }

  /** Takes the files that a test accepts, if there are any. */
  void takeFiles(String source, Predicate<Head> test) {
    take(source, heads.stream().filter(test).toList(), List.of());
  }

  /** Takes some files and repositories; nothing when both are empty. */
  void take(String source, List<Head> files, List<EvidenceRepository> folders) {
    if (!files.isEmpty() || !folders.isEmpty()) {
      heads.removeAll(files);
      repositories.removeAll(folders);
      taken.add(new Taken(source, files, folders));
    }
  }

  /** All that was taken. */
  List<Taken> taken() {
    return List.copyOf(taken);
  }
}
