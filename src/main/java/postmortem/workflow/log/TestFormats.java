package postmortem.workflow.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import postmortem.declaration.BuiltInFile;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.diagnostic.Level;
import postmortem.log.format.FormatCheck;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;
import postmortem.redact.Redactor;
import postmortem.source.SourceCheck;
import postmortem.source.SourceLibrary;
import postmortem.workflow.Session;
import postmortem.workflow.incident.Libraries;

/** Whether declarations do what their samples say. */
public final class TestFormats {

  private TestFormats() {}

  /** Runs the samples and rejects of declarations; the faults are diagnostics. */
  public static ExitCode run(Session session, List<Path> paths) throws IOException {
    Redactor redactor = session.redactor();
    ExitCode exit = ExitCode.DONE;
    for (BuiltInFile file : Libraries.files(session, paths)) {
      List<Diagnostic> faults;
      String passed;
      try {
        if (Libraries.isSource(file)) {
          faults =
              new SourceCheck(SourceLibrary.builtIn(), redactor).check(file.name(), file.text());
          passed = "a source; its samples yield what they must";
        } else {
          LogFormat format = FormatLibrary.builtIn().with(List.of(file)).formats().get(0);
          faults = FormatCheck.run(format);
          int samples = FormatCheck.samples(format).size();
          passed =
              "a log format; "
                  + samples
                  + (samples == 1
                      ? " sample yields what it must"
                      : " samples yield what they must");
        }
      } catch (DiagnosticException e) {
        faults = e.diagnostics();
        passed = "";
      }
      faults.forEach(session.diagnostics()::add);
      if (faults.stream().anyMatch(fault -> fault.level() == Level.ERROR)) {
        exit = ExitCode.FINDINGS;
        session.out().append(file.name()).append(": failed\n");
      } else {
        session.out().append(file.name()).append(": ").append(passed).append('\n');
      }
    }
    return exit;
  }
}
