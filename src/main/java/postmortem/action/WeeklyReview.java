package postmortem.action;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the action items of a repository stood at the end of a day.
 *
 * @param asOf the day
 * @param week its ISO week
 * @param since the first day that counts as since the last review: a week before
 * @param dueDays how many days ahead {@code dueNext} looks
 * @param open how many items were promised and not over
 * @param before how many there were a week before
 * @param opened items that were promised since, or done or dropped since without having been open a
 *     week before: with {@code before} and what went, they make up {@code open}
 * @param overdue promised items whose deadline has passed, most urgent and oldest first
 * @param dueNext promised items that are due soon
 * @param closed items that were done since the last review
 * @param dropped items that were dropped, or found to be duplicates, since the last review
 * @param incomplete promised items without an owner or a deadline
 * @param candidates items that nobody decided about, oldest first
 * @param load what each owner has
 * @param teams what each team has
 * @param completion how many items of each priority were done, and how fast
 * @param escalations overdue items that sponsors have to know
 * @param followUps post-mortems to look at again
 * @param debt incidents without a published post-mortem, oldest first
 * @param drift where register and tracker differ
 * @param weeks open and overdue items at the ends of the last weeks, oldest first
 */
public record WeeklyReview(
    LocalDate asOf,
    String week,
    LocalDate since,
    int dueDays,
    int open,
    int before,
    List<Row> opened,
    List<Row> overdue,
    List<Row> dueNext,
    List<Row> closed,
    List<Row> dropped,
    List<Row> incomplete,
    List<Row> candidates,
    List<Load> load,
    List<Load> teams,
    List<Completion> completion,
    List<Escalation> escalations,
    List<FollowUp> followUps,
    List<Debt> debt,
    List<Drift> drift,
    List<WeekEnd> weeks) {

  /**
   * An item in a list.
   *
   * @param id of it
   * @param title of it
   * @param state it was in
   * @param owner null for none
   * @param team of the owner; null when not known
   * @param priority null for none
   * @param deadline null for none
   * @param days days over the deadline, until it, or since it came to where it is
   * @param slips how often the deadline had been put off
   * @param issue {@code owner/name#12}; null for none
   * @param detail the proof, or the reason; null for none
   */
  public record Row(
      String id,
      String title,
      ActionState state,
      @Nullable String owner,
      @Nullable String team,
      @Nullable String priority,
      @Nullable LocalDate deadline,
      long days,
      int slips,
      @Nullable String issue,
      @Nullable String detail) {}

  /**
   * What somebody, or a team, has to do.
   *
   * @param name handle or team; null for items without an owner, or owners without a team
   * @param team of the owner; null for teams, and when not known
   * @param open promised items
   * @param overdue of these
   * @param dueNext of these
   */
  public record Load(
      @Nullable String name, @Nullable String team, int open, int overdue, int dueNext) {}

  /**
   * What became of the promises of a priority.
   *
   * @param priority null for items without one
   * @param promised how many were ever promised or done
   * @param done how many of them were done
   * @param dropped how many of them were dropped, or duplicates
   * @param medianDays from promise to done, half took at most so long; null when none was done
   * @param longestDays null when none was done
   */
  public record Completion(
      @Nullable String priority,
      int promised,
      int done,
      int dropped,
      @Nullable Long medianDays,
      @Nullable Long longestDays) {

    /** Done, of those that were not dropped: 0 to 1; null when there are none. */
    public @Nullable Double rate() {
      int counted = promised - dropped;
      return counted == 0 ? null : (double) done / counted;
    }
  }

  /**
   * What sponsors have to know.
   *
   * @param sponsors handles; empty when nobody is set
   * @param items the overdue items
   */
  public record Escalation(List<String> sponsors, List<Row> items) {
    public Escalation {
      sponsors = List.copyOf(sponsors);
      items = List.copyOf(items);
    }
  }

  /**
   * A post-mortem to look at again.
   *
   * @param postMortem its id
   * @param on the day
   * @param open how many of its items are not over
   */
  public record FollowUp(String postMortem, LocalDate on, int open) {}

  /**
   * An incident without a published post-mortem.
   *
   * @param postMortem its id
   * @param severity null when not stated
   * @param days since the incident; null when its day is not known
   * @param late whether it is past the limit for review
   */
  public record Debt(
      String postMortem, @Nullable Integer severity, @Nullable Long days, boolean late) {}

  /**
   * Where register and tracker differ.
   *
   * @param id of the item
   * @param field in which
   * @param here the register's value; null for none
   * @param there the tracker's value; null for none
   * @param since when it was found
   * @param leads what leads for the field, in words; null when not said
   */
  public record Drift(
      String id,
      Field field,
      @Nullable String here,
      @Nullable String there,
      Instant since,
      @Nullable String leads) {}

  /**
   * The end of a week.
   *
   * @param week ISO week
   * @param open promised items
   * @param overdue of these
   * @param done items that were done by then
   */
  public record WeekEnd(String week, int open, int overdue, int done) {}

  public WeeklyReview {
    opened = List.copyOf(opened);
    overdue = List.copyOf(overdue);
    dueNext = List.copyOf(dueNext);
    closed = List.copyOf(closed);
    dropped = List.copyOf(dropped);
    incomplete = List.copyOf(incomplete);
    candidates = List.copyOf(candidates);
    load = List.copyOf(load);
    teams = List.copyOf(teams);
    completion = List.copyOf(completion);
    escalations = List.copyOf(escalations);
    followUps = List.copyOf(followUps);
    debt = List.copyOf(debt);
    drift = List.copyOf(drift);
    weeks = List.copyOf(weeks);
  }
}
