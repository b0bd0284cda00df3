package postmortem.workflow.incident;

import java.io.IOException;
import postmortem.store.AnalysisJson;
import postmortem.workflow.Account;
import postmortem.workflow.Outcome;
import postmortem.workflow.Session;

/** Evidence to analysis, printed. */
public final class Analyze {

  private Analyze() {}

  /** Prints what the evidence says. */
  public static Outcome run(Session session, ReadingOptions options, boolean json)
      throws IOException {
    Case read = CaseReader.read(session, options);
    session
        .out()
        .append(
            json
                ? AnalysisJson.write(read.timeline(), read.analysis())
                : AnalysisText.of(read.analysis()));
    return new Outcome(
        CaseReader.exitCode(session, read.timeline(), options),
        Account.of(read.timeline().manifest()));
  }
}
