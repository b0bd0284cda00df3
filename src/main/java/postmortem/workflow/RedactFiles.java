package postmortem.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.diagnostic.Location;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceException;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.EvidenceFinder;
import postmortem.evidence.Limits;
import postmortem.redact.Redactor;
import postmortem.store.AtomicFiles;
import postmortem.store.ReplacementJson;

/** Files to text without secrets. */
public final class RedactFiles {

  private RedactFiles() {}

  /** Prints the redacted text of all files, in argument order and without headers. */
  public static ExitCode run(Session session, List<Path> files, @Nullable Path report)
      throws IOException {
    Redactor redactor = session.redactor();
    List<String> replacements = new ArrayList<>();
    ExitCode exit = ExitCode.DONE;
    List<Evidence> found =
        new EvidenceFinder(session.in())
            .inOrder(files, session.folder(), Limits.DEFAULT, redactor, session.diagnostics());
    if (report != null) {
      keepEvidence(session, files, found, report);
    }
    for (Evidence evidence : found) {
      if (evidence instanceof EvidenceFile text) {
        try (InputStream in = text.open()) {
          redactor.copy(
              in,
              session.out(),
              replacement ->
                  replacements.add(
                      ReplacementJson.write(replacement.rule(), text.name(), replacement.line())));
        } catch (EvidenceException e) {
          session.diagnostics().add(e.diagnostic());
          exit = ExitCode.FINDINGS;
        }
      }
    }
    if (report != null) {
      AtomicFiles.write(session.folder().resolve(report), String.join("", replacements));
    }
    return session.diagnostics().hasErrors() ? exit.or(ExitCode.FINDINGS) : exit;
  }

  /** The report must not take the place of what is redacted. */
  private static void keepEvidence(
      Session session, List<Path> files, List<Evidence> found, Path report) throws IOException {
    Path written = session.folder().resolve(report);
    if (!Files.isRegularFile(written)) {
      return;
    }
    List<Path> read = new ArrayList<>();
    files.forEach(file -> read.add(session.folder().resolve(file)));
    for (Evidence evidence : found) {
      if (evidence instanceof EvidenceFile text && text.path() != null) {
        read.add(text.path());
      }
    }
    for (Path file : read) {
      if (Files.isRegularFile(file) && Files.isSameFile(file, written)) {
        throw DiagnosticException.usage(
            Diagnostic.error("PM-C001", "--report names a file that is to be redacted")
                .at(Location.of(SafeText.path(session.folder(), written.toString())))
                .helping("write the report somewhere else: it would take the place of that file"));
      }
    }
  }
}
