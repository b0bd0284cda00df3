package postmortem.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The history tells how an item was at any time. */
class SnapshotTest {

  private static final Instant START = Instant.parse("2025-02-10T09:00:00Z");

  private static Instant day(int number) {
    return START.plusSeconds(86_400L * number);
  }

  private static Deadline until(int number) {
    return new Deadline(LocalDate.of(2025, 3, 1).plusDays(number), Deadline.HAND);
  }

  private static ActionItem created() {
    return ActionItem.candidate("2025-02-09-orders", "A1", "Cap the pool")
        .edit(START, "ines")
        .created()
        .owner("ines")
        .deadline(until(0))
        .commit()
        .result();
  }

  private static Snapshot before(ActionItem item, int number) {
    return Snapshot.before(item, day(number)).orElseThrow();
  }

  @Test
  void shows_nothing_before_it_came_into_the_register() {
    assertThat(Snapshot.before(created(), START)).isEmpty();
    assertThat(Snapshot.before(created(), START.plusSeconds(1))).isPresent();
  }

  @Test
  void counts_how_often_a_deadline_was_put_off() {
    ActionItem item = created();
    item = item.edit(day(2), "ines").deadline(until(10)).result();
    item = item.edit(day(4), "ines").deadline(until(5)).result();
    item = item.edit(day(6), "ines").deadline(until(30)).result();
    assertThat(before(item, 2).slips()).isZero();
    assertThat(before(item, 3).slips()).isEqualTo(1);
    assertThat(before(item, 5).slips()).isEqualTo(1);
    assertThat(before(item, 7).slips()).isEqualTo(2);
    assertThat(before(item, 3).deadline()).isEqualTo("2025-03-11");
  }

  @Test
  void an_edit_by_hand_changes_no_past_and_is_noticed() {
    ActionItem item = created();
    ActionItem byHand =
        new ActionItem(
            item.id(),
            item.postMortem(),
            1,
            null,
            "Cap every pool",
            null,
            null,
            null,
            null,
            "jonas",
            item.deadline(),
            item.state(),
            null,
            null,
            null,
            null,
            null,
            item.collected(),
            item.history());
    assertThat(before(byHand, 9).owner()).isEqualTo("ines");
    assertThat(before(byHand, 9).title()).isEqualTo("Cap the pool");
    assertThat(Snapshot.unrecorded(byHand))
        .containsExactlyInAnyOrder(Field.TITLE, Field.OWNER, Field.SEVERITY);
    assertThat(Snapshot.unrecorded(item)).isEmpty();
  }

  @Test
  void drift_stands_until_both_sides_agree() {
    ActionItem item =
        created().edit(day(2), "sync").drift(Field.TITLE, "a", "b", "the register leads").result();
    ActionItem agreed = item.edit(day(4), "sync").agreed(Field.TITLE).result();
    assertThat(before(agreed, 2).drift()).isEmpty();
    assertThat(before(agreed, 3).drift()).singleElement().isEqualTo(item.history().get(4));
    assertThat(before(agreed, 5).drift()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void a_past_day_stays_what_it_was(long seed) {
    Random random = new Random(seed);
    ActionItem item = created();
    List<ActionItem> ofDay = new ArrayList<>();
    for (int number = 1; number <= 60; number++) {
      ItemEdit edit = item.edit(day(number), "p" + random.nextInt(3));
      switch (random.nextInt(5)) {
        case 0 -> edit.owner("p" + random.nextInt(3));
        case 1 -> edit.deadline(until(random.nextInt(40)));
        case 2 -> edit.priority(new Priority("P" + random.nextInt(3)));
        case 3 -> edit.title("Cap pool " + random.nextInt(3));
        default -> {
          List<ActionState> next =
              item.state().next().stream()
                  .filter(s -> s != ActionState.OPENING && s != ActionState.OPEN)
                  .sorted()
                  .toList();
          ActionState state = next.get(random.nextInt(next.size()));
          switch (state) {
            case DROPPED -> edit.drop("too late");
            case DUPLICATE -> edit.duplicate("2025-02-09-orders.A2");
            default -> edit.state(state);
          }
        }
      }
      item = edit.result();
      ofDay.add(item);
    }
    for (int number = 1; number <= 60; number++) {
      Snapshot told = before(item, number + 1);
      ActionItem was = ofDay.get(number - 1);
      for (Field field : Field.values()) {
        assertThat(told.value(field)).as(field + " of day " + number).isEqualTo(field.of(was));
      }
      assertThat(told.state()).isEqualTo(was.state());
    }
  }
}
