package postmortem.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.action.HistoryEntry.What;
import postmortem.diagnostic.DiagnosticException;

/** An action item remembers everything that happened to it, and takes no way that is not there. */
class ActionItemTest {

  private static final Instant MONDAY = Instant.parse("2025-02-10T09:00:00.5Z");
  private static final Instant TUESDAY = Instant.parse("2025-02-11T09:00:00Z");
  private static final String POST_MORTEM = "2025-02-09-orders";

  private static ActionItem candidate() {
    return ActionItem.candidate(POST_MORTEM, "A1", "Cap the pool of the mailer");
  }

  private static ActionItem committed() {
    return candidate()
        .edit(MONDAY, "collect")
        .created()
        .owner("ines")
        .deadline(new Deadline(LocalDate.of(2025, 3, 11), Deadline.DOCUMENT))
        .commit()
        .result();
  }

  private static ActionItem in(ActionState state) {
    ItemEdit edit = committed().edit(MONDAY, "test");
    return switch (state) {
      case CANDIDATE -> candidate();
      case COMMITTED -> committed();
      case OPENING -> edit.opening("example/orders", MONDAY).result();
      case OPEN -> edit.open(IssueLink.of("example/orders", 7, "bot", null)).result();
      case DONE -> edit.done(Proof.of("example/orders#9").orElseThrow()).result();
      case DROPPED -> edit.drop("the mailer is going away").result();
      case DUPLICATE -> edit.duplicate(POST_MORTEM + ".A2").result();
    };
  }

  @Test
  void a_clock_a_little_behind_does_not_turn_the_history_around() {
    ActionItem item =
        committed()
            .edit(MONDAY.minusSeconds(40), "sync")
            .opening("example/orders", MONDAY)
            .result();
    assertThat(Snapshot.unrecorded(item)).isEmpty();
    assertThat(Snapshot.before(item, TUESDAY).orElseThrow().state()).isEqualTo(ActionState.OPENING);
    assertThat(item.history()).extracting(HistoryEntry::at).isSorted();
  }

  @Test
  void a_clock_of_another_day_is_not_followed() {
    ActionItem item = committed().edit(TUESDAY, "ines").owner("jonas").result();
    Instant now = MONDAY.plusSeconds(3_600).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    ActionItem later = item.edit(now, "ines").factor("C1").result();
    assertThat(later.history().get(later.history().size() - 1).at()).isEqualTo(now);
  }

  @Test
  void what_a_clock_far_ahead_hides_is_taken_into_the_history_once() {
    ActionItem ahead =
        candidate()
            .edit(TUESDAY, "collect")
            .created()
            .owner("ines")
            .deadline(new Deadline(LocalDate.of(2025, 3, 11), Deadline.DOCUMENT))
            .commit()
            .result();
    ActionItem hidden = ahead.edit(MONDAY, "ines").owner("jonas").result();
    assertThat(Snapshot.unrecorded(hidden)).containsExactly(Field.OWNER);
    ActionItem told = hidden.edit(MONDAY, "ines").adoptHandEdits().result();
    assertThat(Snapshot.unrecorded(told)).isEmpty();
    assertThat(told.edit(MONDAY, "ines").adoptHandEdits().result()).isSameAs(told);
  }

  private static ActionItem moved(ActionItem item, ActionState next) {
    ItemEdit edit = item.edit(TUESDAY, "test");
    return switch (next) {
      case CANDIDATE -> edit.state(next).result();
      case COMMITTED -> edit.withoutIssue().result();
      case OPENING -> edit.opening("example/orders", TUESDAY).result();
      case OPEN -> edit.open(IssueLink.of("example/orders", 7, "bot", null)).result();
      case DONE -> edit.done(null).result();
      case DROPPED -> edit.drop("not worth it").result();
      case DUPLICATE -> edit.duplicate(POST_MORTEM + ".A3").result();
    };
  }

  @ParameterizedTest
  @EnumSource(ActionState.class)
  void goes_only_where_the_state_machine_leads(ActionState from) {
    for (ActionState to : ActionState.values()) {
      ActionItem item = in(from);
      if (from == to) {
        assertThat(item.edit(TUESDAY, "test").state(to).result()).isSameAs(item);
      } else if (from.canBecome(to)) {
        ActionItem next = moved(item, to);
        assertThat(next.state()).isEqualTo(to);
        assertThat(next.history())
            .anySatisfy(
                entry -> {
                  assertThat(entry.field()).isEqualTo(Field.STATE);
                  assertThat(entry.from()).isEqualTo(from.label());
                  assertThat(entry.to()).isEqualTo(to.label());
                  assertThat(entry.at()).isEqualTo(TUESDAY);
                });
      } else {
        assertThatThrownBy(() -> moved(item, to))
            .isInstanceOf(DiagnosticException.class)
            .hasMessageContaining("PM-A001")
            .hasMessageContaining(from.label() + " and cannot become " + to.label());
      }
    }
  }

  @Test
  void an_issue_that_may_exist_is_never_forgotten() {
    assertThat(ActionState.OPENING.next()).containsOnly(ActionState.OPEN, ActionState.COMMITTED);
  }

  @Test
  void every_state_can_be_reached_and_left() {
    for (ActionState state : ActionState.values()) {
      assertThat(state.next()).isNotEmpty().doesNotContain(state);
      assertThat(List.of(ActionState.values()))
          .anySatisfy(other -> assertThat(other.canBecome(state)).isTrue());
    }
  }

  @Test
  void remembers_who_changed_what_and_when() {
    ActionItem item =
        committed().edit(TUESDAY, "jonas").owner("jonas").because("ines is away").result();
    assertThat(item.history())
        .endsWith(
            new HistoryEntry(
                TUESDAY, "jonas", What.CHANGED, Field.OWNER, "ines", "jonas", "ines is away"));
    assertThat(item.history().get(0).what()).isEqualTo(What.CREATED);
    assertThat(item.history().get(0).at()).isEqualTo("2025-02-10T09:00:00Z");
  }

  @Test
  void the_same_again_is_no_change() {
    ActionItem item = committed();
    assertThat(
            item.edit(TUESDAY, "jonas")
                .owner("ines")
                .deadline(new Deadline(LocalDate.of(2025, 3, 11), Deadline.HAND))
                .commit()
                .result())
        .isSameAs(item);
    ActionItem drifted =
        item.edit(TUESDAY, "sync")
            .drift(Field.TITLE, "a", "b", "the register leads")
            .reminded("2025-W07", "comment")
            .noted("transferred")
            .result();
    assertThat(drifted.history()).hasSize(item.history().size() + 3);
    assertThat(
            drifted
                .edit(TUESDAY, "sync")
                .drift(Field.TITLE, "a", "b", "the register leads")
                .reminded("2025-W07", "comment")
                .noted("transferred")
                .result())
        .isSameAs(drifted);
    assertThat(item.edit(TUESDAY, "sync").agreed(Field.TITLE).result()).isSameAs(item);
    assertThat(drifted.edit(TUESDAY, "sync").agreed(Field.TITLE).result().history())
        .last()
        .satisfies(entry -> assertThat(entry.what()).isEqualTo(What.AGREED));
  }

  @Test
  void committing_takes_an_owner_and_a_day() {
    assertThatThrownBy(() -> candidate().edit(MONDAY, "jonas").commit())
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("PM-A002")
        .hasMessageContaining("has no owner yet");
    assertThatThrownBy(() -> candidate().edit(MONDAY, "jonas").owner("ines").commit())
        .hasMessageContaining("has no deadline yet");
  }

  @Test
  void thinking_again_takes_back_what_the_left_state_had() {
    assertThat(moved(in(ActionState.DROPPED), ActionState.CANDIDATE).reason()).isNull();
    assertThat(moved(in(ActionState.DUPLICATE), ActionState.COMMITTED).duplicateOf()).isNull();
    assertThat(moved(in(ActionState.DONE), ActionState.COMMITTED).proof()).isNull();
    assertThat(moved(in(ActionState.OPEN), ActionState.DROPPED).issue()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "../x", "A1.", "a/b", "-1"})
  void an_id_is_part_of_a_file_name(String key) {
    assertThatThrownBy(() -> ActionItem.candidate(POST_MORTEM, key, "Do it"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.example/example/orders/pull/12, PULL_REQUEST",
    "example/orders#12, PULL_REQUEST",
    "#12, PULL_REQUEST",
    "https://git.example/a/b/-/merge_requests/4, PULL_REQUEST",
    "https://github.example/example/orders/commit/0f3c9a1b2c, COMMIT",
    "0f3c9a1, COMMIT",
    "example/orders@0f3c9a1b2c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f, COMMIT",
    "https://grafana.example/d/abc, LINK",
  })
  void a_proof_is_told_by_its_form(String text, Proof.Kind kind) {
    assertThat(Proof.of(" " + text)).hasValue(new Proof(kind, text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "done", "see chat", "javascript:alert(1)", "https://", "#x"})
  void what_leads_nowhere_is_no_proof(String text) {
    assertThat(Proof.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"P1,1", "p0,0", "1,1", "High,1", "critical,0", "medium,2", "Low,3", "soon,9", "P7,9"})
  void priorities_have_an_order_whatever_they_are_called(String word, int rank) {
    assertThat(new Priority(word).rank()).isEqualTo(rank);
  }

  @Test
  void a_marker_is_found_in_a_body_and_nowhere_else() {
    String id = POST_MORTEM + ".A1";
    String body = "Text\r\n\r\n" + Marker.of(id) + "\r\n<!--postmortem:action-item  b.A2-->";
    assertThat(Marker.in(body)).containsExactly(id, "b.A2");
    assertThat(Marker.marks(body, id)).isTrue();
    assertThat(Marker.marks(Marker.of(id + "0"), id)).isFalse();
    assertThat(Marker.in("postmortem:action-item " + id)).isEmpty();
    assertThat(Marker.in("&lt;!-- postmortem:action-item " + id + " --&gt;")).isEmpty();
    assertThat(Marker.in("<!-- postmortem:action-item ../x -->")).isEmpty();
  }

  @Test
  void a_link_keeps_what_both_sides_agreed_on() {
    IssueLink link =
        IssueLink.intended("example/orders", MONDAY)
            .found(7, "bot", "https://x.example/7")
            .agreeing(new TreeMap<>(Map.of("title", "Cap the pool")));
    assertThat(link.text()).isEqualTo("example/orders#7");
    assertThat(link.intent()).isEqualTo(MONDAY);
    assertThat(link.agreed()).containsEntry("title", "Cap the pool");
    assertThatThrownBy(() -> IssueLink.of("orders", 7, null, null)).hasMessageContaining("orders");
  }
}
