package postmortem.log.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostics;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.log.Logs;
import postmortem.log.ParsedRecord;

/** Records that are blocks of lines with keys, and lines whose values have keys. */
final class FoundBlocksTest {

  @Test
  void a_block_is_one_record() {
    assertThat(
            records(
                "Time: 2025-02-09 10:05:23",
                "Level: Error",
                "Message: no stock",
                "",
                "Time: 2025-02-09 10:05:24",
                "Level: Warning",
                "Message: slow",
                "   at shop.Cart.add(Cart.cs:12)"))
        .containsExactly("1+3 2025-02-09T10:05:23Z error", "5+4 2025-02-09T10:05:24Z warning");
  }

  @Test
  void a_rule_above_each_block_begins_it() {
    assertThat(
            records(
                "----------",
                "Severity   : ERROR",
                "Priority   : 1",
                "Timestamp  : 2/19/2025 10:05:23 AM",
                "Message    : no stock",
                "----------",
                "Severity   : INFO",
                "Priority   : 2",
                "Timestamp  : 2/19/2025 10:05:24 AM",
                "Message    : up"))
        .containsExactly("1+5 2025-02-19T10:05:23Z error", "6+5 2025-02-19T10:05:24Z info");
  }

  @Test
  void the_first_key_may_have_a_sign() {
    assertThat(
            records(
                "Item #: 7",
                "Timestamp: 2025-02-09 10:05:23",
                "Type: Warning",
                "Message: slow",
                "",
                "Item #: 8",
                "Timestamp: 2025-02-09 10:05:24",
                "Type: Fatal",
                "Message: no stock"))
        .containsExactly("1+4 2025-02-09T10:05:23Z warning", "6+4 2025-02-09T10:05:24Z critical");
  }

  @Test
  void elements_on_lines_of_their_own_are_a_block() {
    assertThat(
            records(
                "  <record>",
                "    <time>2025-02-09T10:05:23Z</time>",
                "    <level>WARN</level>",
                "    <text>slow</text>",
                "  </record>",
                "  <record>",
                "    <time>2025-02-09T10:05:24Z</time>",
                "    <level>ERROR</level>",
                "    <text>no stock</text>",
                "  </record>"))
        .containsExactly("1+5 2025-02-09T10:05:23Z warning", "6+5 2025-02-09T10:05:24Z error");
  }

  @Test
  void elements_that_say_no_more_than_a_time_are_none() {
    assertThat(
            records(
                "<visit>",
                "<time>2025-02-09T10:05:23Z</time>",
                "</visit>",
                "<visit>",
                "<time>2025-02-09T10:05:24Z</time>",
                "</visit>"))
        .noneMatch(record -> record.contains("2025-02-09T10"));
  }

  @Test
  void a_time_that_says_nothing_is_no_block() {
    assertThat(
            records(
                "Time: 2025-02-09 10:05:23",
                "Wind: strong",
                "",
                "Time: 2025-02-09 10:05:24",
                "Wind: weak"))
        .noneMatch(record -> record.contains("error"));
  }

  @Test
  void pairs_between_commas_are_no_table() {
    assertThat(
            records(
                "time: 2025-02-09 10:05:23, level: error, msg: no stock, order 7",
                "time: 2025-02-09 10:05:24, level: warn, msg: slow",
                "time: 2025-02-09 10:05:25, level: info, msg: up"))
        .containsExactly(
            "1+1 2025-02-09T10:05:23Z error",
            "2+1 2025-02-09T10:05:24Z warning",
            "3+1 2025-02-09T10:05:25Z info");
  }

  @Test
  void month_and_day_begin_a_line_without_a_sign_between_them() {
    assertThat(
            records(
                "0209 10:05:23 ERROR no stock", "0209 10:05:24 WARN slow", "0209 10:05:25 INFO up"))
        .containsExactly(
            "1+1 2025-02-09T10:05:23Z error",
            "2+1 2025-02-09T10:05:24Z warning",
            "3+1 2025-02-09T10:05:25Z info");
    assertThat(
            records("4711 10:05:23 ERROR no stock", "4712 10:05:24 WARN slow", "4713 10:05:25 up"))
        .noneMatch(record -> record.contains("2025"));
  }

  @Test
  void a_time_of_day_begins_a_line_that_tells_its_level() {
    assertThat(
            records(
                "[10:05:23] {ERROR} (worker-1) no stock",
                "[10:05:24] {INFO} (worker-2) up",
                "[10:05:25] {WARN} (worker-3) slow"))
        .containsExactly(
            "1+1 2025-02-09T10:05:23Z error",
            "2+1 2025-02-09T10:05:24Z info",
            "3+1 2025-02-09T10:05:25Z warning");
    assertThat(records("[10:05:23] (worker-1) up", "[10:05:24] (worker-2) up", "[10:05:25] (w) up"))
        .noneMatch(record -> record.contains("2025"));
  }

  private static List<String> records(String... lines) {
    List<ParsedRecord> records = new ArrayList<>();
    ReadingRules near =
        new ReadingRules(
            Incident.EMPTY, List.of(), Instant.parse("2025-02-09T12:00:00Z"), null, null);
    Logs.engine(near, new Diagnostics(), 2)
        .parse(List.of(Logs.file("app.log", List.of(lines))), records::add);
    return records.stream()
        .map(
            one ->
                one.line()
                    + "+"
                    + one.lines()
                    + " "
                    + (one.time() == null ? "none" : one.time().text())
                    + " "
                    + one.severity().label())
        .toList();
  }
}
