package postmortem.log.detection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostics;
import postmortem.incident.ReadingRules;
import postmortem.log.Logs;
import postmortem.log.ParsedRecord;

/** Lines that end with their time, and lines that end with a time of something else. */
final class FoundTrailingStampTest {

  private static final List<String> MESSAGES =
      List.of(
          "Connected to queue orders",
          "Session 42 of [shop] opened for client 7",
          "Cache refreshed in 278 ms",
          "Flushed rows",
          "Worker 841 picked up job (order 5)",
          "Could not reach backend after 3 tries");

  @Test
  void a_stamp_that_is_set_off_is_the_time_of_its_line() {
    assertThat(read("INFO: %s [2025-02-09 10:05:0%d]"))
        .containsExactly(
            "2025-02-09T10:05:00Z info",
            "2025-02-09T10:05:01Z info",
            "2025-02-09T10:05:02Z info",
            "2025-02-09T10:05:03Z info",
            "2025-02-09T10:05:04Z info",
            "2025-02-09T10:05:05Z info");
    assertThat(read("[ERROR] %s (09/Feb/2025:11:05:0%d +0100)"))
        .startsWith("2025-02-09T10:05:00Z error");
    assertThat(read("%s --- Sun Feb  9 10:05:0%d 2025")).startsWith("2025-02-09T10:05:00Z unknown");
    assertThat(read("%s | WARN  | 173909552%d")).startsWith("2025-02-09T10:05:20Z warning");
    assertThat(read("%s;error;2025-02-09 10:05:0%d.250;"))
        .startsWith("2025-02-09T10:05:00.250Z error");
  }

  @Test
  void a_time_that_a_sentence_ends_with_is_none_of_its_line() {
    assertThat(read("INFO: %s until 2025-02-09 10:05:0%d")).containsOnly("none");
    assertThat(read("%s, user=kim at 2025-02-09T10:05:0%dZ")).containsOnly("none");
    assertThat(read("INFO: %s, expires: 2025-02-09 10:05:0%d")).containsOnly("none");
    assertThat(read("INFO: %s expires=2025-02-09T10:05:0%dZ")).containsOnly("none");
  }

  @Test
  void times_that_come_and_go_are_none_of_their_lines() {
    List<String> lines =
        List.of(
            "INFO: part 7 was found [2025-02-09 10:05:09]",
            "INFO: part 8 was found [2023-02-09 10:05:09]",
            "INFO: old part was found [2025-01-09 10:05:09]",
            "INFO: part 11 was found [2024-02-09 10:05:09]",
            "INFO: a part was found [2025-02-01 10:05:09]",
            "INFO: part 17 was found [2021-02-09 10:05:09]");

    assertThat(read(lines)).containsOnly("none");
  }

  @Test
  void times_behind_the_words_of_a_message_that_come_and_go_are_none() {
    List<String> lines =
        List.of(
            "INFO order 1 (2025-02-09 10:05:00)",
            "INFO order 2 (2025-02-08 10:05:09)",
            "WARN order 3 (2025-02-07 10:05:09)",
            "INFO order 4 (2025-02-09 10:06:09)",
            "INFO order 5 (2025-02-08 10:07:09)",
            "INFO order 6 (2025-02-09 10:08:09)");

    assertThat(read(lines)).containsOnly("none");
  }

  @Test
  void a_time_that_only_some_lines_end_with_is_none_of_the_log() {
    List<String> lines =
        List.of(
            "INFO: part 7 was found [2025-02-09 10:05:01]",
            "INFO: up",
            "INFO: old part was found [2025-02-09 10:05:02]",
            "INFO: down",
            "INFO: a part was found [2025-02-09 10:05:03]",
            "INFO: part 17 was found [2025-02-09 10:05:04]",
            "INFO: part 18 was found [2025-02-09 10:05:05]");

    assertThat(read(lines)).containsOnly("none");
  }

  @Test
  void the_time_at_the_beginning_counts_before_one_at_the_end() {
    assertThat(read("2025-02-09 10:05:0%2$d INFO %1$s [2025-02-10 00:00:00]"))
        .startsWith("2025-02-09T10:05:00Z info", "2025-02-09T10:05:01Z info");
  }

  @Test
  void day_and_time_may_be_joined_by_other_signs() {
    assertThat(read("[09-Feb-2025/10:05:0%2$d] *ERROR* %1$s"))
        .startsWith("2025-02-09T10:05:00Z error");
    assertThat(read("2025-02-09;10:05:0%2$d;#warn# %1$s"))
        .startsWith("2025-02-09T10:05:00Z warning");
    assertThat(read("2025-02-09_10:05:0%2$d~INFO~%1$s")).startsWith("2025-02-09T10:05:00Z info");
  }

  @Test
  void a_duration_behind_a_day_is_no_time_of_day() {
    List<String> lines =
        List.of(
            "2025-02-09;00:05:09;call of Kim",
            "2025-02-09;00:01:09;call of Robin",
            "2025-02-10;00:07:09;call of Sam",
            "2025-02-10;00:03:19;call of Robin",
            "2025-02-10;00:00:11;call of Kim",
            "2025-02-11;00:00:42;call of Sam");

    assertThat(read(lines)).containsOnly("none");
  }

  private static List<String> read(String layout) {
    return read(
        IntStream.range(0, MESSAGES.size())
            .mapToObj(i -> String.format(Locale.ROOT, layout, MESSAGES.get(i), i))
            .toList());
  }

  private static List<String> read(List<String> lines) {
    List<ParsedRecord> records = records(lines);
    assertThat(records).hasSize(lines.size());
    return records.stream().map(FoundTrailingStampTest::told).toList();
  }

  private static List<ParsedRecord> records(List<String> lines) {
    List<ParsedRecord> records = new ArrayList<>();
    byte[] bytes = String.join("\n", lines).getBytes(UTF_8);
    Logs.engine(ReadingRules.NONE, new Diagnostics(), 2)
        .parse(List.of(Logs.file("app.log", bytes)), records::add);
    return records;
  }

  private static String told(ParsedRecord record) {
    return record.time() == null ? "none" : record.time().at() + " " + record.severity().label();
  }
}
