package blackbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import postmortem.action.ActionItem;
import postmortem.action.ActionState;
import postmortem.action.ActionType;
import postmortem.action.Deadline;
import postmortem.action.Field;
import postmortem.action.IssueLink;
import postmortem.action.ItemEdit;
import postmortem.action.Policy;
import postmortem.action.PostMortemFacts;
import postmortem.action.Priority;
import postmortem.action.Proof;
import postmortem.incident.Settings;

/**
 * A year of a team that has too many incidents, made from a seed: 120 post-mortems with five items
 * each, and all that happens to them, in the order of time.
 */
final class YearOfIncidents {

  static final LocalDate FIRST = LocalDate.of(2025, 1, 6);
  static final int DAYS = 364;

  private static final int POST_MORTEMS = 120;
  private static final int ITEMS = 5;
  private static final List<String> PEOPLE =
      List.of("ines", "jonas", "mira", "tomas", "yusuf", "lena", "otto", "petra", "sanna", "raj");
  private static final List<String> WHAT =
      List.of(
          "Cap the connection pool of the mailer so that one slow query cannot take all of it",
          "Alert on waiting connections before users notice",
          "Roll back flags with one command",
          "Test the restore of the | orders | database every month",
          "Write down who may fail over, @ops decides",
          "Fixes #12: retry with jitter, <b>never</b> at once",
          "Limit the size of a batch, ".repeat(9).strip());

  /** Something that happens to an item. */
  private record Step(Instant at, String id, UnaryOperator<ActionItem> change) {}

  private final Random random;
  private final Policy policy;
  private final List<Step> steps = new ArrayList<>();
  private final List<PostMortemFacts> facts = new ArrayList<>();
  private int applied;
  private final Map<String, ActionItem> items = new TreeMap<>();

  YearOfIncidents(long seed, Settings settings) {
    this.random = new Random(seed);
    this.policy = Policy.of(settings);
    for (int i = 0; i < POST_MORTEMS; i++) {
      postMortem(i);
    }
    steps.sort(Comparator.comparing(Step::at).thenComparing(Step::id));
  }

  private String someone() {
    return PEOPLE.get(random.nextInt(PEOPLE.size()));
  }

  private void postMortem(int number) {
    LocalDate day = FIRST.plusDays((long) number * DAYS / POST_MORTEMS);
    String id = day + "-incident-" + number;
    int severity = 1 + random.nextInt(4);
    Instant resolved = day.atTime(11, 0).toInstant(ZoneOffset.UTC);
    LocalDate published = random.nextInt(8) == 0 ? null : day.plusDays(2 + random.nextInt(12));
    facts.add(
        new PostMortemFacts(id, severity, day, resolved, published, published, published != null));
    for (int i = 1; i <= ITEMS; i++) {
      item(id, "A" + i, severity, resolved);
    }
  }

  private void item(String postMortem, String key, int severity, Instant resolved) {
    String id = postMortem + "." + key;
    Instant at = later(resolved, 3);
    String title = WHAT.get(random.nextInt(WHAT.size()));
    String by = someone();
    Instant begin = at;
    Priority priority = new Priority("P" + random.nextInt(4));
    ActionType type = List.of(ActionType.values()).get(random.nextInt(4));
    steps.add(
        new Step(
            at,
            id,
            none ->
                ActionItem.candidate(postMortem, key, title)
                    .edit(begin, by)
                    .created()
                    .severity(severity)
                    .priority(priority)
                    .type(type)
                    .result()));
    if (random.nextInt(8) == 0) {
      return;
    }
    String owner = someone();
    Deadline deadline = policy.deadline(resolved, "resolution", severity, priority);
    at = edit(id, later(at, 4), e -> e.owner(owner).deadline(deadline).commit());
    int number = 1 + random.nextInt(9000);
    at = edit(id, later(at, 1), e -> e.open(IssueLink.of("example/orders", number, "bot", null)));
    while (random.nextInt(3) == 0) {
      int days = 7 + random.nextInt(40);
      at =
          edit(
              id,
              later(at, 30),
              (e, item) ->
                  e.deadline(new Deadline(item.deadline().date().plusDays(days), Deadline.HAND)));
    }
    if (random.nextInt(6) == 0) {
      String other = someone();
      at = edit(id, later(at, 20), e -> e.owner(other));
    }
    if (random.nextInt(10) == 0) {
      at = edit(id, later(at, 9), e -> e.drift(Field.TITLE, title, "Renamed", "register leads"));
      if (random.nextBoolean()) {
        at = edit(id, later(at, 9), e -> e.agreed(Field.TITLE));
      }
    }
    switch (random.nextInt(10)) {
      case 0 -> edit(id, later(at, 30), e -> e.drop("not worth it, says @" + someone()));
      case 1, 2 -> {
        // Nobody does anything.
      }
      default -> {
        Proof proof = Proof.of("example/orders#" + number).orElseThrow();
        at = edit(id, later(at, 60), e -> e.done(proof));
        if (random.nextInt(12) == 0) {
          edit(id, later(at, 10), e -> e.state(ActionState.OPEN));
        }
      }
    }
  }

  private Instant later(Instant at, int mostDays) {
    return at.plusSeconds(60 + random.nextInt(mostDays * 86_400));
  }

  private Instant edit(String id, Instant at, UnaryOperator<ItemEdit> change) {
    return edit(id, at, (edit, item) -> change.apply(edit));
  }

  private Instant edit(
      String id, Instant at, java.util.function.BiFunction<ItemEdit, ActionItem, ItemEdit> change) {
    String by = someone();
    steps.add(new Step(at, id, item -> change.apply(item.edit(at, by), item).result()));
    return at;
  }

  /** Lets time go on until that instant; returns the register as it is then. */
  Collection<ActionItem> until(Instant end) {
    while (applied < steps.size() && steps.get(applied).at().isBefore(end)) {
      Step step = steps.get(applied++);
      items.put(step.id(), step.change().apply(items.get(step.id())));
    }
    return List.copyOf(items.values());
  }

  /** What documents state on a day. */
  List<PostMortemFacts> facts(LocalDate day) {
    List<PostMortemFacts> known = new ArrayList<>();
    for (PostMortemFacts all : facts) {
      if (!all.happened().isAfter(day)) {
        boolean published = all.published() != null && !all.published().isAfter(day);
        known.add(
            new PostMortemFacts(
                all.id(),
                all.severity(),
                all.happened(),
                all.resolved(),
                published ? all.published() : null,
                published ? all.published() : null,
                published));
      }
    }
    return known;
  }
}
