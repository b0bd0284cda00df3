package postmortem.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postmortem.action.HistoryEntry.What;
import postmortem.incident.Settings;
import postmortem.store.SettingsFile;

/** One place decides when something is due, and says why. */
class PolicyTest {

  private static final Policy DEFAULT = Policy.of(Settings.DEFAULT);
  private static final LocalDate DUE = LocalDate.of(2025, 3, 11);

  private static Policy of(String yaml) {
    return Policy.of(SettingsFile.read("postmortem.yaml", "schema: 1\n" + yaml));
  }

  private static Standing on(Policy policy, String today, HistoryEntry... history) {
    return policy.standing(
        ActionState.OPEN,
        new Deadline(DUE, Deadline.DOCUMENT),
        List.of(history),
        LocalDate.parse(today));
  }

  private static HistoryEntry reminded(String at, String week) {
    return new HistoryEntry(Instant.parse(at), "sync", What.REMINDED, null, null, week, null);
  }

  @ParameterizedTest
  @CsvSource({"1,15", "2,30", "3,60", "4,90", "5,90", ",90"})
  void without_settings_the_severity_decides(@Nullable Integer severity, int days) {
    assertThat(DEFAULT.days(severity, new Priority("P1"))).isEqualTo(days);
    assertThat(DEFAULT.days(severity, null)).isEqualTo(days);
  }

  @ParameterizedTest
  @CsvSource({
    "1,P0,3",
    "1,p0,3",
    "1,critical,3",
    "1,P1,7",
    "1,P3,15",
    "1,,15",
    "2,P0,20",
    "3,P1,60"
  })
  void settings_decide_by_severity_and_priority(int severity, @Nullable String word, int days) {
    Policy policy = of("deadlines: {1: {P0: 3, high: 7}, 2: 20}\n");
    assertThat(policy.days(severity, word == null ? null : new Priority(word))).isEqualTo(days);
  }

  @Test
  void days_count_from_the_day_of_the_resolution_in_the_display_zone() {
    Instant lateEvening = Instant.parse("2025-02-09T23:30:00Z");
    assertThat(DEFAULT.deadline(lateEvening, "resolution", 2, new Priority("P1")))
        .isEqualTo(
            new Deadline(
                LocalDate.of(2025, 3, 11),
                "30 days from resolution on 2025-02-09 (UTC), severity 2, priority P1"));
    assertThat(
            of("display-zone: Europe/Copenhagen\n").deadline(lateEvening, "resolution", null, null))
        .isEqualTo(
            new Deadline(
                LocalDate.of(2025, 5, 11),
                "90 days from resolution on 2025-02-10 (Europe/Copenhagen), severity not stated,"
                    + " priority not stated"));
  }

  @Test
  void a_deadline_has_passed_at_the_end_of_its_day_in_the_display_zone() {
    assertThat(DEFAULT.endOf(DUE)).isEqualTo("2025-03-12T00:00:00Z");
    assertThat(of("display-zone: Pacific/Auckland\n").endOf(DUE)).isEqualTo("2025-03-11T11:00:00Z");
    // The night in which clocks go forward at midnight has no first hour.
    assertThat(of("display-zone: Africa/Cairo\n").endOf(LocalDate.of(2024, 4, 25)))
        .isEqualTo("2024-04-25T22:00:00Z");
    assertThat(of("display-zone: Pacific/Auckland\n").day(Instant.parse("2025-03-11T11:00:00Z")))
        .isEqualTo("2025-03-12");
    assertThat(on(DEFAULT, "2025-03-11").overdue()).isFalse();
    assertThat(on(DEFAULT, "2025-03-11").dueInDays()).isZero();
    assertThat(on(DEFAULT, "2025-03-12").overdue()).isTrue();
    assertThat(on(DEFAULT, "2025-03-12").dueInDays()).isEqualTo(-1);
  }

  @Test
  void only_what_is_promised_can_be_overdue() {
    Deadline deadline = new Deadline(DUE, Deadline.HAND);
    LocalDate later = DUE.plusDays(10);
    for (ActionState state : ActionState.values()) {
      assertThat(DEFAULT.standing(state, deadline, List.of(), later).overdue())
          .isEqualTo(state.isPromised());
    }
    assertThat(DEFAULT.standing(ActionState.OPEN, null, List.of(), later).overdue()).isFalse();
  }

  @Test
  void prints_what_it_was_given() {
    assertThat(on(DEFAULT, "2025-03-12").because())
        .isEqualTo("deadline 2025-03-11 (document), today 2025-03-12 in UTC, open");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-03, false", // eight days before
    "2025-03-04, true",
    "2025-03-11, true",
    "2025-03-12, true",
    "2025-04-30, true",
  })
  void reminds_a_week_before_and_from_then_on(String today, boolean due) {
    assertThat(on(DEFAULT, today).reminderDue()).isEqualTo(due);
  }

  @Test
  void reminds_once_in_a_week() {
    HistoryEntry monday = reminded("2025-03-03T08:00:00Z", "2025-W10");
    assertThat(on(DEFAULT, "2025-03-09", monday).reminderDue()).isFalse();
    assertThat(on(DEFAULT, "2025-03-10", monday).reminderDue()).isTrue();
    Policy monthly = of("reminders: {every: 28}\n");
    assertThat(on(monthly, "2025-03-30", monday).reminderDue()).isFalse();
    assertThat(on(monthly, "2025-03-31", monday).reminderDue()).isTrue();
  }

  @Test
  void tells_the_sponsor_after_two_weeks() {
    assertThat(on(DEFAULT, "2025-03-24").escalationDue()).isFalse();
    assertThat(on(DEFAULT, "2025-03-25").escalationDue()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-12-30, 2025-W01",
    "2025-12-28, 2025-W52",
    "2027-01-03, 2026-W53",
    "2025-02-10, 2025-W07"
  })
  void weeks_are_iso_weeks(LocalDate day, String week) {
    assertThat(Policy.week(day)).isEqualTo(week);
  }

  @Test
  void a_post_mortem_has_two_days_until_review_and_is_looked_at_again_after_four_weeks() {
    assertThat(DEFAULT.publicationDue(Instant.parse("2025-02-09T11:00:00Z")))
        .isEqualTo("2025-02-11T11:00:00Z");
    assertThat(of("publication: 24\n").publicationDue(Instant.parse("2025-02-09T11:00:00Z")))
        .isEqualTo("2025-02-10T11:00:00Z");
    assertThat(DEFAULT.followUp(LocalDate.of(2025, 2, 11))).isEqualTo("2025-03-11");
  }
}
