package postmortem.workflow.sync;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import postmortem.action.ActionItem;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.ExitCode;
import postmortem.tracker.IssueTracker;
import postmortem.tracker.Pace;

/** All items with all their repositories, one repository after the other, by name. */
public final class Synchronization {

  /** Where issues are. */
  @FunctionalInterface
  public interface Trackers {
    /** The issues of a repository, {@code owner/name}. */
    IssueTracker repository(String name);
  }

  private static final int MOST_NAMED = 5;

  private Synchronization() {}

  /**
   * Runs once.
   *
   * @param logins that count as ours besides those in the settings and the token's own
   * @param clock the time here, to be compared with the trackers'
   */
  public static ExitCode run(
      Trackers trackers,
      Ledger ledger,
      SyncRules rules,
      Journal journal,
      Pace pace,
      Set<String> logins,
      Instant clock)
      throws IOException {
    SortedMap<String, List<ActionItem>> byRepository = new TreeMap<>();
    List<String> nowhere = new ArrayList<>();
    for (ActionItem item : ledger.items()) {
      if (item.state().isPromised() || RepositorySync.number(item) != null) {
        Optional<String> repository = rules.repositoryOf(item);
        if (repository.isPresent()) {
          byRepository.computeIfAbsent(repository.get(), name -> new ArrayList<>()).add(item);
        } else {
          nowhere.add(item.id());
        }
      }
    }
    if (!nowhere.isEmpty()) {
      journal.say(
          Diagnostic.error("PM-I002", "no repository is named for the issues of " + some(nowhere))
              .helping(
                  "write issues: {repository: owner/name} into postmortem.yaml, or pass --repo"),
          ExitCode.USAGE);
    }
    for (Map.Entry<String, List<ActionItem>> entry : byRepository.entrySet()) {
      String name = entry.getKey();
      new RepositorySync(trackers.repository(name), ledger, rules, journal, pace, name)
          .run(entry.getValue(), logins, clock);
    }
    return journal.exit();
  }

  /** Names a few, and how many more there are. */
  private static String some(List<String> ids) {
    return ids.size() <= MOST_NAMED
        ? String.join(", ", ids)
        : String.join(", ", ids.subList(0, MOST_NAMED))
            + " and "
            + (ids.size() - MOST_NAMED)
            + " more";
  }
}
