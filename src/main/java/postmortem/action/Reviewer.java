package postmortem.action;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postmortem.action.WeeklyReview.Completion;
import postmortem.action.WeeklyReview.Debt;
import postmortem.action.WeeklyReview.Drift;
import postmortem.action.WeeklyReview.Escalation;
import postmortem.action.WeeklyReview.FollowUp;
import postmortem.action.WeeklyReview.Load;
import postmortem.action.WeeklyReview.Row;
import postmortem.action.WeeklyReview.WeekEnd;
import postmortem.incident.Settings;

/**
 * Makes the review of a day from the histories of the items: the same for that day whenever it is
 * made. Used once.
 */
public final class Reviewer {

  /** How many days make a week of a review, and how far it looks ahead. */
  private static final int DAYS = 7;

  private static final int WEEKS = 12;

  private static final Comparator<Row> BY_URGENCY =
      Comparator.comparingInt(Reviewer::rank)
          .thenComparing(Comparator.comparingLong(Row::days).reversed())
          .thenComparing(Row::id);
  private static final Comparator<Row> OLDEST_FIRST =
      Comparator.comparingLong(Row::days).reversed().thenComparing(Row::id);

  private final Settings settings;
  private final Policy policy;
  private final LocalDate asOf;
  private final Instant until;
  private final Instant since;
  private final List<ActionItem> items;
  private final List<Snapshot> known;

  /**
   * The review of a day.
   *
   * @param asOf everything until its end in the display zone counts, and nothing after it
   */
  public Reviewer(List<ActionItem> items, Settings settings, LocalDate asOf) {
    this.settings = settings;
    this.policy = Policy.of(settings);
    this.asOf = asOf;
    this.until = policy.endOf(asOf);
    this.since = policy.endOf(asOf.minusDays(DAYS));
    this.items = items.stream().sorted(ActionItem.ORDER).toList();
    this.known = before(until);
  }

  private List<Snapshot> before(Instant end) {
    return items.stream()
        .map(item -> Snapshot.before(item, end))
        .flatMap(Optional::stream)
        .toList();
  }

  private static int rank(Row row) {
    return row.priority() == null ? Priority.UNKNOWN + 1 : new Priority(row.priority()).rank();
  }

  /** The review. */
  public WeeklyReview review(List<PostMortemFacts> postMortems) {
    Set<String> openBefore =
        before(since).stream()
            .filter(item -> item.state().isPromised())
            .map(Snapshot::id)
            .collect(Collectors.toSet());
    List<Row> opened =
        rows(
            item -> wasPromisedSince(item) && !openBefore.contains(item.id()),
            item -> row(item, age(item), null),
            BY_URGENCY);
    List<Row> overdue =
        rows(item -> isOverdue(item, asOf), item -> row(item, -left(item), null), BY_URGENCY);
    List<Row> dueNext =
        rows(
            this::isDueNext,
            item -> row(item, left(item), null),
            Comparator.comparingLong(Row::days).thenComparing(BY_URGENCY));
    List<Row> closed =
        rows(
            item -> item.state() == ActionState.DONE && endedSince(item),
            item -> row(item, taken(item), item.value(Field.PROOF)),
            Comparator.comparing(Row::id));
    List<Row> dropped =
        rows(
            item -> item.state().isOver() && item.state() != ActionState.DONE && endedSince(item),
            item -> row(item, age(item), why(item)),
            Comparator.comparing(Row::id));
    List<Row> incomplete =
        rows(
            item -> item.state().isPromised() && (item.owner() == null || item.deadline() == null),
            item -> row(item, age(item), null),
            BY_URGENCY);
    List<Row> candidates =
        rows(
            item -> item.state() == ActionState.CANDIDATE,
            item -> row(item, age(item), null),
            OLDEST_FIRST);
    return new WeeklyReview(
        asOf,
        Policy.week(asOf),
        asOf.minusDays(DAYS - 1L),
        DAYS,
        Math.toIntExact(known.stream().filter(item -> item.state().isPromised()).count()),
        openBefore.size(),
        opened,
        overdue,
        dueNext,
        closed,
        dropped,
        incomplete,
        candidates,
        load(false),
        load(true),
        completion(),
        escalations(),
        followUps(postMortems),
        debt(postMortems),
        drift(),
        weeks());
  }

  private List<Row> rows(
      Predicate<Snapshot> which, Function<Snapshot, Row> row, Comparator<Row> order) {
    return known.stream().filter(which).map(row).sorted(order).toList();
  }

  /** What is overdue for so long that its sponsors should know, by who they are. */
  private List<Escalation> escalations() {
    SortedMap<String, List<Row>> bySponsors = new TreeMap<>();
    for (Snapshot item : known) {
      if (isOverdue(item, asOf) && -left(item) >= policy.reminders().escalate()) {
        bySponsors
            .computeIfAbsent(String.join("\n", sponsors(item)), names -> new ArrayList<>())
            .add(row(item, -left(item), null));
      }
    }
    List<Escalation> escalations = new ArrayList<>();
    bySponsors.forEach(
        (names, rows) -> {
          rows.sort(BY_URGENCY);
          escalations.add(
              new Escalation(names.isEmpty() ? List.of() : names.lines().toList(), rows));
        });
    return escalations;
  }

  private List<Drift> drift() {
    List<Drift> drift = new ArrayList<>();
    for (Snapshot item : known) {
      for (HistoryEntry entry : item.drift()) {
        Field field = Objects.requireNonNull(entry.field());
        drift.add(new Drift(item.id(), field, entry.from(), entry.to(), entry.at(), entry.note()));
      }
    }
    return drift;
  }

  private Row row(Snapshot item, long days, @Nullable String detail) {
    Priority priority = item.priority();
    return new Row(
        item.id(),
        item.title(),
        item.state(),
        item.owner(),
        settings.teamOf(item.owner()).orElse(null),
        priority == null ? null : priority.label(),
        item.deadline(),
        days,
        item.slips(),
        item.value(Field.ISSUE),
        detail);
  }

  /** Whether it is a promise, or was one that ended since the last review. */
  private boolean wasPromisedSince(Snapshot item) {
    return item.state().isPromised()
        || (endedSince(item)
            && (item.state() == ActionState.DONE
                || (item.state().isOver() && item.promised().isPresent())));
  }

  private boolean endedSince(Snapshot item) {
    return item.state().isOver() && item.since().filter(at -> !at.isBefore(since)).isPresent();
  }

  private static @Nullable String why(Snapshot item) {
    if (item.state() == ActionState.DUPLICATE) {
      return "duplicate of " + item.value(Field.DUPLICATE_OF);
    }
    return item.value(Field.REASON);
  }

  private List<String> sponsors(Snapshot item) {
    String own = item.value(Field.SPONSOR);
    return own != null ? List.of(own) : settings.sponsorsOf(item.owner());
  }

  private boolean isOverdue(Snapshot item, LocalDate day) {
    LocalDate date = item.deadline();
    Deadline deadline = date == null ? null : new Deadline(date, Deadline.HAND);
    return policy.standing(item.state(), deadline, List.of(), day).overdue();
  }

  private boolean isDueNext(Snapshot item) {
    return item.state().isPromised()
        && item.deadline() != null
        && left(item) >= 0
        && left(item) <= DAYS;
  }

  /** Days until the deadline; 0 when there is none. */
  private long left(Snapshot item) {
    LocalDate deadline = item.deadline();
    return deadline == null ? 0 : ChronoUnit.DAYS.between(asOf, deadline);
  }

  /** Days since it came to where it is; 0 when the history does not tell. */
  private long age(Snapshot item) {
    return item.since().or(item::created).map(at -> days(policy.day(at), asOf)).orElse(0L);
  }

  /** Days from the promise to its end. */
  private long taken(Snapshot item) {
    Instant begin = item.promised().or(item::created).orElse(null);
    Instant end = item.since().orElse(null);
    return begin == null || end == null ? 0 : Math.max(0, days(policy.day(begin), policy.day(end)));
  }

  private static long days(LocalDate from, LocalDate to) {
    return ChronoUnit.DAYS.between(from, to);
  }

  private List<Load> load(boolean byTeam) {
    SortedMap<String, int[]> counts = new TreeMap<>();
    for (Snapshot item : known) {
      if (item.state().isPromised()) {
        String owner = item.owner();
        String name = byTeam ? settings.teamOf(owner).orElse("") : owner == null ? "" : owner;
        int[] count = counts.computeIfAbsent(name, key -> new int[3]);
        count[0]++;
        count[1] += isOverdue(item, asOf) ? 1 : 0;
        count[2] += isDueNext(item) ? 1 : 0;
      }
    }
    List<Load> loads = new ArrayList<>();
    counts.forEach(
        (name, count) ->
            loads.add(
                new Load(
                    name.isEmpty() ? null : name,
                    byTeam || name.isEmpty() ? null : settings.teamOf(name).orElse(null),
                    count[0],
                    count[1],
                    count[2])));
    loads.sort(
        Comparator.comparingInt((Load load) -> -load.overdue())
            .thenComparingInt(load -> -load.open())
            .thenComparing(load -> load.name() == null ? "" : load.name()));
    boolean noTeams = byTeam && loads.stream().allMatch(load -> load.name() == null);
    return noTeams ? List.of() : loads;
  }

  private List<Completion> completion() {
    SortedMap<String, List<Snapshot>> byPriority =
        new TreeMap<>(
            Comparator.comparingInt(
                    (String label) ->
                        label.isEmpty() ? Priority.UNKNOWN + 1 : new Priority(label).rank())
                .thenComparing(Comparator.naturalOrder()));
    for (Snapshot item : known) {
      if (item.promised().isPresent()
          || item.state().isPromised()
          || item.state() == ActionState.DONE) {
        Priority priority = item.priority();
        byPriority
            .computeIfAbsent(priority == null ? "" : priority.label(), key -> new ArrayList<>())
            .add(item);
      }
    }
    List<Completion> completions = new ArrayList<>();
    byPriority.forEach(
        (label, promised) -> {
          List<Long> days = new ArrayList<>();
          int droppedItems = 0;
          for (Snapshot item : promised) {
            if (item.state() == ActionState.DONE) {
              days.add(taken(item));
            } else if (item.state().isOver()) {
              droppedItems++;
            }
          }
          Collections.sort(days);
          completions.add(
              new Completion(
                  label.isEmpty() ? null : label,
                  promised.size(),
                  days.size(),
                  droppedItems,
                  days.isEmpty() ? null : days.get((days.size() - 1) / 2),
                  days.isEmpty() ? null : days.get(days.size() - 1)));
        });
    return completions;
  }

  private List<FollowUp> followUps(List<PostMortemFacts> postMortems) {
    List<FollowUp> due = new ArrayList<>();
    for (PostMortemFacts facts : postMortems) {
      LocalDate published = facts.published();
      if (published == null || published.isAfter(asOf)) {
        continue;
      }
      LocalDate on = policy.followUp(published);
      if (on.isAfter(asOf.minusDays(DAYS)) && !on.isAfter(asOf.plusDays(DAYS))) {
        long left =
            known.stream()
                .filter(item -> item.item().postMortem().equals(facts.id()))
                .filter(item -> !item.state().isOver())
                .count();
        due.add(new FollowUp(facts.id(), on, Math.toIntExact(left)));
      }
    }
    due.sort(Comparator.comparing(FollowUp::on).thenComparing(FollowUp::postMortem));
    return due;
  }

  private List<Debt> debt(List<PostMortemFacts> postMortems) {
    List<Debt> debts = new ArrayList<>();
    for (PostMortemFacts facts : postMortems) {
      LocalDate happened = facts.happened();
      boolean later = happened != null && happened.isAfter(asOf);
      if (later || facts.isPublishedOn(asOf)) {
        continue;
      }
      LocalDate reviewed = facts.reviewed();
      Instant begin =
          facts.resolved() != null
              ? facts.resolved()
              : happened == null ? null : policy.endOf(happened);
      boolean late =
          (reviewed == null || reviewed.isAfter(asOf))
              && begin != null
              && policy.publicationDue(begin).isBefore(until);
      debts.add(
          new Debt(
              facts.id(), facts.severity(), happened == null ? null : days(happened, asOf), late));
    }
    debts.sort(
        Comparator.comparingLong((Debt debt) -> debt.days() == null ? 0 : -debt.days())
            .thenComparing(Debt::postMortem));
    return debts;
  }

  private List<WeekEnd> weeks() {
    List<WeekEnd> ends = new ArrayList<>();
    for (int back = WEEKS - 1; back >= 0; back--) {
      LocalDate day = asOf.minusDays((long) DAYS * back);
      int open = 0;
      int late = 0;
      int done = 0;
      for (Snapshot item : before(policy.endOf(day))) {
        open += item.state().isPromised() ? 1 : 0;
        late += isOverdue(item, day) ? 1 : 0;
        done += item.state() == ActionState.DONE ? 1 : 0;
      }
      ends.add(new WeekEnd(Policy.week(day), open, late, done));
    }
    return ends;
  }
}
