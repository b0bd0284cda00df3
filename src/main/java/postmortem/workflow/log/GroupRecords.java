package postmortem.workflow.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.EvidenceFinder;
import postmortem.evidence.FileAccount;
import postmortem.evidence.RowCounts;
import postmortem.log.LogEngine;
import postmortem.log.Signature;
import postmortem.log.Signatures;
import postmortem.redact.Redactor;
import postmortem.source.Claims;
import postmortem.store.SignatureJson;
import postmortem.timeline.ManifestEntry;
import postmortem.workflow.Account;
import postmortem.workflow.Outcome;
import postmortem.workflow.Session;
import postmortem.workflow.incident.Readers;
import postmortem.workflow.incident.ReadingOptions;

/** The records of logs, grouped by what they say. */
public final class GroupRecords {

  /** What is printed. */
  public enum Form {
    /** Signatures as a table for people. */
    TABLE,
    /** Signatures as JSON Lines. */
    JSON,
    /** The signature of every record as JSON Lines. */
    ASSIGN
  }

  private GroupRecords() {}

  /**
   * Prints the signatures of logs, or of their records; exports have none.
   *
   * @param width of the terminal
   * @throws DiagnosticException with exit code 3 when there is no record, and 2 when standard input
   *     would have to be read twice
   */
  public static Outcome run(Session session, ReadingOptions options, Form form, int width)
      throws IOException {
    if (form == Form.ASSIGN
        && options.evidence().stream()
            .anyMatch(path -> path.toString().equals(EvidenceFinder.STDIN_ARGUMENT))) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-W013", "--assign reads everything twice, standard input can be once")
              .helping("write it to a file first, and name that"));
    }
    Redactor redactor = session.redactor();
    List<Evidence> evidence = Readers.find(session, options, redactor);
    Readers readers = Readers.forEvidence(session, options, evidence, redactor);
    Claims claims = readers.sources().claim(evidence);
    readers.sources().tellUnknown(claims);
    List<EvidenceFile> logs = LogsOnly.of(session, claims);
    LogEngine engine = readers.logs().wrapping(claims.wrapped());
    List<FileAccount> accounts =
        form == Form.ASSIGN
            ? assign(session, engine, logs)
            : list(session, engine, logs, form, width);
    List<ManifestEntry> manifest = new ArrayList<>();
    for (FileAccount account : accounts) {
      manifest.add(new ManifestEntry(account, rows(account)));
    }
    if (manifest.stream().allMatch(entry -> entry.rows().read() == 0)) {
      throw new DiagnosticException(
          ExitCode.NOTHING_PLACED,
          List.of(
              Diagnostic.error("PM-W014", "there is no record of a log in the evidence")
                  .helping("name files, archives or folders of logs")));
    }
    boolean unusable = options.strict() && session.diagnostics().hasErrors();
    return new Outcome(unusable ? ExitCode.FINDINGS : ExitCode.DONE, Account.of(manifest));
  }

  private static List<FileAccount> list(
      Session session, LogEngine engine, List<EvidenceFile> logs, Form form, int width)
      throws IOException {
    Signatures found = engine.signatures(logs);
    if (form == Form.JSON) {
      for (Signature signature : found.signatures()) {
        session.out().append(SignatureJson.write(signature));
      }
    } else if (!found.signatures().isEmpty()) {
      SignatureTable.write(found.signatures(), width, session.out());
    }
    return found.accounts();
  }

  private static List<FileAccount> assign(
      Session session, LogEngine engine, List<EvidenceFile> logs) {
    return engine.assign(
        logs,
        assignment -> {
          try {
            session.out().append(SignatureJson.write(assignment));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static RowCounts rows(FileAccount account) {
    return new RowCounts(
        account.read(), 0, 0, account.aggregated(), account.filtered(), account.unreadable());
  }
}
