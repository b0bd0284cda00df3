package postmortem.workflow.incident;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.diagnostic.Location;
import postmortem.document.merge.Conflict;
import postmortem.document.merge.DocumentMerge;
import postmortem.document.merge.MergeResult;
import postmortem.document.render.IssueRenderer;
import postmortem.document.render.PullRequestText;
import postmortem.document.render.ReportInput;
import postmortem.document.render.ReportRenderer;
import postmortem.incident.Incident;
import postmortem.incident.Settings;
import postmortem.store.AtomicFiles;
import postmortem.store.FolderLock;
import postmortem.store.IncidentFile;
import postmortem.store.ManifestFile;
import postmortem.store.Repository;
import postmortem.store.SettingsFile;
import postmortem.store.TimelineJson;
import postmortem.timeline.Timeline;
import postmortem.workflow.Account;
import postmortem.workflow.Outcome;
import postmortem.workflow.Session;

/** The main job: evidence to {@code postmortems/<id>/}; again on changed evidence it merges. */
public final class Draft {

  private Draft() {}

  /** Reads, and writes all files of the post-mortem; prints the document's path. */
  public static Outcome run(Session session, ReadingOptions options) throws IOException {
    Repository repository = new Repository(session.folder());
    Settings settings = SettingsFile.of(repository);
    Ahead<ReportRenderer> renderer = renderer(repository, settings);
    Case read = CaseReader.read(session, options);
    Incident incident = shownIncident(read.incident(), settings);
    // Neither the lists nor the document need the other.
    Callable<Lists> write = () -> Lists.of(read.timeline());
    Ahead<Lists> lists = options.threads() == 1 ? Ahead.now(write) : Ahead.begin(write);
    String title = title(read, options);
    String generated =
        renderer
            .get()
            .render(new ReportInput(read.id(), title, incident, read.timeline(), read.analysis()));
    Repository.Folder folder = repository.folder(read.id());
    ExitCode exit = CaseReader.exitCode(session, read.timeline(), options);
    try (FolderLock lock = FolderLock.acquire(session.folder(), session.temporaryFolder())) {
      OtherIncident.refuse(repository, folder, read, options);
      OtherIncident.tellMissing(
          repository, folder, read.timeline().manifest(), session.diagnostics());
      MergeResult merged = merge(repository, folder, generated);
      String shown = "postmortems/" + read.id() + "/postmortem.md";
      if (isWithoutBase(repository, folder, merged)) {
        session.diagnostics().add(withoutBase(shown));
        exit = exit.or(ExitCode.FINDINGS);
      }
      for (Conflict conflict : merged.conflicts()) {
        session.diagnostics().add(conflict(shown, conflict));
        exit = exit.or(ExitCode.FINDINGS);
      }
      write(folder, read, lists.get(), merged.text(), generated);
      session.out().append(shown).append('\n');
      if (!lock.isHeld()) {
        throw new IOException("the lock was lost while writing " + shown);
      }
    }
    return new Outcome(exit, Account.of(read.timeline().manifest()));
  }

  /** The timeline and the evidence as they are written. */
  private record Lists(String timeline, String manifest) {
    static Lists of(Timeline timeline) {
      return new Lists(
          TimelineJson.write(timeline.events()), ManifestFile.write(timeline.manifest()));
    }
  }

  /**
   * In this order a run that is killed between any two of them leaves the next one all it needs.
   */
  private static void write(
      Repository.Folder folder, Case read, Lists lists, String document, String generated)
      throws IOException {
    Map<Path, String> files = new LinkedHashMap<>();
    if (!Files.exists(folder.incident())) {
      Case.Stated stated = read.stated();
      files.put(
          folder.incident(),
          stated != null
              ? IncidentFile.adopted(stated.file(), stated.text(), read.id())
              : IncidentFile.initial(read.id(), read.incident().title()));
    }
    files.put(folder.timeline(), lists.timeline());
    files.put(folder.manifest(), lists.manifest());
    files.put(folder.document(), document);
    files.put(folder.generated(), generated);
    AtomicFiles.writeAll(files);
  }

  private static MergeResult merge(
      Repository repository, Repository.Folder folder, String generated) throws IOException {
    Optional<String> mine = repository.read(folder.document());
    // Nobody empties a document to keep it empty: it was cut off by something.
    if (mine.isEmpty() || mine.get().isBlank()) {
      return new MergeResult(generated, java.util.List.of());
    }
    String base = repository.read(folder.generated()).orElse("");
    return DocumentMerge.merge(base, mine.get(), generated);
  }

  /** Whether a document was changed of which nobody knows what the tool wrote. */
  private static boolean isWithoutBase(
      Repository repository, Repository.Folder folder, MergeResult merged) throws IOException {
    Optional<String> mine = repository.read(folder.document());
    return mine.isPresent()
        && !mine.get().isBlank()
        && !mine.get().equals(merged.text())
        && !Files.exists(folder.generated());
  }

  private static Diagnostic withoutBase(String file) {
    return Diagnostic.warning(
            "PM-W051", "what was generated last is not known: .generated.md is not there")
        .at(Location.of(file))
        .noting("all that stood in the document was kept: old statements may stand beside new ones")
        .helping(
            "restore both files from version control and draft again, or look the document through");
  }

  private static Diagnostic conflict(String file, Conflict conflict) {
    Diagnostic diagnostic =
        Diagnostic.warning(
                "PM-W006", "a person and new evidence changed the same place: " + conflict.where())
            .at(Location.of(file, conflict.line()));
    for (String line : conflict.generated().lines().limit(10).toList()) {
      diagnostic = diagnostic.noting("generated: " + line);
    }
    return diagnostic.helping("the person's text was kept; take over what is right in it");
  }

  private static String title(Case read, ReadingOptions options) {
    String title = read.incident().title();
    if (title != null) {
      return title;
    }
    String name = CaseReader.argumentName(options);
    return name.isBlank() ? read.id() : name;
  }

  private static Incident shownIncident(Incident incident, Settings settings) {
    return incident.displayZone() != null || settings.displayZone() == null
        ? incident
        : incident.withDisplayZone(settings.displayZone());
  }

  /**
   * The built-in template is parsed while evidence is read; one of the user's now, since nothing
   * needs to be read when it cannot be used.
   */
  private static Ahead<ReportRenderer> renderer(Repository repository, Settings settings) {
    Path own = repository.templates().resolve(settings.template());
    // A folder may change issues and pull requests alone.
    boolean onlyOthers =
        (IssueRenderer.isIn(own) || PullRequestText.isIn(own)) && !ReportRenderer.isIn(own);
    if (Files.isDirectory(own) && !onlyOthers) {
      ReportRenderer renderer = ReportRenderer.of(own, repository.shown(own));
      return Ahead.now(() -> renderer);
    }
    if (onlyOthers || settings.template().equals(Settings.DEFAULT.template())) {
      return Ahead.begin(ReportRenderer::builtIn);
    }
    throw DiagnosticException.usage(
        Diagnostic.error("PM-W007", "there is no template \u201c" + settings.template() + "\u201d")
            .at(Location.of("postmortem.yaml"))
            .helping(
                "a template of your own is a folder templates/<name>/ with report.md.ftl and"
                    + " template.yaml; the built-in one is called "
                    + Settings.DEFAULT.template()));
  }
}
