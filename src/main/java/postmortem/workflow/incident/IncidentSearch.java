package postmortem.workflow.incident;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.TextFile;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Location;
import postmortem.evidence.Evidence;
import postmortem.incident.Incident;
import postmortem.store.IncidentFile;
import postmortem.store.ManifestFile;
import postmortem.store.ManifestFile.Listed;
import postmortem.store.Repository;
import postmortem.workflow.Session;
import postmortem.workflow.incident.Case.Stated;

/**
 * Finds the post-mortem that evidence belongs to and what people state about it, in the order of
 * DESIGN §2.
 */
final class IncidentSearch {

  /**
   * What was found.
   *
   * @param incident what people state; empty when there is no file
   * @param stated that file; null when there is none
   * @param id of the post-mortem; null when one has to be made
   * @param shared whether nothing but files that its manifest lists as well tells the id
   */
  record Found(Incident incident, @Nullable Stated stated, @Nullable String id, boolean shared) {}

  private final Session session;
  private final Repository repository;

  IncidentSearch(Session session) {
    this.session = session;
    this.repository = new Repository(session.folder());
  }

  /** Looks everywhere an incident may be stated. */
  Found find(ReadingOptions options, List<Evidence> evidence) throws IOException {
    Optional<String> known =
        options.id() != null ? Optional.of(options.id()) : byManifest(evidence);
    Path file = file(options, known);
    if (file == null) {
      return new Found(
          Incident.EMPTY, null, known.orElse(null), options.id() == null && known.isPresent());
    }
    String name = repository.shown(file);
    Stated stated = new Stated(name, TextFile.read(file, name));
    Incident incident = IncidentFile.read(name, stated.text());
    String id = options.id() != null ? options.id() : incident.id();
    if (id == null && known.isPresent()) {
      id = known.get();
    }
    Path folder = parent(file.toAbsolutePath().normalize());
    if (id == null && parent(folder).equals(home())) {
      id = String.valueOf(folder.getFileName());
    }
    boolean shared = options.id() == null && known.isPresent() && known.get().equals(id);
    return new Found(incident, stated, id, shared);
  }

  private Path home() {
    return repository.root().toAbsolutePath().normalize().resolve("postmortems");
  }

  private @Nullable Path file(ReadingOptions options, Optional<String> known) throws IOException {
    Path named = options.incident();
    if (named != null) {
      Path file = session.folder().resolve(named);
      if (!Files.isRegularFile(file)) {
        throw DiagnosticException.usage(
            Diagnostic.error("PM-W001", "there is no such file")
                .at(Location.of(named.toString().replace('\\', '/')))
                .helping("--incident names the YAML file with what people state"));
      }
      return file;
    }
    if (known.isPresent()) {
      Path file = repository.folder(known.get()).incident();
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    if (known.isEmpty()) {
      List<Path> begun = new ArrayList<>();
      for (Repository.Folder folder : repository.folders()) {
        if (Files.isRegularFile(folder.incident()) && !Files.exists(folder.manifest())) {
          begun.add(folder.incident());
        }
      }
      if (begun.size() == 1) {
        return begun.get(0);
      }
    }
    for (Path argument : options.evidence()) {
      Path path = session.folder().resolve(argument).toAbsolutePath().normalize();
      for (Path folder :
          Files.isDirectory(path) ? List.of(path, parent(path)) : List.of(parent(path))) {
        Path file = folder.resolve("incident.yaml");
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    return null;
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  /**
   * The post-mortem whose manifest shares most files with this evidence, of those that say anything
   * of its incident. Sizes are compared first: evidence that nobody can have listed need not be
   * hashed for it.
   */
  private Optional<String> byManifest(List<Evidence> evidence) throws IOException {
    SortedMap<String, List<Listed>> candidates = new TreeMap<>();
    Set<Long> sizes = new HashSet<>(evidence.stream().map(Evidence::bytes).toList());
    for (Repository.Folder folder : repository.folders()) {
      Optional<String> manifest = repository.read(folder.manifest());
      if (manifest.isPresent()) {
        List<Listed> files =
            ManifestFile.files(repository.shown(folder.manifest()), manifest.get()).stream()
                .filter(file -> file.tells() && sizes.contains(file.bytes()))
                .toList();
        if (!files.isEmpty()) {
          candidates.put(folder.id(), files);
        }
      }
    }
    TreeMap<Integer, Set<String>> byShared = new TreeMap<>();
    for (Map.Entry<String, List<Listed>> candidate : candidates.entrySet()) {
      int shared = shared(evidence, candidate.getValue(), candidates.size() == 1);
      if (shared > 0) {
        byShared.computeIfAbsent(shared, n -> new LinkedHashSet<>()).add(candidate.getKey());
      }
    }
    if (byShared.isEmpty()) {
      return Optional.empty();
    }
    Set<String> best = byShared.lastEntry().getValue();
    if (best.size() > 1) {
      throw DiagnosticException.usage(
          Diagnostic.error(
                  "PM-W004",
                  "this evidence belongs to several post-mortems: " + String.join(", ", best))
              .helping("say which with --id"));
    }
    return Optional.of(best.iterator().next());
  }

  /** How many pieces of evidence are listed; the first is enough where nobody else has any. */
  private static int shared(List<Evidence> evidence, List<Listed> listed, boolean oneIsEnough) {
    Set<String> hashes = new HashSet<>(listed.stream().map(Listed::sha256).toList());
    Set<Long> sizes = new HashSet<>(listed.stream().map(Listed::bytes).toList());
    List<Evidence> smallestFirst =
        evidence.stream()
            .filter(piece -> sizes.contains(piece.bytes()))
            .sorted(Comparator.comparingLong(Evidence::bytes).thenComparing(Evidence::name))
            .toList();
    Set<String> shared = new HashSet<>();
    for (Evidence piece : smallestFirst) {
      if (hashes.contains(piece.sha256())) {
        shared.add(piece.sha256());
        if (oneIsEnough) {
          break;
        }
      }
    }
    return shared.size();
  }
}
