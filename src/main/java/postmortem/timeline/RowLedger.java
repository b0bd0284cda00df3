package postmortem.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.Place;
import postmortem.evidence.FileAccount;
import postmortem.evidence.RowCounts;

/** Keeps the account of all rows: every row that was read is somewhere. */
final class RowLedger {

  private final Map<String, Set<Place>> handed = new HashMap<>();
  private final Map<String, Set<Place>> placed = new HashMap<>();

  private RowLedger() {}

  /**
   * The manifest, by name of evidence.
   *
   * @param handed the events that readers handed on
   * @param placed the rows of the timeline
   * @throws IllegalStateException if readers and events disagree, which is a bug of ours
   */
  static List<ManifestEntry> manifest(
      List<FileAccount> accounts, List<Event> handed, List<Event> placed) {
    RowLedger ledger = new RowLedger();
    add(ledger.handed, handed);
    add(ledger.placed, placed);
    List<ManifestEntry> manifest = new ArrayList<>();
    for (FileAccount account : accounts) {
      manifest.add(ledger.entry(account));
    }
    manifest.sort(Comparator.comparing(entry -> entry.account().evidence()));
    for (int i = 1; i < manifest.size(); i++) {
      String name = manifest.get(i).account().evidence();
      if (name.equals(manifest.get(i - 1).account().evidence())) {
        throw new IllegalStateException("two accounts of " + name);
      }
    }
    return List.copyOf(manifest);
  }

  private static void add(Map<String, Set<Place>> rows, List<Event> events) {
    for (Event event : events) {
      Citation first = event.citations().get(0);
      rows.computeIfAbsent(first.evidence(), k -> new HashSet<>()).add(first.place());
    }
  }

  private ManifestEntry entry(FileAccount account) {
    Set<Place> given = handed.getOrDefault(account.evidence(), Set.of());
    if (given.size() != account.handed()) {
      throw new IllegalStateException(
          account.evidence()
              + ": its reader handed "
              + account.handed()
              + " rows on, but its events cite "
              + given.size()
              + " first");
    }
    Set<Place> own = new HashSet<>(placed.getOrDefault(account.evidence(), Set.of()));
    // The sample that a change point of a series begins with was counted as aggregated so far.
    Set<Place> samples = new HashSet<>(own);
    samples.removeAll(given);
    own.retainAll(given);
    long raised = Math.min(samples.size(), account.aggregated());
    return new ManifestEntry(
        account,
        new RowCounts(
            account.read(),
            own.size() + raised,
            given.size() - own.size() + account.repeated(),
            account.aggregated() - raised,
            account.filtered(),
            account.unreadable()));
  }
}
