package postmortem.workflow.incident;

import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.evidence.FileAccount;
import postmortem.incident.ReadingRules;
import postmortem.incident.SourceRule;
import postmortem.store.IncidentFile;

/** Says which of the sources that a person states is no file: what it says changes nothing. */
final class UnusedSources {

  private UnusedSources() {}

  /**
   * Tells it.
   *
   * @param stated the file they stand in; null when there is none
   */
  static void tell(
      List<SourceRule> sources,
      Case.@Nullable Stated stated,
      List<FileAccount> accounts,
      Diagnostics diagnostics) {
    if (accounts.isEmpty() || stated == null) {
      return;
    }
    for (int i = 0; i < sources.size(); i++) {
      SourceRule rule = sources.get(i);
      if (accounts.stream().noneMatch(file -> ReadingRules.isAbout(rule, file.evidence()))) {
        diagnostics.add(
            Diagnostic.warning("PM-W052", "no file is called as the source '" + rule.path() + "'")
                .at(IncidentFile.source(stated.file(), stated.text(), i))
                .helping(
                    "files are called as in the list of rows, such as "
                        + accounts.get(0).evidence()));
      }
    }
  }
}
