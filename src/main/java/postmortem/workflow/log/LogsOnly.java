package postmortem.workflow.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceFile;
import postmortem.source.Claims;
import postmortem.workflow.Session;

/** What use cases about records of logs read of the evidence: logs, and exports that wrap one. */
final class LogsOnly {

  private LogsOnly() {}

  /** The logs; says of each export that it is none. */
  static List<EvidenceFile> of(Session session, Claims claims) {
    List<EvidenceFile> logs = new ArrayList<>();
    claims.wrapped().forEach(export -> logs.add(export.file()));
    Set<String> wrapped = logs.stream().map(EvidenceFile::name).collect(Collectors.toSet());
    Map<String, String> exports = new TreeMap<>(claims.sources());
    exports.keySet().removeAll(wrapped);
    exports.forEach(
        (name, source) ->
            session
                .diagnostics()
                .add(
                    Diagnostic.note("PM-W012", "an export (" + source + ") has no log records")
                        .at(Location.of(name))
                        .helping("postmortem timeline reads it")));
    for (Evidence left : claims.left()) {
      if (left instanceof EvidenceFile file && file.content().isText()) {
        logs.add(file);
      }
    }
    return logs;
  }
}
