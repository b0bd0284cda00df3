package postmortem.incident;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a repository has decided for all its post-mortems: {@code postmortem.yaml}. Every key has a
 * default.
 *
 * @param issueRepository {@code owner/name} where action items become issues; null when not set
 * @param issueMilestone title of the milestone that issues get; null for none
 * @param displayZone shown beside UTC; null shows UTC alone
 * @param owners who can own action items, by handle
 * @param teams what the owners' teams have of their own, by name
 * @param deadlines days until an action item is due, by severity and priority; the priority {@link
 *     #ANY_PRIORITY} stands for those that are not named
 * @param reminders when owners and sponsors are told
 * @param followUp days after which a published post-mortem is looked at again
 * @param publication how long after resolution a post-mortem has to be in review or published
 * @param sponsors who is told about overdue items
 * @param labels of every issue
 * @param trackerLogins logins that count as ours when an issue with our marker is found; empty for
 *     the token's own
 * @param template name of the report template
 * @param publishing how pull requests are opened
 */
public record Settings(
    @Nullable String issueRepository,
    @Nullable String issueMilestone,
    @Nullable ZoneId displayZone,
    SortedMap<String, Owner> owners,
    SortedMap<String, Team> teams,
    SortedMap<Integer, SortedMap<String, Integer>> deadlines,
    Reminders reminders,
    int followUp,
    Duration publication,
    List<String> sponsors,
    List<String> labels,
    List<String> trackerLogins,
    String template,
    Publishing publishing) {

  /** Priorities that have no days of their own. */
  public static final String ANY_PRIORITY = "any";

  /**
   * Somebody who can own action items.
   *
   * @param github login; null when not set
   * @param role what the document calls them; null when not set
   * @param team they belong to; null when not set
   */
  public record Owner(@Nullable String github, @Nullable String role, @Nullable String team) {}

  /**
   * A team.
   *
   * @param repository {@code owner/name} where its action items become issues; null for the one of
   *     all
   * @param sponsor who is told about its overdue items; null for those of all
   */
  public record Team(@Nullable String repository, @Nullable String sponsor) {}

  /**
   * When somebody is told. No item has more than one reminder in an ISO week.
   *
   * @param before the owner, from so many days before the deadline on
   * @param every the owner, every so many days after it
   * @param escalate the sponsor, from so many days after it on
   */
  public record Reminders(int before, int every, int escalate) {

    /** A week before, every week after, the sponsor after two. */
    public static final Reminders DEFAULT = new Reminders(7, 7, 14);

    public Reminders {
      if (before < 0 || every < 1 || escalate < 0) {
        throw new IllegalArgumentException("reminders are counted in days");
      }
    }
  }

  /**
   * How post-mortems are published.
   *
   * @param base branch that they go to; null for the default branch of the repository
   * @param reviewers logins that are asked for a review; empty for those of {@code CODEOWNERS}
   * @param draft whether pull requests are opened as drafts
   */
  public record Publishing(@Nullable String base, List<String> reviewers, boolean draft) {

    /** To the default branch, reviewed by the code owners. */
    public static final Publishing DEFAULT = new Publishing(null, List.of(), false);

    public Publishing {
      reviewers = List.copyOf(reviewers);
    }
  }

  /** What holds where nothing is set. */
  public static final Settings DEFAULT =
      new Settings(
          null,
          null,
          null,
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          Reminders.DEFAULT,
          28,
          Duration.ofDays(2),
          List.of(),
          List.of("post-mortem"),
          List.of(),
          "default",
          Publishing.DEFAULT);

  public Settings {
    owners = Collections.unmodifiableSortedMap(new TreeMap<>(owners));
    teams = Collections.unmodifiableSortedMap(new TreeMap<>(teams));
    SortedMap<Integer, SortedMap<String, Integer>> days = new TreeMap<>();
    for (Map.Entry<Integer, SortedMap<String, Integer>> entry : deadlines.entrySet()) {
      days.put(entry.getKey(), Collections.unmodifiableSortedMap(new TreeMap<>(entry.getValue())));
    }
    deadlines = Collections.unmodifiableSortedMap(days);
    sponsors = List.copyOf(sponsors);
    labels = List.copyOf(labels);
    trackerLogins = List.copyOf(trackerLogins);
    if (followUp < 1 || publication.isNegative() || publication.isZero()) {
      throw new IllegalArgumentException("limits are longer than nothing");
    }
  }

  /** The zone that days begin and end in: the display zone, else UTC. */
  public ZoneId zoneOfDays() {
    return displayZone == null ? ZoneOffset.UTC : displayZone;
  }

  /** The team of somebody, if it is known. */
  public Optional<String> teamOf(@Nullable String handle) {
    Owner owner = handle == null ? null : owners.get(handle);
    return Optional.ofNullable(owner).map(Owner::team);
  }

  private Optional<Team> team(@Nullable String handle) {
    return teamOf(handle).map(name -> teams.get(name));
  }

  /** Where the issues of somebody's action items go: their team's repository, else that of all. */
  public Optional<String> repositoryOf(@Nullable String handle) {
    return team(handle).map(Team::repository).or(() -> Optional.ofNullable(issueRepository));
  }

  /** Who is told about somebody's overdue items: their team's sponsor, else those of all. */
  public List<String> sponsorsOf(@Nullable String handle) {
    return team(handle).map(Team::sponsor).map(List::of).orElse(sponsors);
  }
}
