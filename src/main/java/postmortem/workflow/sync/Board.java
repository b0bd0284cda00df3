package postmortem.workflow.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import postmortem.action.Marker;
import postmortem.tracker.TrackedIssue;

/** The issues of one repository that were seen in this run, and whose they are. */
final class Board {

  private final Set<String> ours = new HashSet<>();
  private final SortedMap<Integer, TrackedIssue> issues = new TreeMap<>();
  private final Map<String, Set<Integer>> marked = new HashMap<>();

  /** Nothing was seen yet. */
  Board(Set<String> logins) {
    logins.forEach(login -> ours.add(SyncRules.key(login)));
  }

  void add(List<TrackedIssue> seen) {
    seen.forEach(this::add);
  }

  /** What was seen last counts. */
  void add(TrackedIssue issue) {
    issues.put(issue.number(), issue);
    marked.values().forEach(numbers -> numbers.remove(issue.number()));
    for (String id : Marker.in(issue.body())) {
      marked.computeIfAbsent(id, key -> new TreeSet<>()).add(issue.number());
    }
  }

  Optional<TrackedIssue> issue(int number) {
    return Optional.ofNullable(issues.get(number));
  }

  boolean isOurs(String author) {
    return ours.contains(SyncRules.key(author));
  }

  /** Issues of ours with the marker of an item, oldest first. */
  List<TrackedIssue> ours(String id) {
    return withMarker(id, true);
  }

  /** Issues of others with the marker of an item, oldest first. */
  List<TrackedIssue> foreign(String id) {
    return withMarker(id, false);
  }

  private List<TrackedIssue> withMarker(String id, boolean mine) {
    List<TrackedIssue> found = new ArrayList<>();
    for (int number : marked.getOrDefault(id, Set.of())) {
      TrackedIssue issue = issues.get(number);
      if (issue != null && isOurs(issue.author()) == mine) {
        found.add(issue);
      }
    }
    return found;
  }
}
