package postmortem.workflow.incident;

import java.util.List;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.evidence.FileAccount;
import postmortem.incident.ReadingRules;
import postmortem.incident.SourceRule;

/** Says which zone of the command line is that of no file: its stamps are read in another one. */
final class UnusedZones {

  private UnusedZones() {}

  static void tell(ReadingOptions options, List<FileAccount> accounts, Diagnostics diagnostics) {
    if (accounts.isEmpty()) {
      return;
    }
    for (SourceRule rule : options.sourceRules()) {
      if (accounts.stream().noneMatch(file -> ReadingRules.isAbout(rule, file.evidence()))) {
        diagnostics.add(
            Diagnostic.warning(
                    "PM-W049",
                    "no file is called as --zone '" + rule.path() + "=" + rule.zone() + "' says")
                .helping(
                    "files are called as in the list of rows, such as "
                        + accounts.get(0).evidence()));
      }
    }
  }
}
