package postmortem.log.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.evidence.EvidenceFile;
import postmortem.incident.ReadingRules;
import postmortem.log.Logs;

/** What the logs of several pods tell together, and what errors tell that come and go. */
final class WorkloadFindingsTest {

  private static final Instant START = Instant.parse("2024-06-03T08:00:00Z");
  private static final String OLD = "orders-6c9f7d4b8d-4xf5m.log";
  private static final String NEW = "orders-7f5dd6c6c9-xk8jm.log";

  private final Map<String, List<String>> files = new TreeMap<>();

  @Test
  void what_all_pods_have_said_for_long_is_not_new_in_the_next_one() {
    work(OLD, 0, 7_200);
    work(NEW, 7_200, 9_000);
    for (int second = 300; second < 7_200; second += 900) {
      say(OLD, second, "error", "no rate for currency XDR");
    }
    say(NEW, 8_400, "error", "no rate for currency XDR");

    assertThat(of(EventType.FIRST_SEEN)).isEmpty();
  }

  @Test
  void what_a_new_pod_says_from_its_beginning_on_is_new_if_the_old_ones_did_not() {
    work(OLD, 0, 7_200);
    work(NEW, 7_200, 9_000);
    for (int second = 7_230; second < 9_000; second += 40) {
      say(NEW, second, "error", "commit failed: member is not known");
    }

    assertThat(of(EventType.FIRST_SEEN))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.time().at()).isEqualTo(START.plusSeconds(7_230));
              assertThat(event.summary()).startsWith("First seen: commit failed");
            });
  }

  @Test
  void a_pod_that_starts_again_is_told_and_those_that_start_with_a_rollout_are_not() {
    for (String pod : List.of(OLD, NEW)) {
      int from = pod.equals(OLD) ? 0 : 3_600;
      say(pod, from + 1, "info", "Started OrdersApplication in 9 seconds");
      work(pod, from + 10, from + 3_600);
    }
    say(NEW, 7_205, "info", "Started OrdersApplication in 8 seconds");

    assertThat(of(EventType.RESTART))
        .singleElement()
        .satisfies(event -> assertThat(event.time().at()).isEqualTo(START.plusSeconds(7_205)));
  }

  @Test
  void errors_that_come_and_go_end_with_the_last_of_them() {
    work(OLD, 0, 14_400);
    for (int burst : new int[] {6_000, 8_400, 10_100, 12_600}) {
      for (int n = 0; n < 36; n++) {
        say(OLD, burst + 3 * n, "error", "upstream is gone");
      }
    }

    List<Event> onsets = of(EventType.RATE_ONSET);
    assertThat(onsets.get(0).time().at()).isEqualTo(START.plusSeconds(6_000));
    List<Event> ends = of(EventType.RATE_END);
    assertThat(ends.get(ends.size() - 1).time().at()).isEqualTo(START.plusSeconds(12_705));
    assertThat(onsets).hasSameSizeAs(ends);
  }

  @Test
  void what_several_logs_say_together_is_not_put_down_to_one_of_them() {
    work(OLD, 0, 7_200);
    work(NEW, 7_200, 12_000);
    work("orders-7f5dd6c6c9-fnr75.log", 7_200, 12_000);
    for (int second = 9_000; second < 11_000; second += 10) {
      say(NEW, second, "error", "commit failed: member is not known");
      say("orders-7f5dd6c6c9-fnr75.log", second + 3, "error", "commit failed: member is not known");
    }

    assertThat(of(EventType.RATE_ONSET))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.count()).isEqualTo(400);
              assertThat(event.summary()).endsWith("(400 records in 2 logs)");
              assertThat(event.attributes())
                  .containsEntry("logs", "pods/orders-7f5dd6c6c9-*.log")
                  .containsEntry("log-count", "2");
            });
  }

  @Test
  void errors_that_one_log_of_several_holds_alone_in_its_time_are_its_own() {
    work(OLD, 0, 7_200);
    work(NEW, 7_200, 12_000);
    for (int second = 9_000; second < 11_000; second += 10) {
      say(NEW, second, "error", "commit failed: member is not known");
    }

    assertThat(of(EventType.RATE_ONSET))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.summary()).endsWith("(200 records)");
              assertThat(event.attributes()).containsEntry("logs", "pods/" + NEW);
            });
  }

  @Test
  void errors_of_a_job_that_fails_every_hour_are_no_bursts_of_an_incident() {
    work(OLD, 0, 28_800);
    for (int hour = 0; hour < 8; hour++) {
      for (int n = 0; n < 30; n++) {
        say(OLD, hour * 3_600 + 900 + n, "error", "row " + n + " rejected");
      }
    }

    assertThat(of(EventType.RATE_ONSET)).isEmpty();
  }

  @Test
  void an_error_that_was_rare_before_it_became_frequent_begins_with_its_first_record() {
    work(OLD, 0, 36_000);
    for (int second = 15_003; second < 27_000; second += 180) {
      say(OLD, second, "error", "certificate is not valid");
    }
    for (int second = 27_000; second < 34_000; second += 10) {
      say(OLD, second, "error", "certificate is not valid");
    }

    assertThat(of(EventType.FIRST_SEEN))
        .singleElement()
        .satisfies(event -> assertThat(event.time().at()).isEqualTo(START.plusSeconds(15_003)));
  }

  private void work(String pod, int from, int to) {
    for (int second = from; second < to; second += 10) {
      say(pod, second, "info", "booked " + second);
    }
  }

  private void say(String pod, int second, String level, String message) {
    files
        .computeIfAbsent("pods/" + pod, name -> new ArrayList<>())
        .add(
            "{\"time\":\""
                + START.plusSeconds(second)
                + "\",\"level\":\""
                + level
                + "\",\"msg\":\""
                + message
                + "\"}");
  }

  private List<Event> of(EventType type) {
    List<EvidenceFile> evidence = new ArrayList<>();
    files.forEach(
        (name, lines) -> {
          evidence.add(Logs.file(name, lines.stream().sorted().toList()));
        });
    return Logs.engine(ReadingRules.NONE, new Diagnostics(), 2)
        .read(evidence, () -> null)
        .events()
        .stream()
        .filter(event -> event.type() == type)
        .sorted((a, b) -> a.time().at().compareTo(b.time().at()))
        .toList();
  }
}
