package postmortem.workflow.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import postmortem.diagnostic.ExitCode;
import postmortem.event.EventTime;
import postmortem.evidence.Evidence;
import postmortem.log.ParsedRecord;
import postmortem.redact.Redactor;
import postmortem.source.Claims;
import postmortem.store.FormatJson;
import postmortem.workflow.Session;
import postmortem.workflow.incident.Readers;
import postmortem.workflow.incident.ReadingOptions;

/** The records of logs. */
public final class ParseLogs {

  private ParseLogs() {}

  /** Prints the records of logs; exports have none. */
  public static ExitCode run(Session session, ReadingOptions options, boolean json)
      throws IOException {
    Redactor redactor = session.redactor();
    List<Evidence> evidence = Readers.find(session, options, redactor);
    Readers readers = Readers.forEvidence(session, options, evidence, redactor);
    Claims claims = readers.sources().claim(evidence);
    readers
        .logs()
        .wrapping(claims.wrapped())
        .parse(
            LogsOnly.of(session, claims),
            record -> {
              try {
                session.out().append(json ? FormatJson.parsed(record) : text(record));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return session.diagnostics().hasErrors() ? ExitCode.FINDINGS : ExitCode.DONE;
  }

  private static String text(ParsedRecord record) {
    EventTime time = record.time();
    return record.evidence()
        + ":"
        + record.line()
        + (record.lines() > 1 ? "+" + (record.lines() - 1) : "")
        + "  "
        + (time == null ? "no time (" + record.reason() + ")" : time.text())
        + "  "
        + record.severity().label()
        + "  "
        + (record.format() == null ? "no format" : record.format())
        + "\n";
  }
}
