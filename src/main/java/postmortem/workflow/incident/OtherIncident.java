package postmortem.workflow.incident;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.store.ManifestFile;
import postmortem.store.ManifestFile.Listed;
import postmortem.store.Repository;
import postmortem.store.TimelineJson;
import postmortem.timeline.ManifestEntry;
import postmortem.timeline.PlacedEvent;

/** Keeps two incidents from being written into one post-mortem, unless somebody says so. */
final class OtherIncident {

  private static final int MOST_NAMES = 5;

  private OtherIncident() {}

  /**
   * Refuses to write into a post-mortem of which nothing that it shows is in the evidence. An id
   * that was made may be that of another incident of the same day; files that several incidents
   * have in common tell less than the time that was asked for. Where the same files are read whole,
   * as after a zone was corrected, every row may be another one.
   */
  static void refuse(
      Repository repository, Repository.Folder folder, Case read, ReadingOptions options)
      throws IOException {
    boolean asksForTime = options.from() != null || options.until() != null;
    boolean doubtful =
        read.how() == Case.Known.MADE || (read.how() == Case.Known.SHARED && asksForTime);
    if (!doubtful || !Files.exists(folder.manifest())) {
      return;
    }
    List<PlacedEvent> before = shown(repository, folder);
    Set<String> now =
        read.timeline().events().stream()
            .map(placed -> placed.event().id())
            .collect(Collectors.toSet());
    if (before.isEmpty() || before.stream().anyMatch(row -> now.contains(row.event().id()))) {
      return;
    }
    throw DiagnosticException.usage(
        Diagnostic.error("PM-W053", "this post-mortem is about another incident")
            .at(Location.of(repository.shown(folder.document())))
            .noting(
                before.size() == 1
                    ? "the one row that it shows is not in this evidence"
                    : String.format(
                        Locale.ROOT,
                        "none of the %,d rows that it shows is in this evidence",
                        before.size()))
            .noting("nothing is written")
            .helping(
                "--id "
                    + free(
                        repository,
                        CaseReader.newId(
                            read.incident(), read.timeline(), read.analysis(), options))
                    + " begins one of its own; --id "
                    + read.id()
                    + " merges into it all the same"));
  }

  /** The rows that the document shows; where it shows none, all there are. */
  private static List<PlacedEvent> shown(Repository repository, Repository.Folder folder)
      throws IOException {
    Optional<String> text = repository.read(folder.timeline());
    if (text.isEmpty()) {
      return List.of();
    }
    List<PlacedEvent> all;
    try {
      all = TimelineJson.read(repository.shown(folder.timeline()), text.get());
    } catch (DiagnosticException e) {
      // A damaged one is written anew.
      return List.of();
    }
    List<PlacedEvent> shown =
        all.stream().filter(row -> row.significance() >= PlacedEvent.SHOWN).toList();
    return shown.isEmpty() ? all : shown;
  }

  private static String free(Repository repository, String made) {
    String id = made;
    for (int number = 2; Files.exists(repository.folder(id).path()); number++) {
      id = made + "-" + number;
    }
    return id;
  }

  /** Tells which files that told something before are not there now: their rows go. */
  static void tellMissing(
      Repository repository,
      Repository.Folder folder,
      List<ManifestEntry> manifest,
      Diagnostics diagnostics)
      throws IOException {
    Optional<String> before = repository.read(folder.manifest());
    if (before.isEmpty()) {
      return;
    }
    String file = repository.shown(folder.manifest());
    Set<String> contents =
        manifest.stream().map(entry -> entry.account().sha256().hex()).collect(Collectors.toSet());
    List<String> names = manifest.stream().map(entry -> entry.account().evidence()).toList();
    List<String> missing =
        ManifestFile.files(file, before.get()).stream()
            .filter(listed -> listed.tells() && !contents.contains(listed.sha256()))
            .map(Listed::evidence)
            .filter(name -> names.stream().noneMatch(now -> isSame(name, now)))
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    Diagnostic diagnostic =
        Diagnostic.warning(
                "PM-W054",
                missing.size() == 1
                    ? "a file that the post-mortem was drafted from is not in the evidence now"
                    : String.format(
                        Locale.ROOT,
                        "%,d files that the post-mortem was drafted from are not in the evidence"
                            + " now",
                        missing.size()))
            .at(Location.of(file));
    for (String name : missing.subList(0, Math.min(MOST_NAMES, missing.size()))) {
      diagnostic = diagnostic.noting(name);
    }
    if (missing.size() > MOST_NAMES) {
      diagnostic = diagnostic.noting("and " + (missing.size() - MOST_NAMES) + " more");
    }
    diagnostics.add(
        diagnostic.helping(
            "what is missing is left out: draft again with all of the evidence to have it back"));
  }

  /** Whether two names may be those of one file, under the same folder or another one. */
  private static boolean isSame(String before, String now) {
    return before.equals(now) || before.endsWith("/" + now) || now.endsWith("/" + before);
  }
}
