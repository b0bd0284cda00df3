package postmortem.workflow;

import java.util.ArrayList;
import java.util.List;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceFile;
import postmortem.source.Claims;

/** What use cases about records of logs read of the evidence. */
final class LogsOnly {

  private LogsOnly() {}

  /** The logs; says of each export that it is none. */
  static List<EvidenceFile> of(Session session, Claims claims) {
    claims
        .sources()
        .forEach(
            (name, source) ->
                session
                    .diagnostics()
                    .add(
                        Diagnostic.note("PM-W012", "an export (" + source + ") has no log records")
                            .at(Location.of(name))
                            .helping("postmortem timeline reads it")));
    List<EvidenceFile> logs = new ArrayList<>();
    for (Evidence left : claims.left()) {
      if (left instanceof EvidenceFile file && file.content().isText()) {
        logs.add(file);
      }
    }
    return logs;
  }
}
