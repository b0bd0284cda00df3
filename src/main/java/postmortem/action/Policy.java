package postmortem.action;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import postmortem.action.HistoryEntry.What;
import postmortem.incident.Settings;

/**
 * What a team has promised itself: when an action item is due, when it is overdue, and when
 * somebody is told. Everything that depends on a deadline asks here, and is told why.
 *
 * <p>A deadline is a day; it has passed at the end of that day in {@link #zone}. Days of the policy
 * count from the day of the resolution in that zone. Defaults by severity: 15, 30, 60, 90 days
 * (PagerDuty's accountability page has 15 and 30; GitLab's handbook 60 and 90 for the lesser ones).
 *
 * @param zone that days begin and end in
 * @param days until an action item is due, by severity and by priority in lower case
 * @param reminders when owners and sponsors are told
 * @param followUp days after which a published post-mortem is looked at again
 * @param publication how long after resolution a post-mortem has to be in review or published
 */
public record Policy(
    ZoneId zone,
    SortedMap<Integer, SortedMap<String, Integer>> days,
    Settings.Reminders reminders,
    int followUp,
    Duration publication) {

  private static final Map<Integer, Integer> DEFAULT_DAYS =
      Map.of(1, 15, 2, 30, 3, 60, 4, 90, 5, 90);
  private static final int LEAST_SEVERITY = 5;

  public Policy {
    SortedMap<Integer, SortedMap<String, Integer>> copy = new TreeMap<>();
    days.forEach(
        (severity, byPriority) -> {
          SortedMap<String, Integer> words = new TreeMap<>();
          byPriority.forEach((word, count) -> words.put(word.toLowerCase(Locale.ROOT), count));
          copy.put(severity, words);
        });
    days = copy;
  }

  /** The policy that a repository's settings state. */
  public static Policy of(Settings settings) {
    return new Policy(
        settings.zoneOfDays(),
        settings.deadlines(),
        settings.reminders(),
        settings.followUp(),
        settings.publication());
  }

  /** The name of the ISO week of a day, such as {@code 2025-W07}. */
  public static String week(LocalDate day) {
    return String.format(
        Locale.ROOT,
        "%d-W%02d",
        day.get(IsoFields.WEEK_BASED_YEAR),
        day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  /** The day that it is now. */
  public LocalDate today(Clock clock) {
    return day(clock.instant());
  }

  /** The day of an instant. */
  public LocalDate day(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  /** The first instant after a day: when a deadline on that day has passed. */
  public Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  /**
   * How many days an action item may take: those of its severity and priority in the settings, by
   * the priority's word or one of the same rank, then those of any priority, then the defaults.
   *
   * @param severity null when it is not stated: it is then taken for the least one
   */
  public int days(@Nullable Integer severity, @Nullable Priority priority) {
    int level = severity == null ? LEAST_SEVERITY : severity;
    SortedMap<String, Integer> stated = days.get(level);
    if (stated == null && severity == null && !days.isEmpty()) {
      stated = days.get(days.lastKey());
    }
    if (stated != null) {
      if (priority != null) {
        Integer exact = stated.get(priority.label().toLowerCase(Locale.ROOT));
        if (exact != null) {
          return exact;
        }
        for (Map.Entry<String, Integer> entry : stated.entrySet()) {
          int rank = new Priority(entry.getKey()).rank();
          if (rank != Priority.UNKNOWN && rank == priority.rank()) {
            return entry.getValue();
          }
        }
      }
      Integer any = stated.get(Settings.ANY_PRIORITY);
      if (any != null) {
        return any;
      }
    }
    return DEFAULT_DAYS.getOrDefault(level, 90);
  }

  /**
   * The deadline of an action item for which nobody stated one.
   *
   * @param resolved when the incident was resolved, or the moment that is taken for it
   * @param counted what that moment is, such as {@code resolution}
   */
  public Deadline deadline(
      Instant resolved, String counted, @Nullable Integer severity, @Nullable Priority priority) {
    int count = days(severity, priority);
    LocalDate from = day(resolved);
    return new Deadline(
        from.plusDays(count),
        count
            + " days from "
            + counted
            + " on "
            + from
            + " ("
            + zoneName()
            + "), severity "
            + (severity == null ? "not stated" : severity)
            + ", priority "
            + (priority == null ? "not stated" : priority.label()));
  }

  /** How an item stands on a day. */
  public Standing standing(ActionItem item, LocalDate today) {
    return standing(item.state(), item.deadline(), item.history(), today);
  }

  /**
   * How an item with that state, deadline and history stands on a day.
   *
   * @param history for the reminders it holds
   */
  public Standing standing(
      ActionState state, @Nullable Deadline deadline, List<HistoryEntry> history, LocalDate today) {
    if (deadline == null || state.isOver()) {
      String why = state.isOver() ? "it is " + state.label() : "it has no deadline";
      return new Standing(today, false, null, false, false, why);
    }
    long left = ChronoUnit.DAYS.between(today, deadline.date());
    boolean overdue = state.isPromised() && left < 0;
    boolean near = state.isPromised() && left >= 0 && left <= reminders.before();
    boolean remind = (near || overdue) && !wasReminded(history, today);
    boolean escalate = overdue && -left >= reminders.escalate();
    String because =
        "deadline "
            + deadline.date()
            + " ("
            + deadline.policy()
            + "), today "
            + today
            + " in "
            + zoneName()
            + ", "
            + state.label();
    return new Standing(today, overdue, left, remind, escalate, because);
  }

  /**
   * Who is told of an item, and from when on; empty when nobody is, because it is not promised or
   * has no deadline.
   *
   * @param sponsors handles of those who are told last
   */
  public Optional<String> telling(ActionItem item, List<String> sponsors) {
    Deadline deadline = item.deadline();
    if (deadline == null || !item.state().isPromised()) {
      return Optional.empty();
    }
    LocalDate day = deadline.date();
    return Optional.of(
        "the owner from "
            + day.minusDays(reminders.before())
            + " on, every "
            + reminders.every()
            + " days after "
            + day
            + "; "
            + (sponsors.isEmpty() ? "no sponsor is set" : String.join(", ", sponsors))
            + " from "
            + day.plusDays(reminders.escalate())
            + " on");
  }

  private String zoneName() {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /** Whether this week, or less than the days between reminders ago, there was one. */
  private boolean wasReminded(List<HistoryEntry> history, LocalDate today) {
    for (HistoryEntry entry : history) {
      if (entry.what() == What.REMINDED) {
        LocalDate day = day(entry.at());
        boolean sameWeek = week(today).equals(entry.to());
        boolean lately = !day.isAfter(today) && day.plusDays(reminders.every()).isAfter(today);
        // Every week means every ISO week, whatever the weekday.
        if (sameWeek || (lately && reminders.every() > 7)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The day on which a post-mortem that was published on a day is looked at again. */
  public LocalDate followUp(LocalDate published) {
    return published.plusDays(followUp);
  }

  /** Until when a post-mortem has to be in review or published. */
  public Instant publicationDue(Instant resolved) {
    return resolved.plus(publication);
  }
}
