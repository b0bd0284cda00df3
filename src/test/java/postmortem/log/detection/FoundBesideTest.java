package postmortem.log.detection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostics;
import postmortem.incident.ReadingRules;
import postmortem.log.Logs;
import postmortem.log.ParsedRecord;

/** What stands beside the lines of a layout that nobody declared. */
final class FoundBesideTest {

  @Test
  void rows_of_another_time_belong_to_the_record_above() {
    assertThat(
            read(
                "2025.02.09_10:05:00|INFO|orders of the day",
                "id;created;state",
                "5;2023-01-01 10:00:00;WARN;kim",
                "6;2022-01-02 10:00:00;ERROR;sam",
                "2025.02.09_10:05:01|WARN|slow",
                "2025.02.09_10:05:02|INFO|orders of the day",
                "id;created;state",
                "7;2023-01-03 10:00:00;WARN;kim",
                "8;2022-01-04 10:00:00;ERROR;sam",
                "2025.02.09_10:05:03|INFO|down",
                "2025.02.09_10:05:04|INFO|up",
                "2025.02.09_10:05:05|INFO|down"))
        .containsExactly(
            "1: 2025-02-09T10:05:00Z",
            "5: 2025-02-09T10:05:01Z",
            "6: 2025-02-09T10:05:02Z",
            "10: 2025-02-09T10:05:03Z",
            "11: 2025-02-09T10:05:04Z",
            "12: 2025-02-09T10:05:05Z");
  }

  @Test
  void lines_of_another_program_stand_by_themselves() {
    assertThat(
            read(
                "2025.02.09_10:05:00|INFO|up",
                "<info> {09-Feb-2025/11:05:01} stock is up",
                "2025.02.09_10:05:02|WARN|slow",
                "<error> {09-Feb-2025/11:05:03} no stock",
                "<error> {09-Feb-2025/11:05:04} no stock",
                "2025.02.09_10:05:05|INFO|down"))
        .hasSize(6)
        .startsWith("1: 2025-02-09T10:05:00Z", "2: 2025-02-09T11:05:01Z");
  }

  @Test
  void a_layout_after_an_update_stands_by_itself() {
    assertThat(
            read(
                "2025.02.09_10:05:00|INFO|up",
                "2025.02.09_10:05:02|WARN|slow",
                "2025.02.09_10:05:05|INFO|down",
                "<info> {19-Feb-2025/11:05:01} up",
                "<error> {19-Feb-2025/11:05:03} no stock",
                "<error> {19-Feb-2025/11:05:04} no stock"))
        .hasSize(6)
        .endsWith("6: 2025-02-19T11:05:04Z");
  }

  private static List<String> read(String... lines) {
    List<ParsedRecord> records = new ArrayList<>();
    byte[] bytes = String.join("\n", lines).getBytes(UTF_8);
    Logs.engine(ReadingRules.NONE, new Diagnostics(), 2)
        .parse(List.of(Logs.file("app.log", bytes)), records::add);
    return records.stream()
        .map(record -> record.line() + ": " + (record.time() == null ? "none" : record.time().at()))
        .toList();
  }
}
