package postmortem.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.evidence.FileAccount;
import postmortem.incident.ReadingRules;
import postmortem.incident.SourceRule;

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
    for (SourceRule rule : sources) {
      if (accounts.stream().noneMatch(file -> ReadingRules.isAbout(rule, file.evidence()))) {
        diagnostics.add(
            Diagnostic.warning("PM-W052", "no file is called as the source '" + rule.path() + "'")
                .at(place(stated, rule.path()))
                .helping(
                    "files are called as in the list of rows, such as "
                        + accounts.get(0).evidence()));
      }
    }
  }

  /** The first line below {@code sources:} that names the path. */
  private static Location place(Case.Stated stated, String path) {
    List<String> lines = stated.text().lines().toList();
    boolean below = false;
    for (int i = 0; i < lines.size(); i++) {
      below |= lines.get(i).startsWith("sources:");
      int column = lines.get(i).indexOf(path);
      if (below && column >= 0 && lines.get(i).contains("path")) {
        return new Location(stated.file(), i + 1, column + 1);
      }
    }
    return Location.of(stated.file());
  }
}
