package postmortem.incident;

import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a repository has decided for all its post-mortems: {@code postmortem.yaml}. Every key has a
 * default.
 *
 * @param issueRepository {@code owner/name} where action items become issues; null when not set
 * @param displayZone shown beside UTC; null shows UTC alone
 * @param owners who can own action items, by handle
 * @param deadlines days until an action item is due, by severity and priority
 * @param sponsors who is told about overdue items
 * @param labels of every issue
 * @param template name of the report template
 */
public record Settings(
    @Nullable String issueRepository,
    @Nullable ZoneId displayZone,
    SortedMap<String, Owner> owners,
    SortedMap<Integer, SortedMap<String, Integer>> deadlines,
    List<String> sponsors,
    List<String> labels,
    String template) {

  /**
   * Somebody who can own action items.
   *
   * @param github login; null when not set
   * @param role what the document calls them; null when not set
   * @param team they belong to; null when not set
   */
  public record Owner(@Nullable String github, @Nullable String role, @Nullable String team) {}

  /** What holds where nothing is set. */
  public static final Settings DEFAULT =
      new Settings(
          null,
          null,
          new TreeMap<>(),
          new TreeMap<>(),
          List.of(),
          List.of("post-mortem"),
          "default");

  public Settings {
    owners = Collections.unmodifiableSortedMap(new TreeMap<>(owners));
    SortedMap<Integer, SortedMap<String, Integer>> days = new TreeMap<>();
    for (Map.Entry<Integer, SortedMap<String, Integer>> entry : deadlines.entrySet()) {
      days.put(entry.getKey(), Collections.unmodifiableSortedMap(new TreeMap<>(entry.getValue())));
    }
    deadlines = Collections.unmodifiableSortedMap(days);
    sponsors = List.copyOf(sponsors);
    labels = List.copyOf(labels);
  }
}
