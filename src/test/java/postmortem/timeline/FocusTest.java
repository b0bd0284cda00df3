package postmortem.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import postmortem.event.Basis;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.evidence.ContentHash;
import postmortem.evidence.FileAccount;

final class FocusTest {

  private static final String LOG = "app/orders.log";
  private static final String METRIC = "prometheus/errors.json";
  private static final String PAGES = "alertmanager/alerts.json";

  /** A rise in the morning that a metric of the whole day shows, and errors in the afternoon. */
  private static Scene day() {
    return new Scene("2025-05-20")
        .shift(METRIC, "09:05:00", "search", "http_error_ratio", "0", "0.08")
        .recovery(METRIC, "09:12:00", "search", "http_error_ratio", "0.08", "0")
        .firstSeen(LOG, "14:44:10", "orders", 100, "Pool exhausted");
  }

  private static FileAccount account(Scene day, String evidence, String first, String last) {
    long rows =
        day.events().stream()
            .filter(event -> event.citations().get(0).evidence().equals(evidence))
            .count();
    return new FileAccount(
        evidence,
        ContentHash.of("0".repeat(64)),
        1,
        "test",
        evidence.equals(LOG),
        rows,
        rows,
        0,
        0,
        0,
        day.at(first),
        day.at(last),
        null,
        List.of(Basis.OFFSET),
        Duration.ZERO);
  }

  private static @Nullable Instant begin(Scene day, FileAccount... accounts) {
    return Episode.of(day.events(), day.incident(), List.of(accounts)).from();
  }

  @Test
  void the_incident_is_where_the_logs_were_exported() {
    Scene day = day();
    FileAccount metric = account(day, METRIC, "00:00:00", "23:59:00");
    assertThat(begin(day, metric, account(day, LOG, "14:40:00", "14:50:00")))
        .isEqualTo(day.at("14:44:10"));
    assertThat(begin(day, metric, account(day, LOG, "00:00:00", "23:59:00")))
        .as("logs of the whole day say nothing about where to look")
        .isEqualTo(day.at("09:05:00"));
  }

  @Test
  void a_log_that_begins_with_the_restart_does_not_hide_what_came_before_it() {
    Scene day =
        new Scene("2025-05-20")
            .shift(METRIC, "14:20:00", "orders", "http_error_ratio", "0", "0.08")
            .firstSeen(LOG, "14:44:10", "search", 30, "Cache is cold");
    assertThat(
            begin(
                day,
                account(day, METRIC, "00:00:00", "23:59:00"),
                account(day, LOG, "14:40:00", "14:50:00")))
        .isEqualTo(day.at("14:20:00"));
  }

  @Test
  void of_two_alerts_the_one_that_the_logs_were_exported_for_is_it() {
    Scene day =
        day()
            .page(EventType.PAGED, "09:06:00", "I1", "search", "Errors")
            .alert(EventType.ALERT_FIRED, "14:46:00", "HighErrorRate", "orders", Severity.CRITICAL);
    Episode episode =
        Episode.of(
            day.events(),
            day.incident(),
            List.of(
                account(day, METRIC, "00:00:00", "23:59:00"),
                account(day, PAGES, "00:00:00", "23:59:00"),
                account(day, LOG, "14:40:00", "14:50:00")));
    assertThat(episode.primary()).isNotNull();
    assertThat(episode.services()).containsExactly("orders");
  }
}
